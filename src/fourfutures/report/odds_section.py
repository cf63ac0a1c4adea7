"""The odds: headline, table, map, and why two readings differ."""

from __future__ import annotations

from fourfutures.report.figures import figure
from fourfutures.report.opening import places
from fourfutures.report.pen import Pen
from fourfutures.report.standing import POINT, READINGS
from fourfutures.report.tabulation import table


def odds_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    return [
        f"**{places(pen, 'headline')}**",
        _table(pen),
        *_map(pen),
        *figure(pen, "odds", pen.text("odds.caption_bars")),
        pen.text("odds.rounding"),
        _why(pen),
    ]


def _table(pen: Pen) -> str:
    columns = ("future", "source", "range", "strict", "range", "prior")
    rows = []
    for future in pen.record.futures:
        row = [pen.future_name(future)]
        for reading in READINGS:
            row += [pen.p(reading, future), pen.span(reading, future)]
        rows.append([*row, pen.p("source", future, "prior_p")])
    return table([pen.text(f"odds.col.{name}") for name in columns], rows)


def _map(pen: Pen) -> list[str]:
    caption = pen.text(
        "odds.caption",
        reading=pen.text(f"reading.{pen.record.reading}"),
        compute=pen.value("index", "indices", "compute", "q50"),
        adoption=pen.value("index", "indices", "adoption", "q50"),
    )
    return figure(pen, "quadrant", caption)


def _why(pen: Pen) -> str:
    strict, source = (
        pen.predicate(("axes", reading, "compute", "cn"), ("axis_ranges", reading, "compute", "cn"))
        for reading in ("strict", "source")
    )
    turned = {entry["dial"] for entry in pen.record.summary.get("dials_by_hand") or []} & {"tau", "rho_c"}
    by_hand = bool(turned) and pen.record.reading == "source"
    why = "odds.why_by_hand" if by_hand else "odds.why_source"
    parts = [pen.text("odds.why_strict", predicate=strict), pen.text(why, predicate=source)]
    split = pen.look("contested_split", "source")
    if split and min(split.values()) >= POINT:
        kinds = {name: pen.chance("contested_split", "source", name) for name in ("bipolar", "multipolar")}
        parts.append(pen.text("odds.split", **kinds))
    return pen.join(parts)
