"""Summary, first lines and the three sentences a hurried reader gets."""

from __future__ import annotations

from fourfutures.report.pen import Pen
from fourfutures.report.standing import READINGS

ONE_NAME = ("agree", "same_wide")  # shapes that name one future for both readings


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
        listed = [_lever(pen, name) for name in record["levers"]]
        lines.append(pen.text("opening.levers", levers=pen.text("list.wide").join(listed)))
    if record.get("deals"):
        listed = [_deal(pen, at) for at in range(len(record["deals"]))]
        lines.append(pen.text("opening.deals", deals=pen.text("list.wide").join(listed)))
    by_hand = record.get("dials_by_hand") or []
    if by_hand:
        listed = [
            pen.text(
                "opening.dial",
                name=pen.name("dials_by_hand", at, "name"),
                value=pen.value("decimal", "dials_by_hand", at, "value"),
            )
            for at in range(len(by_hand))
        ]
        lines.append(pen.text("opening.dials", dials=pen.text("list.wide").join(listed)))
    if not record.get("assimilated", True):
        lines.append(pen.text("opening.prior"))
    if pen.standing.flagged:
        lines.append(pen.text("opening.weak"))
    return lines


def _lever(pen: Pen, name: str) -> str:
    """A lever of the run: its name, where it acts if not everywhere, what the setting means, from when."""
    record = pen.record.summary
    label = pen.name("lever_names", name)
    if name in (record.get("lever_economies") or {}):
        label = pen.text("opening.in_economy", name=label, economy=pen.name("lever_economies", name))
    value = pen.value("setting", "levers", name)
    directions = record.get("lever_directions") or {}
    if name in directions:
        value = pen.text("lever.setting", direction=pen.name("lever_directions", name), value=value)
    start = (record.get("lever_starts") or {}).get(name)
    return pen.text("opening.lever", name=label, value=value, start=pen.date(start))


def _deal(pen: Pen, at: int) -> str:
    """A deal put into the run: what, with whom, from when."""
    return pen.text(
        "opening.deal",
        name=pen.name("deals", at, "name"),
        economy=pen.name("deals", at, "country_name"),
        start=pen.date(pen.record.summary["deals"][at]["signed"]),
    )


def places(pen: Pen, key: str) -> str:
    """Which future comes first under each reading, with its odds and range, in the shape that the two readings ask for."""
    standing = pen.standing
    wide = [standing.wide(reading) for reading in READINGS]
    first = [standing.first(reading) for reading in READINGS]
    which = {
        (True, True): "same_wide" if first[0] == first[1] else "both_wide",
        (False, True): "strict_wide",
        (True, False): "source_wide",
        (False, False): "agree" if first[0] == first[1] else "differ",
    }[wide[0], wide[1]]
    values = {}
    for reading, future in zip(READINGS, first, strict=True):
        values[f"{reading}_odds"] = pen.odds(reading, future)
        if which not in ONE_NAME or reading == READINGS[0]:
            values[reading] = pen.first(reading)
    if any(wide):
        ends = [
            ("futures", reading, future, end)
            for reading, future in zip(READINGS, first, strict=True)
            if standing.wide(reading)
            for end in ("low", "high")
        ]
        values["wide"] = pen.compared("wide", *ends)
    return pen.text(f"{key}.{which}", **values)


def short_version(pen: Pen) -> list[str]:
    """Exactly three sentences: where we stand, what divides the futures, what moved and what to wait for."""
    standing, record = pen.standing, pen.record.summary
    side = ("compute", "us")
    definition = ("definitions", "source")
    counted = "tldr.axis.paced" if pen.look(*definition, "tau") else "tldr.axis.standing"
    stand = pen.text(
        "tldr.stand",
        stock=pen.banded("tldr.stock", "statements", "stock_us_larger"),
        question=pen.text(counted, ratio=pen.value("ratio.even", *definition, "rho_c")),
        axis=pen.predicate(("axes", "source", *side), ("axis_ranges", "source", *side)),
        horizon=pen.date(record["horizon"]),
    )
    divider = pen.text(f"axis.{standing.divider}")
    divide = pen.text("tldr.divide", divider=divider[:1].upper() + divider[1:], places=places(pen, "tldr"))
    judged = ""
    if standing.judged:
        axis = standing.judged[-1]
        share = pen.share("diagnostics", "judgement_share", f"index_{axis}")
        judged = pen.text("tldr.judged", share=share, axis=pen.text(f"axis.{axis}"))
    wait = _wait(pen)
    if not standing.updated:
        moved = pen.text("tldr.no_data", wait=wait, judged=judged)
    elif standing.unmoved:
        moved = pen.text("tldr.unmoved", origin=pen.date(record["origin"]), wait=wait, judged=judged)
    else:
        moved = pen.text("tldr.moved", move=move(pen, "tldr"), wait=wait, judged=judged)
    return [pen.join([stand, divide, moved])]


def _wait(pen: Pen) -> str:
    """What to wait for: the next figure of the series that has moved the odds furthest."""
    if not pen.standing.due:
        return pen.text("tldr.wait_unknown")
    at = pen.standing.due[0]
    entry = pen.record.summary["due"][at]
    return pen.text("tldr.wait", name=pen.name("due", at, "name"), date=pen.date(entry["on"]))


def observations(pen: Pen) -> str:
    """How many observations moved the odds; items of analyst evidence are counted apart."""
    if pen.record.summary.get("evidence_items"):
        return pen.value("count", "rows", "in_force")
    return pen.count("movers")


def move(pen: Pen, key: str) -> str:
    """What the data did to the future the page follows: from where to where, or that they left it where it was."""
    reading, focus = pen.record.reading, pen.standing.focus
    odds = ("futures", reading, focus)
    values = {
        "n": observations(pen) if key == "moved" else "",
        "origin": pen.date(pen.record.summary["origin"]),
        "future": pen.future(focus),
        "after": pen.p(reading, focus, "data_p"),
        "reading": pen.text(f"reading.{reading}"),
    }
    if pen.standing.still:
        same = pen.compared("unchanged", (*odds, "data_p"), (*odds, "prior_p"))
        return pen.text(f"{key}.move.still", unchanged=same, **values)
    return pen.text(f"{key}.move", prior=pen.p(reading, focus, "prior_p"), **values)
