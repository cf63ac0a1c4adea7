"""The world as one square an economy, in the colour of the stack most members end on; beneath it, the closest calls ranked.

Squares and not shapes: small economies stay visible, no line is drawn that anyone disputes, and a grid prints at any size.
The places in `tiles.csv` are ours; codes and names of economies are the study's own.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, category, column, layered, quantity, text_at
from fourfutures.report.charts.shares import closest_calls
from fourfutures.report.charts.style import (
    CN,
    FAINT,
    INK,
    MIXED,
    MUTED,
    OWN,
    PAPER,
    US,
    styled,
    width,
    wrapped,
)
from fourfutures.report.record import RunRecord

CELL, TILE = 32, 30  # pixels from square to square, and side of one
COLUMNS = 20
LISTED, ROW, BAR = 10, 22, 14
ABOVE = 44  # pixels between the map and the list
NAMES, BARS = 150, 290
SIDES = {"us": US, "own": OWN, "cn": CN}  # in the order of the bars
HUES = {"us": US, "cn": CN, "own": OWN, "mixed": PAPER}
FIRM = 0.95  # of members, from which on a square is filled in full
PALE = 0.28  # opacity of a square of which fewer members agree
CODE, SHARE, NAME = 9.5, 9, 12
HOME = {"USA": US, "CHN": CN}
PARTNER = "partner"


@cache
def places() -> dict[str, tuple[int, int]]:
    """Column and row of each economy that has a square of its own."""
    with (files("fourfutures.report.charts") / "tiles.csv").open(encoding="utf-8") as file:
        rows = pd.read_csv(file, keep_default_na=False).to_dict("records")
    return {str(row["entity"]): (int(row["column"]), int(row["row"])) for row in rows}


def table(record: RunRecord) -> pd.DataFrame:
    """One line an economy, the closest call first: alignment of members, mean shares of use at the horizon."""
    return pd.DataFrame(
        [
            {"entity": entry["entity"], **{f"alignment_{side}": p for side, p in entry["alignment"].items()},
             **{f"share_{side}": entry[f"share_{side}"] for side in SIDES}, "imputed": entry["imputed"]}
            for entry in closest_calls(record)
        ]
    )  # fmt: skip


def drawable(record: RunRecord) -> bool:
    """Whether the run followed partner economies."""
    return bool(closest_calls(record))


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data. An economy without a place stands in a row below the others."""
    entries = closest_calls(record)
    placed, rows = dict(places()), max(row for _, row in places().values()) + 1
    for number, code in enumerate(entry["entity"] for entry in entries if entry["entity"] not in placed):
        placed[code] = (number % COLUMNS, rows + number // COLUMNS)
    deep = max(placed[code][1] for code in (*HOME, *(entry["entity"] for entry in entries))) + 1
    across, top = COLUMNS * CELL, deep * CELL + ABOVE
    listed = entries[:LISTED]
    tall = top + ROW * len(listed)
    scale = {
        "x": {"domain": [0, across], "nice": False, "padding": 0},
        "y": {"domain": [0, tall], "reverse": True, "nice": False, "padding": 0},
    }
    layers = _map(entries, placed, texts, scale)
    layers += _list(listed, texts, top, scale, across)
    field = layered(layers, across, tall)
    field["view"] = {"stroke": None}
    month = numerals.month(record.summary["horizon"][:7], texts.lang)
    spec = styled(field, texts, texts.text("chart.map.title", month=month), _subtitle(record, texts), across)
    return spec, table(record)


def _subtitle(record: RunRecord, texts: Catalogue) -> list[str]:
    return [
        texts.text(
            "chart.known",
            as_of=numerals.date(record.summary["as_of"], texts.lang),
            run_id=record.summary["run_id"],
        ),
        texts.text("chart.map.marks", firm=numerals.percent(FIRM, texts.lang)),
        texts.text("chart.map.note"),
    ]


def _map(
    entries: list[dict[str, Any]], placed: dict[str, tuple[int, int]], texts: Catalogue, scale: dict[str, Any]
) -> list[Marks]:
    rows = [_tile(entry, placed[entry["entity"]], texts) for entry in entries]
    rows += [
        {"x": placed[code][0] * CELL, "y": placed[code][1] * CELL, "fill": hue, "opacity": 1.0, "code": code,
         "share": texts.text("chart.map.home"), "ink": PAPER, "edge": INK, "kind": "home"}
        for code, hue in HOME.items()
    ]  # fmt: skip
    for row in rows:
        row |= {"x2": row["x"] + TILE, "y2": row["y"] + TILE, "middle": row["x"] + TILE / 2}
        row |= {"first": row["y"] + 10.5, "second": row["y"] + 21.5}
    data = pd.DataFrame(rows)
    marks = []
    for kind, looks in (
        ("filled", {"strokeWidth": 1}), ("mixed", {"strokeWidth": 1.6, "strokeDash": [3, 2]}), ("home", {"strokeWidth": 2}),
    ):  # fmt: skip
        part = data[data["kind"] == kind]
        if len(part):
            marks.append(
                Marks(part[["x", "x2", "y", "y2", "fill", "edge", "opacity"]])
                .mark("rect", cornerRadius=3, **looks)
                .encode(
                    x=quantity("x", axis=None, scale=scale["x"]), x2=column("x2"),
                    y=quantity("y", axis=None, scale=scale["y"]), y2=column("y2"),
                    fill=category("fill", scale=None, legend=None), stroke=category("edge", scale=None, legend=None),
                    fillOpacity=quantity("opacity", scale=None, legend=None),
                )
            )  # fmt: skip
    for line, words, size, weight in (("first", "code", CODE, "bold"), ("second", "share", SHARE, "normal")):
        marks.append(
            Marks(data[["middle", line, words, "ink"]])
            .mark("text", baseline="middle", fontSize=size, fontWeight=weight)
            .encode(
                x=quantity("middle", axis=None, scale=scale["x"]),
                y=quantity(line, axis=None, scale=scale["y"]),
                text=category(words),
                color=category("ink", scale=None, legend=None),
            )
        )
    return marks


def _tile(entry: dict[str, Any], place: tuple[int, int], texts: Catalogue) -> dict[str, Any]:
    """One square: filled by the alignment most members end in, with the stack used most and its share."""
    alignment = entry["alignment"]
    best = max(alignment, key=alignment.get)
    side = max(SIDES, key=lambda name: float(entry[f"share_{name}"]))
    share = numerals.percent(entry[f"share_{side}"], texts.lang).removesuffix("%")
    firm = best != "mixed" and alignment[best] >= FIRM
    return {
        "x": place[0] * CELL, "y": place[1] * CELL, "fill": HUES[best], "opacity": 1.0 if firm or best == "mixed" else PALE,
        "code": entry["entity"], "share": texts.text(f"chart.map.{side}", share=share), "ink": PAPER if firm else INK,
        "edge": MIXED if best == "mixed" else HUES[best], "kind": "mixed" if best == "mixed" else "filled",
    }  # fmt: skip


def _list(
    listed: list[dict[str, Any]], texts: Catalogue, top: float, scale: dict[str, Any], across: float
) -> list[Marks]:
    """The economies hardest to call: name, shares of use as one bar, the alignment most members end in."""
    looks: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": NAME}
    heads = (
        ("chart.map.economy", 0.0),
        ("chart.map.shares", NAMES),
        ("chart.map.alignment", NAMES + BARS + 14.0),
    )
    marks = [
        text_at(x, top - 16, texts.text(key), **{**looks, "fontSize": 11}, color=MUTED) for key, x in heads
    ]
    rows, words = [], []
    for at, entry in enumerate(listed):
        left, middle = float(NAMES), top + ROW * (at + 0.5)
        for side, hue in SIDES.items():
            right = left + BARS * float(entry[f"share_{side}"])
            rows.append({"x": left, "x2": right, "y": middle - BAR / 2, "y2": middle + BAR / 2, "fill": hue})
            share = numerals.percent(entry[f"share_{side}"], texts.lang).removesuffix("%")
            label = texts.text(f"chart.map.{side}", share=share)
            label = label if width(label, 10.5) < right - left - 4 else share
            if width(label, 10.5) < right - left:
                words.append(
                    text_at(
                        (left + right) / 2, middle + 0.5, label, baseline="middle", fontSize=10.5, color=PAPER
                    )
                )
            left = right
        alignment = entry["alignment"]
        best = max(alignment, key=alignment.get)
        note = texts.text(
            "chart.shares.note",
            side=texts.text(f"economies.col.{best}"),
            p=numerals.percent(alignment[best], texts.lang),
        )
        name = wrapped(texts.name(entry["name"]), NAMES - 10, NAME)[0] + ("*" if entry["imputed"] else "")
        words.append(text_at(0, middle, name, color=INK, **looks))
        words.append(text_at(NAMES + BARS + 14, middle, note, color=INK, **looks))
    bars = (
        Marks(pd.DataFrame(rows).round(1))
        .mark("rect", stroke=PAPER, strokeWidth=1)
        .encode(
            x=quantity("x", axis=None, scale=scale["x"]), x2=column("x2"), y=quantity("y", axis=None, scale=scale["y"]),
            y2=column("y2"), fill=category("fill", scale=None, legend=None),
        )
    )  # fmt: skip
    half = NAMES + BARS / 2
    line = pd.DataFrame([{"x": half, "y": top, "y2": top + ROW * len(listed)}])
    middle_line = (
        Marks(line)
        .mark("rule", color=FAINT, strokeWidth=1.5)
        .encode(
            x=quantity("x", axis=None, scale=scale["x"]),
            y=quantity("y", axis=None, scale=scale["y"]),
            y2=column("y2"),
        )
    )
    return [*marks, bars, middle_line, *words]
