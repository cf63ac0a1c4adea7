"""Rows of evidence: what was published about months after the origin, on the scale of the model's observables."""

from __future__ import annotations

import calendar
import math
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tables import Refused, Row, number, read, write

COLUMNS = (
    "row_id", "indicator", "block", "entity", "period_start", "period_end", "months", "observable", "mode",
    "value_raw", "unit", "anchor_raw", "anchor_period_end", "value", "error_sd", "bias_sd", "known_on", "source_id",
    "kind", "note",
)  # fmt: skip
ORIGIN = date(2025, 12, 31)
ANCHORS_FROM = date(2025, 7, 1)  # a row in the six months before the origin may serve as anchor
MARKS = ("FORECAST", "PLAN", "TARGET", "PROJECTION", "incomplete", "partial", "do not score")


@dataclass(frozen=True)
class Point:
    """One published number, or one made from two of them."""

    indicator: str
    entity: str
    start: str
    end: str
    value: float
    unit: str
    sources: tuple[str, ...]
    note: str = ""


class Compiler:
    """Turns points into rows by the rules that indicators.toml states."""

    def __init__(self, study: Path, cards: dict[str, Row], collected_until: date) -> None:
        self._indicators = tomllib.loads((study / "indicators.toml").read_text(encoding="utf-8"))
        self._cards = cards
        self._until = collected_until
        self.rows: list[dict[str, object]] = []
        self.points: list[Point] = []

    def add(
        self,
        points: Iterable[Point],
        anchor: Point | None = None,
        block: str | None = None,
        running: bool = False,
    ) -> None:
        """Rows for the points that end after the origin; with an anchor as changes since it, else as levels."""
        if anchor is not None:
            self.points.append(anchor)
            if not ANCHORS_FROM <= date.fromisoformat(anchor.end) <= ORIGIN:
                raise Refused(
                    f"{anchor.indicator}: the anchor of {anchor.end} is outside the six months before the origin"
                )
        for point in points:
            self.points.append(point)
            if date.fromisoformat(point.end) <= ORIGIN:
                raise Refused(
                    f"{point.indicator} of {point.end}: ends by the origin, so it shapes the start, not the weights"
                )
            if any(mark in point.note for mark in MARKS):
                raise Refused(f"{point.indicator} of {point.end}: marked as no observation ({point.note})")
            self.rows.append(self._row(point, anchor, block, running))

    def _row(self, point: Point, anchor: Point | None, block: str | None, running: bool) -> dict[str, object]:
        entry = self._indicators[point.indicator]
        scale = SCALES[entry.get("transform", "none")]
        value = scale(point.value) - (scale(anchor.value) if anchor else 0.0)
        error = float(entry["error_sd"])
        errors = entry.get("error_sd_by_entity", {})
        error = float(errors.get(point.entity, error))
        end = date.fromisoformat(point.end)
        return {
            "row_id": f"{point.indicator}:{point.entity}:{point.end}",
            "indicator": point.indicator,
            "block": block or point.indicator,
            "entity": point.entity,
            "period_start": point.start,
            "period_end": point.end,
            "months": _months(date.fromisoformat(point.start), end),
            "observable": entry.get("observables", {}).get(point.entity) or entry["observable"],
            "mode": "change" if anchor else "level",
            "value_raw": point.value,
            "unit": point.unit,
            "anchor_raw": anchor.value if anchor else None,
            "anchor_period_end": anchor.end if anchor else None,
            "value": round(value, 6),
            "error_sd": error,
            "bias_sd": error if anchor else float(entry["bias_sd"]),
            "known_on": self._known_on(
                end, float(entry["lag_months"]), point.sources, anchor, running
            ).isoformat(),
            "source_id": point.sources,
            "kind": "event" if point.indicator == "deals_signed" else "indicator",
            "note": point.note,
        }

    def _known_on(
        self, end: date, lag: float, sources: Sequence[str], anchor: Point | None, running: bool
    ) -> date:
        """A running series is known a lag after its period; a single report, and its anchor, not before publication."""
        day = _later(end, lag)
        if not running:
            day = max(
                [day, *(self._published(name) for name in (*sources, *(anchor.sources if anchor else ())))]
            )
        return min(day, self._until)

    def _published(self, source: str) -> date:
        """Last day of the stated period of publication; a bare year says little, so no later than the collection."""
        return min(last_day(self._cards[source]["published"]), self._until)


SCALES: dict[str, Callable[[float], float]] = {
    "none": lambda x: x,
    "log": math.log,
    "logit": lambda x: math.log(x / (1.0 - x)),
}


