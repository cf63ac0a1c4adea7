"""Blocks of members as pure functions of their numbers, which any worker can run."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.kernel import Engine
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.track import Track

Singles = NDArray[np.float32]


class Task:
    """A bound study under levers, with what is kept of it; the engine is made where the task runs, once.

    `gamma` is the weighing of economies in monthly sums, `gammas` those at the months kept.
    """

    def __init__(
        self,
        binding: Binding,
        levers: LeverPath,
        gamma: float,
        gammas: Sequence[float],
        months: Sequence[int],
    ) -> None:
        self.binding = binding
        self.levers = levers
        self.gamma = gamma
        self.gammas = tuple(gammas)
        self.months = tuple(months)
        self._engine: Engine | None = None
        self._guard = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        with self._guard:
            if self._engine is None:
                self._engine = Engine(self.binding, self.gamma, self.gammas, self.months, self.levers)
            return self._engine

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name not in ("_engine", "_guard")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _engine=None, _guard=threading.Lock())


class EndsTask(Task):
    """What the classes of members need, as columns of a track: shape (columns, members)."""

    def __call__(self, ids: Ids) -> Singles:
        """Run members."""
        columns = np.empty((len(Track.names(self.months, self.gammas)), ids.shape[0]), np.float32)
        part = self.engine.run(ids)
        Track.over(columns, self.months, self.gammas).write(0, part, part.ends)
        return columns
