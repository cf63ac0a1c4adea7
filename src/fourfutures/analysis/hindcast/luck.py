"""Chance of a hindcast, by name and calendar month: two origins or two targets share their luck, so joint forecasts are joint."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble import NamedChance, Stream, normal_quantile
from fourfutures.model import Shocks

Reals = NDArray[np.float64]

EPOCH = 1990 * 12  # the month that streams are counted from
DT = 1.0 / 12.0
ROOT = math.sqrt(DT)


class Luck:
    """Draws of so many members from the streams of one seed."""

    def __init__(self, seed: int, members: int) -> None:
        self.seed = seed
        self.ids = np.arange(members, dtype=np.int64)

    def uniform(self, name: str, month: int, entity: str = "") -> Reals:
        """Uniforms of a calendar month, shape (members,)."""
        return np.asarray(Stream(self.seed, [(name, entity)]).uniform(self.ids, month - EPOCH)[0])

    def normal(self, name: str, month: int, entity: str = "") -> Reals:
        """Standard normals of a calendar month."""
        return normal_quantile(self.uniform(name, month, entity))

    def student(self, name: str, month: int, entity: str = "") -> Reals:
        """Standard t with four degrees of freedom: minus twice the log of two uniforms is a chi-square with four."""
        square = -2.0 * np.log(
            self.uniform(f"{name}:1", month, entity) * self.uniform(f"{name}:2", month, entity)
        )
        return self.normal(name, month, entity) / np.sqrt(square / 4.0)


class CalendarChance:
    """Shocks of a run's own streams, counted by calendar month instead of from the origin."""

    def __init__(self, luck: Luck, start: int) -> None:
        self._start = start - EPOCH
        self._chance = NamedChance(luck.seed, luck.ids, ("",), DT)

    def shocks(self, step: int) -> Shocks:
        """Shocks of the step that ends so many months after the start."""
        return self._chance.shocks(self._start + step)
