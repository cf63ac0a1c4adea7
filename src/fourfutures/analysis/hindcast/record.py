"""What was published of a target, and what of it was known at an origin."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.errors import Both
from fourfutures.study import HindcastTarget, Study

Reals = NDArray[np.float64]
Months = NDArray[np.int64]


class Record(NamedTuple):
    """One series of one entity on the scale of its target, at most one value a month, in order of time."""

    months: Months  # calendar months in which the periods end, counted from the year 0
    times: Reals  # what the values stand for, on the same count: the end of the period, or its middle
    values: Reals
    sources: tuple[str, ...]
    lag: int  # months after the end of its period in which a value is known

    def known(self, origin: int) -> Record:
        """What was known at the end of a month."""
        return self._cut(0, int((self.months <= origin - self.lag).sum()))

    def window(self, months: float) -> Record:
        """The last stretch of so many months."""
        return self._cut(int((self.times < self.times[-1] - months).sum()), len(self.months))

    def only(self, chosen: NDArray[np.bool_]) -> Record:
        """Some of the values."""
        sources = tuple(source for source, kept in zip(self.sources, chosen, strict=True) if kept)
        return Record(self.months[chosen], self.times[chosen], self.values[chosen], sources, self.lag)

    def place(self, month: int) -> int | None:
        """Number of a month's value."""
        found = np.flatnonzero(self.months == month)
        return int(found[0]) if len(found) else None

    @property
    def span(self) -> float:
        """Months from the first value to the last; -1 without any."""
        return float(self.times[-1] - self.times[0]) if len(self.months) else -1.0

    def _cut(self, first: int, last: int) -> Record:
        return Record(
            self.months[first:last],
            self.times[first:last],
            self.values[first:last],
            self.sources[first:last],
            self.lag,
        )


def month_count(month: str) -> int:
    """A calendar month written 2021-12, counted from the year 0."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def month_text(month: int) -> str:
    """A counted month as 2021-12."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def records(study: Study, series: pd.DataFrame, target: HindcastTarget) -> dict[str, Record]:
    """Records of a target's own indicator by entity, in the order of the target or of the study."""
    entities = target.entities or tuple(entity.code for entity in study.partners)
    return _records(study, series, target, target.indicator, entities)


def companion(
    study: Study, series: pd.DataFrame, target: HindcastTarget, indicator: str
) -> dict[str, Record]:
    """Records of another indicator on the target's scale, of whomever it is about."""
    rows = series[series["indicator"] == indicator]
    return _records(study, series, target, indicator, tuple(dict.fromkeys(rows["entity"])))


def _records(
    study: Study, series: pd.DataFrame, target: HindcastTarget, indicator: str, entities: tuple[str, ...]
) -> dict[str, Record]:
    rows = series[(series["indicator"] == indicator) & series["entity"].isin(entities)]
    lag = math.ceil(study.indicators[indicator].lag_months)
    by_entity: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows.sort_values(["period_end", "source_id"], kind="stable").to_dict("records"):
        by_entity.setdefault(str(row["entity"]), []).append(row)
    found = {entity: _record(by_entity[entity], target, lag) for entity in entities if entity in by_entity}
    return (
        {entity: _per_head(study, entity, record) for entity, record in found.items()}
        if target.per_head
        else found
    )


def _record(rows: list[Mapping[Any, Any]], target: HindcastTarget, lag: int) -> Record:
    """The last value of each month. Raises AnalysisError where two sources disagree about one period."""
    latest: dict[int, Mapping[Any, Any]] = {}
    for row in rows:
        day: date = row["period_end"]
        month = day.year * 12 + day.month - 1
        other = latest.get(month)
        if other is not None and other["period_end"] == day and other["value"] != row["value"]:
            raise AnalysisError(
                where=f"series, {row['indicator']}, {row['entity']}, {day}",
                what=Both(
                    f"{other['source_id']} and {row['source_id']} give different values",
                    f"{other['source_id']} 与 {row['source_id']} 给出的值不同",
                ),
                remedy=Both("keep one of the two rows", "请保留其中一行"),
            )
        latest[month] = row
    months = np.array(list(latest), dtype=np.int64)
    values = [_scaled(float(row["value"]), str(row["unit"]), target.transform) for row in latest.values()]
    middle = [
        0.5 * _months_long(row) if target.average else 0.0 for row in latest.values()
    ]  # back from the end of the period
    return Record(
        months,
        months - np.array(middle),
        np.array(values),
        tuple(str(row["source_id"]) for row in latest.values()),
        lag,
    )


def _per_head(study: Study, entity: str, record: Record) -> Record:
    """The same over the population of the study's table. Raises AnalysisError where that is unknown."""
    people = study.entity(entity).population
    if not people:
        raise AnalysisError(
            where=f"{study.meta.files.entities}, {entity}, population",
            what=Both("is unknown, and a series per head needs it", "未知，而人均序列需要该值"),
            remedy=Both(
                "give it with its source, or name the entities of the target",
                "请补上并注明来源，或在该项中列明经济体",
            ),
        )
    return record._replace(values=record.values - math.log(people))


def _months_long(row: Mapping[Any, Any]) -> int:
    first, last = row["period_start"], row["period_end"]
    return int(last.year * 12 + last.month - first.year * 12 - first.month + 1)


def _scaled(value: float, unit: str, transform: str) -> float:
    if unit.startswith("percent"):
        value /= 100.0
    if transform == "log":
        return math.log(value)
    return math.log(value / (1.0 - value)) if transform == "logit" else value
