"""What moved the odds: the observations with the largest effect on one future, each as a bar from zero."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, quantity, text_at
from fourfutures.report.charts.labels import row_words
from fourfutures.report.charts.style import FAINT, INK, PAPER, coloured, styled
from fourfutures.report.formats import prose_name
from fourfutures.report.quoting import figure
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

SHOWN = 8
WIDTH, ROW, BAR = 262, 50, 16
NAMES = 318  # pixels for names
NUMBER = 12
SPARE = 1.32  # the axis reaches so much further than the longest bar, for numbers beside bars
LEAST = 0.005  # in probability, the least reach of the axis


def table(record: RunRecord) -> pd.DataFrame:
    """One line an observation in the order of its effect on the future the page follows: effects on every future."""
    movers = record.summary["movers"]
    return pd.DataFrame(
        [
            {"id": movers[at]["id"], "entity": movers[at]["entity"], "period_end": movers[at]["period_end"],
             "known_on": movers[at]["date"], "observed": movers[at]["observed"], "unit": movers[at]["unit"],
             "source_id": movers[at]["source_id"], **movers[at]["delta"]}
            for at in Standing(record).movers
        ]
    )  # fmt: skip


def drawable(record: RunRecord) -> bool:
    """Whether any observation moved the odds of this run."""
    return Standing(record).updated


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    data, focus = table(record), Standing(record).focus
    shown = data.head(SHOWN)
    movers = {item["id"]: item for item in record.summary["movers"]}
    rows = shown[["id", focus]].rename(columns={focus: "effect"}).assign(at=range(len(shown)), zero=0.0)
    reach = max(SPARE * float(rows["effect"].abs().max()), LEAST)
    height = ROW * len(rows)
    axis = {
        "title": None, "domain": False, "ticks": False, "gridColor": FAINT, "tickCount": 5,
        "labelExpr": f"(datum.value > 0 ? '+' : datum.value < 0 ? '{numerals.MINUS}' : '')"
                     " + format(abs(datum.value) * 100, '~r')",
    }  # fmt: skip
    x = quantity("effect", axis=axis, scale={"domain": [-reach, reach], "nice": False})
    y = quantity(
        "at",
        axis=None,
        scale={"domain": [-0.5, len(rows) - 0.5], "reverse": True, "nice": False, "padding": 0},
    )
    hue = coloured(record)[focus]
    base = Marks(rows.round(6))
    up = Marks(rows[rows["effect"] >= 0.0].round(6))
    down = Marks(rows[rows["effect"] < 0.0].round(6))
    layers = [
        up.mark("bar", height=BAR, color=hue).encode(x=x, x2=column("zero"), y=y),
        down.mark("bar", height=BAR - 2, fill=PAPER, stroke=hue, strokeWidth=2).encode(
            x=x, x2=column("zero"), y=y
        ),
        base.mark("rule", color=INK, strokeWidth=1).encode(x=quantity("zero")),
    ]
    for place, (_, row) in enumerate(rows.iterrows()):
        middle = ROW * (place + 0.5)
        layers += _words(movers[row["id"]], record, texts, middle)
        layers.append(_number(float(row["effect"]), reach, middle, texts))
    across = NAMES + WIDTH
    field = layered(layers, WIDTH, height)
    title = texts.text("chart.movers.title", future=prose_name(focus, texts, _names(record)))
    spec = styled(field, texts, title, _subtitle(record, texts, focus), across, left=NAMES)
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 28}
    return spec, data


def _names(record: RunRecord) -> dict[str, Any]:
    return {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}


def _subtitle(record: RunRecord, texts: Catalogue, focus: str) -> list[str]:
    odds, coarse = record.odds(record.reading)[focus], bool(Standing(record).coarse)
    return [
        texts.text(
            "chart.quadrant.subtitle",
            as_of=numerals.date(record.summary["as_of"], texts.lang),
            reading=texts.text(f"reading.{record.reading}"),
            run_id=record.summary["run_id"],
        ),
        texts.text(
            "chart.movers.marks",
            n=numerals.count(len(record.summary["movers"]), texts.lang),
            before=numerals.percent(odds["prior_p"], texts.lang, coarse),
            after=numerals.percent(odds["p"], texts.lang, coarse),
        ),
    ]


def _words(item: dict[str, Any], record: RunRecord, texts: Catalogue, middle: float) -> list[Marks]:
    """Name, and under it what was observed, where and for which period."""
    value = figure(texts, item["observed"], item["unit"])
    parts = [value, _place(item, record, texts), numerals.date(item["period_end"][:7], texts.lang)]
    note = " · ".join(part for part in parts if part)
    return row_words(texts.name(item["name"]), note, NAMES, middle)


def _place(item: dict[str, Any], record: RunRecord, texts: Catalogue) -> str:
    """The economy or group an observation is about, where it is one; pairs of the two blocs need no place."""
    code = str(item["entity"]).split("-D")[0]
    for entry in record.summary.get("economies") or []:
        if entry["entity"] == code:
            return texts.name(entry["name"])
    return texts.text(f"entity.{code}") if texts.has(f"entity.{code}") else ""


def _number(effect: float, reach: float, middle: float, texts: Catalogue) -> Marks:
    """The effect in points beyond the end of its bar."""
    tip = WIDTH * (0.5 + effect / (2 * reach))
    looks = {"align": "left", "dx": 6} if effect >= 0.0 else {"align": "right", "dx": -6}
    words = numerals.points_bare(effect)
    return text_at(
        tip, middle, words, baseline="middle", fontSize=NUMBER, fontWeight="bold", color=INK, **looks
    )
