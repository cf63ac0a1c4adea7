"""Shocks of a month by name; the default source that a run uses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.guide import Guide, moved
from fourfutures.ensemble.normal import normal_quantile
from fourfutures.ensemble.streams import Stream
from fourfutures.model import BlocShocks, Shocks

UNIFORM = frozenset({"bust", "breakthrough", "leap", "leap_size", "incident", "incident_size"})


class Chance(Protocol):
    """Where the shocks of a step come from."""

    def shocks(self, step: int) -> Shocks:
        """Shocks of step number `step`, from 1."""


class NamedChance:
    """Shocks from named streams of one seed, for some members, moved where they are a guide's."""

    def __init__(
        self, seed: int, ids: Ids, partners: Sequence[str], dt: float, guide: Guide | None = None
    ) -> None:
        self._ids = ids
        self._guide = guide
        self._moved = moved(ids)
        self._root = math.sqrt(dt)
        self._names = [(name, bloc) for bloc in ("us", "cn") for name in BlocShocks._fields]
        self._normal = np.array([name not in UNIFORM for name, _ in self._names])
        streams = [(f"shock:{name}_{bloc}", "") for name, bloc in self._names]
        self._blocs = Stream(seed, [*streams, ("shock:regime", ""), ("shock:supply", "")])
        self._deal = Stream.by_entity(seed, "shock:deal", partners)

    def shocks(self, step: int) -> Shocks:
        """Shocks of one step: uniforms in (0, 1), normals scaled by the root of the step."""
        drawn = self._blocs.uniform(self._ids, step)
        blocs = drawn[:-2]
        blocs[self._normal] = normal_quantile(blocs[self._normal]) * self._root
        if self._guide is not None:
            for row, (name, bloc) in enumerate(self._names):
                blocs[row] += self._guide.nudge(f"{name}_{bloc}", step) * self._root * self._moved
        half = len(BlocShocks._fields)
        return Shocks(
            us=BlocShocks(*blocs[:half]),
            cn=BlocShocks(*blocs[half:]),
            regime=drawn[-2],
            supply=drawn[-1],
            deal=self._deal.uniform(self._ids, step),
        )
