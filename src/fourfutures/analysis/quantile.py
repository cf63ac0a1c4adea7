"""Weighted means and quantiles of members."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

LEVELS = (0.05, 0.25, 0.50, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")


def weighted_quantiles(values: Reals, weights: Reals, levels: Sequence[float] = LEVELS) -> Reals:
    """Quantiles of the weighted sample, by the middle of each member's weight; shape (levels,)."""
    values, weights = held(values, weights)
    order = np.argsort(values, kind="stable")
    ranked, mass = values[order], weights[order]
    middle = np.cumsum(mass) - 0.5 * mass
    return np.asarray(np.interp(np.asarray(levels) * mass.sum(), middle, ranked))


OUTER = (0.10, 0.90)


def held(values: Reals, weights: Reals) -> tuple[Reals, Reals]:
    """Members that carry weight: one that failed has none, and its values mean nothing."""
    carried = weights > 0.0
    return values[carried], weights[carried]


def weighted_mean(values: Reals, weights: Reals) -> float:
    """Mean of the weighted sample."""
    values, weights = held(values, weights)
    return float((values * weights).sum() / weights.sum())


def spread(values: Reals, weights: Reals) -> dict[str, float]:
    """Mean and five quantiles under their contract names."""
    found = weighted_quantiles(values, weights)
    return {
        "mean": weighted_mean(values, weights),
        **{name: float(q) for name, q in zip(NAMES, found, strict=True)},
    }


def wide_spread(values: Reals, weights: Reals) -> dict[str, float]:
    """The same with the ends of the 80 % interval."""
    low, high = weighted_quantiles(values, weights, OUTER)
    return {**spread(values, weights), "q10": float(low), "q90": float(high)}
