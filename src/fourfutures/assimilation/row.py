"""Rows of evidence: one published number after the origin, and how it is read against a member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

import pandas as pd

from fourfutures.assimilation.errors import AssimilationError
from fourfutures.errors import Both, listed
from fourfutures.study import OBSERVABLES, PARTNER_OBSERVABLES, Study

REGIME = "regime"
DEALS = "deal_share_us"
REGIME_INDICATOR = "export_regime"


class Row(NamedTuple):
    """One row. `value`, `error_sd` and `bias_sd` are on the transformed scale; months are numbers after the origin."""

    id: str
    indicator: str
    block: str  # rows of one block share their bias
    entity: str
    observable: str
    months: tuple[int, ...]  # the observable is averaged over them
    change: bool  # since the origin, the anchor's own error in place of the bias
    value: float
    error_sd: float
    bias_sd: float
    slope: float  # units of the value per unit of the observable
    slope_sd: float
    known_on: date
    source_id: str
    period_end: date
    observed: float  # as published
    unit: str
    kind: Literal["indicator", "event", "evidence"] = "indicator"
    sources: tuple[str, ...] = ()  # all that the row rests on, `source_id` first


def rows_of(study: Study, observations: pd.DataFrame) -> tuple[Row, ...]:
    """Rows of a study in order of the day they were known: its observations and its coded export regime.

    `observations` is the table of the data room. Raises AssimilationError for a row whose indicator the study does not
    declare, whose observable the model does not have, or whose period does not end after the origin in the months named.
    """
    rows = [_observed(study, entry) for entry in observations.to_dict("records")]
    rows += _regime(study)
    return tuple(sorted(rows, key=lambda row: (row.known_on, row.id)))


def known_rows(rows: tuple[Row, ...], as_of: date) -> tuple[Row, ...]:
    """The rows known on a day."""
    return tuple(row for row in rows if row.known_on <= as_of)


def local(row: Row) -> bool:
    """Whether a row is about one partner economy, and so weighs only that economy's own series."""
    return row.observable in PARTNER_OBSERVABLES


def _observed(study: Study, entry: Mapping[Any, Any]) -> Row:
    where = f"series/observations.csv, {entry['row_id']}"
    name = str(entry["indicator"])
    if name not in study.indicators:
        raise AssimilationError(
            where=where,
            what=Both(f"there is no indicator {name} in the study", f"研究中没有名为{name}的指标"),
            remedy=Both("declare it in indicators.toml", "请在 indicators.toml 中声明"),
        )
    if entry["observable"] not in (*OBSERVABLES, *PARTNER_OBSERVABLES):
        raise AssimilationError(
            where=where,
            what=Both(
                f"the model has no observable {entry['observable']}",
                f"模型没有名为{entry['observable']}的可观测量",
            ),
            remedy=Both(
                f"choose one of {listed((*OBSERVABLES, *PARTNER_OBSERVABLES))}",
                f"请从以下各项中选用：{listed((*OBSERVABLES, *PARTNER_OBSERVABLES)).zh}",
            ),
        )
    if entry["observable"] in PARTNER_OBSERVABLES and entry["entity"] not in {e.code for e in study.partners}:
        raise AssimilationError(
            where=where,
            what=Both(
                f"{entry['observable']} is measured of partner economies, and {entry['entity']} is none",
                f"{entry['observable']}只在伙伴经济体测量，{entry['entity']}不是伙伴经济体",
            ),
            remedy=Both(
                "name a partner economy, or an observable of a bloc or the world",
                "请填写伙伴经济体，或改用两方或全球的可观测量",
            ),
        )
    indicator = study.indicators[name]
    start, end = _day(entry["period_start"]), _day(entry["period_end"])
    months = tuple(int(part) for part in str(entry["months"]).split(";"))
    if end <= study.meta.origin:
        raise AssimilationError(
            where=f"{where}, period_end",
            what=Both(
                f"the period ends on {end}, not after the origin, {study.meta.origin}",
                f"时期止于{end}，不晚于起点{study.meta.origin}",
            ),
            remedy=Both(
                "let the row shape the start, in uncertainties.toml, and take it out of the weights: one row, one use",
                "一行只用一次：请让它进入 uncertainties.toml 决定起点，并从权重中删去",
            ),
        )
    covered = set(range(max(1, study.month_of(start)), study.month_of(end) + 1))
    if not set(months) <= covered or study.month_of(end) > study.meta.months:
        raise AssimilationError(
            where=f"{where}, months",
            what=Both(
                f"{entry['months']} are not months of the period from {start} to {end} before the horizon",
                f"{entry['months']}不是{start}至{end}之间、展望期内的月份",
            ),
            remedy=Both(
                "number the months from the origin's, the month after it is 1",
                "月份从起点数起，起点后第一个月为1",
            ),
        )
    return Row(
        id=str(entry["row_id"]),
        indicator=name,
        block=str(entry["block"]),
        entity=str(entry["entity"]),
        observable=str(entry["observable"]),
        months=months,
        change=entry["mode"] == "change",
        value=float(entry["value"]),
        error_sd=float(entry["error_sd"]),
        bias_sd=float(entry["bias_sd"]),
        slope=indicator.slope,
        slope_sd=indicator.slope_sd,
        known_on=_day(entry["known_on"]),
        source_id=str(entry["source_id"]).split(";")[0],
        period_end=end,
        observed=float(entry["value_raw"]),
        unit=indicator.unit,
        kind="event" if entry["kind"] == "event" else "indicator",
        sources=tuple(str(entry["source_id"]).split(";")),
    )


def _regime(study: Study) -> list[Row]:
    if REGIME_INDICATOR not in study.indicators:
        return []
    error = study.indicators[REGIME_INDICATOR].error_sd or 0.0
    events = {event.event_id: event for event in study.events}
    rows = []
    for month in study.regime_history:
        number = study.month_number(month.month)
        if number < 1:  # up to the origin it shapes the start
            continue
        sources = [
            source
            for event in reversed(month.event_ids)
            if event in events
            for source in events[event].source_id
        ]
        rows.append(
            Row(
                id=f"{REGIME_INDICATOR}:CHN:{study.month_end(number)}",
                indicator=REGIME_INDICATOR,
                block=REGIME_INDICATOR,
                entity="CHN",
                observable=REGIME,
                months=(number,),
                change=False,
                value=float(month.regime),
                error_sd=error,
                bias_sd=0.0,
                slope=1.0,
                slope_sd=0.0,
                known_on=month.known_on,
                source_id=sources[0] if sources else "",
                period_end=study.month_end(number),
                observed=float(month.regime),
                unit=study.indicators[REGIME_INDICATOR].unit,
                kind="event",
                sources=tuple(dict.fromkeys(sources)),
            )
        )
    return rows


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
