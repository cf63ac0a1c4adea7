"""The published map: US relative compute to the right, US-led adoption up; members, median path, odds in the corners."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.contours import contours
from fourfutures.report.charts.grammar import Marks, category, column, layered, order, quantity
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, coloured, styled, width
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

DOTS = 1500  # members drawn, chosen evenly along the weights
WIDTH, HEIGHT = 560, 460
EDGE = (0.005, 0.995)  # quantiles of the members that the frame shows
LEAST = 1.6  # the frame reaches at least this far from zero, in logs
FUTURE = "future_{reading}"
# Lines round the densest part of the members: what each holds, and how it is drawn.
SHARES = (0.50, 0.80, 0.95)
LINES: dict[float, dict[str, Any]] = {
    0.50: {"strokeWidth": 1.8}, 0.80: {"strokeWidth": 1.1}, 0.95: {"strokeWidth": 1.0, "strokeDash": [4, 3]},
}  # fmt: skip
CORNER, LABEL = 14, 12  # font sizes


def dots(record: RunRecord) -> pd.DataFrame:
    """A sample of the members that stands for their weights: member, index_compute, index_adoption, future."""
    names = ["member", "index_compute", "index_adoption", FUTURE.format(reading=record.reading)]
    table = record.table("members.parquet", "weight", *names)
    members = table.sort_values("member", kind="stable").reset_index(drop=True)
    ends = np.cumsum(members["weight"].to_numpy())
    places = np.searchsorted(ends, (np.arange(DOTS) + 0.5) / DOTS * ends[-1]).clip(0, len(members) - 1)
    chosen: pd.DataFrame = members.loc[places, names]
    chosen.columns = pd.Index(["member", "index_compute", "index_adoption", "future"])
    return chosen.sort_values(["future", "member"], kind="stable").reset_index(drop=True)


def rings(record: RunRecord, across: list[float], up: list[float]) -> pd.DataFrame:
    """Lines that hold half, four fifths and nineteen twentieths of the members' weight: share, line, step, x, y."""
    members = record.table("members.parquet", "weight", "index_compute", "index_adoption")
    x, y, weight = (
        members[name].to_numpy(dtype=float) for name in ("index_compute", "index_adoption", "weight")
    )
    held = np.isfinite(x) & np.isfinite(y)
    window = (across[0], across[1], up[0], up[1])
    return contours(x[held], y[held], weight[held], SHARES, window)


def path(record: RunRecord) -> pd.DataFrame:
    """Medians of both indices by month."""
    return pd.DataFrame(
        [
            {"month": step["month"], "compute": step["compute"]["q50"], "adoption": step["adoption"]["q50"]}
            for step in record.summary["path"]
        ]
    )


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    cloud, line = dots(record), path(record)
    band = math.log(record.summary["frame"]["band"])
    across, up = _frame(cloud["index_compute"], band), _frame(cloud["index_adoption"], band)
    x = quantity("index_compute", scale={"domain": across, "nice": False}, axis=_axis(texts, across))
    y = quantity("index_adoption", scale={"domain": up, "nice": False}, axis=_axis(texts, up))
    around = rings(record, across, up)
    colours = coloured(record)
    colour = category("future", scale={"domain": list(colours), "range": list(colours.values())}, legend=None)
    layers = [
        *_grounds(record, across, up, band),
        Marks(cloud.round(3))
        .mark("circle", size=14, opacity=1.0, fillOpacity=0.4, clip=True)
        .encode(x=x, y=y, color=colour),
        *_rings(around),
        Marks(line.round(3))
        .mark("line", color=PAPER, strokeWidth=5.5, clip=True, strokeJoin="round")
        .encode(x=quantity("compute"), y=quantity("adoption"), order=order("month")),
        Marks(line.round(3))
        .mark("line", color=INK, strokeWidth=2.5, clip=True, strokeJoin="round")
        .encode(x=quantity("compute"), y=quantity("adoption"), order=order("month")),
        *_stations(record, line, texts, across),
        *_corners(record, texts, across, up),
        *_sides(record, texts, across, up),
    ]
    field = layered(layers, WIDTH, HEIGHT)
    spec = styled(field, texts, _title(record, texts), _subtitle(record, texts), WIDTH + 40, left=48)
    data = pd.concat(
        [
            cloud.assign(kind="member"),
            line.rename(columns={"compute": "index_compute", "adoption": "index_adoption"}).assign(
                kind="median path"
            ),
            around.rename(columns={"x": "index_compute", "y": "index_adoption"}).assign(kind="contour"),
        ],
        ignore_index=True,
    )
    return spec, data


