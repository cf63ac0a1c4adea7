"""The published map: US relative compute to the right, US-led adoption up; members, median path, odds in the corners."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, coloured, styled
from fourfutures.report.formats import prose_name
from fourfutures.report.record import RunRecord

DOTS = 1500  # members drawn, chosen evenly along the weights
WIDTH, HEIGHT = 560, 460
EDGE = (0.005, 0.995)  # quantiles of the members that the frame shows
LEAST = 1.6  # the frame reaches at least this far from zero, in logs
FUTURE = "future_{reading}"


def dots(record: RunRecord) -> pd.DataFrame:
    """A sample of the members that stands for their weights: member, index_compute, index_adoption, future."""
    members = record.table("members.parquet").sort_values("member", kind="stable").reset_index(drop=True)
    ends = np.cumsum(members["weight"].to_numpy())
    places = np.searchsorted(ends, (np.arange(DOTS) + 0.5) / DOTS * ends[-1]).clip(0, len(members) - 1)
    chosen: pd.DataFrame = members.loc[
        places, ["member", "index_compute", "index_adoption", FUTURE.format(reading=record.reading)]
    ]
    chosen.columns = pd.Index(["member", "index_compute", "index_adoption", "future"])
    return chosen.reset_index(drop=True)


def path(record: RunRecord) -> pd.DataFrame:
    """Medians of both indices by month."""
    return pd.DataFrame(
        [
            {"month": step["month"], "compute": step["compute"]["q50"], "adoption": step["adoption"]["q50"]}
            for step in record.summary["path"]
        ]
    )


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame, str]:
    """The chart as a Vega-Lite specification, its data, its text reading."""
    cloud, line = dots(record), path(record)
    band = math.log(record.summary["frame"]["band"])
    across, up = _frame(cloud["index_compute"], band), _frame(cloud["index_adoption"], band)
    x = alt.X("index_compute:Q", scale=alt.Scale(domain=across, nice=False), axis=_axis(texts, across))
    y = alt.Y("index_adoption:Q", scale=alt.Scale(domain=up, nice=False), axis=_axis(texts, up))
    colours = coloured(record)
    field = alt.layer(
        _band({"x": -band, "x2": band}, across, up),
        _band({"y": -band, "y2": band}, across, up),
        alt.Chart(cloud.round(3))
        .mark_circle(size=16, opacity=0.35, clip=True)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "future:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
            ),
        ),
        alt.Chart(line.round(3))
        .mark_line(color=INK, strokeWidth=2.5, clip=True)
        .encode(x=alt.X("compute:Q"), y=alt.Y("adoption:Q"), order=alt.Order("month:N")),
        *_dates(line, texts),
        *_corners(record, texts, across, up, colours),
        *_sides(texts, across, up),
    ).properties(width=WIDTH, height=HEIGHT)
    reading = texts.text(f"reading.{record.reading}")
    subtitle = texts.text(
        "chart.quadrant.subtitle",
        horizon=numerals.date(record.summary["horizon"], texts.lang),
        as_of=numerals.date(record.summary["as_of"], texts.lang),
        reading=reading,
    )
    note = texts.text(
        "chart.quadrant.band", band=numerals.decimal(record.summary["frame"]["band"], texts.lang)
    )
    spec = styled(field, texts, texts.text("chart.quadrant.title"), [subtitle, note])
    data = pd.concat(
        [
            cloud.assign(kind="member"),
            line.rename(columns={"compute": "index_compute", "adoption": "index_adoption"}).assign(
                kind="median path"
            ),
        ],
        ignore_index=True,
    )
    return spec, data, alt_text(record, texts)


def alt_text(record: RunRecord, texts: Catalogue) -> str:
    """What the chart shows, in a sentence; every number stands in the record."""
    odds, axes = record.odds(record.reading), record.summary["axes"][record.reading]
    first = max(odds, key=lambda name: odds[name]["p"])
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    return texts.text(
        "chart.quadrant.alt",
        reading=texts.text(f"reading.{record.reading}"),
        compute=numerals.percent(axes["compute"]["us"], texts.lang),
        adoption=numerals.percent(axes["adoption"]["us"], texts.lang),
        future=prose_name(first, texts, names),
        p=numerals.percent(odds[first]["p"], texts.lang),
    )


def _frame(values: pd.Series[float], band: float) -> list[float]:
    low, high = values.quantile(EDGE[0]), values.quantile(EDGE[1])
    return [
        round(min(float(low), -max(LEAST, 3 * band)), 2),
        round(max(float(high), max(LEAST, 3 * band)), 2),
    ]


def _axis(texts: Catalogue, domain: list[float]) -> alt.Axis:
    """Ticks at ratios that people know: each side's lead as so many times the other's."""
    ratios = [r for r in (1, 2, 5, 10, 20, 50) if math.log(r) <= max(-domain[0], domain[1])]
    ticks = sorted({sign * math.log(r) for r in ratios for sign in (-1.0, 1.0)})
    words = {
        round(tick, 3): texts.text("chart.quadrant.times", n=round(math.exp(abs(tick)))) for tick in ticks
    }
    words[0.0] = texts.text("chart.quadrant.even")
    shown = (
        " : ".join(f"abs(datum.value - {tick}) < 0.01 ? '{word}'" for tick, word in words.items()) + " : ''"
    )
    return alt.Axis(values=ticks, labelExpr=shown, title=None, grid=False, tickColor=FAINT, domainColor=FAINT)


def _band(ends: dict[str, float], across: list[float], up: list[float]) -> alt.Chart:
    frame = {"x": across[0], "x2": across[1], "y": up[0], "y2": up[1], **ends}
    drawn: alt.Chart = (
        alt.Chart(pd.DataFrame([frame]))
        .mark_rect(color=MUTED, opacity=0.16)
        .encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")
    )
    return drawn


def _dates(line: pd.DataFrame, texts: Catalogue) -> list[alt.Chart]:
    """The path's first and last month, labelled above and below so that a short path stays legible."""
    charts = []
    ends: tuple[tuple[int, dict[str, Any]], ...] = (
        (0, {"dy": -14, "baseline": "bottom"}),
        (len(line) - 1, {"dy": 14, "baseline": "top"}),
    )
    for at, place in ends:
        spot = alt.Chart(line.iloc[[at]].round(3)).encode(x=alt.X("compute:Q"), y=alt.Y("adoption:Q"))
        word: dict[str, Any] = {
            "text": numerals.month(str(line["month"].iloc[at]), texts.lang),
            "fontSize": 12,
            **place,
        }
        charts += [
            spot.mark_point(filled=True, size=70, color=INK, stroke=PAPER, strokeWidth=1.5, opacity=1.0),
            spot.mark_text(**word, stroke=PAPER, strokeWidth=4, strokeJoin="round", fontWeight="bold"),
            spot.mark_text(**word, color=INK, fontWeight="bold"),
        ]
    return charts