def last_day(text: str) -> date:
    """The last day of a year, a month or the day itself."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _later(day: date, months: float) -> date:
    """A day some months later; the last day of a month stays the last day."""
    count = day.month - 1 + int(months)
    year, month = day.year + count // 12, count % 12 + 1
    length = calendar.monthrange(year, month)[1]
    closes = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, length if closes else min(day.day, length)) + timedelta(
        days=round((months % 1) * 30)
    )


def _months(start: date, end: date) -> list[int]:
    """Numbers of the months whose ends the period covers, at least the month it ends in; none before the first."""
    first = (max(start, ORIGIN + timedelta(days=1)).year - 2026) * 12 + max(
        start, ORIGIN + timedelta(days=1)
    ).month
    last = (end.year - 2026) * 12 + end.month
    return list(range(first, last + 1))


def compile_observations(data: Path, study: Path, cards: dict[str, Row], until: date) -> list[Point]:
    """Write series/observations.csv; returns every point used, anchors included."""
    made = Compiler(study, cards, until)
    adoption, compute = (
        read(data, "adoption/curated_points.csv"),
        read(data, "compute/china_chip_supply_and_compute.csv"),
    )
    capex = read(data, "compute/hyperscaler_capex.csv")
    _capital(made, capex)
    _chips(made, compute)
    _frontier(made, adoption, read(data, "adoption/epoch_eci_us_china.csv"))
    _use(made, adoption)
    _prices(made, study)
    panel = read(data, "adoption/ms_ai_diffusion.csv")
    _home(made, adoption, panel)
    _partners(made, panel, read(study, "entities.csv"))
    _deals(made, study)
    made.rows.sort(key=lambda row: (str(row["known_on"]), str(row["row_id"])))
    write(study / "series/observations.csv", COLUMNS, made.rows)
    return made.points


def find(
    rows: Sequence[Row],
    indicator: str,
    entity: str,
    end: str,
    start: str | None = None,
    source: str | None = None,
) -> Point:
    """The one collected row of an indicator, entity and period end."""
    hits = [
        row for row in rows
        if (row["indicator"], row["entity"], row["period_end"]) == (indicator, entity, end)
        and (start is None or row["period_start"] == start) and (source is None or row["source_id"] == source)
    ]  # fmt: skip
    if len(hits) != 1:
        raise Refused(
            f"{indicator} {entity} {end}: {len(hits)} rows found, one expected; name the period or the source"
        )
    row = hits[0]
    value = number(row["value"])
    if value is None:
        raise Refused(f"{indicator} {entity} {end}: the value is blank")
    scale = 0.01 if row["unit"].startswith("percent") else 1.0
    unit = "share" if scale != 1.0 else row["unit"]
    return Point(indicator, entity, row["period_start"], end, value * scale, unit, (row["source_id"],))


def _capital(made: Compiler, rows: Sequence[Row]) -> None:
    quarters = [
        find(rows, "capex_quarterly_us_big4", "USA", end)
        for end in ("2025-12-31", "2026-03-31", "2026-06-30")
    ]
    made.add(quarters[1:], quarters[0], running=True)
    sums = []
    for end in ("2025-09-30", "2026-03-31", "2026-06-30"):
        parts = [find(rows, "capex_quarterly_rmb", f"ORG:{firm}", end) for firm in ("Alibaba", "Tencent")]
        sums.append(
            Point(
                "capex_quarterly_rmb",
                "CHN",
                parts[0].start,
                end,
                parts[0].value + parts[1].value,
                "billion CNY",
                tuple(dict.fromkeys((*parts[0].sources, *parts[1].sources))),
                "sum of Alibaba and Tencent",
            )
        )
    made.add(sums[1:], sums[0])


def _chips(made: Compiler, rows: Sequence[Row]) -> None:
    first = find(rows, "nvidia_china_hk_revenue", "CHN", "2026-01-31")
    # The maker reported no licensed sales to China in the quarter to April and less than one percent of 89 US$bn in the
    # quarter to July; totals by headquarters of the customer (4.55 and 7.88) hold purchases made abroad and are not used.
    later = [
        Point("nvidia_china_hk_revenue", "CHN", "2026-02-01", "2026-04-30", 2.9, "billion USD", ("tc_nvda_fy27q1",),
              "no licensed AI chips sold to China in the quarter: the level without them"),
        Point("nvidia_china_hk_revenue", "CHN", "2026-05-01", "2026-07-31", 2.9 + 0.445, "billion USD",
              ("nvda_10q_fy27q2_extract",), "level without AI chips plus half of the upper bound of 0.89 for licensed chips"),
    ]  # fmt: skip
    made.add([first, *later])
    made.add(
        [find(rows, "china_intelligent_compute_eflops", "CHN", "2026-06-30")],
        find(rows, "china_intelligent_compute_eflops", "CHN", "2025-12-31"),
    )


def _frontier(made: Compiler, points: Sequence[Row], index: Sequence[Row]) -> None:
    arena = []
    for end in ("2026-03-31", "2026-09-25"):
        lead = find(points, "us_lead_top_model_arena", "USA-CHN", end)
        arena.append(Point(lead.indicator, lead.entity, lead.start, end, round(lead.value * 1500.0, 2), "arena points",
                           lead.sources, "percent lead times 1,500 points"))  # fmt: skip
    made.add(arena)
    old = "epoch_eci_via_iaps"
    made.add(
        [find(index, "eci_us_minus_chn_frontier", "USA-CHN", "2026-01-31", source=old)],
        find(index, "eci_us_minus_chn_frontier", "USA-CHN", "2025-12-31", source=old),
        block="eci_first_vintage", running=True,
    )  # fmt: skip
    made.add(
        [find(index, "eci_us_minus_chn_frontier", "USA-CHN", end, source="boards_2026_09_28")
         for end in ("2026-07-31", "2026-08-31", "2026-09-30")],
        block="eci_second_vintage",
    )  # fmt: skip


def _use(made: Compiler, rows: Sequence[Row]) -> None:
    weeks = ("2026-02-15", "2026-03-08", "2026-03-15", "2026-05-10", "2026-05-24")
    ratios = [_ratio(rows, "openrouter_weekly_tokens", end) for end in weeks]
    made.add(ratios, block="openrouter")
    shares = [
        _ratio(rows, "openrouter_token_share", "2026-06-30"),
        _ratio(rows, "openrouter_token_share", "2026-09-27", "2026-08-29"),
    ]
    made.add(shares, block="openrouter")
    made.add([_ratio(rows, "hf_download_share", "2026-03-17")])
    made.add([_ratio(rows, "open_model_cumulative_downloads", "2026-03-31")])


def _ratio(rows: Sequence[Row], indicator: str, end: str, start: str | None = None) -> Point:
    china, us = (find(rows, indicator, entity, end, start) for entity in ("CHN", "USA"))
    sources = tuple(dict.fromkeys((*china.sources, *us.sources)))
    return Point(
        indicator,
        "CHN-USA",
        china.start,
        end,
        round(china.value / us.value, 6),
        "ratio",
        sources,
        "China over US",
    )


def _prices(made: Compiler, study: Path) -> None:
    """Ratio of the medians of flagship list prices on three days; the list of flagships is a table of the study."""
    flagships = read(study, "flagships.csv")
    found = []
    for day in ("2025-12-31", "2026-06-30", "2026-09-30"):
        medians = []
        for bloc in ("cn", "us"):
            prices = sorted(
                float(row["usd_per_million_output"])
                for row in flagships
                if row["day"] == day and row["bloc"] == bloc
            )
            middle = len(prices) // 2
            medians.append(prices[middle] if len(prices) % 2 else (prices[middle - 1] + prices[middle]) / 2.0)
        sources = tuple(dict.fromkeys(row["source_id"] for row in flagships if row["day"] == day))
        found.append(Point("api_price_output", "CHN-USA", day, day, round(medians[0] / medians[1], 6), "ratio", sources,
                           f"medians {medians[0]:g} and {medians[1]:g} US$ per million output tokens"))  # fmt: skip
    made.add(found[1:], found[0])


def _home(made: Compiler, rows: Sequence[Row], panel: Sequence[Row]) -> None:
    name = "ai_user_share_working_age"
    for entity in ("USA", "CHN"):
        wave = [find(panel, name, entity, end) for end in ("2025-12-31", "2026-03-31")]
        made.add(wave[1:], wave[0], block=name, running=True)
    for entity in ("GLOBAL_NORTH", "GLOBAL_SOUTH"):
        wave = [find(rows, name, entity, end) for end in ("2025-12-31", "2026-03-31")]
        made.add(wave[1:], wave[0], block=name, running=True)
    firms = [find(rows, "btos_ai_use_rate_any_function", "USA", end) for end in ("2026-02-08", "2026-05-03")]
    made.add(firms)
    made.add(
        [find(rows, "genai_penetration", "CHN", "2026-06-30")],
        find(rows, "genai_penetration", "CHN", "2025-12-31"),
    )


def _partners(made: Compiler, panel: Sequence[Row], entities: Sequence[Row]) -> None:
    """One block for each partner economy that is in both waves; the other economies have no row."""
    name = "ai_user_share_working_age"
    listed = {(row["indicator"], row["entity"], row["period_end"]) for row in panel}
    for entity in entities:
        code = entity["code"]
        if entity["kind"] == "partner" and all(
            (name, code, end) in listed for end in ("2025-12-31", "2026-03-31")
        ):
            wave = [find(panel, name, code, end) for end in ("2025-12-31", "2026-03-31")]
            made.add(wave[1:], wave[0], block=f"{name}:{code}", running=True)


def _deals(made: Compiler, study: Path) -> None:
    """One row per announcement after the origin: 1 for a US offer, 0 for a Chinese one; cohorts count once."""
    seen: dict[tuple[str, str], Row] = {}
    for deal in read(study, "deals.csv"):
        if (
            last_day(deal["announced"]) <= ORIGIN
            or deal["stack"] not in ("us", "cn")
            or deal["country"] in ("HKG", "MAC")
        ):
            continue
        supplier = deal["provider"].split(";")[0].split(" (")[0]
        seen.setdefault((deal["announced"], supplier), deal)
    for deal in seen.values():
        day = last_day(deal["announced"]).isoformat()
        point = Point("deals_signed", f"{deal['country']}-{deal['deal_id']}", day, day, 1.0 if deal["stack"] == "us" else 0.0,
                      "1 for a US offer", (deal["source_id"],), deal["provider"][:60])  # fmt: skip
        made.add([point])
