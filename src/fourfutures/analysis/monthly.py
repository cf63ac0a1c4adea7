"""The way to the horizon: odds of the futures and spread of both indices, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.quantile import spread
from fourfutures.assimilation import Kept
from fourfutures.futures import Codes, Indices, odds
from fourfutures.study import Study


def monthly(
    study: Study,
    found: Sequence[Indices],
    recorded: Kept,
    codes: Codes,
    weights: NDArray[np.float64],
    known: Sequence[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """One entry a month from the first: `codes` (members, months) of all kept members and their `weights` give the odds,
    the indices `found` of the recorded members, one a month, the spreads. `known` are the first entries, where they are.
    """
    months = list(known)
    for number, index in enumerate(found[len(known) :], start=len(known) + 1):
        p = odds(codes[:, number - 1], weights, len(study.frame.ids)).p
        months.append(
            {
                "month": study.month_name(number),
                "futures": {name: float(value) for name, value in zip(study.frame.ids, p, strict=True)},
                # single precision, as the track itself: what is beyond it is not known
                "compute": spread(index.compute.astype(np.float32), recorded.weights),
                "adoption": spread(index.adoption.astype(np.float32), recorded.weights),
            }
        )
    return months
