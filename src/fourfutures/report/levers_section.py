"""What policy could change: the same members with and without each lever."""

from __future__ import annotations

from typing import Any

from fourfutures.report.formats import listed
from fourfutures.report.pen import Pen
from fourfutures.report.tabulation import table

SHOWN = 4


def levers_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    record = pen.record.summary
    own = _own(pen) if record.get("levers") and record.get("difference") else []
    effects: list[dict[str, Any]] = record.get("lever_effects") or []
    if not effects:
        return own or [pen.text("levers.none")]
    sure = pen.standing.lever_rows
    reading = pen.text(f"reading.{pen.record.reading}")
    text = [*own, pen.text("levers.intro", month=pen.date(effects[0]["from"]), reading=reading)]
    if sure:
        text.append(_table(pen, sure[:SHOWN]))
    names = [
        pen.name("lever_effects", at, "name")
        for at in range(len(effects))
        if at not in {place for place, _ in sure}
    ]
    end = [pen.text("levers.nothing", names=listed(list(dict.fromkeys(names)), pen.texts))] if names else []
    return [*text, pen.join([*end, pen.text("levers.axis")])]


def _table(pen: Pen, sure: list[tuple[int, str]]) -> str:
    rows = [
        [
            pen.name("lever_effects", at, "name"),
            pen.value("setting", "lever_effects", at, "value"),
            pen.future(future),
            pen.value("points", "lever_effects", at, "futures", future, "p", kind="change", unit="share"),
            pen.pair("points.range", "lever_effects", at, "futures", future),
        ]
        for at, future in sure
    ]
    return table(
        [pen.text(f"levers.col.{name}") for name in ("lever", "setting", "future", "change", "range")], rows
    )


def _own(pen: Pen) -> list[str]:
    future = pen.standing.focus
    change = pen.value("points", "difference", future, "p", kind="change", unit="share")
    span = pen.pair("points.range", "difference", future)
    return [pen.text("levers.own", future=pen.future(future), change=change, range=span)]
