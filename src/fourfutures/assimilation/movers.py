"""What moved the odds: rows added in the order in which they became known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.psis import psis
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]
Stored = (
    NDArray[np.float64] | NDArray[np.float32]
)  # columns may be kept in single precision; sums are in double


class Mover(NamedTuple):
    """One row and the change it makes to each number of the summary, shape (numbers,)."""

    row: Row
    delta: Reals


def movers(
    rows: Sequence[Row], columns: Stored, summary: Callable[[Reals], Reals], start: Reals
) -> list[Mover]:
    """Changes of `summary(mass)` as rows come in by `known_on`; blocks of one day are averaged over both orders.

    `columns` (pool, rows) are the stored log likelihoods, each given the earlier rows of its block, so rows of a block
    always come in their own order; `start` (pool,) the log weights before any row, -inf for a member that failed. The
    changes sum to the summary with all rows less the summary with none.
    """

    def state(logs: Reals) -> Reals:
        return summary(psis(logs).mass)

    found = []
    logs, now = start.copy(), state(start)
    numbered = sorted(range(len(rows)), key=lambda number: (rows[number].known_on, rows[number].id))
    for _, group in groupby(numbered, key=lambda number: rows[number].known_on):
        day = list(group)
        blocks: dict[str, list[int]] = {}
        for number in day:
            blocks.setdefault(rows[number].block, []).append(number)
        forward = _along(blocks.values(), logs, now, columns, state)
        backward = (
            _along(reversed(blocks.values()), logs, now, columns, state) if len(blocks) > 1 else forward
        )
        changes = {number: (forward[number] + backward[number]) / 2.0 for number in day}
        found += [Mover(rows[number], changes[number]) for number in day]
        logs, now = (
            logs + columns[:, day].sum(axis=1, dtype=np.float64),
            now + np.sum(list(changes.values()), axis=0),
        )
    return found


def _along(
    blocks: Iterable[Sequence[int]], logs: Reals, now: Reals, columns: Stored, state: Callable[[Reals], Reals]
) -> dict[int, Reals]:
    changes = {}
    for number in chain.from_iterable(blocks):
        logs = logs + columns[:, number]
        after = state(logs)
        changes[number] = after - now
        now = after
    return changes
