"""What changed between two days: odds then and now, item by item with sources, and what did not move them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fourfutures.report.editions.ending import method, moment
from fourfutures.report.editions.record import DOCUMENT as D
from fourfutures.report.formats import CATEGORIES, listed
from fourfutures.report.pen import Pen
from fourfutures.report.plan import Plan
from fourfutures.report.tabulation import table
from fourfutures.report.titles import Writer, fitted
from fourfutures.report.wording import COMPARISONS

READINGS = ("source", "strict")
POINT = 0.01
QUIET = 0.001  # an item below a tenth of a point moved nothing that a page shows
SHOWN_ITEMS, SHOWN_QUIET = 8, 3
UNMEASURED = ("guard", "start", "members")  # kinds of items that are no figure
FORMS = {"category": CATEGORIES[0], "1 for a US offer": CATEGORIES[1]}


def _document(pen: Pen) -> Any:
    return pen.look(*D)


def _moved(pen: Pen) -> list[str]:
    """Futures by the size of their move, the largest first."""
    move = _document(pen)["move"]
    return sorted(move, key=lambda future: -abs(move[future]))


def _calm(pen: Pen) -> bool:
    """Whether no future moved by a point."""
    return all(abs(change) < POINT for change in _document(pen)["move"].values())


def _noise(pen: Pen) -> bool:
    """Whether the largest move is within twice the sampling error of the odds it led to."""
    first = _moved(pen)[0]
    return COMPARISONS["noise"]([_document(pen)["move"][first], _document(pen)["to"][first]["mc_se"]])


def _ranked(pen: Pen) -> list[int]:
    """Places of the items, the largest effect on the future that moved furthest first."""
    items, focus = _document(pen)["contributions"], _moved(pen)[0]
    return sorted(range(len(items)), key=lambda at: -abs(items[at]["delta"][focus]))


def _days(pen: Pen) -> dict[str, str]:
    document = _document(pen)
    return {"before": pen.date(document["from_date"]), "after": pen.date(document["to_date"])}


def title(pen: Pen) -> str:
    """Which future gained and which one lost, or that none moved."""
    return fitted(pen, _candidates(pen))


def _candidates(pen: Pen) -> Iterator[Writer]:
    move = _document(pen)["move"]
    if _calm(pen):
        yield lambda hand: hand.text("title.change.calm")
    elif _noise(pen):
        yield lambda hand: hand.text("title.change.noise")
    else:
        up, down = max(move, key=move.__getitem__), min(move, key=move.__getitem__)

        def both(hand: Pen) -> str:
            return hand.text(
                "title.change.both",
                up=_start(hand, up),
                down=hand.future(down),
                gained=hand.compared("up", (*D, "move", up)),
                lost=hand.compared("down", (*D, "move", down)),
            )

        def one(hand: Pen) -> str:
            first = _moved(hand)[0]
            word = hand.compared("up" if move[first] > 0 else "down", (*D, "move", first))
            return hand.text("title.change.one", future=_start(hand, first), moved=word)

        if COMPARISONS["up"]([move[up]]) and COMPARISONS["down"]([move[down]]):
            yield both
        yield one


def _start(pen: Pen, future: str) -> str:
    """A future's name at the beginning of a sentence."""
    name = pen.future(future)
    return name[:1].upper() + name[1:]


def summary(pen: Pen) -> str:
    """One sentence for lists of briefs: the first future before and after, under both readings."""
    hand = pen.elsewhere("summary")
    future = _moved(pen)[0]
    values = {
        f"{reading}_{end}": hand.value("percent", *D, "readings", reading, end, future, "p", unit="share")
        for reading in READINGS
        for end in ("from", "to")
    }
    return hand.text("summary.change", future=hand.future(future), **_days(pen), **values)


def opening(pen: Pen) -> list[str]:
    """Which days are compared, on which members."""
    document = _document(pen)
    given = moment(pen)
    lines = [
        pen.text(
            "opening.change",
            horizon=given["horizon"],
            lens=given["lens"],
            members=pen.value("count", "members"),
            **_days(pen),
        )
    ]
    if document["starts"]["from"] != document["starts"]["to"]:
        lines.append(pen.text("change.start"))
    return lines


def short_version(pen: Pen) -> list[str]:
    """Three sentences: what moved, what moved it, how sure that is."""
    future = _moved(pen)[0]
    reading = _document(pen)["dials"]["reading"]
    pair = {end: _odds(pen, reading, end, future) for end in ("from", "to")}
    other = "strict" if reading != "strict" else "source"
    also = {f"also_{end}": _p(pen, other, end, future) for end in ("from", "to")}
    moved = pen.text(
        "change.tldr.calm" if _calm(pen) else "change.tldr.moved",
        future=_start(pen, future),
        reading=pen.text(f"reading.{reading}"),
        other=pen.text(f"reading.{other}"),
        change=_change(pen, reading, future),
        **_days(pen),
        **pair,
        **also,
    )
    items = _document(pen)["contributions"]
    loud = [at for at in _ranked(pen) if abs(items[at]["delta"][future]) >= QUIET]
    if len(loud) >= 2:
        why = pen.text(
            "change.tldr.items",
            first=_name(pen, loud[0]),
            first_effect=_effect(pen, loud[0], future),
            second=_name(pen, loud[1]),
            second_effect=_effect(pen, loud[1], future),
            n=pen.count(*D, "contributions"),
        )
    else:
        why = pen.text(
            "change.tldr.few", n=pen.count(*D, "contributions") if items else pen.text("change.none")
        )
    size = ((*D, "move", future), (*D, "to", future, "mc_se"))
    sure = pen.text(
        "change.tldr.sure",
        verdict=pen.compared("noise" if _noise(pen) else "signal", *size),
        error=pen.value("error", *D, "to", future, "mc_se", unit="share"),
        range=pen.pair("range", *D, "to", future),
    )
    return [pen.join([moved, why, sure])]


