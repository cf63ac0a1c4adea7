"""Outcomes whose spread is apportioned: both indices and every future, month by month in the chosen reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble import Track
from fourfutures.futures import Dials, HomeWeights, classify, indices
from fourfutures.study import Study

Reals = NDArray[np.float64]
QUARTERS = 4  # moments on the way to the horizon
AXES = ("compute", "adoption")


class Outcome(NamedTuple):
    """An index or a future under a reading, at the end of a month."""

    reading: str
    name: str
    month: int


def moments(study: Study) -> tuple[int, ...]:
    """Months at which outcomes are read: quarters of the way to the horizon."""
    months = study.meta.months
    return tuple(dict.fromkeys(-(-months * k // QUARTERS) for k in range(1, QUARTERS + 1)))


def months_kept(months: tuple[int, ...]) -> tuple[int, ...]:
    """Months that a track must hold for these: the origin and the year before each too."""
    return tuple(sorted({0, *months, *(max(0, month - 12) for month in months)}))


class Outcomes:
    """What is read off the track of each member, (members, outcomes)."""

    def __init__(
        self,
        study: Study,
        dials: Mapping[str, Dials],
        chosen: str,
        homes: HomeWeights,
        months: tuple[int, ...],
    ) -> None:
        self._study, self._dials, self._homes = study, dials, homes
        horizon = study.meta.months
        self._read = [(chosen, month) for month in months] + [
            (reading, horizon) for reading in dials if reading != chosen
        ]
        self.names = tuple(
            Outcome(reading, name, month)
            for reading, month in self._read
            for name in (*AXES, *study.frame.ids)
        )

    def __call__(self, track: Track) -> Reals:
        """Values; not a number for a member that broke down."""
        values = np.concatenate([self._at(track, reading, month) for reading, month in self._read], axis=1)
        values[track.failed > 0.0] = np.nan
        return values

    def _at(self, track: Track, reading: str, month: int) -> Reals:
        found = indices(track, month, self._dials[reading], self._homes)
        codes = classify(found, self._study.frame)
        columns = [found.compute, found.adoption]
        columns += [np.asarray(codes == code, dtype=np.float64) for code in range(len(self._study.frame.ids))]
        return np.stack(columns, axis=1)
