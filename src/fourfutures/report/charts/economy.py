"""One economy in small multiples: AI users and three shares, each a fan over the months, with published points as circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import Marks, column, layered, panelled, quantity
from fourfutures.report.charts.style import CN, FAINT, INK, MUTED, OWN, PAPER, US, styled

WIDTH, HEIGHT, APART = 176, 150, 22
VARIABLES = ("adoption", "share_us", "share_cn", "share_own")
HUES = {"adoption": MUTED, "share_us": US, "share_cn": CN, "share_own": OWN}
POINTS = "ai_user_share_working_age"
TICK, HEAD = 11, 13
LEFT = 44


def table(document: Mapping[str, Any]) -> pd.DataFrame:
    """One line a variable and month: mean and quantiles; published points stand as lines of variable `published`."""
    rows = [
        {name: row[name] for name in ("variable", "month", "mean", "q05", "q25", "q50", "q75", "q95")}
        for row in document["series"]
        if row["variable"] in VARIABLES
    ]
    rows += [
        {"variable": "published", "month": point["period_end"][:7], "mean": point["value"]}
        for point in document["observed"]
        if point["indicator"] == POINTS
    ]
    return pd.DataFrame(rows)


def draw(
    document: Mapping[str, Any], texts: Catalogue, variables: Sequence[str] = VARIABLES
) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data; with `variables`, of these fans alone."""
    data = table(document)
    shown_of = [*variables, "published"] if "adoption" in variables else variables
    data = data[data["variable"].isin(shown_of)]
    months = sorted(data.loc[data["variable"] == variables[0], "month"])
    before = sorted(set(data.loc[data["variable"] == "published", "month"]) - set(months))
    place = {month: _count(month) - _count(months[0]) for month in (*before, *months)}
    shown = data.assign(at=data["month"].map(place)).round(4)
    panels = [
        _panel(shown, variable, number, texts, months, document["as_of_month"], place)
        for number, variable in enumerate(variables)
    ]
    field = panelled(panels, len(panels), APART, APART)
    across = LEFT + len(variables) * (WIDTH + APART)
    title, subtitle = _title(document, texts, variables), _subtitle(document, texts, variables)
    spec = styled(field, texts, title, subtitle, across)
    return spec, data


def read(document: Mapping[str, Any], texts: Catalogue) -> str:
    """The chart as text: each fan at its ends, published points one after another."""
    lang = texts.lang
    parts = []
    for variable in VARIABLES:
        rows = [row for row in document["series"] if row["variable"] == variable]
        first, last = rows[0], rows[-1]
        parts.append(
            texts.text(
                "chart.economy.fan",
                name=texts.text(_key(variable)),
                first=numerals.percent(first["mean"], lang),
                start=numerals.month(first["month"], lang),
                last=numerals.percent(last["mean"], lang),
                range=numerals.percent_range(last["q05"], last["q95"], lang),
                end=numerals.month(last["month"], lang),
            )
        )
    points = [point for point in document["observed"] if point["indicator"] == POINTS]
    if points:
        listed = texts.text("list.comma").join(
            texts.text(
                "chart.economy.point",
                value=numerals.percent(point["value"], lang),
                month=numerals.month(point["period_end"], lang),
            )
            for point in points
        )
        parts.append(texts.text("chart.economy.points", list=listed))
    head = texts.text("chart.economy.read", title=_title(document, texts, VARIABLES))
    return head + texts.text("chart.economy.join").join(parts)


