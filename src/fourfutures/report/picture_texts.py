"""Text readings of a run's charts: what each shows, in a sentence or two, with every number claimed."""

from __future__ import annotations

from collections.abc import Callable

from fourfutures.report.pen import Pen
from fourfutures.report.standing import READINGS, SHOWN_MOVERS

NAMED = 3  # levers or economies that a reading names


def cover_text(pen: Pen) -> str:
    """The map of outcomes."""
    reading, hand = pen.record.reading, pen.elsewhere("alt")
    return pen.text(
        "chart.quadrant.alt",
        reading=pen.text(f"reading.{reading}"),
        compute=hand.chance("axes", reading, "compute", "us"),
        adoption=hand.chance("axes", reading, "adoption", "us"),
        future=hand.first(reading),
        p=hand.p(reading, pen.standing.first(reading)),
    )


def bars_text(pen: Pen) -> str:
    """The bars of the odds."""
    hand = pen.elsewhere("alt")
    values = {}
    for reading in READINGS:
        values[reading] = hand.first(reading)
        values[f"{reading}_odds"] = hand.odds(reading, pen.standing.first(reading))
    return pen.text("chart.odds.alt", **values)


def fans_text(pen: Pen) -> str:
    """The fans of both drivers: where each ends."""
    hand, end = pen.elsewhere("alt"), "outcomes"
    return pen.text(
        "chart.fans.alt",
        month=pen.date(pen.record.summary["horizon"][:7]),
        reading=pen.text(f"reading.{pen.record.reading}"),
        compute=hand.value("index", "indices", "compute", "q50"),
        adoption=hand.value("index", "indices", "adoption", "q50"),
        stock_us=hand.value("stock", end, "compute_stock_us", "q50"),
        stock_cn=hand.value("stock.short", end, "compute_stock_cn", "q50"),
        users_us=hand.share(end, "adoption_us", "q50"),
        users_cn=hand.share(end, "adoption_cn", "q50"),
    )


def movers_text(pen: Pen) -> str:
    """The largest effects on the future that the page follows."""
    hand, focus = pen.elsewhere("alt"), pen.standing.focus
    items = [
        pen.text(
            "chart.movers.item",
            name=hand.name("movers", at, "name"),
            effect=hand.value("points.fine", "movers", at, "delta", focus, kind="change", unit="share"),
        )
        for at in pen.standing.movers[:SHOWN_MOVERS]
    ]
    return pen.text("chart.movers.alt", future=pen.future(focus), items=pen.text("list.wide").join(items))


def levers_text(pen: Pen) -> str:
    """The levers that move a future furthest beyond their interval."""
    hand, items = pen.elsewhere("alt"), []
    for at, future in pen.standing.lever_rows[:NAMED]:
        path = ("lever_effects", at, "futures", future)
        items.append(
            pen.text(
                "chart.levers.item",
                name=hand.name("lever_effects", at, "name"),
                direction=hand.name("lever_effects", at, "direction"),
                future=pen.future(future),
                change=hand.value("points", *path, "p", kind="change", unit="share"),
                range=hand.pair("points.range", *path),
            )
        )
    if not items:
        return pen.text("chart.levers.alt_none")
    return pen.text("chart.levers.alt", items=pen.text("list.wide").join(items))


def shares_text(pen: Pen) -> str:
    """Shares of use where the choice of stack is hardest to call."""
    hand, items = pen.elsewhere("alt"), []
    for at in pen.standing.closest_calls[:NAMED]:
        shares = {side: hand.share("economies", at, f"share_{side}") for side in ("us", "cn", "own")}
        items.append(pen.text("chart.shares.item", name=hand.name("economies", at, "name"), **shares))
    month = pen.date(pen.record.summary["horizon"][:7])
    return pen.text("chart.shares.alt", month=month, items=pen.text("list.wide").join(items))


def map_text(pen: Pen) -> str:
    """The economies where members agree least on the stack."""
    hand, items = pen.elsewhere("alt"), []
    for at in pen.standing.closest_calls[:NAMED]:
        path = ("economies", at, "alignment")
        alignment = pen.look(*path)
        best = max(alignment, key=alignment.get)
        items.append(
            pen.text(
                "chart.map.item",
                name=hand.name("economies", at, "name"),
                side=hand.rank("alignment", best, *path),
                p=hand.chance(*path, best),
            )
        )
    month = pen.date(pen.record.summary["horizon"][:7])
    return pen.text("chart.map.alt", month=month, items=pen.text("list.wide").join(items))


TEXTS: dict[str, Callable[[Pen], str]] = {
    "quadrant": cover_text,
    "odds": bars_text,
    "fans": fans_text,
    "movers": movers_text,
    "levers": levers_text,
    "map": map_text,
    "shares": shares_text,
}
