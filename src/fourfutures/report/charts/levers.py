"""What each lever changes: rows of levers at full pull, a column for each future, bars from zero with paired intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, quantity, text_at
from fourfutures.report.charts.labels import row_words
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, coloured, styled, wrapped
from fourfutures.report.record import RunRecord

NAMES, CELL, NUMBERS, ROW, BAR = 196, 68, 34, 48, 13
HEAD, NUMBER = 11, 11.5
FULL = 0.92  # of half a cell, the longest bar or interval
LEAST = 0.01  # the least reach of the scale that all columns share


def table(record: RunRecord) -> pd.DataFrame:
    """One line a lever setting and future: paired change of its probability, low, high."""
    return pd.DataFrame(
        [
            {"lever": effect["lever"], "value": effect["value"], "from": effect["from"], "future": future,
             "change": change["p"], "low": change["low"], "high": change["high"]}
            for effect in record.summary["lever_effects"]
            for future, change in effect["futures"].items()
        ]
    )  # fmt: skip


def drawable(record: RunRecord) -> bool:
    """Whether the run compared its members with and without each lever."""
    return bool(record.summary.get("lever_effects"))


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data. Every column has the same scale."""
    data, effects = table(record), record.summary["lever_effects"]
    futures = record.futures
    reach = max(float(data[["low", "high"]].abs().max().max()), LEAST)
    across, height = (CELL + NUMBERS) * len(futures), ROW * len(effects)
    rows = data.assign(
        at=[at for at in range(len(effects)) for _ in futures],
        middle=[_middle(futures.index(future)) for future in data["future"]],
    )
    for end in ("change", "low", "high"):
        rows[end] = rows["middle"] + rows[end] / reach * CELL / 2 * FULL
    x_scale = {"domain": [0, across], "nice": False, "padding": 0}
    y = quantity(
        "at",
        axis=None,
        scale={"domain": [-0.5, len(effects) - 0.5], "reverse": True, "nice": False, "padding": 0},
    )
    layers = [_line(at, across) for at in range(1, len(effects))]
    for number, future in enumerate(futures):
        part = rows[rows["future"] == future][["at", "middle", "change", "low", "high"]]
        hue = coloured(record)[future]
        x = quantity("change", axis=None, scale=x_scale)
        up, down = part[part["change"] >= part["middle"]], part[part["change"] < part["middle"]]
        layers += [
            Marks(up.round(2)).mark("bar", height=BAR, color=hue).encode(x=x, x2=column("middle"), y=y),
            Marks(down.round(2)).mark("bar", height=BAR - 2, fill=PAPER, stroke=hue, strokeWidth=2).encode(
                x=x, x2=column("middle"), y=y
            ),
            Marks(part.round(2)).mark("rule", color=INK, strokeWidth=1.4).encode(
                x=quantity("low", axis=None, scale=x_scale), x2=column("high"), y=y
            ),
            Marks(part.head(1).round(2)).mark("rule", color=MUTED, strokeWidth=1).encode(
                x=quantity("middle", axis=None, scale=x_scale)
            ),
            _head(texts.name(record.summary["frame"]["futures"][number]["name"]), number, record, future),
        ]  # fmt: skip
    for at, effect in enumerate(effects):
        layers += _words(effect, texts, at)
        layers += [_number(effect["futures"][future], number, at) for number, future in enumerate(futures)]
    field = layered(layers, across, height)
    title = texts.text("chart.levers.title")
    spec = styled(field, texts, title, _subtitle(record, texts), NAMES + across, left=NAMES)
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 20}
    return spec, data


def _middle(number: int) -> float:
    return (CELL + NUMBERS) * number + CELL / 2


def _subtitle(record: RunRecord, texts: Catalogue) -> list[str]:
    return [
        texts.text(
            "chart.quadrant.subtitle",
            as_of=numerals.date(record.summary["as_of"], texts.lang),
            reading=texts.text(f"reading.{record.reading}"),
            run_id=record.summary["run_id"],
        ),
        texts.text(
            "chart.levers.marks",
            month=numerals.month(record.summary["lever_effects"][0]["from"], texts.lang),
        ),
    ]


def _line(at: int, across: float) -> Marks:
    """A hairline between two rows."""
    ends = {"x": {"value": -NAMES}, "x2": {"value": across}, "y": {"value": ROW * at}}
    return Marks(pd.DataFrame([{"at": 0}])).mark("rule", color=FAINT, strokeWidth=1).encode(**ends)


def _head(name: str, number: int, record: RunRecord, future: str) -> Marks:
    lines = wrapped(name, CELL + NUMBERS - 2, HEAD)
    return text_at(
        (CELL + NUMBERS) * number + 4, -8 - 14 * (len(lines) - 1), lines, align="left", baseline="bottom", fontSize=HEAD,
        lineHeight=14, color=coloured(record, "text_light")[future],
    )  # fmt: skip


def _words(effect: dict[str, Any], texts: Catalogue, at: int) -> list[Marks]:
    """The lever and the direction of the pull."""
    value = ("+" if effect["value"] > 0 else "") + numerals.decimal(effect["value"], texts.lang)
    note = texts.text("lever.setting", direction=texts.name(effect["direction"]), value=value)
    return row_words(texts.name(effect["name"]), note, NAMES, ROW * (at + 0.5))


def _number(change: dict[str, float], number: int, at: int) -> Marks:
    """The change in whole points beside its bar, bold where the interval leaves out zero."""
    shown = numerals.rounded(change["p"] * 100)
    sure = change["low"] * change["high"] > 0.0
    words = "0" if shown == 0 else ("+" if shown > 0 else "") + numerals.plain(shown)
    return text_at(
        (CELL + NUMBERS) * number + CELL + 2, ROW * (at + 0.5), words, align="left", baseline="middle", fontSize=NUMBER,
        fontWeight="bold" if sure and shown != 0 else "normal", color=INK if sure and shown != 0 else MUTED,
    )  # fmt: skip
