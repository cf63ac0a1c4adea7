"""Odds of each future: a solid bar for the source reading over a hollow one for the strict reading, ranges as whiskers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, category, column, fixed, layered, quantity
from fourfutures.report.charts.quadrant import odds_label
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, coloured, styled, width, wrapped
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import READINGS

WIDTH, ROW, BAR = 380, 56, 15
APART = 10  # pixels from the middle of a row to the middle of either bar
NAME, NUMBER = 13, 12  # font sizes
NAMES = 180  # pixels for names
CELL = 7  # side of a cell of the glyph
GLYPH = 30  # pixels between names and bars, where the glyph stands
CAP = 7  # height of the caps of a whisker
ERRORS = 2.0  # standard errors to either side that the thick piece of a whisker spans


def table(record: RunRecord) -> pd.DataFrame:
    """One line a future and reading: p, low, high, and the sampling error of p."""
    return pd.DataFrame(
        [
            {"future": future, "reading": reading, **{k: entry[k] for k in ("p", "low", "high", "mc_se")}}
            for reading in READINGS
            for future, entry in record.odds(reading).items()
        ]
    )


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    data = table(record)
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    order = ["\n".join(wrapped(texts.name(names[future]), NAMES, NAME)) for future in record.futures]
    shown = data.round(4)
    for end, sign in (("least", -1.0), ("most", 1.0)):
        shown[end] = (data["p"] + sign * ERRORS * data["mc_se"]).clip(0.0, 1.0).round(4)
    shown["name"] = shown["future"].map(dict(zip(record.futures, order, strict=True)))
    shown["label"] = [
        odds_label(record, reading, future, texts)
        for reading, future in zip(data["reading"], data["future"], strict=True)
    ]
    axis = {
        "domain": False, "ticks": False, "labelFontSize": NAME, "labelLimit": 2 * NAMES, "labelColor": INK,
        "labelExpr": "split(datum.label, '\\n')", "labelPadding": GLYPH, "labelBaseline": "middle",
    }  # fmt: skip
    y = category("name", sort=order, title=None, axis=axis)
    layers = [*_glyphs(record, dict(zip(record.futures, order, strict=True)), y)]
    for reading, offset in zip(READINGS, (-APART, APART), strict=True):
        layers += _reading(record, shown[shown["reading"] == reading], reading == READINGS[0], offset, y)
    labels = max(width(label, NUMBER) for label in shown["label"])
    layers.append(_line_above_last(len(order)))
    field = layered(layers, WIDTH, ROW * len(order))
    room = NAMES + GLYPH + WIDTH + labels
    spec = styled(field, texts, _title(record, texts), _subtitle(record, texts), room)
    spec["padding"] = {"left": 42, "top": 16, "bottom": 16, "right": 28}
    return spec, data


def _line_above_last(rows: int) -> Marks:
    """A rule that sets the contested outcome apart from the named futures."""
    return (
        Marks(pd.DataFrame([{"at": 0.0}]))
        .mark("rule", color=MUTED, strokeWidth=1)
        .encode(x=fixed(0), x2=fixed(WIDTH), y=fixed(ROW * (rows - 1)))
    )


def _title(record: RunRecord, texts: Catalogue) -> str:
    return texts.text("chart.odds.title", month=numerals.month(record.summary["horizon"][:7], texts.lang))


def _subtitle(record: RunRecord, texts: Catalogue) -> list[str]:
    lens = texts.text(f"lens.{record.summary['lens']}")
    return [
        texts.text(
            "chart.odds.subtitle",
            as_of=numerals.date(record.summary["as_of"], texts.lang),
            lens=lens[:1].lower() + lens[1:] if lens.startswith("N") else lens,
            run_id=record.summary["run_id"],
        ),
        texts.text("chart.odds.legend"),
    ]


def _reading(
    record: RunRecord, part: pd.DataFrame, solid: bool, offset: int, y: dict[str, Any]
) -> list[Marks]:
    """Bars of one reading, whiskers over their ranges, numbers in a column at the right."""
    colours = coloured(record)
    domain, hues = list(colours), list(colours.values())
    scale = {"domain": domain, "range": hues}
    base = Marks(part)
    axis = {"format": "%", "title": None, "gridColor": FAINT, "domain": False, "tickCount": 5, "ticks": False}
    x = quantity("p", scale={"domain": [0.0, 1.0], "clamp": True}, axis=axis)
    if solid:
        bar = base.mark("bar", height=BAR, yOffset=offset).encode(
            x=x, y=y, color=category("future", scale=scale, legend=None)
        )
    else:
        bar = base.mark("bar", height=BAR - 2, yOffset=offset, fill=PAPER, strokeWidth=2).encode(
            x=x, y=y, stroke=category("future", scale=scale, legend=None)
        )
    whisker: dict[str, Any] = {"color": INK, "strokeWidth": 1.5}
    caps = [
        base.mark("tick", color=INK, thickness=1.5, size=CAP, yOffset=offset).encode(x=quantity(end), y=y)
        for end in ("low", "high")
    ]
    rim = base.mark("rule", color=PAPER, strokeWidth=4, opacity=0.75, yOffset=offset)
    return [
        bar,
        rim.encode(x=quantity("low"), x2=column("high"), y=y),
        base.mark("rule", **whisker, yOffset=offset).encode(x=quantity("low"), x2=column("high"), y=y),
        *caps,
        base.mark("bar", height=CAP, color=INK, yOffset=offset).encode(
            x=quantity("least"), x2=column("most"), y=y
        ),
        base.mark(
            "text",
            align="left",
            fontSize=NUMBER,
            yOffset=offset,
            color=INK,
            fontWeight="bold" if solid else "normal",
        ).encode(x=fixed(WIDTH + 12), y=y, text=category("label")),
    ]


def _glyphs(record: RunRecord, names: dict[str, str], y: dict[str, Any]) -> list[Marks]:
    """The published square in small beside each name: the future's own cell is filled, none where nobody leads."""
    colours = coloured(record)
    rows = [
        {
            "name": names[entry["id"]],
            "x": -GLYPH + 8 + (CELL + 1 if side == "us" else 0),
            "up": level == "us",
            "fill": colours[entry["id"]] if (entry["compute"], entry["adoption"]) == (side, level) else PAPER,
        }
        for entry in record.summary["frame"]["futures"]
        for side in ("cn", "us")
        for level in ("us", "cn")
    ]
    cells = pd.DataFrame(rows)
    charts = []
    for up in (True, False):
        part = cells[cells["up"] == up]
        for x in sorted(set(part["x"])):
            charts.append(
                Marks(part[part["x"] == x])
                .mark(
                    "square",
                    size=CELL**2,
                    stroke=MUTED,
                    strokeWidth=1,
                    opacity=1.0,
                    yOffset=-(CELL + 1) / 2 if up else (CELL + 1) / 2,
                )
                .encode(x=fixed(x + CELL / 2), y=y, fill=category("fill", scale=None, legend=None))
            )
    return charts
