"""Student's t distribution for whole degrees of freedom: finite sums, so that no library's last digits come in."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
HALVINGS = 36  # of the interval that holds a quantile


def student_distribution(value: Reals, freedom: int) -> Reals:
    """Distribution function, elementwise; `freedom` is 1 or more. Method: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    ratio = np.asarray(value, dtype=np.float64) / math.sqrt(freedom)
    square = 1.0 / (1.0 + ratio**2)  # of the cosine of the angle whose tangent is the ratio
    sine = ratio * np.sqrt(square)
    odd = freedom % 2 == 1
    term = np.sqrt(square) if odd else np.ones_like(square)
    total = np.zeros_like(square)
    for power in range(1 if odd else 0, freedom - 1, 2):
        total += term
        term = term * square * (power + 1.0) / (power + 2.0)
    if odd:
        return np.asarray(0.5 + (np.arctan(ratio) + sine * total) / math.pi)
    return np.asarray(0.5 + 0.5 * sine * total)


def student_quantile(uniform: Reals, freedom: int) -> Reals:
    """Value with distribution function `uniform`, elementwise, for values inside (0, 1). Method: bisection."""
    u = np.asarray(uniform, dtype=np.float64)
    tail = np.minimum(u, 1.0 - u)
    # the tail of a t with one degree of freedom is the heaviest, so its quantile bounds every other
    high = 1.0 / np.tan(math.pi * tail) + 1e-9
    low = np.zeros_like(high)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        inside = student_distribution(-middle, freedom) > tail
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.asarray(np.where(u < 0.5, -1.0, 1.0) * 0.5 * (low + high))
