"""Student's t distribution for whole degrees of freedom, from its closed form."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

MOST = 200  # degrees of freedom; above, the distribution is taken for that with so many


@cache
def members_of(freedom: int, count: int) -> Reals:
    """Quantiles at (i - 1/2)/count, in order: a standard t as so many members of equal weight."""
    upper = (np.arange(count // 2, count) + 0.5) / count
    above = quantile(upper, freedom)
    half = above[::-1][: count // 2]
    found = np.concatenate([-half, above])
    found.flags.writeable = False
    return found


def quantile(chance: Reals, freedom: int) -> Reals:
    """Value below which a standard t lies with a probability of at least one half; by halving, to 1e-12 relative."""
    low, high = np.zeros_like(chance), np.full_like(chance, math.pi / 2.0)
    for _ in range(60):  # on the angle arctan(t / root of the freedom), which is bounded
        middle = 0.5 * (low + high)
        below = _distribution(middle, min(freedom, MOST)) < chance
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return math.sqrt(min(freedom, MOST)) * np.tan(0.5 * (low + high))


def _distribution(angle: Reals, freedom: int) -> Reals:
    """P(T < t) by the finite series in the angle, Abramowitz and Stegun 26.7.3 and 26.7.4."""
    sine, cosine = np.sin(angle), np.cos(angle)
    odd = freedom % 2 == 1
    term = cosine if odd else np.ones_like(angle)
    total = np.zeros_like(angle)
    for power in range(1 if odd else 0, freedom - 1, 2):
        total = total + term
        term = term * cosine**2 * ((power + 1.0) / (power + 2.0))
    inside = 2.0 / math.pi * (angle + sine * total) if odd else sine * total
    return np.asarray(0.5 + 0.5 * inside)