def _corners(
    record: RunRecord, texts: Catalogue, across: list[float], up: list[float], colours: dict[str, str]
) -> list[alt.Chart]:
    charts = []
    for entry in record.summary["frame"]["futures"]:
        if entry["compute"] is None or entry["adoption"] is None:
            continue
        right, top = entry["compute"] == "us", entry["adoption"] == "us"
        odds = record.odds(record.reading)[entry["id"]]
        words = [
            texts.name(entry["name"]),
            f"{numerals.percent(odds['p'], texts.lang)} "
            f"({numerals.percent_range(odds['low'], odds['high'], texts.lang)})",
        ]
        spot = pd.DataFrame([{"x": across[1] if right else across[0], "y": up[1] if top else up[0]}])
        common: dict[str, Any] = {
            "align": "right" if right else "left", "baseline": "top" if top else "bottom",
            "dx": -10 if right else 10, "lineHeight": 18, "text": words,
        }  # fmt: skip
        dy = 24 if top else -40
        base = alt.Chart(spot).encode(x="x:Q", y="y:Q")
        charts += [
            base.mark_text(
                **common,
                dy=dy,
                fontSize=14,
                fontWeight="bold",
                stroke=PAPER,
                strokeWidth=5,
                strokeJoin="round",
            ),
            base.mark_text(**common, dy=dy, fontSize=14, fontWeight="bold", color=colours[entry["id"]]),
        ]
    last = record.summary["frame"]["futures"][-1]
    odds = record.odds(record.reading)[last["id"]]
    word = (
        f"{texts.name(last['name'])} {numerals.percent(odds['p'], texts.lang)} "
        f"({numerals.percent_range(odds['low'], odds['high'], texts.lang)})"
    )
    base = alt.Chart(pd.DataFrame([{"x": across[0], "y": 0.0}])).encode(x="x:Q", y="y:Q")
    middle: dict[str, Any] = {"align": "left", "dx": 10, "fontSize": 14, "fontWeight": "bold", "text": word}
    charts += [
        base.mark_text(**middle, stroke=PAPER, strokeWidth=5, strokeJoin="round"),
        base.mark_text(**middle, color=INK),
    ]
    return charts


def _sides(texts: Catalogue, across: list[float], up: list[float]) -> list[alt.Chart]:
    """Which way is which, along the edges."""
    charts = []
    edges: tuple[tuple[str, float, float, dict[str, Any]], ...] = (
        ("x_right", across[1], up[0], {"align": "right", "baseline": "top", "dy": 26}),
        ("x_left", across[0], up[0], {"align": "left", "baseline": "top", "dy": 26}),
        ("y_up", across[0], up[1], {"align": "right", "baseline": "bottom", "dy": -42, "angle": 270}),
        ("y_down", across[0], up[0], {"align": "left", "baseline": "bottom", "dy": -42, "angle": 270}),
    )
    for key, x, y, place in edges:
        spot = alt.Chart(pd.DataFrame([{"x": x, "y": y}])).encode(x="x:Q", y="y:Q")
        charts.append(
            spot.mark_text(**place, fontSize=12, color=INK, text=texts.text(f"chart.quadrant.{key}"))
        )
    return charts
