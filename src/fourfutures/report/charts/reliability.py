"""How forecasts of known pasts came out: stated chances against how often things happened, and intervals that held."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, panelled, quantity, text_at
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, styled

SIDE, ACROSS = 260, 84
EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)  # of stated chances
SPARSE = 10  # forecasts, below which a dot is hollow
Z90 = 1.6448536269514722
HEAD, LABEL = 13, 10.5
NOMINAL = ("50", "80", "90")
KINDS = ("chance", "interval")


def table(document: Mapping[str, Any]) -> pd.DataFrame:
    """One line a dot. Kind `chance`: n forecasts of classes whose stated chances average `stated`, of which `came_true` did,
    with a 90 % interval. Kind `interval`: a target's share of outcomes inside its stated interval, of n.
    """
    pairs = [
        (float(p), float(forecast["observed"] == name))
        for target in document["classes"]["targets"]
        for forecast in target["forecasts"]
        for name, p in forecast["p"].items()
    ]
    rows: list[dict[str, Any]] = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high or (high == 1.0 and pair[0] == 1.0)]
        if inside:
            n = len(inside)
            stated, came = sum(p for p, _ in inside) / n, sum(hit for _, hit in inside) / n
            least, most = _wilson(came, n)
            rows.append(
                {"kind": "chance", "name": f"{low:g}-{high:g}", "stated": stated, "came_true": came, "low": least,
                 "high": most, "n": n}
            )  # fmt: skip
    rows += [
        {"kind": "interval", "name": target["target"], "stated": int(level) / 100, "came_true": target["coverage"][level],
         "n": target["n"]}
        for target in document["targets"]
        for level in NOMINAL
        if target["coverage"].get(level) is not None
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["kind", "name", "stated", "came_true", "low", "high", "n"])


def _wilson(share: float, n: int) -> tuple[float, float]:
    """A 90 % interval of a share of n independent trials, which forecasts that overlap are not quite."""
    square = Z90**2 / n
    middle = (share + square / 2) / (1 + square)
    half = Z90 / (1 + square) * math.sqrt(share * (1 - share) / n + square / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def draw(
    document: Mapping[str, Any], texts: Catalogue, kinds: Sequence[str] = KINDS
) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data; with `kinds`, of dots of these alone."""
    data = table(document)
    data = data[data["kind"].isin(kinds)]
    drawn = {"chance": _chances, "interval": _intervals}
    panels = [drawn[kind](data[data["kind"] == kind], texts) for kind in kinds]
    field = panelled(panels, 2, ACROSS, 40)
    title = texts.text("chart.record.title")
    across = len(kinds) * (SIDE + ACROSS) - ACROSS
    spec = styled(field, texts, title, _subtitle(document, texts, kinds), across)
    spec["config"]["axis"]["titleFont"] = spec["config"]["font"]
    return spec, data


def read(document: Mapping[str, Any], texts: Catalogue) -> str:
    """The chart as text: each dot of the first panel, then how many intervals held."""
    data = table(document)
    chances = data[data["kind"] == "chance"]
    items = [
        texts.text(
            "chart.record.item",
            stated=numerals.percent(row["stated"], texts.lang),
            came=numerals.percent(row["came_true"], texts.lang),
            n=numerals.count(row["n"], texts.lang),
        )
        for row in chances.to_dict("records")
    ]
    return texts.text(
        "chart.record.alt",
        items=texts.text("list.wide").join(items) or texts.text("not_measured"),
        verdict=document["verdicts"][texts.lang],
    )


def _subtitle(document: Mapping[str, Any], texts: Catalogue, kinds: Sequence[str]) -> list[str]:
    if kinds == ("interval",):
        return [texts.text("chart.record.marks.interval")]
    part = "" if len(kinds) > 1 else ".chance"
    return [
        texts.text(
            "chart.record.how",
            members=numerals.count(document["members"], texts.lang),
            n=numerals.count(document["classes"]["n"], texts.lang),
        ),
        texts.text(f"chart.record.marks{part}", n=SPARSE),
    ]


