"""Small multiples of economies, the hardest to call first: shares of use by stack, month by month, on one scale."""

from __future__ import annotations

from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, panelled, quantity, text_at
from fourfutures.report.charts.labels import apart
from fourfutures.report.charts.style import CN, DASHED, DOTTED, FAINT, INK, MUTED, OWN, US, styled, wrapped
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

SHOWN, COLUMNS = 12, 4
WIDTH, HEIGHT = 92, 84
ACROSS, DOWN = 66, 58
LEFT = 40
HEAD, LABEL = 12.5, 11
SIDES: dict[str, tuple[str, dict[str, Any]]] = {
    "us": (US, {}), "cn": (CN, {"strokeDash": DASHED}), "own": (OWN, {"strokeDash": DOTTED}),
}  # fmt: skip


def closest_calls(record: RunRecord) -> list[dict[str, Any]]:
    """Partner economies, the hardest to call first."""
    economies = record.summary.get("economies") or []
    return [economies[at] for at in Standing(record).closest_calls]


def table(record: RunRecord) -> pd.DataFrame:
    """One line an economy, side and month: mean and quantiles of the share of use."""
    chosen = [entry["entity"] for entry in closest_calls(record)[:SHOWN]]
    names = {f"share_{side}": side for side in SIDES}
    rows = record.table("countries.parquet")
    rows = rows[rows["entity"].isin(chosen) & rows["variable"].isin(names)]
    found = rows.assign(side=rows["variable"].map(names), place=rows["entity"].map(chosen.index))
    found = found.sort_values(["place", "side", "month"], kind="stable").reset_index(drop=True)
    return found[["entity", "side", "month", "mean", "q05", "q25", "q50", "q75", "q95"]]


def drawable(record: RunRecord) -> bool:
    """Whether the run followed partner economies."""
    return bool(closest_calls(record)) and record.has("countries.parquet")


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    data = table(record)
    months = sorted(set(data["month"]))
    shown = data.assign(at=data["month"].map({month: at for at, month in enumerate(months)})).round(4)
    panels = [
        _panel(shown[shown["entity"] == entry["entity"]], entry, number, texts, months)
        for number, entry in enumerate(closest_calls(record)[:SHOWN])
    ]
    field = panelled(panels, COLUMNS, ACROSS, DOWN)
    across = LEFT + COLUMNS * (WIDTH + ACROSS)
    spec = styled(field, texts, texts.text("chart.shares.title"), _subtitle(record, texts), across)
    return spec, data


def _subtitle(record: RunRecord, texts: Catalogue) -> list[str]:
    return [
        texts.text(
            "chart.known",
            as_of=numerals.date(record.summary["as_of"], texts.lang),
            run_id=record.summary["run_id"],
        ),
        texts.text("chart.shares.marks"),
        texts.text("chart.shares.order"),
    ]


def _panel(
    part: pd.DataFrame, entry: dict[str, Any], number: int, texts: Catalogue, months: list[str]
) -> dict[str, Any]:
    first = number == 0
    words = {at: month[:4] for at, month in enumerate(months) if month.endswith("-12")}
    expression = " : ".join(f"datum.value == {at} ? '{year}'" for at, year in words.items())
    x = quantity(
        "at",
        axis={"title": None, "values": list(words), "labelExpr": f"{expression} : ''", "grid": False, "labels": first,
              "labelFlush": True, "domainColor": FAINT, "tickColor": FAINT},
        scale={"domain": [0, len(months) - 1], "nice": False},
    )  # fmt: skip
    y = {
        "scale": {"domain": [0.0, 1.0]},
        "axis": {"format": "%", "title": None, "gridColor": FAINT, "domain": False, "ticks": False,
                 "values": [0, 0.5, 1], "labels": first, "labelFlush": True},
    }  # fmt: skip
    layers: list[Marks] = []
    for side, (hue, dashes) in SIDES.items():
        rows = Marks(part[part["side"] == side][["at", "q25", "mean", "q75"]])
        layers += [
            rows.mark("area", color=hue, opacity=0.22).encode(x=x, y=quantity("q25", **y), y2=column("q75")),
            rows.mark("line", color=hue, strokeWidth=2, **dashes).encode(x=x, y=quantity("mean", **y)),
        ]
    heights = [HEIGHT * (1.0 - float(entry[f"share_{side}"])) for side in SIDES]
    for (side, (hue, _)), at in zip(SIDES.items(), apart(heights, LABEL + 2, HEIGHT), strict=True):
        label = texts.text(
            f"chart.shares.{side}",
            share=numerals.percent(entry[f"share_{side}"], texts.lang).removesuffix("%"),
        )
        looks = {"align": "left", "baseline": "middle", "fontSize": LABEL, "fontWeight": "bold"}
        layers.append(text_at(WIDTH + 4, round(at, 1), label, color=hue, **looks))
    field = layered(layers, WIDTH, HEIGHT)
    name = wrapped(texts.name(entry["name"]), WIDTH + ACROSS - 8, HEAD)[0]
    alignment = entry["alignment"]
    best = max(alignment, key=alignment.get)
    note = texts.text(
        "chart.shares.note",
        side=texts.text(f"economies.col.{best}"),
        p=numerals.percent(alignment[best], texts.lang),
    )
    field["title"] = {
        "text": name + ("*" if entry["imputed"] else ""), "subtitle": note, "anchor": "start", "frame": "group",
        "fontSize": HEAD, "color": INK, "subtitleColor": MUTED, "subtitleFontSize": 11, "subtitlePadding": 2,
        "offset": 5, "fontWeight": "bold",
    }  # fmt: skip
    return field