def _title(record: RunRecord, texts: Catalogue) -> str:
    return texts.text("chart.quadrant.title", month=numerals.month(record.summary["horizon"][:7], texts.lang))


def _subtitle(record: RunRecord, texts: Catalogue) -> list[str]:
    """When and on which reading, what the marks are, what even means."""
    found, lang = record.summary, texts.lang
    dials = found["dials"]
    even = "chart.quadrant.even.paced" if dials["tau"] else "chart.quadrant.even.standing"
    return [
        texts.text(
            "chart.quadrant.subtitle",
            as_of=numerals.date(found["as_of"], lang),
            reading=texts.text(f"reading.{record.reading}"),
            run_id=found["run_id"],
        ),
        texts.text("chart.quadrant.marks", band=numerals.decimal(found["frame"]["band"], lang)),
        texts.text(
            even,
            ratio=numerals.decimal(dials["rho_c"], lang),
            **({"years": numerals.decimal(dials["tau"], lang)} if dials["tau"] else {}),
        ),
    ]


def _frame(values: pd.Series[float], band: float) -> list[float]:
    low, high = values.quantile(EDGE[0]), values.quantile(EDGE[1])
    return [
        round(min(float(low), -max(LEAST, 3 * band)), 2),
        round(max(float(high), max(LEAST, 3 * band)), 2),
    ]


def _axis(texts: Catalogue, domain: list[float]) -> dict[str, Any]:
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
    return {
        "values": ticks, "labelExpr": shown, "title": None, "grid": False, "tickColor": FAINT, "domainColor": FAINT
    }  # fmt: skip


def _grounds(record: RunRecord, across: list[float], up: list[float], band: float) -> list[Marks]:
    """A tint in each cell and the grey bands between them, where neither side leads."""
    colours, whole = coloured(record), {"x": across[0], "x2": across[1], "y": up[0], "y2": up[1]}
    ends = {"us": (band, None), "cn": (None, -band)}
    charts = []
    for entry in record.summary["frame"]["futures"]:
        if entry["compute"] is None or entry["adoption"] is None:
            continue
        (left, right), (low, high) = ends[entry["compute"]], ends[entry["adoption"]]
        cell = {
            "x": across[0] if left is None else left, "x2": across[1] if right is None else right,
            "y": up[0] if low is None else low, "y2": up[1] if high is None else high,
        }  # fmt: skip
        charts.append(_ground(cell, colours[entry["id"]], 0.07))
    charts.append(_ground({**whole, "x": -band, "x2": band}, MUTED, 0.13))
    charts.append(_ground({**whole, "y": -band, "y2": band}, MUTED, 0.13))
    return charts


def _ground(ends: dict[str, float], colour: str, opacity: float) -> Marks:
    return (
        Marks(pd.DataFrame([ends]).round(3))
        .mark("rect", color=colour, opacity=opacity)
        .encode(x=quantity("x"), x2=column("x2"), y=quantity("y"), y2=column("y2"))
    )


def _rings(around: pd.DataFrame) -> list[Marks]:
    """The lines round the densest part, the innermost heaviest, the outermost dashed."""
    return [
        Marks(around[around["share"] == share].round(3))
        .mark("line", color=INK, clip=True, strokeJoin="round", opacity=0.8, **looks)
        .encode(x=quantity("x"), y=quantity("y"), order=quantity("step"), detail=category("line"))
        for share, looks in LINES.items()
    ]


def _stations(record: RunRecord, line: pd.DataFrame, texts: Catalogue, across: list[float]) -> list[Marks]:
    """The path's first and last month and today. The first two labels turn away from each other, the last stands below."""
    first, last = 0, len(line) - 1
    today = line.index[line["month"] == record.summary["as_of"][:7]]
    spots: list[tuple[int, str, dict[str, Any]]] = [
        (first, _month(line, first, texts), {"dy": -13, "baseline": "bottom"}),
        (last, _month(line, last, texts), {"dy": 13, "baseline": "top"}),
    ]
    if len(today) and first < today[0] < last:
        at = int(today[0])
        word = texts.text("chart.quadrant.today", month=_month(line, at, texts))
        rightward = line["compute"].iloc[at] < line["compute"].iloc[first]
        spots[0][2].update(_turned(line["compute"].iloc[first], rightward, spots[0][1], across))
        turned = _turned(line["compute"].iloc[at], not rightward, word, across)
        spots.append((at, word, {"dy": -13, "baseline": "bottom", **turned}))
    charts = []
    for at, word, place in spots:
        spot = Marks(line.iloc[[at]].round(3)).encode(x=quantity("compute"), y=quantity("adoption"))
        fill = PAPER if at == first else INK
        charts.append(
            spot.mark("point", filled=True, size=64, color=fill, stroke=INK, strokeWidth=2, opacity=1.0)
        )
        charts += _haloed(spot, INK, {"text": word, "fontSize": LABEL, **place})
    return charts