def _plain(texts: Catalogue, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    scale = {"domain": [0.0, 1.0], "nice": False, "padding": 0}
    axis = {
        "format": "%", "gridColor": FAINT, "domain": False, "ticks": False, "tickCount": 5, "titleFontSize": 11.5,
        "titleFontWeight": "normal", "titleColor": MUTED, "titlePadding": 8,
    }  # fmt: skip
    x = {"scale": scale, "axis": {**axis, "title": texts.text(f"chart.record.{name}.x")}}
    y = {"scale": scale, "axis": {**axis, "title": texts.text(f"chart.record.{name}.y")}}
    return x, y


def _diagonal(x: Mapping[str, Any], y: Mapping[str, Any]) -> Marks:
    ends = pd.DataFrame([{"stated": 0.0, "came_true": 0.0}, {"stated": 1.0, "came_true": 1.0}])
    return (
        Marks(ends)
        .mark("line", color=MUTED, strokeWidth=1, strokeDash=[4, 3])
        .encode(x=quantity("stated", **x), y=quantity("came_true", **y))
    )


def _chances(part: pd.DataFrame, texts: Catalogue) -> dict[str, Any]:
    """Stated chances against how often they came true; area by number, hollow where few."""
    x, y = _plain(texts, "chance")
    layers = [_diagonal(x, y)]
    if len(part):
        rows = part.assign(size=40 + 9 * part["n"].clip(upper=40)).round(4)
        layers.append(
            Marks(rows[["stated", "low", "high"]])
            .mark("rule", color=INK, strokeWidth=1.4)
            .encode(x=quantity("stated", **x), y=quantity("low", **y), y2=column("high"))
        )
        for few in (False, True):
            own = rows[(rows["n"] < SPARSE) == few]
            if len(own):
                layers.append(
                    Marks(own[["stated", "came_true", "size"]])
                    .mark("point", filled=True, fill=PAPER if few else INK, stroke=INK, strokeWidth=1.6, opacity=1.0)
                    .encode(
                        x=quantity("stated", **x), y=quantity("came_true", **y), size=quantity("size", scale=None, legend=None)
                    )
                )  # fmt: skip
        for row in part.to_dict("records"):
            right = row["stated"] < 0.85
            layers.append(
                text_at(
                    SIDE * row["stated"] + (9 if right else -9), SIDE * (1 - row["came_true"]) + 10, f"n {row['n']}",
                    align="left" if right else "right", baseline="middle", fontSize=LABEL, color=MUTED,
                )
            )  # fmt: skip
    return _headed(layers, texts, "chance")


def _intervals(part: pd.DataFrame, texts: Catalogue) -> dict[str, Any]:
    """How many outcomes fell inside stated intervals, a dot for each target; the line joins their medians."""
    x, y = _plain(texts, "interval")
    layers = [_diagonal(x, y)]
    if len(part):
        layers.append(
            Marks(part[["stated", "came_true"]].round(4))
            .mark("point", filled=False, stroke=INK, strokeWidth=1.4, size=42, opacity=0.75)
            .encode(x=quantity("stated", **x), y=quantity("came_true", **y))
        )
        middle = part.groupby("stated")["came_true"].median().reset_index()
        layers.append(
            Marks(middle.round(4))
            .mark("line", color=INK, strokeWidth=2)
            .encode(x=quantity("stated", **x), y=quantity("came_true", **y))
        )
    return _headed(layers, texts, "interval")


def _headed(layers: list[Marks], texts: Catalogue, name: str) -> dict[str, Any]:
    field = layered(layers, SIDE, SIDE)
    field["title"] = {
        "text": texts.text(f"chart.record.{name}"), "anchor": "start", "frame": "group", "fontSize": HEAD, "color": INK,
        "offset": 8, "fontWeight": "bold",
    }  # fmt: skip
    return field
