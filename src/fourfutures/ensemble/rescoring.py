"""A pool scored once more against other rows: nothing but their columns is kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.columns import Shelf
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import Score, Singles, fill
from fourfutures.ensemble.task import Task


class ScoreTask(Task):
    """Log likelihoods of rows: shape (rows, members)."""

    score: Score

    def __call__(self, ids: Ids) -> Singles:
        """Run members."""
        part = self.engine.run(ids)
        seen = {
            name: np.ascontiguousarray(part.month_by_month(f"observable.{name}").T, dtype=np.float64)
            for name in sorted(self.score.observables)
        }
        return np.ascontiguousarray(self.score(seen).T, dtype=np.float32)


def rescore(
    binding: Binding,
    size: int,
    score: Score,
    crew: Crew,
    shelf: Shelf,
    key: str,
    progress: Callable[[int], None],
) -> Singles:
    """Columns of rows for members 0 .. size-1 without levers, shape (rows, members), from the shelf as far as it has them.

    `key` names everything that they depend on but the number of members.
    """
    ids = np.arange(size, dtype=np.int64)
    with shelf.columns(key, [f"row {number}" for number in range(score.count)], size) as columns:
        done = sum(len(columns.blocks[block]) for block in columns.done)
        if done:
            progress(done)
        if done < size:
            idle = LeverPath(binding.study, (), 1, binding.partners.codes)
            task = ScoreTask(binding, idle, 0.0, (0.0,), (0,))
            task.score = score
            fill(columns, task, ids, crew, progress)
        return columns.array
