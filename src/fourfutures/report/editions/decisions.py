"""The desk's decisions as a page tells them: accepted items in full, others in a line each, what expires next."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from fourfutures.report.editions.ending import moment
from fourfutures.report.editions.record import DOCUMENT
from fourfutures.report.pen import Pen
from fourfutures.report.record import EDITION

# What the desk did stands in the request, so that the odds can be worked out without the ledger.
R = (EDITION, "request")
TOLD, LINES = 4, 4  # accepted items in full, lines of other decisions; the record has all


def desk(pen: Pen) -> Any:
    """What the desk did, as the record has it."""
    return pen.look(*R)


def days(pen: Pen) -> dict[str, str]:
    """The first and the last day told of."""
    held = desk(pen)
    return {"before": pen.date(held["from_date"]), "after": pen.date(held["to_date"])}


def quote(pen: Pen, *path: object) -> str:
    """A sentence as it stands, in quotation marks; an imported item can come without one."""
    if not str(pen.look(*path) or "").strip():
        return pen.text("digest.wordless")
    return pen.text("digest.quote", text=pen.cited(*path))


def told(pen: Pen) -> list[int]:
    """Places of the accepted items that are told in full: those with effects of their own first."""
    accepted = desk(pen)["accepted"]
    shown = [part["id"] for part in pen.look(*DOCUMENT, "shown")]
    order = sorted(range(len(accepted)), key=lambda at: accepted[at]["id"] not in shown)
    return sorted(order[:TOLD])


def labels(pen: Pen) -> dict[str, str]:
    """A letter for each accepted item that is told and for each other one with an effect, by id."""
    first = [desk(pen)["accepted"][at]["id"] for at in told(pen)]
    others = [part["id"] for part in pen.look(*DOCUMENT, "shown") if part["id"] not in first]
    return dict(zip([*first, *others], ascii_uppercase, strict=False))


def accepted(pen: Pen) -> list[str]:
    """Each accepted item: its sentence, where it comes from, how it is read, who accepted it and why."""
    full = told(pen)
    if not full:
        return [pen.text("digest.no_accepted", **days(pen))]
    parts = [part for at in full for part in _item(pen, at)]
    if len(full) < len(desk(pen)["accepted"]):
        parts.append(pen.text("digest.more", n=pen.count(*R, "accepted", beyond=len(full))))
    return parts


def _item(pen: Pen, at: int) -> list[str]:
    path = (*R, "accepted", at)
    item = desk(pen)["accepted"][at]
    call = pen.footnotes.call(item["card"]) if pen.footnotes.citable(item["card"]) else ""
    source = pen.text(
        "digest.source",
        publisher=pen.cited(*path, "publisher") if item["publisher"] else pen.text("desk.no_publisher"),
        date=pen.date(item["dated"]),
        lang=pen.text(f"desk.lang.{item['lang'] or 'none'}"),
        grade=pen.value("plain", *path, "grade"),
    )
    read = pen.text(
        "digest.read", name=pen.name(*path, "name"), direction=pen.text(f"desk.direction.{item['direction']}")
    )
    weight = pen.text(
        "digest.weight", ratio=pen.value("decimal", *path, "ratio"), words=pen.quoted(*path, "words")
    )
    signed = [
        pen.text(
            "digest.signed" if number == 0 else "digest.confirmed",
            date=pen.date(mark["day"]),
            by=pen.cited(*path, "signed", number, "by"),
            why=pen.cited(*path, "signed", number, "why"),
        )
        for number, mark in enumerate(item["signed"])
    ]
    counts = pen.text("digest.counts", on=pen.date(item["on"]), expires=pen.date(item["expires"]))
    if item["id"] not in pen.look(*DOCUMENT, "counting"):
        counts = pen.join([counts, pen.text("digest.not_counting", as_of=moment(pen)["as_of"])])
    sentence = pen.text(
        "digest.item", label=labels(pen)[item["id"]], quote=quote(pen, *path, "sentence"), call=call
    )
    return [sentence, pen.join([source, read, weight, *signed, counts])]


def others(pen: Pen) -> list[str]:
    """What was rejected, undone or decided otherwise, a line each with the reason."""
    held = desk(pen)
    places = [(name, at) for name in ("rejected", "undone", "other") for at in range(len(held[name]))]
    if not places:
        return [pen.text("digest.no_others", **days(pen))]
    parts = ["\n".join(_line(pen, *place) for place in places[:LINES])]
    return parts if len(places) <= LINES else [*parts, pen.text("digest.more_lines")]


def _line(pen: Pen, name: str, at: int) -> str:
    path, mark = (*R, name, at), desk(pen)[name][at]
    values = {
        "date": pen.date(mark["day"]),
        "by": pen.cited(*path, "by"),
        "why": pen.cited(*path, "why"),
    }
    if mark["kind"] != "reviewers":
        values["quote"] = quote(pen, *path, "sentence")
    return "- " + pen.text(f"digest.line.{mark['kind']}", **values)


def expiring(pen: Pen) -> list[str]:
    """The accepted items that end next."""
    letters = labels(pen)
    lines = []
    for at, entry in enumerate(desk(pen)["expiring"]):
        date = pen.date(entry["expires"])
        if entry["id"] in letters:
            lines.append("- " + pen.text("digest.expiring.above", label=letters[entry["id"]], date=date))
        else:
            sentence = quote(pen, *R, "expiring", at, "sentence")
            lines.append("- " + pen.text("digest.expiring.quoted", quote=sentence, date=date))
    return ["\n".join(lines)] if lines else [pen.text("digest.no_expiring", **days(pen))]
