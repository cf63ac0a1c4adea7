"""Signposts: the figures still to come from the series that have moved the odds, and when they are expected."""

from __future__ import annotations

from fourfutures.report.pen import Pen
from fourfutures.report.tabulation import table

SHOWN = 2


def signposts_section(pen: Pen) -> list[str]:
    """Paragraphs of the section; a run that knows of no figure to come says so."""
    due, movers = pen.record.summary.get("due") or [], pen.record.summary.get("movers") or []
    shown = pen.standing.due[:SHOWN]
    if not shown:
        return [pen.text("signposts.none")]
    rows = []
    for at in shown:
        entry = due[at]
        effect = pen.text("signposts.new")
        if entry["last"] is not None and pen.standing.focus in movers[entry["last"]]["delta"]:
            path = ("movers", entry["last"], "delta", pen.standing.focus)
            effect = pen.value("points.fine", *path, kind="change", unit="share")
        rows.append([pen.name("due", at, "name"), effect, pen.date(entry["on"])])
    head = [pen.text(f"signposts.col.{name}") for name in ("series", "effect", "on")]
    intro = pen.text("signposts.intro", future=pen.future(pen.standing.focus))
    return [intro, table(head, rows), pen.text("signposts.more")]