def _turned(place: float, rightward: bool, word: str, across: list[float]) -> dict[str, Any]:
    """Where a label starts or ends so that it runs to one side of its dot, as far as the frame has room for it."""
    pixels = WIDTH * (place - across[0]) / (across[1] - across[0])
    room = WIDTH - pixels if rightward else pixels
    over = max(0.0, width(word, LABEL) - room)
    return {"align": "left" if rightward else "right", "dx": (-5 - over) if rightward else (5 + over)}


def _month(line: pd.DataFrame, at: int, texts: Catalogue) -> str:
    return numerals.month(str(line["month"].iloc[at]), texts.lang)


def _haloed(base: Marks, colour: str, words: dict[str, Any]) -> list[Marks]:
    """Bold letters on a rim of paper, so that dots behind them do not blur them."""
    rim: dict[str, Any] = {"stroke": PAPER, "strokeWidth": 5, "strokeJoin": "round"}
    return [
        base.mark("text", **words, **rim, fontWeight="bold", color=PAPER),
        base.mark("text", **words, fontWeight="bold", color=colour),
    ]


def _corners(record: RunRecord, texts: Catalogue, across: list[float], up: list[float]) -> list[Marks]:
    """Name, odds and range of each future in its own cell, of the contested outcome in the band."""
    charts, colours = [], coloured(record, "text_light")
    for entry in record.summary["frame"]["futures"]:
        right, top = entry["compute"] == "us", entry["adoption"] == "us"
        numbers = odds_label(record, record.reading, entry["id"], texts)
        if entry["compute"] is None or entry["adoption"] is None:
            spot = {"x": across[0], "y": 0.0}
            words: dict[str, Any] = {
                "align": "left",
                "dx": 10,
                "text": f"{texts.name(entry['name'])} {numbers}",
            }
        else:
            spot = {"x": across[1] if right else across[0], "y": up[1] if top else up[0]}
            words = {
                "align": "right" if right else "left", "baseline": "top" if top else "bottom",
                "dx": -10 if right else 10, "dy": 14 if top else -32, "lineHeight": 18,
                "text": [texts.name(entry["name"]), numbers],
            }  # fmt: skip
        base = Marks(pd.DataFrame([spot])).encode(x=quantity("x"), y=quantity("y"))
        charts += _haloed(base, colours[entry["id"]], {"fontSize": CORNER, **words})
    return charts


def odds_label(record: RunRecord, reading: str, future: str, texts: Catalogue) -> str:
    """Odds and range in a chart; the range is left out where it reads like the odds."""
    odds, coarse = record.odds(reading)[future], bool(Standing(record).coarse)
    p = numerals.percent(odds["p"], texts.lang, coarse)
    span = numerals.percent_range(odds["low"], odds["high"], texts.lang, coarse)
    return p if span == p else f"{p} ({span})"


def _sides(record: RunRecord, texts: Catalogue, across: list[float], up: list[float]) -> list[Marks]:
    """Which way is which, along the edges. Left of even is a Chinese lead only where even is parity in standing stock."""
    dials = record.summary["dials"]
    left = "x_left.standing" if dials["tau"] == 0.0 and dials["rho_c"] == 1.0 else "x_left"
    charts = []
    edges: tuple[tuple[str, float, float, dict[str, Any]], ...] = (
        ("x_right", across[1], up[0], {"align": "right", "baseline": "top", "dy": 26}),
        (left, across[0], up[0], {"align": "left", "baseline": "top", "dy": 26}),
        ("y_up", across[0], up[1], {"align": "right", "baseline": "bottom", "dy": -44, "angle": 270}),
        ("y_down", across[0], up[0], {"align": "left", "baseline": "bottom", "dy": -44, "angle": 270}),
    )
    for key, x, y, place in edges:
        spot = Marks(pd.DataFrame([{"x": x, "y": y}])).encode(x=quantity("x"), y=quantity("y"))
        charts.append(
            spot.mark("text", **place, fontSize=LABEL, color=INK, text=texts.text(f"chart.quadrant.{key}"))
        )
    return charts