def _p(pen: Pen, reading: str, end: str, future: str) -> str:
    return pen.value("percent", *D, "readings", reading, end, future, "p", unit="share")


def _odds(pen: Pen, reading: str, end: str, future: str) -> str:
    path = (*D, "readings", reading, end, future)
    if pen.narrow((*path, "p"), path):
        return _p(pen, reading, end, future)
    return pen.text("odds.ranged", p=_p(pen, reading, end, future), range=pen.pair("range", *path))


def _change(pen: Pen, reading: str, future: str) -> str:
    return pen.value("points.fine", *D, "readings", reading, "move", future, kind="change", unit="share")


def odds(pen: Pen) -> list[str]:
    """Odds on both days, a table a reading."""
    parts = []
    for reading in READINGS:
        rows = [
            [
                pen.future_name(future),
                _odds(pen, reading, "from", future),
                _odds(pen, reading, "to", future),
                _change(pen, reading, future),
            ]
            for future in pen.record.futures
        ]
        head = [pen.text("change.col.future", reading=pen.text(f"odds.col.{reading}")), *_days(pen).values()]
        parts.append(table([*head, pen.text("change.col.move")], rows))
    return [*parts, pen.join([pen.text("odds.rounding"), pen.text("change.same_members")])]


def items(pen: Pen) -> list[str]:
    """The items that moved the first future, with what was known before and after, and their sources."""
    document, future = _document(pen), _moved(pen)[0]
    if not document["contributions"]:
        return [pen.text("change.nothing", **_days(pen))]
    loud = [at for at in _ranked(pen) if abs(document["contributions"][at]["delta"][future]) >= QUIET]
    shown = loud[:SHOWN_ITEMS]
    rows = [_row(pen, at, future) for at in shown]
    head = [pen.text(f"change.col.{name}") for name in ("item", "before", "after", "period", "effect")]
    parts = [
        pen.text(
            "change.effects",
            future=pen.future(future),
            reading=pen.text(f"reading.{document['dials']['reading']}"),
        )
    ]
    if rows:
        parts.append(table(head, rows))
    end = [
        pen.text(
            "change.sum",
            n=pen.count(*D, "contributions"),
            total=_change(pen, document["dials"]["reading"], future),
        )
    ]
    if len(loud) > len(shown):
        end.append(pen.text("change.rest"))
    return [*parts, pen.join(end)]


def _row(pen: Pen, at: int, future: str) -> list[str]:
    item = _document(pen)["contributions"][at]
    path = (*D, "contributions", at)
    source = next((name for name in item["source_ids"] if pen.footnotes.citable(name)), None)
    name = _name(pen, at) + (pen.footnotes.call(source) if source else "")
    before = after = "–"
    if item["kind"] not in UNMEASURED and item["unit"] is not None:
        form = FORMS.get(item["unit"], "quantity")
        after = pen.value(form, *path, "observed", unit=item["unit"])
        if item["before"] is not None:
            before = pen.value(form, *path, "before", "value", unit=item["unit"])
    period = "–" if item["kind"] in UNMEASURED else item["period_end"][:7]
    return [name, before, after, period, _effect(pen, at, future)]


def _name(pen: Pen, at: int) -> str:
    """An item's name, with its place where others of its name are about another."""
    entries = _document(pen)["contributions"]
    item = entries[at]
    name = pen.name(*D, "contributions", at, "name")
    same = {other["entity"] for other in entries if other["name"] == item["name"]}
    if len(same) < 2 or not item["entity"]:
        return name
    if item["place"]:
        return pen.text("moved.row_name", name=name, entity=pen.name(*D, "contributions", at, "place"))
    key = f"entity.{item['entity']}"
    return pen.text("moved.row_name", name=name, entity=pen.text(key)) if pen.texts.has(key) else name


def _effect(pen: Pen, at: int, future: str) -> str:
    return pen.value("points.fine", *D, "contributions", at, "delta", future, kind="change", unit="share")


def quiet(pen: Pen) -> list[str]:
    """In one line, what was new and moved nothing."""
    document, future = _document(pen), _moved(pen)[0]
    still = [at for at in _ranked(pen) if abs(document["contributions"][at]["delta"][future]) < QUIET]
    if not still:
        return [pen.text("change.all_moved")]
    loud = {json.dumps(document["contributions"][at]["name"]) for at in _ranked(pen) if at not in still}
    other = [at for at in still if json.dumps(document["contributions"][at]["name"]) not in loud]
    if not other:
        return [pen.text("change.quiet_same", future=pen.future(future))]
    names = list(dict.fromkeys(_name(pen, at) for at in other))[:SHOWN_QUIET]
    return [pen.text("change.quiet", names=listed(names, pen.texts), future=pen.future(future))]


def limits(pen: Pen) -> list[str]:
    """What an effect is, how large the luck in it, and the run behind it."""
    own = [pen.text("change.order")]
    for at in range(len(_document(pen)["notes"])):
        own.append(pen.quoted(*D, "notes", at))
    return [pen.join(own), *method(pen)]


CHANGE = Plan(
    title,
    summary,
    lambda pen: "",
    opening,
    (
        ("tldr", short_version),
        ("change.odds", odds),
        ("change.items", items),
        ("change.quiet", quiet),
        ("limits", limits),
    ),
)
