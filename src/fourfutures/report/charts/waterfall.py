"""A deal in money: a full year whose parts sum to what it creates, and each party's value over the term with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, panelled, quantity, text_at
from fourfutures.report.charts.labels import row_words
from fourfutures.report.charts.style import CN, FAINT, INK, MIXED, MUTED, OWN, PAPER, US, styled
from fourfutures.report.money import YI, interval, million, table_money

PARTIES = (
    "partner_firms", "partner_government", "us_economy", "us_government", "provider", "third_party", "world",
)  # fmt: skip
PARTNERS = ("partner_firms", "partner_government")
PARTS = ("year", "values")
LEAST = 0.005  # million US$; less is nothing
LARGEST_GAP = 1e-6  # of closing, beyond which the year is not shown
NAMES, WIDTH, ROW, BAR = 190, 400, 34, 16
DOWN = 84
NUMBER = 11.5
SPARE = 0.16  # of the width, left free at the right for numbers
OFFERS = (("this", "circle", 0.0), ("other_offer", "square", 8.0), ("own_build", "triangle-up", 16.0))
OFFERS_ROW = 44


def table(document: Mapping[str, Any]) -> pd.DataFrame:
    """One line a party and offer: a full year (of this offer alone), value over the term, its 5th and 95th percentile; million US$."""
    year = document["full_year"]["totals"]
    rows = [
        {"offer": "this", "party": party, "full_year": year[party], "npv": entry["npv"]["mean"],
         "q05": entry["npv"]["q05"], "q95": entry["npv"]["q95"], "rate": entry["rate"]}
        for party, entry in document["parties"].items()
    ]  # fmt: skip
    for name in ("other_offer", "own_build"):
        block = document["counterfactuals"].get(name)
        rows += [
            {"offer": name, "party": party, "npv": npv["mean"], "q05": npv["q05"], "q95": npv["q95"]}
            for party, npv in (block["parties"] if block else {}).items()
        ]
    return pd.DataFrame(rows)


def draw(
    document: Mapping[str, Any], texts: Catalogue, parts: Sequence[str] = PARTS
) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data; with `parts`, of these alone, as far as there is anything."""
    data = table(document)
    drawn = {"year": lambda: _year(document, texts), "values": lambda: _values(document, data, texts)}
    panels = [panel for panel in (drawn[part]() for part in parts) if panel]
    field = panelled(panels, 1, 0, DOWN)
    title = texts.text(
        "deal.title",
        offer=texts.name(document["offer"]["name"]),
        country=texts.name(document["country"]["name"]),
        month=numerals.month(document["offer"]["signed"], texts.lang),
    )
    spec = styled(field, texts, title, _subtitle(document, texts), NAMES + WIDTH)
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 40}
    return spec, data


def read(document: Mapping[str, Any], texts: Catalogue) -> str:
    """The chart as text: each party's value with its interval, the largest first, and what a full year creates."""
    values = {party: entry["npv"] for party, entry in document["parties"].items() if _counts(entry["npv"])}
    listed = [
        texts.text(
            "chart.year.item",
            party=texts.text(f"party.{party}"),
            value=million(values[party]["mean"], texts.lang),
            range=interval(values[party], texts.lang),
        )
        for party in sorted(values, key=lambda party: -values[party]["mean"])
    ]
    return texts.text(
        "chart.year.alt",
        offer=texts.name(document["offer"]["name"]),
        country=texts.name(document["country"]["name"]),
        created=table_money(document["full_year"]["created"], texts.lang),
        items=texts.text("list.wide").join(listed) or texts.text("deal.nothing"),
    )


def _counts(npv: Mapping[str, float]) -> bool:
    return max(abs(npv[part]) for part in ("mean", "q05", "q95")) >= LEAST


def _subtitle(document: Mapping[str, Any], texts: Catalogue) -> list[str]:
    return [
        texts.text(
            "deal.run",
            as_of=numerals.date(document["as_of"], texts.lang),
            lens=texts.text(f"lens.{document['lens']}"),
            members=numerals.count(document["members"], texts.lang),
        ),
        texts.text("chart.year.unit"),
    ]


def _hue(party: str, stack: str) -> str:
    """The partner in green, the provider in its stack's colour, the US in indigo, others in grey."""
    if party in PARTNERS:
        return OWN
    if party == "provider":
        return {"us": US, "cn": CN}.get(stack, OWN)
    return US if party.startswith("us_") else MIXED


def _axis(texts: Catalogue) -> dict[str, Any]:
    unit = 1.0 if texts.lang == "en" else YI
    sign = f"replace(format(datum.value / {unit}, ',~r'), '-', '{numerals.MINUS}')"
    return {
        "title": None,
        "gridColor": FAINT,
        "domain": False,
        "ticks": False,
        "tickCount": 6,
        "labelExpr": sign,
    }


def _scales(
    values: list[float], rows: int, texts: Catalogue
) -> tuple[dict[str, Any], dict[str, Any], tuple[float, float]]:
    low, high = min(0.0, *values), max(0.0, *values)
    spare = SPARE * ((high - low) or 1.0)
    ends = (low - spare / 2 if low < 0.0 else 0.0, high + spare)
    x = {"axis": _axis(texts), "scale": {"domain": list(ends), "nice": False, "padding": 0}}
    y = {
        "axis": None,
        "scale": {"domain": [-0.5, rows - 0.5], "reverse": True, "nice": False, "padding": 0},
    }
    return x, y, ends


