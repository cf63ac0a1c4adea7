"""Where the spread comes from at large: measured numbers, judged ones, luck, and the definitions themselves.

Policy stays as announced. Four groups of inputs, each taken from the other sample as a whole; definitions are drawn from
the three readings and from the values that the study tries for each dial, so that they compete with the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.apportioning.design import LUCK, Design
from fourfutures.analysis.apportioning.saltelli import Indices, sobol
from fourfutures.ensemble import Stream, Track
from fourfutures.futures import Dials, HomeWeights, classify, indices
from fourfutures.study import Study

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
MEASURED, JUDGED, DEFINITIONS = "measured", "judgement", "definitions"
GROUPS = (MEASURED, JUDGED, LUCK, DEFINITIONS)


class Definitions(NamedTuple):
    """Every way of reading a path that is tried, and which of them each row of either sample has."""

    ways: list[Dials]
    a: Ids
    b: Ids

    @classmethod
    def of(cls, study: Study, dials: Mapping[str, Dials], rows: int, seed: int) -> Definitions:
        """The three readings crossed with three values of each dial that the study moves."""
        moved = {name: dial.moves for name, dial in study.frame.dials.items() if dial.moves is not None}
        first = next(iter(dials.values()))
        choices = [(*moves, getattr(first, name)) for name, moves in moved.items()]
        ways = [
            reading._replace(**dict(zip(moved, values, strict=True)))
            for reading in dials.values()
            for values in product(*choices)
        ]
        drawn = Stream(seed, [(f"sensitivity:{side}:{DEFINITIONS}", "") for side in "ab"]).uniform(
            np.arange(rows, dtype=np.int64)
        )
        one, two = (drawn * len(ways)).astype(np.int64)
        return cls(ways, one, two)

    @property
    def gammas(self) -> tuple[float, ...]:
        """Weighings of economies that tracks must hold."""
        return tuple(sorted({way.gamma for way in self.ways}))


def split(
    design: Design, definitions: Definitions, homes: HomeWeights, months: tuple[int, ...], draws: Reals
) -> Indices:
    """Shares of GROUPS in both indices and every future at the horizon."""
    judged = {name for name in design.uncertain if design.study.uncertainties[name].judgement}
    members: dict[str, Collection[str]] = {
        MEASURED: set(design.uncertain) - judged,
        JUDGED: judged,
        LUCK: {LUCK},
    }
    gammas = definitions.gammas
    track_a, track_b = (design.run(sample, gammas, months) for sample in (design.a, design.b))
    tracks = [design.run_with(names, gammas, months) for names in members.values()]

    def read(track: Track, ways: Ids) -> Reals:
        return _read(design.study, track, definitions.ways, ways, homes)

    mixed = [*(read(track, definitions.a) for track in tracks), read(track_a, definitions.b)]
    return sobol(read(track_a, definitions.a), read(track_b, definitions.b), mixed, draws)


def _read(study: Study, track: Track, ways: list[Dials], of: Ids, homes: HomeWeights) -> Reals:
    """(rows, outcomes): each row read in its own way."""
    months, classes = study.meta.months, len(study.frame.ids)
    values = np.empty((of.shape[0], 2 + classes))
    for number, way in enumerate(ways):
        rows = np.flatnonzero(of == number)
        if not rows.size:
            continue
        found = indices(track.take(rows), months, way, homes)
        codes = classify(found, study.frame)
        values[rows, 0], values[rows, 1] = found.compute, found.adoption
        values[rows, 2:] = codes[:, None] == np.arange(classes)
    values[track.failed > 0.0] = np.nan
    return values
