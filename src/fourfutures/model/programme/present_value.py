"""What yearly amounts are worth at signing."""

from __future__ import annotations

import numpy as np

from fourfutures.model.arithmetic import Number, exp, log


def discount_factor(rate: Number, year: Number) -> Number:
    """Worth at signing of one dollar in year number `year`, from 0. The year of signing is not discounted."""
    return exp(-year * log(1.0 + rate))


def present_value(amounts: Number, rate: Number) -> Number:
    """Worth at signing of amounts by year, (..., years), at a yearly rate, () or (..., 1). At rate 0 it is their sum."""
    flows = np.asarray(amounts, dtype=np.float64)
    years = np.arange(flows.shape[-1], dtype=np.float64)
    return np.asarray((flows * discount_factor(rate, years)).sum(axis=-1))
