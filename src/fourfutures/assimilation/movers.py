"""What moved the odds: rows added in the order in which they became known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.psis import psis
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]


class Mover(NamedTuple):
    """One row and the change it makes to each number of the summary, shape (numbers,)."""

    row: Row
    delta: Reals


def movers(
    rows: Sequence[Row], columns: Reals, summary: Callable[[Reals], Reals], start: Reals
) -> list[Mover]:
    """Changes of `summary(mass)` as rows come in by `known_on`; those of one day are averaged over both orders.

    `columns` (pool, rows) are the stored log likelihoods; `start` (pool,) the log weights before any row, -inf for a
    member that failed. The changes sum to the summary with all rows less the summary with none.
    """

    def state(logs: Reals) -> Reals:
        return summary(psis(logs).mass)

    found = []
    logs, now = start.copy(), state(start)
    numbered = sorted(range(len(rows)), key=lambda number: (rows[number].known_on, rows[number].id))
    for _, group in groupby(numbered, key=lambda number: rows[number].known_on):
        day = list(group)
        forward = _along(day, logs, now, columns, state)
        whole = logs + columns[:, day].sum(axis=1)
        if len(day) > 1:
            backward = _along(day[::-1], logs, now, columns, state)[::-1]
            changes = [(one + two) / 2.0 for one, two in zip(forward, backward, strict=True)]
        else:
            changes = forward
        after = now + np.sum(changes, axis=0)
        found += [Mover(rows[number], change) for number, change in zip(day, changes, strict=True)]
        logs, now = whole, after
    return found


def _along(
    order: Sequence[int], logs: Reals, now: Reals, columns: Reals, state: Callable[[Reals], Reals]
) -> list[Reals]:
    changes = []
    for number in order:
        logs = logs + columns[:, number]
        after = state(logs)
        changes.append(after - now)
        now = after
    return changes
