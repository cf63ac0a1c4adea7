"""Blocks of rows that the prior did not expect: kept, with wider errors, and said.

A block surprises where fewer than one in a hundred of the blocks that the prior would have published lie as far from
their mean as what was published. Its errors and its bias are then multiplied by the smallest step under which it no
longer does. Distance is that of Mahalanobis under the mean and covariance of the prior predictive distribution; how far
is far is read off draws from that distribution itself, so no normal shape is assumed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.cholesky import cholesky, forward
from fourfutures.assimilation.replica import blocks_of, replica
from fourfutures.assimilation.row import REGIME, Row

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
LEAST_P = 0.01
STEPS = tuple(math.sqrt(2.0) ** step for step in range(1, 7))  # up to eight times
MOST_WRONG = 0.5  # misclassification, however surprising
RIDGE = 1e-6  # of a variance: categories that never change together would leave no inverse
PURPOSE = "replica"


class Fit(NamedTuple):
    """How far a block is from what the prior expected, and what was done about it."""

    block: str
    p: float  # share of the prior's own draws that lie at least as far
    factor: float  # on the block's errors; 1 where it does not surprise
    p_after: float


def fits(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids) -> list[Fit]:
    """Each block of rows held against the prior, of which `seen` (members, rows) are equally likely members `ids`."""
    found = []
    for block, numbers in blocks_of(rows).items():
        inside, values = [rows[number] for number in numbers], seen[:, numbers]
        p = p_after = predictive_p(inside, values, seed, ids)
        factor = 1.0
        for step in STEPS:
            if p_after >= LEAST_P:
                break
            factor = step
            p_after = predictive_p(widened(inside, factor), values, seed, ids)
        found.append(Fit(block, p, factor, p_after))
    return found


def predictive_p(rows: Sequence[Row], seen: Reals, seed: int, ids: Ids) -> float:
    """Share of the prior's draws of one block that lie at least as far from their mean as the rows do."""
    drawn = replica(rows, seen, seed, ids, f"{PURPOSE}:{rows[0].block}")
    mean = drawn.mean(axis=0)
    apart = drawn - mean
    spread = np.einsum("mi,mj->ij", apart, apart) / drawn.shape[0]
    spread += RIDGE * np.diag(np.maximum(np.diagonal(spread), RIDGE))
    factor = cholesky(spread)
    far = (forward(factor, apart.T) ** 2).sum(axis=0)
    here = float((forward(factor, np.array([row.value for row in rows]) - mean) ** 2).sum())
    return float((far >= here * (1.0 - 1e-12)).mean())


def widened(rows: Sequence[Row], factor: float) -> list[Row]:
    """The same rows with errors and biases that many times as wide."""
    return [
        row._replace(
            error_sd=min(row.error_sd * factor, MOST_WRONG)
            if row.observable == REGIME
            else row.error_sd * factor,
            bias_sd=row.bias_sd * factor,
            slope_sd=row.slope_sd * factor,
        )
        for row in rows
    ]


def after_surprise(rows: Sequence[Row], found: Sequence[Fit]) -> tuple[Row, ...]:
    """All rows, those of surprising blocks with wider errors, in their order."""
    factors = {fit.block: fit.factor for fit in found}
    return tuple(
        widened([row], factors[row.block])[0] if factors.get(row.block, 1.0) != 1.0 else row for row in rows
    )
