"""Where a value that depends on one number passes 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
HALVINGS = 60
PRECISION = 1e-6  # of the range


def first_crossing(height: Callable[[float], float], grid: Reals, heights: Sequence[float]) -> float | None:
    """The first place on a grid between whose neighbours the sign changes, refined by false position and halving.

    `heights` are those on the grid, which rises. None where the sign never changes.
    """
    for at in range(len(grid) - 1):
        low, high = heights[at], heights[at + 1]
        if low == 0.0 and high != 0.0:
            return float(grid[at])
        if low * high < 0.0:
            return _refined(height, float(grid[at]), float(grid[at + 1]), low, high)
    return None


def _refined(height: Callable[[float], float], left: float, right: float, low: float, high: float) -> float:
    """Inside a bracket: false position, with the stale end halved in weight (Illinois), and halving if it is slow."""
    width, kept = right - left, 0
    a, b = low, high
    for step in range(HALVINGS):
        middle = right - b * (right - left) / (b - a)
        if step > 8 or not left < middle < right:
            middle = 0.5 * (left + right)
        now = height(middle)
        if now == 0.0 or right - left <= PRECISION * width or abs(now) <= 1e-9 * max(abs(low), abs(high)):
            return middle
        if (now > 0.0) == (low > 0.0):
            left, a, b, kept = middle, now, b * (0.5 if kept > 0 else 1.0), max(kept, 0) + 1
        else:
            right, b, a, kept = middle, now, a * (0.5 if kept < 0 else 1.0), min(kept, 0) - 1
    return 0.5 * (left + right)
