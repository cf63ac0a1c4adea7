"""Both drivers and what they rest on, month by month: bands of the members, medians, published points as circles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.charts.grammar import (
    Marks,
    column,
    fixed,
    layered,
    panelled,
    quantity,
    text_at,
)
from fourfutures.report.charts.labels import apart
from fourfutures.report.charts.style import CN, DASHED, FAINT, INK, MUTED, PAPER, US, styled, width
from fourfutures.report.record import RunRecord

WIDTH, HEIGHT = 226, 138
ACROSS, DOWN = 112, 78
LEFT = 40  # pixels for the words of the first axis
TICK, HEAD, LABEL = 11, 13, 11.5
SPARE = 0.08  # of the height, left free above and below the bands
OUTER, INNER = 0.16, 0.30  # opacities of the bands of 90 % and of half the members
SIDES = {"us": "USA", "cn": "CHN"}
HUES = {"us": US, "cn": CN, "index": MUTED}
DRIVERS = ("compute", "adoption")
MEASURED = ("compute_stock", "adoption")
QUANTILES = {0.05: "q05", 0.25: "q25", 0.50: "q50", 0.75: "q75", 0.95: "q95"}
# Published levels that may stand beside the model's own; each counts users in its own way.
POINTS = {"ai_user_share_working_age": "telemetry", "genai_penetration": "survey"}


def table(record: RunRecord) -> pd.DataFrame:
    """One line a panel, side and month: quantiles; published points stand as lines of kind `published`."""
    path = record.summary["path"]
    rows: list[dict[str, Any]] = [
        {"panel": f"index_{axis}", "side": "index", "month": step["month"], "kind": "members",
         **{name: step[axis][name] for name in QUANTILES.values()}}
        for axis in DRIVERS
        for step in path
    ]  # fmt: skip
    fans = record.table("fans.parquet")
    for panel in MEASURED:
        for side, entity in SIDES.items():
            part = fans[(fans["variable"] == panel) & (fans["entity"] == entity)]
            wide = part.pivot(index="month", columns="quantile", values="value").rename(columns=QUANTILES)
            rows += [
                {"panel": panel, "side": side, "kind": "members"}
                | {str(name): value for name, value in found.items()}
                for found in wide.reset_index().to_dict("records")
            ]
    rows += [
        {"panel": "adoption", "side": side, "month": item["period_end"][:7], "kind": "published",
         "observed": item["observed"], "indicator": item["id"].split(":")[0], "source_id": item["source_id"]}
        for item in record.summary["movers"]
        for side, entity in SIDES.items()
        if item["entity"] == entity and item["id"].split(":")[0] in POINTS
    ]  # fmt: skip
    return pd.DataFrame(rows)


def drawable(record: RunRecord) -> bool:
    """Whether the run holds what the chart shows."""
    return bool(record.summary.get("path")) and record.has("fans.parquet")


def draw(record: RunRecord, texts: Catalogue) -> tuple[dict[str, Any], pd.DataFrame]:
    """The chart as a Vega-Lite specification, and its data."""
    data = table(record)
    shown, months, today = _placed(record, data)
    panels = [_driver(record, shown, axis, texts, months, today, axis == DRIVERS[0]) for axis in DRIVERS]
    ends = data[data["month"] == months[-1]]
    panels += [_measured(shown, ends, name, texts, months, today) for name in MEASURED]
    field = panelled(panels, 2, ACROSS, DOWN)
    room = LEFT + 2 * (WIDTH + ACROSS)
    spec = styled(field, texts, _title(record, texts), _subtitle(record, texts, data), room)
    spec["padding"] = {"left": 16, "top": 16, "bottom": 16, "right": 16}
    return spec, data


def draw_index(record: RunRecord, texts: Catalogue, axis: str) -> tuple[dict[str, Any], pd.DataFrame]:
    """The fan of one driver by itself, `compute` or `adoption`, and its data."""
    data = table(record)
    shown, months, today = _placed(record, data)
    data = data[data["panel"] == f"index_{axis}"].dropna(axis="columns", how="all")
    field = _driver(record, shown, axis, texts, months, today, True)
    head = field.pop("title")
    title = texts.text(
        "chart.fans.one", name=head["text"], month=numerals.month(record.summary["horizon"][:7], texts.lang)
    )
    subtitle = [_known(record, texts), texts.text("chart.fans.one.marks", unit=head["subtitle"])]
    return styled(field, texts, title, subtitle, LEFT + WIDTH + ACROSS), data


def _placed(record: RunRecord, data: pd.DataFrame) -> tuple[pd.DataFrame, list[str], int | None]:
    """Lines with the number of their month, the months, and the number of today's."""
    months = sorted(set(data.loc[data["kind"] == "members", "month"]))
    place = {month: at for at, month in enumerate(months)}
    shown = data.assign(at=data["month"].map(place)).dropna(subset=["at"]).round(4)
    return shown, months, place.get(record.summary["as_of"][:7])


