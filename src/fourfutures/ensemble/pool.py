"""The pool: members run from the prior to the horizon, of which only what weights and classes need is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.columns import Columns, Shelf, release
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.task import EndsTask
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track

POOL_MONTHS = (0, 12, 24)
Singles = NDArray[np.float32]


class Score(Protocol):
    """What gives each member its log likelihoods; assimilation provides it."""

    count: int
    observables: frozenset[str]  # those it reads

    def __call__(self, observables: dict[str, Reals]) -> Reals:
        """(members, rows) log likelihoods from monthly observables of shape (members, months + 1)."""


class Pool(NamedTuple):
    """Members of a pool; `likelihoods` has shape (rows, members), rows as the score has them."""

    ids: Ids
    track: Track
    likelihoods: Singles

    def rest(self) -> None:
        """Give the memory of columns that lie in a file back; they are read again when they are asked for."""
        release(self.likelihoods)

    def log_likelihood(self, rows: Sequence[int]) -> Reals:
        """Sum of some rows for each member, in double precision."""
        total = np.zeros(self.ids.shape[0])
        for row in rows:
            total += self.likelihoods[row]
        return total


def run_pool(
    binding: Binding,
    size: int,
    score: Score,
    gammas: Sequence[float],
    crew: Crew,
    shelf: Shelf,
    key: str,
    progress: Callable[[int], None],
) -> Pool:
    """Members without levers, from the shelf as far as it has them: 0 .. size-1, or those of the binding's guide.

    `key` names everything that the columns depend on but the number of members.
    """
    ids = pool_ids(binding, size)
    track_names = Track.names(POOL_MONTHS, gammas)
    names = [*track_names, *(f"row {number}" for number in range(score.count))]
    with shelf.columns(key, names, size) as columns:
        done = sum(len(columns.blocks[block]) for block in columns.done)
        if done:
            progress(done)
        if done < size:
            idle = LeverPath(binding.study, (), 1, binding.partners.codes)
            task = PoolTask(binding, idle, gammas[0], gammas, POOL_MONTHS)
            task.score = score
            _fill(columns, task, ids, crew, progress)
        array = columns.array
    track = Track.over(array[: len(track_names)], POOL_MONTHS, gammas)
    return Pool(ids, track, array[len(track_names) :])


class PoolTask(EndsTask):
    """The columns of a track and, below them, the log likelihood of each row."""

    score: Score

    def __call__(self, ids: Ids) -> Singles:
        """Run members."""
        part = self.engine.run(ids)
        tracked = len(Track.names(self.months, self.gammas))
        columns = np.empty((tracked + self.score.count, ids.shape[0]), np.float32)
        Track.over(columns[:tracked], self.months, self.gammas).write(0, part, part.ends)
        if self.score.count:
            seen = {
                name: np.ascontiguousarray(part.month_by_month(f"observable.{name}").T, dtype=np.float64)
                for name in sorted(self.score.observables)
            }
            columns[tracked:] = self.score(seen).T
        return columns


def pool_ids(binding: Binding, size: int) -> Ids:
    """Numbers of the members of a pool, in their order."""
    return np.arange(size, dtype=np.int64) if binding.guide is None else binding.guide.ids(size)


def _fill(columns: Columns, task: PoolTask, ids: Ids, crew: Crew, progress: Callable[[int], None]) -> None:
    pieces: list[Ids] = []
    closes: list[int | None] = []  # the block that a piece completes
    for block, members in enumerate(columns.blocks):
        if block not in columns.done:
            own = tiles(ids[members.start : members.stop])
            pieces += own
            closes += [*([None] * (len(own) - 1)), block]
    for piece, complete, found in zip(pieces, closes, crew.each(task, pieces), strict=True):
        at = int(piece[0] - ids[0])
        columns.array[:, at : at + piece.shape[0]] = found
        if complete is not None:
            columns.vouch(complete)
            columns.rest()
            progress(len(columns.blocks[complete]))
