"""What to watch, in time: the first day on which each signpost can be seen, and how much it would tell."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, category, fixed, layered, quantity, text_at
from fourfutures.report.charts.labels import row_words
from fourfutures.report.charts.style import FAINT, INK, MUTED, PAPER, styled
from fourfutures.report.quoting import named
from fourfutures.report.watch_screen import LEAST_BITS, bits, line

AHEAD, CROSSED = 9, 4  # signposts shown at most: still ahead, already crossed
NAMES, WIDTH, ROW = 300, 300, 50
VALUES = 120  # pixels at the right for the value of information
FOOT, STEM = 11, 11.5


def table(document: Mapping[str, Any]) -> pd.DataFrame:
    """One line a signpost in the order drawn: crossed ones by the day they crossed, then the most telling ones by day."""
    rows = [
        {"id": item["id"], "threshold": item["threshold"], "unit": item["unit"], "direction": item["direction"],
         "date": item["crossed"] or item["first_date"], "crossed": item["crossed"] is not None, "p": item["p"],
         "voi_bits": item["voi_bits"], "voi_low": item["voi_low"],
         **{f"p_crossed_{future}": p for future, p in item["p_crossed"].items()}}
        for item in _chosen(document)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _chosen(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    crossed = sorted(document["alarms"], key=lambda item: (item["crossed"], item["id"]))[-CROSSED:]
    ahead = [item for item in document["signposts"] if item["crossed"] is None]
    ahead = [item for item in ahead if item["threshold"] is not None and item["first_date"]]
    telling = sorted(ahead, key=lambda item: (-item["voi_bits"], item["id"]))[:AHEAD]
    return [*crossed, *sorted(telling, key=lambda item: (item["first_date"], item["id"]))]


def draw(document: Mapping[str, Any], texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    data, chosen = table(document), _chosen(document)
    first = min([document["as_of"], *(data["date"] if len(data) else [])])
    ends = [_day(first[:8] + "01"), _day(document["horizon"])]
    height = max(ROW, ROW * len(chosen))
    x = {
        "scale": {"domain": ends, "nice": False, "padding": 0},
        "axis": _axis(first, document["horizon"], texts),
    }
    y = {"axis": None, "scale": {"domain": [0, height], "reverse": True, "nice": False, "padding": 0}}
    now = Marks(pd.DataFrame([{"at": _day(document["as_of"])}])).encode(x=quantity("at", **x))
    layers = [
        now.mark("rule", color=INK, strokeWidth=1, strokeDash=[2, 3]),
        now.mark(
            "text", text=texts.text("chart.today"), align="left", baseline="bottom", dx=4, dy=-3, fontSize=FOOT, color=INK
        ).encode(y=fixed(0)),
    ]  # fmt: skip
    most = max([*data["voi_bits"], 1e-9]) if len(data) else 1.0
    rows = [
        {"at": _day(item["crossed"] or item["first_date"]), "place": ROW * (place + 0.5), "from": 0.0,
         "size": round(36 + 260 * item["voi_bits"] / most, 1), "fill": INK if item["crossed"] else PAPER}
        for place, item in enumerate(chosen)
    ]  # fmt: skip
    if rows:
        base = Marks(pd.DataFrame(rows))
        stems = Marks(pd.DataFrame(rows).assign(start=ends[0]))
        layers += [
            stems.mark("rule", color=FAINT, strokeWidth=1).encode(
                x=quantity("start", **x), x2={"field": "at"}, y=quantity("place", **y)
            ),
            base.mark("point", filled=True, stroke=INK, strokeWidth=1.8, opacity=1.0).encode(
                x=quantity("at", **x), y=quantity("place", **y), size=quantity("size", scale=None, legend=None),
                fill=category("fill", scale=None, legend=None),
            ),
        ]  # fmt: skip
    for place, item in enumerate(chosen):
        middle = ROW * (place + 0.5)
        layers += row_words(named(texts, item, document["signposts"]), line(texts, item), NAMES, middle)
        layers += _value(item, texts, middle)
    field = layered(layers, WIDTH, height)
    across = NAMES + WIDTH + VALUES
    spec = styled(field, texts, _title(document, texts), _subtitle(document, texts), across, left=NAMES)
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 16}
    return spec, data


def read(document: Mapping[str, Any], texts: Catalogue) -> str:
    """The chart as text: what crossed, then what can be seen next, each with its day and its line."""
    parts = []
    for item in _chosen(document):
        parts.append(
            texts.text(
                "chart.signposts.crossed" if item["crossed"] else "chart.signposts.ahead",
                name=named(texts, item, document["signposts"]),
                line=line(texts, item),
                date=numerals.date(item["crossed"] or item["first_date"], texts.lang),
                bits=bits(item["voi_bits"]),
            )
        )
    listed = texts.text("list.wide").join(parts) or texts.text("watch.none")
    return texts.text("chart.signposts.alt", title=_title(document, texts), items=listed)


def _title(document: Mapping[str, Any], texts: Catalogue) -> str:
    return texts.text("chart.signposts.title", month=numerals.month(document["horizon"][:7], texts.lang))


def _subtitle(document: Mapping[str, Any], texts: Catalogue) -> list[str]:
    return [
        texts.text("chart.signposts.known", as_of=numerals.date(document["as_of"], texts.lang),
                   reading=texts.text(f"reading.{document['dials']['reading']}")),
        texts.text("chart.signposts.marks"),
    ]  # fmt: skip


def _value(item: Mapping[str, Any], texts: Catalogue, middle: float) -> list[Marks]:
    """The day, and what the signpost would tell; quiet where the lower end of that is within noise."""
    looks: dict[str, Any] = {"align": "left", "baseline": "middle", "fontSize": STEM}
    day = numerals.date(item["crossed"] or item["first_date"], texts.lang)
    told = item["voi_low"] >= LEAST_BITS
    words = (
        texts.text("chart.signposts.bits", bits=bits(item["voi_bits"]))
        if told
        else texts.text("chart.signposts.noise")
    )
    return [
        text_at(
            WIDTH + 12,
            middle - 8,
            day,
            color=INK,
            fontWeight="bold" if item["crossed"] else "normal",
            **looks,
        ),
        text_at(WIDTH + 12, middle + 8, words, color=INK if told else MUTED, **looks),
    ]


def _axis(first: str, horizon: str, texts: Catalogue) -> dict[str, Any]:
    """Ticks at the start of each half-year, with the month in figures."""
    months = [
        f"{year}-{month:02d}-01"
        for year in range(int(first[:4]), int(horizon[:4]) + 2)
        for month in (1, 7)
        if _day(first[:8] + "01") <= _day(f"{year}-{month:02d}-01") <= _day(horizon)
    ]
    words = " : ".join(f"datum.value == {_day(month)} ? '{month[:7]}'" for month in months)
    return {
        "title": None, "values": [_day(month) for month in months], "labelExpr": f"{words} : ''", "gridColor": FAINT,
        "domainColor": FAINT, "tickColor": FAINT,
    }  # fmt: skip


def _day(iso: str) -> int:
    return datetime.date.fromisoformat(iso[:10]).toordinal()
