"""Foresight: each figure to come, read in every member, with what it says about the futures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.forecasts import Due, template
from fourfutures.analysis.watching.information import Information, Labels, cells_of, edges_of, information
from fourfutures.analysis.watching.reading import Reading, reading
from fourfutures.analysis.watching.scale import Scale
from fourfutures.analysis.watching.series import Watched
from fourfutures.analysis.watching.threshold import Sides, at_value, lines, sharpest
from fourfutures.assimilation import widened

Reals = NDArray[np.float64]
DAYS_A_MONTH = 365.25 / 12.0


class Foreseen(NamedTuple):
    """A figure to come, what it says, and where to draw the line through it."""

    due: Due
    months: float  # of waiting, at least one: the model has no shorter step
    reading: Reading
    edges: Reals
    information: Information
    line: Sides | None  # None where members agree on the side whatever the line

    @property
    def per_month(self) -> float:
        """Bits for each month of waiting."""
        return self.information.bits / self.months


def foresee(
    series: Watched, labels: Labels, paths: Mapping[str, Reals], as_of: date, seed: int
) -> list[Foreseen]:
    """The figures to come of a series; `paths` hold the observables of the members of `labels`."""
    found = []
    for due in series.coming:
        row = template(due)
        row = row if series.factor == 1.0 else widened([row], series.factor)[0]
        read = reading(series.known, row, paths)
        edges = edges_of(read, labels, due.id, seed)
        told = information(cells_of(read, edges), labels)
        months = max(1.0, (due.on - as_of).days / DAYS_A_MONTH)
        line = sharpest(lines(told.joint, edges))
        if line is not None:
            line = readable(series.scale, read, labels, line)
        found.append(Foreseen(due, months, read, edges, told, line))
    return found


def best(found: Sequence[Foreseen]) -> Foreseen:
    """The one that says most for each month of waiting; of equals the earliest."""
    return max(found, key=lambda one: one.per_month)


def readable(scale: Scale, read: Reading, labels: Labels, line: Sides) -> Sides:
    """The line at a figure of two significant digits, on the same side: nobody watches for 203.7."""
    if read.stops is not None:
        return line
    return at_value(read, labels, scale.rounded(line.edge), line.direction)