def _title(record: RunRecord, texts: Catalogue) -> str:
    return texts.text("chart.fans.title", month=numerals.month(record.summary["horizon"][:7], texts.lang))


def _subtitle(record: RunRecord, texts: Catalogue, data: pd.DataFrame) -> list[str]:
    found = [_known(record, texts), texts.text("chart.fans.marks")]
    if (data["kind"] == "published").any():
        found.append(texts.text("chart.fans.points"))
    return found


def _known(record: RunRecord, texts: Catalogue) -> str:
    return texts.text(
        "chart.quadrant.subtitle",
        as_of=numerals.date(record.summary["as_of"], texts.lang),
        reading=texts.text(f"reading.{record.reading}"),
        run_id=record.summary["run_id"],
    )


def _driver(
    record: RunRecord,
    shown: pd.DataFrame,
    axis: str,
    texts: Catalogue,
    months: list[str],
    today: int | None,
    first: bool,
) -> dict[str, Any]:
    """A driver as multiples of even, US up, China down."""
    part = shown[shown["panel"] == f"index_{axis}"]
    reach = max(abs(part["q05"].min()), abs(part["q95"].max()), math.log(2.0))
    times = [ratio for ratio in (1, 2, 5, 10, 20, 50, 100) if math.log(ratio) <= reach]
    times = times if len(times) <= 4 else [times[0], *times[2::2]]
    ticks = sorted({sign * math.log(ratio) for ratio in times for sign in (-1.0, 1.0)})
    low, high = min(float(part["q05"].min()), -0.3), max(float(part["q95"].max()), 0.3)
    spare = SPARE * (high - low)
    words = {tick: texts.text("chart.quadrant.times", n=round(math.exp(abs(tick)))) for tick in ticks}
    words[0.0] = texts.text("chart.quadrant.even")
    shown_as = " : ".join(f"abs(datum.value - {tick}) < 0.01 ? '{word}'" for tick, word in words.items())
    y = {
        "scale": {"domain": [round(low - spare, 2), round(high + spare, 2)], "nice": False},
        "axis": {"values": ticks, "labelExpr": f"{shown_as} : ''", "title": None, "gridColor": FAINT,
                 "domain": False, "ticks": False},
    }  # fmt: skip
    even = (
        Marks(pd.DataFrame([{"even": 0.0}]))
        .mark("rule", color=MUTED, strokeWidth=1)
        .encode(y=quantity("even", **y))
    )
    head = texts.name(record.summary["frame"]["drivers"][axis])
    note = texts.text(f"chart.fans.{axis}_index")
    return _panel([even, *_fan(part, "index", y, months)], head, note, texts, months, today, first)


def _measured(
    shown: pd.DataFrame,
    ends_at: pd.DataFrame,
    name: str,
    texts: Catalogue,
    months: list[str],
    today: int | None,
) -> dict[str, Any]:
    """One quantity of both sides on one scale: installed stock in logs, users from 0 to 100 %."""
    part = shown[shown["panel"] == name]
    members = part[part["kind"] == "members"]
    grid = {"title": None, "gridColor": FAINT, "domain": False, "ticks": False}
    if name == "adoption":
        y = {
            "scale": {"domain": [0.0, 1.0]},
            "axis": {**grid, "format": "%", "tickCount": 5, "labelFlush": True},
        }
    else:
        ends = [float(members["q05"].min()) * 0.8, float(members["q95"].max()) * 1.25]
        y = {
            "scale": {"type": "log", "domain": ends, "nice": False},
            "axis": {
                **grid,
                "values": [
                    tick for tick in (0.5, 1, 2, 5, 10, 20, 50, 100, 200) if ends[0] <= tick <= ends[1]
                ],
                "format": "~r",
            },
        }
    layers: list[Marks] = []
    last: dict[str, float] = {}
    for side in SIDES:
        own = members[members["side"] == side]
        layers += _fan(own, side, y, months)
        end = ends_at[(ends_at["panel"] == name) & (ends_at["side"] == side)]
        last[side] = float(end["q50"].iloc[0])
    layers += _points(part[part["kind"] == "published"], y, texts, months)
    layers += _ends(last, name, y, texts)
    head = texts.text(f"chart.fans.{name}")
    return _panel(layers, head, texts.text(f"chart.fans.{name}.unit"), texts, months, today, False)


