"""Published figures of a release: those of the study's series, in the unit of its indicator, as known on a day."""

from __future__ import annotations

import math
from datetime import date
from typing import NamedTuple

import pandas as pd

from fourfutures.assimilation import REGIME
from fourfutures.data import load_series
from fourfutures.study import Release, Study

DIGITS = 6  # significant ones that are frozen


class Figure(NamedTuple):
    """One published figure."""

    start: date
    end: date
    value: float  # in the indicator's unit
    known_on: date
    source_id: str


def figures(study: Study, release: Release, as_of: date) -> list[Figure]:
    """Figures known on a day, by end of period and then by the day they were known.

    A figure without the day it was known is left out: nobody can say whether it was known.
    """
    if study.indicators[release.indicator].observable == REGIME:
        return _coded(study, as_of)
    if not (study.root / study.meta.files.series).exists():
        return []
    table = _series(study)
    rows = table[
        (table["indicator"] == release.indicator)
        & (table["entity"] == release.entity)
        & (table["unit"] == release.published_unit)
    ]
    found = [
        Figure(
            row["period_start"],
            row["period_end"],
            float(row["value"]) * release.scale,
            row["known_on"],
            row["source_id"],
        )
        for row in rows.to_dict("records")
        if isinstance(row["known_on"], date) and row["known_on"] <= as_of
    ]
    found.sort(key=lambda figure: (figure.end, figure.known_on, figure.source_id))
    return _rises(found, release.every) if release.difference else found


def latest(study: Study, release: Release, as_of: date) -> Figure | None:
    """The figure about the latest period that is known on a day."""
    found = figures(study, release, as_of)
    return found[-1] if found else None


def published(study: Study, release: Release, as_of: date) -> list[Figure]:
    """One figure a period, the last that was known on a day, by period."""
    return list({figure.end: figure for figure in figures(study, release, as_of)}.values())


def scaled(value: float, transform: str) -> float:
    """A figure on the scale on which it is compared; not a number where it has no place there."""
    if transform == "log":
        return math.log(value) if value > 0.0 else math.nan
    if transform == "logit":
        return math.log(value / (1.0 - value)) if 0.0 < value < 1.0 else math.nan
    return value


def unscaled(value: float, transform: str) -> float:
    """The figure that has this place on the scale."""
    if transform == "log":
        return math.exp(min(value, 700.0))
    if transform == "logit":
        return 1.0 / (1.0 + math.exp(-max(min(value, 700.0), -700.0)))
    return value


def short(value: float) -> float:
    """A number to the digits that are frozen."""
    return float(f"{value:.{DIGITS}g}")


_read: dict[tuple[str, str], pd.DataFrame] = {}


def _series(study: Study) -> pd.DataFrame:
    """The study's series, read once for each state of its files."""
    key = (str(study.root), study.hash)
    if key not in _read:
        _read.clear()
        _read[key] = load_series(study.root)
    return _read[key]


def _rises(found: list[Figure], every: int) -> list[Figure]:
    """Rises over a period, from stocks at its ends; where a stock is missing, so are the rises beside it."""
    first: dict[tuple[int, int], Figure] = {}
    for figure in found:
        first.setdefault((figure.end.year, figure.end.month), figure)
    rises = []
    for (year, month), figure in first.items():
        before = year * 12 + month - 1 - every
        start = first.get((before // 12, before % 12 + 1))
        if start is not None:
            known = max(figure.known_on, start.known_on)
            rise = figure.value - start.value
            rises.append(Figure(start.end, figure.end, rise, known, figure.source_id))
    return sorted(rises, key=lambda figure: figure.end)


def _coded(study: Study, as_of: date) -> list[Figure]:
    found = []
    for month in study.regime_history:
        if month.known_on <= as_of:
            end = study.month_end(study.month_number(month.month))
            sources = [s for e in study.events if e.event_id in month.event_ids for s in e.source_id]
            found.append(
                Figure(
                    end.replace(day=1),
                    end,
                    float(month.regime),
                    month.known_on,
                    sources[-1] if sources else "",
                )
            )
    return sorted(found, key=lambda figure: (figure.end, figure.known_on))
