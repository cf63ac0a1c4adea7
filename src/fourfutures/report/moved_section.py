"""What moved: observations by the size of their effect on the future the page follows."""

from __future__ import annotations

from fourfutures.report.pen import Pen
from fourfutures.report.standing import SHOWN_MOVERS
from fourfutures.report.tabulation import table
from fourfutures.report.wording import holds

EVENT_UNITS = ("category", "1 for a US offer")  # observations that are decisions, not measurements


def moved_section(pen: Pen) -> list[str]:
    """Paragraphs of the section."""
    record, standing = pen.record.summary, pen.standing
    if not record.get("assimilated", True):
        return [pen.text("moved.no_data")]
    if not record.get("movers"):
        return [pen.text("moved.none", date=pen.date(record["origin"]))]
    parts = [pen.text("moved.first", origin=pen.date(record["origin"]))]
    if standing.unmoved:
        parts.append(pen.text("moved.unmoved", origin=pen.date(record["origin"]), n=pen.count("movers")))
    else:
        parts += _move(pen)
    text = [pen.join(parts), pen.text("moved.table", future=pen.future(standing.focus)), _table(pen)]
    end = []
    if len(record["movers"]) > SHOWN_MOVERS:
        end.append(pen.text("moved.rest", n=pen.count("movers", beyond=SHOWN_MOVERS)))
    end.append(pen.text("moved.order"))
    return [*text, pen.join(end)]


def _move(pen: Pen) -> list[str]:
    standing, reading = pen.standing, pen.record.reading
    focus = standing.focus
    odds = ("futures", reading, focus)
    parts = [
        pen.text(
            "moved.total",
            n=pen.count("movers"),
            future=pen.future(focus),
            prior=pen.p(reading, focus, "prior_p"),
            after=pen.p(reading, focus, "data_p"),
            reading=pen.text(f"reading.{reading}"),
        )
    ]
    first, *others = standing.movers
    path = ("movers", first, "delta", focus)
    values = [pen.look(*path), pen.look(*odds, "data_p"), pen.look(*odds, "prior_p")]
    if holds("main_item", values):
        main = pen.compared("main_item", path, (*odds, "data_p"), (*odds, "prior_p"))
        parts.append(pen.text("moved.main", main=main, name=pen.name("movers", first, "name")))
    elif others:
        second = ("movers", others[0], "delta", focus)
        names = [pen.look("movers", at, "name") for at in (first, others[0])]
        if names[0] != names[1] and holds("offset", [pen.look(*path), pen.look(*second)]):
            offset = pen.compared("offset", path, second)
            name = [pen.name("movers", at, "name") for at in (first, others[0])]
            parts.append(
                pen.text(
                    "moved.offset", first=name[0][:1].upper() + name[0][1:], second=name[1], offset=offset
                )
            )
    return parts


def _table(pen: Pen) -> str:
    rows = []
    movers, focus = pen.record.summary["movers"], pen.standing.focus
    for at in pen.standing.movers[:SHOWN_MOVERS]:
        item = movers[at]
        name = pen.name("movers", at, "name")
        key = f"entity.{item['entity']}"
        if pen.texts.has(key):
            name = pen.text("moved.row_name", name=name, entity=pen.text(key))
        source = str(item["source_id"])
        name += (
            pen.footnotes.call(source) if pen.footnotes.citable(source) else f" ({pen.text('moved.no_link')})"
        )
        value = pen.text("moved.event")
        if item["unit"] not in EVENT_UNITS:
            value = pen.value(
                "quantity", "movers", at, "observed", kind="quote", unit=item["unit"], source_id=source
            )
        effect = pen.value("points.fine", "movers", at, "delta", focus, kind="change", unit="share")
        rows.append([name, value, pen.date(item["period_end"]), effect])
    head = [pen.text(f"moved.col.{name}") for name in ("item", "value", "period", "effect")]
    return table(head, rows)
