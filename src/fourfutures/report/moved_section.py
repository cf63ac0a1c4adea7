"""What moved: observations by the size of their effect on the future the page follows."""

from __future__ import annotations

from fourfutures.report.figures import figure
from fourfutures.report.formats import FORMS
from fourfutures.report.opening import move, observations
from fourfutures.report.pen import Pen
from fourfutures.report.quoting import entity
from fourfutures.report.standing import SHOWN_MOVERS
from fourfutures.report.tabulation import table
from fourfutures.report.wording import holds


def moved_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    record, standing = pen.record.summary, pen.standing
    if not record.get("assimilated", True):
        return [pen.text("moved.no_data")]
    if not record["movers"]:
        return [pen.text("moved.none", date=pen.date(record["origin"]))]
    parts = [pen.text("moved.first", origin=pen.date(record["origin"]))]
    shown = [at for at in standing.movers if pen.footnotes.citable(record["movers"][at]["source_id"])]
    if standing.unmoved:
        parts.append(pen.text("moved.unmoved", origin=pen.date(record["origin"]), n=observations(pen)))
    else:
        parts += [move(pen, "moved"), *_shape(pen)]
    parts += _evidence(pen)
    shown = shown[:SHOWN_MOVERS]
    text = [pen.join(parts), *figure(pen, "movers", pen.text("moved.caption"))]
    if shown:
        text += [pen.text("moved.table", future=pen.future(standing.focus)), _table(pen, shown)]
    beyond = len(record["movers"]) - len(shown)
    end = [pen.text("moved.rest", n=pen.count("movers", beyond=len(shown)))] if beyond > 1 else []
    return [*text, pen.join([*end, pen.text("moved.order")])]


def _evidence(pen: Pen) -> list[str]:
    """What analyst evidence adds to the data, where there is any: every headline stands without it too."""
    if not pen.record.summary.get("evidence_items"):
        return []
    reading, focus = pen.record.reading, pen.standing.focus
    return [
        pen.text(
            "moved.evidence",
            n=pen.value("count", "evidence_items"),
            future=pen.future(focus),
            without=pen.p(reading, focus, "data_p"),
            p=pen.p(reading, focus),
            reading=pen.text(f"reading.{reading}"),
        )
    ]


def _shape(pen: Pen) -> list[str]:
    """One item makes the move, does more than the whole of it, or two offset each other; else nothing is said."""
    standing, reading = pen.standing, pen.record.reading
    odds, focus = ("futures", reading, standing.focus), standing.focus
    first, *others = standing.movers
    path = ("movers", first, "delta", focus)
    levels = ((*odds, "data_p"), (*odds, "prior_p"))
    values = [pen.look(*path), *(pen.look(*level) for level in levels)]
    if not standing.still:
        for name in ("main_item", "beyond"):
            if holds(name, values):
                word = pen.compared(name, path, *levels)
                return [pen.text(f"moved.{name}", word=word, name=pen.name("movers", first, "name"))]
    for other in others[:1]:
        second = ("movers", other, "delta", focus)
        alike = pen.look("movers", first, "name") == pen.look("movers", other, "name")
        if not alike and holds("offset", [pen.look(*path), pen.look(*second)]):
            names = [pen.name("movers", at, "name") for at in (first, other)]
            word = pen.compared("offset", path, second)
            return [pen.text("moved.offset", first=names[0], second=names[1], word=word)]
    return []


def _table(pen: Pen, shown: list[int]) -> str:
    rows = []
    movers, focus = pen.record.summary["movers"], pen.standing.focus
    for at in shown:
        item = movers[at]
        name = pen.name("movers", at, "name")
        place = entity(item, movers)
        if place:
            name = pen.text("moved.row_name", name=name, entity=entity_name(pen, place))
        value = pen.value(
            FORMS.get(item["unit"], "quantity"), "movers", at, "observed",
            kind="quote", unit=item["unit"], source_id=item["source_id"],
        )  # fmt: skip
        effect = pen.value("points.fine", "movers", at, "delta", focus, kind="change", unit="share")
        rows.append([name + pen.footnotes.call(item["source_id"]), value, item["period_end"][:7], effect])
    head = [pen.text(f"moved.col.{name}") for name in ("item", "value", "period", "effect")]
    return table(head, rows)


def entity_name(pen: Pen, code: str) -> str:
    """The name of an economy or group in a sentence; its code where there is no name."""
    for at, entry in enumerate(pen.record.summary.get("economies") or []):
        if entry["entity"] == code:
            return pen.name("economies", at, "name")
    return pen.text(f"entity.{code}") if pen.texts.has(f"entity.{code}") else code
