"""Weighted means and quantiles of members."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Singles = NDArray[np.float32]
Values = Reals | Singles

LEVELS = (0.05, 0.25, 0.50, 0.75, 0.95)
NAMES = ("q05", "q25", "q50", "q75", "q95")


def weighted_quantiles(values: Values, weights: Reals, levels: Sequence[float] = LEVELS) -> Reals:
    """Quantiles of the weighted sample, by the middle of each member's weight; shape (levels,).

    Equal values stand in the order of their members, so that the order never depends on how a machine sorts.
    """
    values, weights = held(values, weights)
    order = _order(values)
    ranked, mass = values[order], weights[order]
    middle = np.cumsum(mass) - 0.5 * mass
    return np.asarray(np.interp(np.asarray(levels) * mass.sum(), middle, ranked))


def _order(values: Values) -> NDArray[np.int64]:
    """Positions in increasing order of values, then of positions."""
    if values.dtype != np.float32:
        return np.argsort(values, kind="stable")
    # Value and position in one whole number: sorting those is many times faster than sorting positions by value.
    bits = (values + np.float32(0.0)).view(np.int32)  # adding zero turns -0 to 0
    rising = np.where(bits < 0, ~bits ^ np.int32(-(2**31)), bits).astype(np.int64)
    keys = np.sort((rising << 32) | np.arange(values.shape[0]))
    return np.asarray(keys & 0xFFFFFFFF)


OUTER = (0.10, 0.90)


def held(values: Values, weights: Reals) -> tuple[Values, Reals]:
    """Members that carry weight: one that failed has none, and its values mean nothing."""
    carried = weights > 0.0
    return values[carried], weights[carried]


def weighted_mean(values: Values, weights: Reals) -> float:
    """Mean of the weighted sample."""
    values, weights = held(values, weights)
    return float((values * weights).sum() / weights.sum())


def spread(values: Values, weights: Reals) -> dict[str, float]:
    """Mean and five quantiles under their contract names."""
    found = weighted_quantiles(values, weights)
    return {
        "mean": weighted_mean(values, weights),
        **{name: float(q) for name, q in zip(NAMES, found, strict=True)},
    }


def wide_spread(values: Values, weights: Reals) -> dict[str, float]:
    """The same with the ends of the 80 % interval."""
    low, high = weighted_quantiles(values, weights, OUTER)
    return {**spread(values, weights), "q10": float(low), "q90": float(high)}
