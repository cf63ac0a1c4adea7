"""Some members seen month by month as published series would see them, and as their classes are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Crew
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.task import Task
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track


class Watched(NamedTuple):
    """Members without levers; observables of shape (members, months + 1)."""

    path: Track  # every month, one gamma
    observables: dict[str, Reals]


class WatchTask(Task):
    """The path and some observables of a block of members."""

    names: tuple[str, ...]

    def __call__(self, ids: Ids) -> tuple[Track, list[NDArray[np.float32]]]:
        """Run members."""
        part = self.engine.run(ids)
        path = Track.empty(ids.shape[0], range(self.binding.study.meta.months + 1), (self.gamma,))
        weighted = [part.month_by_month(f"weighted_{option}") for option in ("us", "cn", "own")]
        path.write(0, part, np.stack(weighted, axis=1)[:, None])
        return path, [part.month_by_month(f"observable.{name}").T for name in self.names]


def watch(binding: Binding, ids: Ids, names: Sequence[str], gamma: float, crew: Crew) -> Watched:
    """Run members without levers and keep every month of their path and of the observables named."""
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    task = WatchTask(binding, idle, gamma, (gamma,), POOL_MONTHS)
    task.names = tuple(names)
    parts = list(crew.each(task, tiles(ids)))
    arrays = [path.arrays() for path, _ in parts]
    path = Track(
        parts[0][0].months, parts[0][0].gammas, **{name: np.concatenate([a[name] for a in arrays]) for name in arrays[0]}
    )  # fmt: skip
    observables = {
        name: np.concatenate([seen[at] for _, seen in parts]).astype(np.float64)
        for at, name in enumerate(task.names)
    }
    return Watched(path, observables)
