"""What moved the odds: rows added in the order in which they became known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.psis import psis
from fourfutures.assimilation.row import Row

Reals = NDArray[np.float64]
Stored = (
    NDArray[np.float64] | NDArray[np.float32]
)  # columns may be kept in single precision; sums are in double


Each = Callable[[Callable[..., Any], Iterator[Any]], Any]


class Mover(NamedTuple):
    """One row and the change it makes to each number of the summary, shape (numbers,)."""

    row: Row
    delta: Reals


def movers(
    rows: Sequence[Row],
    columns: Stored,
    summary: Callable[[Reals], Reals],
    start: Reals,
    each: Each = map,
) -> list[Mover]:
    """Changes of `summary(mass)` as rows come in by `known_on`; blocks of one day are averaged over both orders.

    `columns` (pool, rows) are the stored log likelihoods, each given the earlier rows of its block, so rows of a block
    always come in their own order; `start` (pool,) the log weights before any row, -inf for a member that failed. The
    changes sum to the summary with all rows less the summary with none. `each` maps a function over arguments, in their
    order, on as many threads as it likes.
    """

    def walk(chain: Chain) -> list[Reals]:
        logs, states = chain.logs, []
        for number in chain.numbers:
            logs = logs + columns[:, number]
            states.append(summary(psis(logs).mass))
        return states

    now = summary(psis(start).mass)
    found: list[Mover] = []
    walks = iter(each(walk, _chains(rows, columns, start)))
    for day in _days(rows):
        orders = _orders(rows, day)
        changes = [_changes(order, next(walks), now) for order in orders]
        mean = {number: np.mean([change[number] for change in changes], axis=0) for number in day}
        found += [Mover(rows[number], mean[number]) for number in day]
        now = now + np.sum(list(mean.values()), axis=0)
    return found


class Chain(NamedTuple):
    """Rows of a day in one order, and the log weights before them."""

    logs: Reals
    numbers: list[int]


def _days(rows: Sequence[Row]) -> list[list[int]]:
    numbered = sorted(range(len(rows)), key=lambda number: (rows[number].known_on, rows[number].id))
    return [list(group) for _, group in groupby(numbered, key=lambda number: rows[number].known_on)]


def _orders(rows: Sequence[Row], day: Sequence[int]) -> list[list[int]]:
    """The rows of a day block by block, and again with the blocks the other way round where there are several."""
    blocks: dict[str, list[int]] = {}
    for number in day:
        blocks.setdefault(rows[number].block, []).append(number)
    ways = (
        [list(blocks.values())] if len(blocks) == 1 else [list(blocks.values()), list(blocks.values())[::-1]]
    )
    return [[number for block in way for number in block] for way in ways]


def _chains(rows: Sequence[Row], columns: Stored, start: Reals) -> Iterator[Chain]:
    logs = start
    for day in _days(rows):
        for order in _orders(rows, day):
            yield Chain(logs, order)
        logs = logs + columns[:, day].sum(axis=1, dtype=np.float64)


def _changes(numbers: Sequence[int], states: Sequence[Reals], now: Reals) -> dict[int, Reals]:
    changes = {}
    for number, after in zip(numbers, states, strict=True):
        changes[number] = after - now
        now = after
    return changes
