"""Every member of a run, block by block: what is needed of each for tables and odds, and nothing kept of the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.task import Task
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track
from fourfutures.model import Series

Result = TypeVar("Result")
BLOCK = 4096  # members that one call of `take` sees


class Sight(NamedTuple):
    """Some members of a run."""

    ids: Ids
    path: Track  # every month, one gamma
    ends: Track  # origin, month 12 and horizon, all gammas
    outcomes: dict[str, NDArray[np.float32]]  # series at the horizon, (members,) each


class SurveyTask(Task):
    """A block of members seen whole, and what `take` makes of it."""

    take: Callable[[Sight], Any]

    def __call__(self, ids: Ids) -> Any:
        """Run members."""
        count, months = ids.shape[0], self.binding.study.meta.months
        path = Track.empty(count, range(months + 1), (self.gamma,))
        ends = Track.empty(count, self.months, self.gammas)
        outcomes = {name: np.empty(count, np.float32) for name in Series._fields}
        at = 0
        for piece in tiles(ids):
            rows = slice(at, at + piece.shape[0])
            part = self.engine.run(piece)
            weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
            path.write(at, part, np.stack(weighted, axis=1)[:, None])
            ends.write(at, part, part.ends)
            for name, column in outcomes.items():
                column[rows] = part.month_by_month(f"series.{name}")[-1]
            at = rows.stop
        return self.take(Sight(ids, path, ends, outcomes))


def survey(
    binding: Binding,
    ids: Ids,
    levers: LeverPath,
    gamma: float,
    gammas: Sequence[float],
    crew: Crew,
    take: Callable[[Sight], Result],
) -> Iterator[Result]:
    """Run members and yield `take(sight)` of one block after another; `take` runs on the worker that made the block."""
    task = SurveyTask(binding, levers, gamma, gammas, POOL_MONTHS)
    task.take = take
    yield from crew.each(task, tiles(ids, BLOCK))
