"""How far chance alone goes: bounds that would do as well by luck, and samples drawn again."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Fill
from fourfutures.ensemble import Ids, Stream

Reals = NDArray[np.float64]
WIDE = 1.959963984540054  # standard errors of a 95 % interval


def quasi_p(kept: Fill, without: Fill, effective: float) -> float:
    """Chance that a bound of no importance would leave a box as dense as this one does, by the binomial distribution.

    `kept` is the box with the bound, `without` the one with all others; `effective` the number of equal members that
    those in the box are worth. After Bryant and Lempert 2010; below any threshold once a bound was searched for among
    many, so it rejects bounds and proves none.
    """
    n = max(1, round(effective))
    k, p = min(n, round(kept.density * n)), without.density
    if p <= 0.0 or k == 0:
        return 1.0
    if p >= 1.0:
        return 1.0
    first = (
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        + k * math.log(p) + (n - k) * math.log1p(-p)
    )  # fmt: skip
    more = np.arange(k, n)
    steps = np.log((n - more) / (more + 1.0)) + math.log(p) - math.log1p(-p)
    logs = first + np.concatenate([[0.0], np.cumsum(steps)])
    top = float(logs.max())
    return float(min(1.0, np.exp(logs - top).sum() * math.exp(top)))


def effective(weights: Reals) -> float:
    """How many equal members some weighted ones are worth."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0.0 else 0.0


def interval(share: float, worth: float) -> tuple[float, float]:
    """95 % interval of a share of so many equal members (Wilson's)."""
    if worth <= 0.0:
        return 0.0, 1.0
    spread = WIDE**2 / worth
    middle = (share + spread / 2.0) / (1.0 + spread)
    half = WIDE * math.sqrt(share * (1.0 - share) / worth + spread / (4.0 * worth)) / (1.0 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def drawn_again(ids: Ids, weights: Reals, seed: int, number: int) -> Reals:
    """Weights of a sample drawn again from members: each counts a Poisson number of times, by its own number.

    Sums to 1. A member's count is the same whoever stands beside it.
    """
    uniform = Stream(seed, [("discover.again", "")]).uniform(ids, number)[0]
    steps = np.cumsum([math.exp(-1.0) / math.factorial(k) for k in range(9)])
    found = weights * np.searchsorted(steps, uniform)
    return np.asarray(found / found.sum())
