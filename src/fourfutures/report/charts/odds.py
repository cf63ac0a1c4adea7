"""Odds of each future: a dot for each of two readings, on a line that spans its range."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.style import FAINT, INK, PAPER, coloured, styled
from fourfutures.report.formats import prose_name
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import READINGS

WIDTH, ROW = 420, 62
GAP = 11  # pixels between the two readings of a future


def table(record: RunRecord) -> pd.DataFrame:
    """One line a future and reading: p, low, high."""
    return pd.DataFrame(
        [
            {"future": future, "reading": reading, **{k: entry[k] for k in ("p", "low", "high")}}
            for reading in READINGS
            for future, entry in record.odds(reading).items()
        ]
    )


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame, str]:
    """The chart as a Vega-Lite specification, its data, its text reading."""
    data = table(record)
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    shown = data.round(4)
    shown["name"] = [texts.name(names[future]) for future in shown["future"]]
    shown["label"] = [
        f"{numerals.percent(p, texts.lang)} ({numerals.percent_range(low, high, texts.lang)})"
        for p, low, high in zip(data["p"], data["low"], data["high"], strict=True)
    ]
    colours = coloured(record)
    order = [texts.name(names[future]) for future in record.futures]
    y = alt.Y(
        "name:N",
        sort=order,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelFontSize=13, labelLimit=320, labelColor=INK),
    )
    x = alt.X(
        "p:Q",
        scale=alt.Scale(domain=[0.0, 1.0], clamp=True),
        axis=alt.Axis(format="%", title=None, gridColor=FAINT, domain=False, tickCount=5),
    )
    colour = alt.Color(
        "future:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
    )
    layers = []
    for reading, offset in zip(READINGS, (-GAP, GAP), strict=True):
        part = alt.Chart(shown[shown["reading"] == reading])
        filled = reading == READINGS[0]
        dot = part.mark_point(filled=filled, size=110, strokeWidth=2, opacity=1.0, yOffset=offset)
        if not filled:
            dot = part.mark_point(
                filled=False, fill=PAPER, size=90, strokeWidth=2, opacity=1.0, yOffset=offset
            )
        layers += [
            part.mark_rule(strokeWidth=3, opacity=0.45, yOffset=offset).encode(
                x=alt.X("low:Q"), x2="high:Q", y=y, color=colour
            ),
            dot.encode(x=x, y=y, color=colour),
            part.mark_text(align="left", dx=10, fontSize=11, yOffset=offset, color=INK).encode(
                x=alt.X("high:Q"), y=y, text="label:N"
            ),
        ]
    field = alt.layer(*layers).properties(width=WIDTH, height=ROW * len(order))
    subtitle = texts.text(
        "chart.odds.subtitle",
        horizon=numerals.date(record.summary["horizon"], texts.lang),
        as_of=numerals.date(record.summary["as_of"], texts.lang),
    )
    legend = "● " + texts.text("chart.odds.legend_source") + "   ○ " + texts.text("chart.odds.legend_strict")
    return (
        styled(field, texts, texts.text("chart.odds.title"), [subtitle, legend]),
        data,
        alt_text(record, texts),
    )


def alt_text(record: RunRecord, texts: Catalogue) -> str:
    """What the chart shows, in a sentence."""
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    values: dict[str, str] = {}
    for reading in READINGS:
        odds = record.odds(reading)
        first = max(odds, key=lambda name: odds[name]["p"])
        values[reading] = prose_name(first, texts, names)
        values[f"{reading}_p"] = numerals.percent(odds[first]["p"], texts.lang)
    return texts.text("chart.odds.alt", **values)
