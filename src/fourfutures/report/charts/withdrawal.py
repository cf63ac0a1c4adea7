"""Service lost week by week while supply is withheld: a band and a line, and beneath it what the supplier loses itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, category, column, fixed, layered, quantity
from fourfutures.report.charts.style import FAINT, INK, MUTED, OWN, styled, wrapped
from fourfutures.report.switchoff_screen import cost_lines, layers

WIDTH, HEIGHT = 560, 300
BAND, SECOND = 0.20, 0.10  # opacities
DASHES = [6, 4]
LABEL, CAPTION = 12, 12
INDEX_WEEK = 4
LAST = 52
TICKS = [0, 4, 13, 26, 39, 52]
ROOM = 90  # pixels at the right for labels


def table(document: Mapping[str, Any], code: str) -> pd.DataFrame:
    """One line a week and case: share of service lost, mean and the ends of 80 % of members."""
    cases = {"without": document["countries"][code]}
    if document["offer"] is not None:
        cases["with"] = document["offer"]["with_offer"]
    return pd.DataFrame(
        [
            {"week": week, "case": case, "loss": mean, "low": low, "high": high}
            for case, item in cases.items()
            for week, (mean, low, high) in enumerate(
                zip(item["loss_by_week"], item["loss_low"], item["loss_high"], strict=True)
            )
        ]
    )


def draw(document: Mapping[str, Any], code: str, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart of one economy as a Vega-Lite specification, and its data."""
    data = table(document, code)
    shown = data.round(4)
    both = document["offer"] is not None
    beneath = [
        line for part in cost_lines(texts, document)[1:] for line in wrapped(part, WIDTH + ROOM, CAPTION)
    ]
    x = quantity(
        "week",
        scale={"domain": [0, LAST], "nice": False},
        axis={
            "title": [texts.text("withheld.chart.week"), "", *beneath], "titleAnchor": "start", "titleAlign": "left",
            "titleFontWeight": "normal", "titleFontSize": CAPTION, "titleLineHeight": 17, "titleColor": INK,
            "values": TICKS, "grid": False, "domainColor": MUTED, "tickColor": MUTED,
        },
    )  # fmt: skip
    axis = {"format": "%", "title": None, "gridColor": FAINT, "domain": False, "tickCount": 5, "ticks": False}
    y = quantity("loss", scale={"domain": [0.0, 1.0]}, axis=axis)
    drawn: list[Marks] = []
    for case in ("without", "with") if both else ("without",):
        part = Marks(shown[shown["case"] == case])
        opacity = SECOND if both and case == "without" else BAND
        drawn.append(
            part.mark("area", color=OWN, opacity=opacity).encode(
                x=x, y=quantity("low", scale=y["scale"], axis=axis), y2=column("high")
            )
        )
        dashed = {"strokeDash": DASHES} if both and case == "without" else {}
        drawn.append(part.mark("line", color=OWN, strokeWidth=2, **dashed).encode(x=x, y=y))
    drawn += _week_four(texts) + _labels(shown, both, texts)
    room = WIDTH + ROOM
    spec = styled(
        layered(drawn, WIDTH, HEIGHT), texts, _title(document, code, texts), _subtitle(document, texts), room
    )
    spec["config"]["axis"]["titleFont"] = spec["config"]["font"]
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 28}
    return spec, data


def read(document: Mapping[str, Any], code: str, texts: Catalogue) -> str:
    """The chart in words, for a reader who does not see it: the same numbers."""
    lang = texts.lang
    item = document["countries"][code]
    weeks = texts.text("list.wide").join(
        texts.text(
            "withheld.chart.at",
            week=week,
            loss=numerals.percent(item["loss_by_week"][week], lang),
            span=numerals.percent_range(item["loss_low"][week], item["loss_high"][week], lang),
        )
        for week in (0, INDEX_WEEK, 26, LAST)
    )
    parts = [texts.text("withheld.chart.reading", title=_title(document, code, texts), weeks=weeks)]
    if document["offer"] is not None:
        changed = document["offer"]["with_offer"]["loss_by_week"]
        parts.append(
            texts.text(
                "withheld.chart.with_reading",
                offer=texts.name(document["offer"]["name"]),
                first=numerals.percent(changed[INDEX_WEEK], lang),
                last=numerals.percent(changed[LAST], lang),
            )
        )
    parts += [cost_lines(texts, document)[1], texts.name(document["caveats"][0])]
    return texts.text("withheld.chart.join").join(parts)


def _title(document: Mapping[str, Any], code: str, texts: Catalogue) -> str:
    return texts.text(
        "withheld.chart.title",
        name=texts.name(document["countries"][code]["name"]),
        supplier=texts.text(f"withheld.of.{document['supplier'].lower()}"),
        layers=layers(texts, document),
    )


def _subtitle(document: Mapping[str, Any], texts: Catalogue) -> list[str]:
    as_of = numerals.date(document["as_of"], texts.lang)
    key = "withheld.chart.both" if document["offer"] is not None else "withheld.chart.one"
    return [texts.text(key, as_of=as_of), texts.name(document["caveats"][0])]


def _week_four(texts: Catalogue) -> list[Marks]:
    """A dotted line at the week of the dependency index."""
    label = texts.text("withheld.chart.week_four")
    base = Marks(pd.DataFrame([{"week": INDEX_WEEK, "label": label}]))
    at = quantity("week")
    return [
        base.mark("rule", color=MUTED, strokeWidth=1, strokeDash=[2, 3]).encode(x=at),
        base.mark("text", align="left", baseline="top", dx=5, dy=2, fontSize=LABEL, color=MUTED).encode(
            x=at, y=fixed(0), text=category("label")
        ),
    ]


def _labels(shown: pd.DataFrame, both: bool, texts: Catalogue) -> list[Marks]:
    """Values at the right edge, each with what its line is; two that lie close keep a line's height apart."""
    last = shown[shown["week"] == LAST].sort_values("loss", ascending=False)
    places = [HEIGHT * (1.0 - value) for value in last["loss"]]
    if len(places) > 1 and places[1] - places[0] < LABEL + 3:
        middle = 0.5 * (places[0] + places[1])
        places = [middle - (LABEL + 3) / 2, middle + (LABEL + 3) / 2]
    marks = []
    for (_, row), place in zip(last.iterrows(), places, strict=True):
        value = numerals.percent(float(row["loss"]), texts.lang)
        label = texts.text(f"withheld.chart.line.{row['case']}", value=value) if both else value
        text = Marks(pd.DataFrame([{"week": LAST, "label": label}]))
        marks.append(
            text.mark("text", align="left", baseline="middle", dx=6, fontSize=LABEL, color=INK).encode(
                x=quantity("week"), y=fixed(round(place, 1)), text=category("label")
            )
        )
    return marks
