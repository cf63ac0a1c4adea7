"""What to read next: for each future the earliest figures that could move its probability by ten points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.watching.foresight import Foreseen, readable
from fourfutures.analysis.watching.information import Labels
from fourfutures.analysis.watching.series import Watched
from fourfutures.analysis.watching.threshold import LEAST, Sides, lines

Reals = NDArray[np.float64]
TEN_POINTS = 0.10
CERTAIN = 2.0  # sampling errors that a shift must exceed
MOST = 3  # figures for each future


class Shift(NamedTuple):
    """What a line through a release would do to one future."""

    series: Watched
    foreseen: Foreseen
    line: Sides  # crossing is the side that moves the future most
    after: float  # probability of the future once it is crossed
    after_not: float
    error: float  # sampling error of the shift

    @property
    def size(self) -> float:
        """How far crossing moves the future."""
        return abs(self.after - self.before)

    @property
    def before(self) -> float:
        """Probability of the future today."""
        return self.line.p * self.after + (1.0 - self.line.p) * self.after_not

    @property
    def expected(self) -> float:
        """Expected absolute shift, over both sides."""
        return self.line.p * abs(self.after - self.before) + (1.0 - self.line.p) * abs(
            self.after_not - self.before
        )

    @property
    def moves(self) -> bool:
        """Whether crossing moves the future by ten points, beyond what sampling could do."""
        return self.size >= TEN_POINTS and self.size > CERTAIN * self.error


def reading_list(
    foreseen: Mapping[str, tuple[Watched, Sequence[Foreseen]]], labels: Labels
) -> list[list[Shift]]:
    """For each future up to MOST shifts of ten points, the earliest first; else the furthest one there is."""
    chosen = []
    for future in range(labels.classes):
        shifts = [
            shift
            for series, releases in foreseen.values()
            for one in releases
            if (shift := _likeliest(series, one, future, labels)) is not None
        ]
        moving = sorted(
            (shift for shift in shifts if shift.moves),
            key=lambda shift: (shift.foreseen.due.on, -shift.expected),
        )
        firsts: dict[str, Shift] = {}
        for shift in moving:  # one release of a series is enough
            firsts.setdefault(shift.series.id, shift)
        furthest = max(shifts, key=lambda shift: shift.size, default=None)
        chosen.append(list(firsts.values())[:MOST] or ([furthest] if furthest is not None else []))
    return chosen


def _likeliest(series: Watched, one: Foreseen, future: int, labels: Labels) -> Shift | None:
    """Of the lines that move the future by ten points the one most likely to be crossed, else the one that moves it most."""
    found = [
        _shift(series, one, side, future, labels)
        for line in lines(one.information.joint, one.edges)
        for side in (line, line.other)
        if side.p >= LEAST
    ]
    moving = [shift for shift in found if shift.moves]
    if moving:
        chosen = max(moving, key=lambda shift: shift.line.p)
    elif found:
        chosen = max(found, key=lambda shift: shift.size)
    else:
        return None
    line = readable(series.scale, one.reading, labels, chosen.line)
    return _shift(series, one, line, future, labels)


def _shift(series: Watched, one: Foreseen, line: Sides, future: int, labels: Labels) -> Shift:
    after = float(line.if_crossed[future])
    effective = line.p / float((labels.weights**2).sum())
    error = float(np.sqrt(after * (1.0 - after) / effective)) if effective > 0.0 else 0.0
    return Shift(series, one, line, after, float(line.if_not[future]), error)


def shift_item(shift: Shift, where: dict[str, str] | None, source_ids: list[str]) -> dict[str, Any]:
    """A shift as the contract has it."""
    due, series = shift.foreseen.due, shift.series
    return {
        "indicator": series.indicator.id,
        "entity": series.entity,
        "place": where,
        "name": series.indicator.name.model_dump(),
        "period_end": due.end.isoformat(),
        "first_date": due.on.isoformat(),
        "threshold": series.scale.figure(shift.line.mark(shift.foreseen.reading.stops)),
        "direction": shift.line.direction,
        "unit": series.indicator.unit,
        "basis": series.scale.basis,
        "p_crossed": shift.line.p,
        "p_if_crossed": shift.after,
        "p_if_not": shift.after_not,
        "shift": shift.after - shift.before,
        "shift_se": shift.error,
        "expected_shift": shift.expected,
        "ten_points": shift.moves,
        "source_ids": source_ids,
    }
