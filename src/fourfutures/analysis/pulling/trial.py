"""Trials: the kept members of a request under levers, each trial run once and remembered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.pulling.outcome import Outcome, outcomes, read_off
from fourfutures.analysis.pulling.paired import Paired, paired
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Bench, Hands, LeverPath
from fourfutures.study import LeverSetting

Reals = NDArray[np.float64]
Settings = tuple[LeverSetting, ...]


class Trials:
    """The recorded members of a weighed world, held at the month before levers begin."""

    def __init__(self, world: World, request: Request, hands: Hands) -> None:
        self.world = world
        self.request = request
        self.weights = world.recorded.weights
        self.outcomes: tuple[Outcome, ...] = outcomes(world)
        self.bench = Bench(
            world.binding, world.recorded.ids, request.lever_month - 1, world.gammas, hands.here
        )
        self.plain = read_off(world, self.bench.plain)
        self.count = 0  # trials run
        self._known: dict[tuple[str, ...], Reals] = {}

    @property
    def effective(self) -> float:
        """Effective number of members behind every interval."""
        mass = self.weights[np.isfinite(self.plain).all(axis=1)]
        return float(mass.sum() ** 2 / (mass**2).sum())

    def levels(self) -> Reals:
        """Weighted means without levers, one for each outcome."""
        sound = np.isfinite(self.plain).all(axis=1)
        mass = self.weights[sound] / self.weights[sound].sum()
        return np.asarray((mass[:, None] * self.plain[sound]).sum(axis=0))

    def path(self, settings: Settings) -> LeverPath:
        """Levers as dated paths; those without a month begin with the request's."""
        return LeverPath(
            self.world.study, settings, self.request.lever_month, self.world.binding.partners.codes
        )

    def own(self, *settings: LeverSetting) -> Reals:
        """What levers change in each member, (members, outcomes)."""
        name = tuple(sorted(str(setting) for setting in settings))
        if name not in self._known:
            self.count += 1
            track = self.bench.ends(self.path(settings))
            self._known[name] = read_off(self.world, track) - self.plain
        return self._known[name]

    def forget(self) -> None:
        """Drop what single trials found, to give memory back."""
        self._known.clear()

    def paired(self, own: Reals) -> Paired:
        """Weighted mean of the members' own differences, with its interval."""
        return paired(self.weights, own)

    def place(self, name: str, reading: str | None) -> int:
        """Where an outcome stands."""
        return next(
            at
            for at, outcome in enumerate(self.outcomes)
            if (outcome.name, outcome.reading) == (name, reading)
        )

    def shown(self, readings: Sequence[str | None]) -> list[int]:
        """Places of the outcomes of some readings."""
        return [at for at, outcome in enumerate(self.outcomes) if outcome.reading in readings]
