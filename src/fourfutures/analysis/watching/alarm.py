"""Alarms: known figures beyond a line that was drawn before any data, where few members expected them.

The line is drawn through the members as the priors make them, so it depends on no observation and never moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.watching.foresight import readable
from fourfutures.analysis.watching.information import (
    Information,
    Labels,
    cells_of,
    edges_of,
    information,
    table,
)
from fourfutures.analysis.watching.reading import reading
from fourfutures.analysis.watching.scale import Scale
from fourfutures.analysis.watching.threshold import ABOVE, BELOW, LEAST, Sides, lines, sharpest
from fourfutures.assimilation import DEALS, Row
from fourfutures.study import Indicator, Study

Reals = NDArray[np.float64]
NEWS = 0.2  # probability before any data up to which a crossing is news


class Alarm(NamedTuple):
    """The latest row of a series, beyond its line."""

    row: Row
    line: Sides
    threshold: float  # where it is drawn, as a figure
    told: Information  # what its figure would have said
    crossed: date  # the day on which the first of the unbroken run of crossings became known

    @property
    def tells(self) -> bool:
        """Whether its figure says more about the futures than chance would."""
        return self.told.low > 0.0


def alarms(
    study: Study, rows: Sequence[Row], labels: Labels, paths: Mapping[str, Reals], seed: int
) -> list[Alarm]:
    """Alarms of the rows in force; `labels` and `paths` are of members with no data. What tells most comes first."""
    series: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.period_end, row.known_on, row.id)):
        if row.observable != DEALS:  # a single deal is no figure that could cross anything
            series.setdefault((row.indicator, row.entity), []).append(row)
    found = []
    for own in series.values():
        run: list[Alarm] = []
        for row in reversed(own):
            alarm = crossing(study.indicators[row.indicator], row, labels, paths, seed)
            if alarm is None or (run and alarm.line.direction != run[0].line.direction):
                break
            run.append(alarm)
        if run:
            found.append(run[0]._replace(crossed=min(alarm.crossed for alarm in run)))
    return sorted(found, key=lambda alarm: (not alarm.tells, -alarm.line.bits, alarm.row.id))


def crossing(
    indicator: Indicator, row: Row, labels: Labels, paths: Mapping[str, Reals], seed: int
) -> Alarm | None:
    """The line that a row is beyond, if there is one that few members were expected to cross."""
    read, scale = reading((), row, paths), Scale.known(indicator, row)
    edges = edges_of(read, labels, row.id, seed)
    cells = cells_of(read, edges)
    every = lines(table(cells, labels), edges)
    for direction in (BELOW, ABOVE):
        ways = [line if line.direction == direction else line.other for line in every]
        line = sharpest(ways, LEAST, NEWS)
        if line is not None:
            line = readable(scale, read, labels, line)
            if line.over(row.value):
                threshold = scale.figure(line.mark(read.stops))
                return Alarm(row, line, threshold, information(cells, labels), row.known_on)
    return None
