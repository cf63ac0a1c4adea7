"""Title, summary, first line and the three sentences a hurried reader gets."""

from __future__ import annotations

from fourfutures.report.pen import Pen
from fourfutures.report.standing import READINGS

LONGEST_TITLE = {"en": 70, "zh": 28}


def title(pen: Pen) -> str:
    """The finding as a sentence, without number: the first rule that fits."""
    hand, standing = pen.elsewhere("title"), pen.standing
    rule = standing.title_rule
    if rule == "first":
        first = standing.first("source")
        text = (
            pen.text("title.first.contested")
            if first == "contested"
            else pen.text("title.first", future=hand.first("source"))
        )
    elif rule == "settled":
        text = _settled(hand)
    else:
        text = pen.text(f"title.{rule}")
    return pen.text("title.provisional", title=text) if standing.flagged else text


def _settled(hand: Pen) -> str:
    found = {}
    for axis in ("compute", "adoption"):
        side = hand.standing.settled(axis)
        if side is not None:
            low = ("axis_ranges", "strict", axis, side, "low")
            found[axis] = hand.compared(f"settled_{side}.{axis}", ("axes", "strict", axis, side), low)
    if len(found) > 1:
        return hand.text("title.both", **found)
    axis, settled = next(iter(found.items()))
    other = "adoption" if axis == "compute" else "compute"
    whole = hand.text("title.settled", settled=settled, open=hand.text(f"title.open.{other}"))
    if len(whole) <= LONGEST_TITLE[hand.texts.lang]:
        return whole
    return hand.text("title.settled", settled=settled, open=hand.text(f"title.open_short.{other}"))


def summary(pen: Pen) -> str:
    """One sentence with both readings, for lists of briefs."""
    hand = pen.elsewhere("summary")
    values = {}
    for reading in READINGS:
        values[reading] = hand.first(reading)
        values[f"{reading}_p"] = hand.p(reading, hand.standing.first(reading))
    return hand.text(
        "summary.text",
        horizon=pen.date(pen.record.summary["horizon"]),
        as_of=pen.date(pen.record.summary["as_of"]),
        **values,
    )


def opening(pen: Pen) -> list[str]:
    """What the page is about, and under which settings it was made."""
    record = pen.record.summary
    previous = record.get("previous")
    lines = [
        pen.text(
            "opening.line",
            horizon=pen.date(record["horizon"]),
            as_of=pen.date(record["as_of"]),
            lens=pen.text(f"lens.{record['lens']}"),
            members=pen.value("count", "members"),
            previous=pen.text("opening.previous", date=pen.date(previous))
            if previous
            else pen.text("opening.no_previous"),
        )
    ]
    if record.get("levers"):
        listed = [
            pen.text(
                "opening.lever",
                name=pen.name("lever_names", name),
                value=pen.value("setting", "levers", name),
            )
            for name in record["levers"]
        ]
        lines.append(pen.text("opening.levers", levers=pen.text("list.comma").join(listed)))
    if pen.standing.flagged:
        lines.append(pen.text("opening.weak"))
    return lines


def places(pen: Pen) -> str:
    """Which future comes first under each reading, with its odds and range."""
    standing = pen.standing
    first = [standing.first(reading) for reading in READINGS]
    if first[0] == first[1] and not any(standing.wide(reading) for reading in READINGS):
        return pen.text(
            "place.agree",
            future=pen.first("source"),
            source=pen.odds("source", first[0]),
            strict=pen.odds("strict", first[1]),
        )
    return pen.text("place.join").join(place(pen, reading) for reading in READINGS)


def place(pen: Pen, reading: str) -> str:
    """The first future under one reading; a range too wide to rank is said to be so."""
    first = pen.standing.first(reading)
    values = {
        "reading": pen.text(f"reading.{reading}"),
        "future": pen.first(reading),
        "odds": pen.odds(reading, first),
    }
    if pen.standing.wide(reading):
        return pen.text("place.wide", wide=wide(pen, reading), **values)
    return pen.text("place.first", **values)


def wide(pen: Pen, reading: str) -> str:
    """The words for a range too wide to rank, tied to its ends."""
    ends = [("futures", reading, pen.standing.first(reading), end) for end in ("low", "high")]
    return pen.compared("wide", *ends)


def short_version(pen: Pen) -> list[str]:
    """Exactly three sentences: where we stand, what divides the futures, what moved and what to wait for."""
    standing, record = pen.standing, pen.record.summary
    side = ("compute", "us")
    stand = pen.text(
        "tldr.stand",
        stock=pen.predicate(("statements", "stock_us_larger")),
        axis=pen.predicate(("axes", "source", *side), ("axis_ranges", "source", *side)),
    )
    contested = ""
    if "contested" not in {standing.first(reading) for reading in READINGS}:
        contested = pen.text(
            "tldr.contested", **{reading: pen.odds(reading, "contested") for reading in READINGS}
        )
    divider = pen.text(f"axis.{standing.divider}")
    divide = pen.text(
        "tldr.divide", divider=divider[:1].upper() + divider[1:], places=places(pen), contested=contested
    )
    judged = ""
    if standing.judged:
        axis = standing.judged[-1]
        share = pen.share("diagnostics", "judgement_share", f"index_{axis}")
        judged = pen.text("tldr.judged", share=share, axis=pen.text(f"axis.{axis}"))
    if not standing.updated:
        moved = pen.text("tldr.no_data", judged=judged)
    elif standing.unmoved:
        moved = pen.text("tldr.unmoved", origin=pen.date(record["origin"]), judged=judged)
    else:
        reading, focus = pen.record.reading, standing.focus
        moved = pen.text(
            "tldr.moved",
            origin=pen.date(record["origin"]),
            future=pen.future(focus),
            prior=pen.p(reading, focus, "prior_p"),
            after=pen.p(reading, focus, "data_p"),
            reading=pen.text(f"reading.{reading}"),
            judged=judged,
        )
    return [pen.join([stand, divide, moved])]