def _panel(
    shown: pd.DataFrame,
    variable: str,
    number: int,
    texts: Catalogue,
    months: Sequence[str],
    today: str,
    place: Mapping[str, int],
) -> dict[str, Any]:
    rows, hue = shown[shown["variable"] == variable], HUES[variable]
    ticks = [place[month] for month in months if month.endswith(("-12", "-06"))]
    labels = {place[month]: month for month in months}
    # A tick says its year once, in December; June is a mark without words.
    expression = " : ".join(
        f"datum.value == {at} ? '{labels[at][:7]}'" for at in ticks if labels[at].endswith("-12")
    )
    axis = {
        "title": None, "values": ticks, "labelExpr": f"{expression} : ''", "gridColor": FAINT, "domain": False,
        "labelFontSize": TICK, "labelFlush": True, "labelOverlap": False,
    }  # fmt: skip
    first = min(place.values()) - (1 if min(place.values()) < 0 else 0)  # room for a circle at the left edge
    x = quantity("at", axis=axis, scale={"domain": [first, place[months[-1]]], "nice": False})
    side = {
        "format": "%", "title": None, "gridColor": FAINT, "domain": False, "ticks": False, "tickCount": 5,
        "labels": number == 0, "labelFlush": True,
    }  # fmt: skip
    y = {"scale": {"domain": [0.0, 1.0]}, "axis": side}
    base = Marks(rows)
    layers = [
        base.mark("area", color=hue, opacity=0.18).encode(x=x, y=quantity("q05", **y), y2=column("q95")),
        base.mark("area", color=hue, opacity=0.32).encode(x=x, y=quantity("q25", **y), y2=column("q75")),
        base.mark("line", color=hue, strokeWidth=2.2).encode(x=x, y=quantity("q50", **y)),
        Marks(pd.DataFrame([{"at": place[today]}]))
        .mark("rule", color=MUTED, strokeDash=[3, 3], strokeWidth=1)
        .encode(x=x),
    ]
    points = shown[shown["variable"] == "published"]
    if variable == "adoption" and len(points):
        layers.append(
            Marks(points[["month", "at", "mean"]])
            .mark("point", filled=False, fill=PAPER, stroke=INK, strokeWidth=1.5, size=42, opacity=1.0)
            .encode(x=x, y=quantity("mean", **y))
        )
    field = layered(layers, WIDTH, HEIGHT)
    field["title"] = {
        "text": texts.text(_key(variable)), "anchor": "start", "fontSize": HEAD, "color": hue, "offset": 6,
        "fontWeight": "bold", "frame": "group",
    }  # fmt: skip
    return field


def _key(variable: str) -> str:
    return "screen.adoption_short" if variable == "adoption" else f"screen.{variable}"


def _count(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7])


def _title(document: Mapping[str, Any], texts: Catalogue, variables: Sequence[str]) -> str:
    last = [row for row in document["series"] if row["variable"] in VARIABLES]
    month = last[-1]["month"]
    ends = {row["variable"]: row for row in last if row["month"] == month}
    shares = [name for name in variables if name != "adoption"]
    key = max(shares or variables, key=lambda name: float(ends[name]["mean"]))
    told = {
        "name": texts.name(document["name"]),
        "month": numerals.month(month, texts.lang),
        "share": numerals.percent(ends[key]["mean"], texts.lang),
        "range": numerals.percent_range(ends[key]["q05"], ends[key]["q95"], texts.lang),
    }
    if not shares:
        return texts.text("chart.economy.users", **told)
    return texts.text(
        "chart.economy.title", **told, stack=texts.text("country.stack_" + key.removeprefix("share_"))
    )


def _subtitle(document: Mapping[str, Any], texts: Catalogue, variables: Sequence[str]) -> list[str]:
    lens = texts.text(f"lens.{document['lens']}")
    line = texts.text(
        "chart.economy.subtitle",
        as_of=numerals.date(document["as_of"], texts.lang),
        lens=lens[:1].lower() + lens[1:] if lens.startswith("N") else lens,
        run_id=document["run_id"],
    )
    part = {("adoption",): ".users", VARIABLES[1:]: ".shares"}.get(tuple(variables), "")
    found = [line, texts.text(f"chart.economy.legend{part}")]
    if document["imputed"] and part != ".users":
        found.append(texts.text("screen.imputed"))
    return found
