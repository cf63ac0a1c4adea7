"""What levers and deals change in some economies: the same members with and without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import NORMAL_95, paired_change
from fourfutures.futures import ALIGNMENTS, alignments
from fourfutures.study import Alignment, Study

Reals = NDArray[np.float64]
VARIABLES = ("adoption", "share_us", "share_cn", "share_own")


def economy_changes(
    study: Study, codes: Sequence[str], before: Reals, after: Reals, weights: Reals, first: int
) -> dict[str, Any]:
    """By economy: paired change of use and shares by month from `first` on, and of its alignment at the horizon.

    `before` and `after` have shape (months + 1, 4, economies, members), `weights` (economies, members). Intervals are
    95 % for sampling, members paired.
    """
    rule = study.frame.alignment
    found = {}
    for at, code in enumerate(codes):
        mass = weights[at] / weights[at].sum()
        found[code] = {
            "series": [
                {
                    "variable": name,
                    "month": study.month_name(month),
                    "without": float((mass * before[month, row, at]).sum()),
                    "with": float((mass * after[month, row, at]).sum()),
                    "change": _paired(mass, after[month, row, at] - before[month, row, at]),
                }
                for row, name in enumerate(VARIABLES)
                for month in range(first, study.meta.months + 1)
            ],
            "alignment": _alignment(mass, before[-1, 1:, at], after[-1, 1:, at], rule),
        }
    return found


def _paired(mass: Reals, change: Reals) -> dict[str, float]:
    mean = float((mass * change).sum())
    error = float(np.sqrt((mass**2 * (change - mean) ** 2).sum()))
    return {"mean": mean, "low": mean - NORMAL_95 * error, "high": mean + NORMAL_95 * error}


def _alignment(mass: Reals, before: Reals, after: Reals, rule: Alignment) -> dict[str, Any]:
    """Odds of each alignment with and without, and the paired change; shares of shape (3, members)."""
    one, other = alignments(before.T, rule), alignments(after.T, rule)
    changes = paired_change(mass, one, other, len(ALIGNMENTS))
    return {
        name: {
            "without": float(mass[one == code].sum()),
            "with": float(mass[other == code].sum()),
            "change": changes[code],
        }
        for code, name in enumerate(ALIGNMENTS)
    }
