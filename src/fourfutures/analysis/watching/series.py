"""Series that go on, as they stand on a day: the figures to come, the last one known, the rows that tell their bias."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from fourfutures.analysis.forecasts import Due, Figure, anchored, expected, latest, template
from fourfutures.analysis.watching.scale import Scale
from fourfutures.assimilation import Row
from fourfutures.study import Indicator, Study


class Watched(NamedTuple):
    """One series of one entity, as it stands on a day."""

    indicator: Indicator
    entity: str
    known: tuple[Row, ...]  # rows of its block in force, with the errors in use, which tell its bias
    factor: float  # of those errors to the study's: a source that surprises is doubted in future too
    last: Figure | None  # its latest known figure, from before the start too
    scale: Scale
    coming: tuple[Due, ...]

    @property
    def id(self) -> str:
        """Indicator and entity."""
        return f"{self.indicator.id}:{self.entity}"

    @property
    def sources(self) -> list[str]:
        """Sources of the latest figure."""
        return [] if self.last is None else [name for name in self.last.source_id.split(";") if name]


def watched(
    study: Study, rows: Sequence[Row], stored: Sequence[Row], as_of: date
) -> tuple[list[Watched], list[Indicator]]:
    """Series with a figure to come before the horizon, and the indicators without one.

    `rows` are those in force with the errors in use, `stored` the same with the study's. A figure that comes out on the last day tells nobody anything in time.
    """
    ahead = [due for due in expected(study, as_of) if due.on < study.meta.horizon]
    found = []
    for _, group in groupby(ahead, key=lambda due: due.release.id):
        dues = tuple(group)
        first = dues[0]
        row = template(first)
        known = tuple(other for other in rows if other.block == row.block)
        anchor = anchored(study, first, as_of) if first.change else 0.0
        found.append(
            Watched(
                first.indicator,
                first.release.entity,
                known,
                _factor(known, stored),
                latest(study, first.release, as_of),
                Scale(first.indicator.transform, anchor),
                dues,
            )
        )
    seen = {series.indicator.id for series in found}
    return found, [indicator for name, indicator in study.indicators.items() if name not in seen]


def _factor(known: Sequence[Row], stored: Sequence[Row]) -> float:
    """How many times as wide the errors of a block are taken as the study gives them."""
    if not known:
        return 1.0
    given = next(row for row in stored if row.id == known[-1].id)
    return known[-1].error_sd / given.error_sd
