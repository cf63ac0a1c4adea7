"""What a member says of a figure to come: a t distribution, given the earlier figures of its block."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.cholesky import cholesky, forward
from fourfutures.assimilation.likelihood import FREEDOM, scale_matrix, seen_by
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]


class Prediction(NamedTuple):
    """A t distribution for each member, on the transformed scale: centre and scale (members,), degrees of freedom."""

    centre: Reals
    scale: Reals
    freedom: int


def predict(earlier: Sequence[Row], to_come: Row, observables: Mapping[str, Reals]) -> Prediction:
    """The distribution of a row to come, observation error and bias included; its `value` is not read.

    `earlier` are the rows in force of its block, in order of the day they were known; `observables` hold monthly values
    of shape (members, months + 1). The density is the one by which assimilation would score the row after those: a t of
    several rows, given its first ones, is a t with as many more degrees of freedom, a shifted centre and a scale that
    grows with how badly the member fits them.
    """
    rows = [*earlier, to_come]
    seen = np.stack([seen_by(row, observables[row.observable]) for row in rows], axis=1)
    expected = seen * np.array([row.slope for row in rows])
    scale = scale_matrix(rows)
    slope_sd = np.array([row.slope_sd for row in rows])
    if slope_sd.any():
        drift = (seen * slope_sd).T
        factor = cholesky(scale[:, :, None] + drift[:, None, :] * drift[None, :, :])
    else:
        factor = cholesky(scale)
    known = len(earlier)
    centre = expected[:, -1].copy()
    distance = np.zeros(seen.shape[0])
    if known:
        residual = np.array([row.value for row in earlier]) - expected[:, :known]
        ordinates = forward(factor[:known, :known], residual.T)  # (earlier, members)
        last = factor[-1, :known]
        centre += (last[:, None] * ordinates if last.ndim == 1 else last * ordinates).sum(axis=0)
        distance = (ordinates**2).sum(axis=0)
    spread = factor[-1, -1] * np.sqrt((FREEDOM + distance) / (FREEDOM + known))
    return Prediction(centre, np.broadcast_to(spread, centre.shape).copy(), int(FREEDOM) + known)


def category_chances(to_come: Row, observables: Mapping[str, Reals], categories: int) -> Reals:
    """Chance of each category for each member, shape (members, categories): its own, but for a small error."""
    own = np.rint(seen_by(to_come, observables[to_come.observable]))
    others = to_come.error_sd / (categories - 1)
    return np.where(own[:, None] == np.arange(categories), 1.0 - to_come.error_sd, others)


def t_density(value: float, prediction: Prediction) -> Reals:
    """Log density of a value under each member's distribution."""
    free, scale = prediction.freedom, prediction.scale
    constant = math.lgamma((free + 1) / 2.0) - math.lgamma(free / 2.0) - 0.5 * math.log(free * math.pi)
    score = (value - prediction.centre) / scale
    return np.asarray(constant - np.log(scale) - (free + 1) / 2.0 * np.log1p(score**2 / free))
