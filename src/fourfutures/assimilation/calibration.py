"""Simulation-based calibration: worlds drawn from the prior, their rows published, the pool weighed by them, the truth ranked.

If rows, errors and weights belong together, the rank of the true value among the weighted members is uniform, intervals
cover as often as they say, and a class with posterior odds p is true in a share p of the worlds (Talts et al. 2018).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.likelihood import RowScore
from fourfutures.assimilation.psis import Weights, psis
from fourfutures.assimilation.replica import replicas
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
Codes = NDArray[np.int64]
Each = Callable[[Callable[[int], "Trial"], Iterator[int]], Iterator["Trial"]]
PURPOSE = "calibration"


class Trial(NamedTuple):
    """One world taken for true."""

    ranks: Reals  # (targets,) weight of the members below the truth
    p: Reals  # (classes,) posterior odds
    label: int  # the true class
    ess: float


def trials(
    rows: Sequence[Row],
    seen: Reals,
    targets: Reals,
    codes: Codes,
    classes: int,
    truths: Ids,
    seed: int,
    each: Each = map,
) -> Iterator[Trial]:
    """Each of the members `truths` (places) taken for the true world, and the others weighed by the rows that it publishes.

    `seen` (members, rows) is what the rows see of members 0, 1, ..., `targets` (targets, members) are the numbers ranked,
    `codes` (members,) their classes. `each` maps a function over arguments, in their order.
    """
    published = replicas(rows, seen[truths], seed, truths, PURPOSE)

    def one(number: int) -> Trial:
        truth = int(truths[number])
        told = [row._replace(value=float(value)) for row, value in zip(rows, published[number], strict=True)]
        logs = RowScore(told).of_seen(seen).sum(axis=1)
        logs[truth] = -np.inf  # the truth must not vote for itself
        return tried(psis(logs), targets, codes, classes, targets[:, truth], int(codes[truth]))

    yield from each(one, iter(range(truths.shape[0])))


def tried(weights: Weights, targets: Reals, codes: Codes, classes: int, truth: Reals, label: int) -> Trial:
    """A world's true `targets` and class ranked among weighted members."""
    below = (targets < truth[:, None]).astype(np.float64)
    p = np.bincount(codes, weights=weights.mass, minlength=classes)
    return Trial(np.einsum("tm,m->t", below, weights.mass), p / p.sum(), label, weights.ess)


def covered(ranks: Reals, level: float) -> float:
    """Share of truths inside the central interval that is said to hold them with this probability."""
    return float((np.abs(ranks - 0.5) <= level / 2.0).mean())


def uniform_p(ranks: Reals) -> float:
    """Probability of ranks at least as uneven if they were uniform: Kolmogorov's test, Stephens' form for small samples."""
    size = ranks.shape[0]
    ordered = np.sort(ranks)
    steps = np.arange(size + 1) / size
    distance = float(max((steps[1:] - ordered).max(), (ordered - steps[:-1]).max()))
    x = (math.sqrt(size) + 0.12 + 0.11 / math.sqrt(size)) * distance
    if x < 0.3:  # the series converges slowly where its sum is 1
        return 1.0
    tail = sum((-1.0) ** (k - 1) * math.exp(-2.0 * (k * x) ** 2) for k in range(1, 101))
    return min(1.0, max(0.0, 2.0 * float(tail)))


class Bin(NamedTuple):
    """Forecasts of like odds, and how often they came true."""

    low: float
    high: float
    size: int
    mean: float  # of the odds
    share: float  # that came true
    error: float  # sampling error of the share, if the odds are right


def reliability(p: Reals, labels: Codes, edges: Sequence[float]) -> list[Bin]:
    """Odds of all classes in bins: `p` (trials, classes), `labels` (trials,) the true classes. Empty bins are left out."""
    true = labels[:, None] == np.arange(p.shape[1])
    found = []
    for low, high in pairwise(edges):
        inside = (p >= low) & ((p < high) | ((high >= 1.0) & (p <= 1.0)))
        size = int(inside.sum())
        if size:
            mean = float(p[inside].mean())
            error = math.sqrt(float((p[inside] * (1.0 - p[inside])).sum())) / size
            found.append(Bin(low, high, size, mean, float(true[inside].mean()), error))
    return found
