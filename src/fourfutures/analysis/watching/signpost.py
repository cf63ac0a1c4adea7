"""Signposts as the contract has them: those to come, and those that were crossed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import place, readable
from fourfutures.analysis.forecasts import Figure, published
from fourfutures.analysis.watching.alarm import Alarm
from fourfutures.analysis.watching.foresight import Foreseen
from fourfutures.analysis.watching.series import Watched
from fourfutures.analysis.watching.threshold import Sides
from fourfutures.analysis.watching.turning import turns
from fourfutures.assimilation import Row
from fourfutures.study import Release, Study

Reals = NDArray[np.float64]
FIGURES = 24  # published ones given of a series, the latest


def coming_signpost(
    series: Watched, shown: Foreseen, releases: Sequence[Foreseen], study: Study, as_of: date
) -> dict[str, Any]:
    """A release to come: its line is drawn through today's members."""
    indicator, told, line, ids = series.indicator, shown.information, shown.line, study.frame.ids
    return {
        "id": series.id,
        "indicator": indicator.id,
        "entity": series.entity,
        "place": place(study, series.entity),
        "name": indicator.name.model_dump(),
        "area": _area(study, indicator.area),
        "unit": series.indicator.unit,
        "basis": series.scale.basis,
        "threshold": None if line is None else series.scale.figure(line.mark(shown.reading.stops)),
        **_sides(ids, line),
        "first_date": shown.due.on.isoformat(),
        "period_start": shown.due.start.isoformat(),
        "period_end": shown.due.end.isoformat(),
        "months_to_wait": shown.months,
        "voi_bits": told.bits,
        "voi_low": told.low,
        "voi_raw": told.raw,
        "voi_chance": told.chance,
        "voi_per_month": shown.per_month,
        "brier": told.brier,
        "turns": [
            {"value": series.scale.figure(edge), "below": ids[low], "above": ids[high]}
            for edge, low, high in turns(told.joint, shown.edges)
        ],
        "releases": [
            {
                "period_end": one.due.end.isoformat(),
                "first_date": one.due.on.isoformat(),
                "voi_bits": one.information.bits,
                "voi_low": one.information.low,
                "voi_per_month": one.per_month,
            }
            for one in releases
        ],
        "last": None if series.last is None else _figure(series.last),
        "published": _published(study, [shown.due.release], as_of),
        "crossed": None,
        "source_ids": sources_of(series, study, as_of),
        "judgement": indicator.judgement,
    }


def crossed_signpost(alarm: Alarm, study: Study, as_of: date) -> dict[str, Any]:
    """A line drawn before any data that the latest known figure is beyond; its odds are those before any data."""
    row, line, told, ids = alarm.row, alarm.line, alarm.told, study.frame.ids
    indicator = study.indicators[row.indicator]
    return {
        "id": f"{row.indicator}:{row.entity}",
        "indicator": row.indicator,
        "entity": row.entity,
        "place": place(study, row.entity),
        "name": indicator.name.model_dump(),
        "area": _area(study, indicator.area),
        "unit": row.unit,
        "basis": "published",
        "threshold": alarm.threshold,
        **_sides(ids, line),
        "first_date": row.known_on.isoformat(),
        "period_start": None,
        "period_end": row.period_end.isoformat(),
        "months_to_wait": 0.0,
        "voi_bits": told.bits,
        "voi_low": told.low,
        "voi_raw": told.raw,
        "voi_chance": told.chance,
        "voi_per_month": None,
        "brier": told.brier,
        "turns": [],
        "releases": [],
        "last": _known(row),
        "published": _published(study, _releases(study, row), as_of) or [_known(row)],
        "crossed": alarm.crossed.isoformat(),
        "tells": alarm.tells,
        "shift": _by_future(ids, line.if_crossed - line.odds),
        "source_ids": list(row.sources),
        "judgement": indicator.judgement,
    }


def sources_of(series: Watched, study: Study, as_of: date) -> list[str]:
    """Where figures of a series come from: the source of the last one first, then others that could be read by the day."""
    return list(dict.fromkeys([*series.sources, *readable(study, series.indicator.source, as_of)]))


def _sides(ids: Sequence[str], line: Sides | None) -> dict[str, Any]:
    """What is said of a line; nothing where there is none."""
    if line is None:
        return {"direction": None, "p": None, "p_crossed": {}, "if_crossed": {}, "if_not": {}}
    return {
        "direction": line.direction,
        "p": line.p,
        "p_crossed": dict(zip(ids, line.given_future, strict=True)),
        "if_crossed": _by_future(ids, line.if_crossed),
        "if_not": _by_future(ids, line.if_not),
    }


def _by_future(ids: Sequence[str], values: Reals) -> Mapping[str, float]:
    return {name: float(value) for name, value in zip(ids, values, strict=True)}


def _releases(study: Study, row: Row) -> list[Release]:
    """Those that give figures of a row's series."""
    return [
        release
        for release in study.releases.values()
        if (release.indicator, release.entity) == (row.indicator, row.entity)
    ]


def _published(study: Study, releases: Sequence[Release], as_of: date) -> list[dict[str, Any]]:
    """The latest figures of a series; those of the first release that has any, since two may count in two ways."""
    found = next(filter(None, (published(study, release, as_of) for release in releases)), [])
    return [_figure(figure) for figure in found[-FIGURES:]]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "period_end": figure.end.isoformat(),
        "date": figure.known_on.isoformat(),
        "source_id": next(filter(None, figure.source_id.split(";")), ""),
    }


def _known(row: Row) -> dict[str, Any]:
    return {
        "value": row.observed,
        "period_end": row.period_end.isoformat(),
        "date": row.known_on.isoformat(),
        "source_id": row.source_id,
    }


def _area(study: Study, number: int) -> str:
    return next(name for name, area in study.drivers.areas.items() if area.number == number)