def _year(document: Mapping[str, Any], texts: Catalogue) -> dict[str, Any] | None:
    """Each bar starts where the last one ended; the outlined total closes them. Nothing where the accounts do not close."""
    year, totals = document["full_year"], document["full_year"]["totals"]
    shown = [party for party in PARTIES if abs(totals[party]) >= LEAST]
    if document["closure_error"] > LARGEST_GAP or not shown:
        return None
    rows, at = [], 0.0
    for place, party in enumerate(shown):
        rows.append({"at": place, "start": at, "end": at + totals[party], "party": party})
        at += totals[party]
    last = {"at": len(shown), "start": 0.0, "end": year["created"], "party": "created"}
    x, y, ends = _scales(
        [row[end] for row in (*rows, last) for end in ("start", "end")], len(shown) + 1, texts
    )
    layers = []
    for row in rows:
        hue = _hue(str(row["party"]), document["offer"]["stack"])
        gains = row["end"] >= row["start"]
        looks = {"color": hue} if gains else {"fill": PAPER, "stroke": hue, "strokeWidth": 2}
        layers.append(_bar(row, looks, x, y))
    layers.append(_bar(last, {"fill": PAPER, "stroke": INK, "strokeWidth": 1.8}, x, y))
    joints = [
        {"end": row["end"], "first": row["at"], "next": row["at"] + 1} for row in rows
    ]  # where one bar hands on to the next
    layers.append(
        Marks(pd.DataFrame(joints).round(4))
        .mark("rule", color=MUTED, strokeWidth=1, strokeDash=[2, 2])
        .encode(x=quantity("end", **x), y=quantity("first", **y), y2=column("next"))
    )
    for place, row in enumerate((*rows, last)):
        total = row is last
        key = "chart.year.created" if total else f"party.{row['party']}"
        amount = year["created"] if total else totals[row["party"]]
        layers += row_words(_upper(texts.text(key)), "", NAMES, ROW * (place + 0.5))
        right = WIDTH * (max(row["start"], row["end"]) - ends[0]) / (ends[1] - ends[0])
        layers.append(_number(right, ROW * (place + 0.5), table_money(amount, texts.lang)))
    return _headed(layered(layers, WIDTH, ROW * (len(shown) + 1)), texts, "year")


def _bar(
    row: Mapping[str, Any], looks: Mapping[str, Any], x: Mapping[str, Any], y: Mapping[str, Any]
) -> Marks:
    return (
        Marks(pd.DataFrame([{name: row[name] for name in ("at", "start", "end")}]).round(4))
        .mark("bar", height=BAR, **looks)
        .encode(x=quantity("start", **x), x2=column("end"), y=quantity("at", **y))
    )


def _number(x: float, y: float, words: str) -> Marks:
    looks = {"align": "left", "baseline": "middle", "fontSize": NUMBER, "fontWeight": "bold", "color": INK}
    return text_at(round(x, 1) + 6, y, words, **looks)


def _values(document: Mapping[str, Any], data: pd.DataFrame, texts: Catalogue) -> dict[str, Any] | None:
    """Mean and 5 to 95 % of each party's value, this offer above the best rival offer and own build; they do not stack."""
    parts = data[data[["npv", "q05", "q95"]].abs().max(axis=1) >= LEAST]
    shown = [party for party in PARTIES if (parts["party"] == party).any()]
    if not shown:
        return None
    x, y, _ = _scales([*parts["q05"], *parts["q95"]], len(shown), texts)
    layers = [
        Marks(pd.DataFrame([{"zero": 0.0}]))
        .mark("rule", color=INK, strokeWidth=1.2)
        .encode(x=quantity("zero", **x))
    ]
    for offer, shape, down in OFFERS:
        part = parts[parts["offer"] == offer]
        if not len(part):
            continue
        rows = part.assign(at=part["party"].map(shown.index))[["at", "npv", "q05", "q95"]].round(3)
        base, heavy = Marks(rows), offer == "this"
        hue = INK if heavy else MUTED
        shift = down - 8
        layers += [
            base.mark("rule", color=hue, strokeWidth=2.4 if heavy else 1.2, yOffset=shift).encode(
                x=quantity("q05", **x), x2=column("q95"), y=quantity("at", **y)
            ),
            base.mark(
                "point", shape=shape, filled=True, fill=INK if heavy else PAPER, stroke=hue, strokeWidth=1.6,
                size=52 if heavy else 38, opacity=1.0, yOffset=shift,
            ).encode(x=quantity("npv", **x), y=quantity("at", **y)),
        ]  # fmt: skip
    for place, party in enumerate(shown):
        npv = document["parties"][party]["npv"]
        note = texts.text(
            "chart.year.value", value=million(npv["mean"], texts.lang), range=interval(npv, texts.lang)
        )
        layers += row_words(_upper(texts.text(f"party.{party}")), note, NAMES, OFFERS_ROW * (place + 0.5))
    return _headed(layered(layers, WIDTH, OFFERS_ROW * len(shown)), texts, "values")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _headed(field: dict[str, Any], texts: Catalogue, name: str) -> dict[str, Any]:
    field["title"] = {
        "text": texts.text(f"chart.year.{name}"), "subtitle": texts.text(f"chart.year.{name}.note"), "anchor": "start",
        "frame": "group", "dx": -NAMES, "fontSize": 13, "color": INK, "subtitleColor": MUTED, "subtitleFontSize": 11,
        "subtitlePadding": 3, "offset": 8, "fontWeight": "bold",
    }  # fmt: skip
    return field
