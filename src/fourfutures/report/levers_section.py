"""What policy could change: the same members with and without each lever."""

from __future__ import annotations

from typing import Any

from fourfutures.report.figures import figure
from fourfutures.report.formats import listed
from fourfutures.report.pen import Pen
from fourfutures.report.tabulation import table

SHOWN = 3
SHOWN_CHANGES = 2


def levers_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    record = pen.record.summary
    own = []
    if record.get("deals") and record.get("difference"):
        alone = not record.get("levers") and record["lens"] == "neutral"
        own = [changes(pen, "deals.own" if alone else "deals.joint")]
    elif record.get("levers") and record.get("difference"):
        own = [changes(pen, "levers.joint" if joint(pen) else "levers.own")]
    effects: list[dict[str, Any]] = record.get("lever_effects") or []
    if not effects:
        return own or [pen.text("levers.none")]
    rows = pen.standing.lever_rows
    reading = pen.text(f"reading.{pen.record.reading}")
    text = [*own, pen.text("levers.intro", month=pen.date(effects[0]["from"]), reading=reading)]
    text += figure(pen, "levers", pen.text("levers.caption"))
    if rows:
        text.append(_table(pen, rows[:SHOWN]))
    moving = {at for at, _ in rows}
    idle = [_label(pen, at) for at in range(len(effects)) if at not in moving]
    end = [pen.text("levers.nothing", names=listed(idle, pen.texts))] if idle else []
    return [*text, pen.join([*end, pen.text("levers.axis")])]


def joint(pen: Pen) -> bool:
    """Whether levers and a lens both set the run apart from the plain one, so that their shares are not told apart."""
    record = pen.record.summary
    return bool(record.get("levers")) and record["lens"] != "neutral"


def changes(pen: Pen, key: str, **values: str) -> str:
    """A sentence on what the run's own difference moves, the furthest futures first; or that it moves nothing."""
    moved = pen.standing.differences[:SHOWN_CHANGES]
    if not moved:
        return pen.text(f"{key}.nothing", **values)
    parts = [
        pen.text(
            "levers.part",
            future=pen.future(future),
            change=pen.value("points", "difference", future, "p", kind="change", unit="share"),
            range=pen.pair("points.range", "difference", future),
        )
        for future in moved
    ]
    return pen.text(key, parts=pen.text("list.clauses").join(parts), **values)


def _label(pen: Pen, at: int) -> str:
    """A lever with the direction of the pull."""
    return pen.text(
        "levers.label",
        name=pen.name("lever_effects", at, "name"),
        direction=pen.name("lever_effects", at, "direction"),
    )


def _table(pen: Pen, rows: list[tuple[int, str]]) -> str:
    lines = []
    for at, future in rows:
        setting = pen.text(
            "lever.setting",
            direction=pen.name("lever_effects", at, "direction"),
            value=pen.value("setting", "lever_effects", at, "value"),
        )
        path = ("lever_effects", at, "futures", future)
        change = pen.value("points", *path, "p", kind="change", unit="share")
        lines.append(
            [pen.name("lever_effects", at, "name"), setting, pen.future_name(future), change,
             pen.pair("points.range", *path)]
        )  # fmt: skip
    head = ("lever", "setting", "future", "change", "range")
    return table([pen.text(f"levers.col.{name}") for name in head], lines)