def _value(value: float, name: str, texts: Catalogue) -> str:
    if name == "adoption":
        return numerals.percent(value, texts.lang)
    return numerals.plain(numerals.significant(value, 2))


def _x(months: list[str]) -> dict[str, Any]:
    """Months by number; a tick says its month at the start, at midsummer and at the end."""
    ticks = {at: month for at, month in enumerate(months) if month.endswith(("-12", "-06"))}
    words = " : ".join(f"datum.value == {at} ? '{month}'" for at, month in ticks.items())
    axis = {
        "title": None, "values": list(ticks), "labelExpr": f"{words} : ''", "grid": False, "labelFontSize": TICK,
        "labelFlush": True, "domainColor": FAINT, "tickColor": FAINT,
    }  # fmt: skip
    return quantity("at", axis=axis, scale={"domain": [0, len(months) - 1], "nice": False})


def _fan(part: pd.DataFrame, side: str, y: Mapping[str, Any], months: list[str]) -> list[Marks]:
    base, hue, x = Marks(part[["at", *QUANTILES.values()]]), HUES[side], _x(months)
    dashed = {"strokeDash": DASHED} if side == "cn" else {}
    return [
        base.mark("area", color=hue, opacity=OUTER).encode(x=x, y=quantity("q05", **y), y2=column("q95")),
        base.mark("area", color=hue, opacity=INNER).encode(x=x, y=quantity("q25", **y), y2=column("q75")),
        base.mark("line", color=INK if side == "index" else hue, strokeWidth=2, **dashed).encode(
            x=x, y=quantity("q50", **y)
        ),
    ]


def _points(part: pd.DataFrame, y: Mapping[str, Any], texts: Catalogue, months: list[str]) -> list[Marks]:
    """Published levels with the way they were counted beside them."""
    found = []
    for _, row in part.iterrows():
        label = texts.text(f"chart.fans.{POINTS[row['indicator']]}")
        base = Marks(pd.DataFrame([{"at": row["at"], "observed": row["observed"]}])).encode(
            x=_x(months), y=quantity("observed", **y)
        )
        looks: dict[str, Any] = {"align": "left", "dx": 7, "dy": 1, "baseline": "middle", "fontSize": 10.5}
        found += [
            base.mark(
                "point",
                filled=True,
                fill=PAPER,
                stroke=HUES[row["side"]],
                strokeWidth=1.8,
                size=44,
                opacity=1.0,
            ),
            base.mark("text", text=label, color=PAPER, stroke=PAPER, strokeWidth=3, **looks),
            base.mark("text", text=label, color=INK, **looks),
        ]
    return found


def _ends(ends: Mapping[str, float], name: str, y: Mapping[str, Any], texts: Catalogue) -> list[Marks]:
    """Side and last median at the right edge, at the height of its line and apart from the other's."""
    low, high = y["scale"]["domain"]
    flat = math.log if y["scale"].get("type") == "log" else float
    heights = [HEIGHT * (flat(high) - flat(value)) / (flat(high) - flat(low)) for value in ends.values()]
    found = []
    for (side, value), at in zip(ends.items(), apart(heights, LABEL + 3, HEIGHT), strict=True):
        words = [texts.text(f"entity.{SIDES[side]}"), _value(value, name, texts)]
        looks = {"align": "left", "baseline": "middle", "fontSize": LABEL, "fontWeight": "bold"}
        found.append(text_at(WIDTH + 6, round(at, 1), " ".join(words), color=HUES[side], **looks))
    return found


def _panel(
    layers: list[Marks],
    head: str,
    note: str,
    texts: Catalogue,
    months: list[str],
    today: int | None,
    first: bool,
) -> dict[str, Any]:
    drawn = list(layers)
    if today is not None:
        base = Marks(pd.DataFrame([{"at": today}])).encode(x=_x(months))
        drawn.append(base.mark("rule", color=INK, strokeWidth=1, strokeDash=[2, 3]))
        if first:
            word = texts.text("chart.today")
            room = WIDTH * (1 - today / (len(months) - 1)) > width(word, 10.5) + 8
            turned = {"align": "left", "dx": 4} if room else {"align": "right", "dx": -4}
            drawn.append(
                base.mark(
                    "text", text=word, baseline="bottom", dy=-3, fontSize=10.5, color=INK, **turned
                ).encode(y=fixed(HEIGHT))
            )
    field = layered(drawn, WIDTH, HEIGHT)
    field["title"] = {
        "text": head, "subtitle": note, "anchor": "start", "frame": "group", "fontSize": HEAD, "color": INK,
        "subtitleColor": MUTED, "subtitleFontSize": 11, "subtitlePadding": 3, "offset": 7, "fontWeight": "bold",
    }  # fmt: skip
    return field
