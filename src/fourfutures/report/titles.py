"""The title: the finding as a sentence without a number, short enough for a list of briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.claims import Ledger
from fourfutures.report.counting import counted
from fourfutures.report.pen import Pen

LONGEST = {"en": 70, "zh": 28}
Writer = Callable[[Pen], str]


def title(pen: Pen) -> str:
    """The first rule that fits, in the fullest wording that is short enough in both languages."""
    return fitted(pen, _candidates(pen))


def fitted(pen: Pen, writers: Iterable[Writer]) -> str:
    """A title by the first writer whose wording is short enough in both languages, else by the last one."""
    for write in writers:
        drafts = {
            lang: write(Pen(pen.record, pen.standing, catalogue(lang), Ledger(), "title"))
            for lang in LANGUAGES
        }
        if all(length(text, lang) <= LONGEST[lang] for lang, text in drafts.items()):
            break
    return write(pen.elsewhere("title"))


def length(text: str, lang: str) -> int:
    """Length of a title: characters of an English one, Han and Latin runs of a Chinese one."""
    return len(text) if lang == "en" else counted(text).of("zh")


def _candidates(pen: Pen) -> Iterator[Writer]:
    """Ways to write the title, the best first; the last one fits in any study."""
    rule = pen.standing.title_rule
    if rule == "first":
        contested = pen.standing.first("source") == "contested"
        for key in ("title.first", "title.first_short"):
            yield _prefixed(f"{key}.contested", _nothing) if contested else _prefixed(key, _first)
    if rule == "settled":
        yield _prefixed("title.settled", partial(_settled, ending=""))
        yield _prefixed("title.settled", partial(_settled, ending=".short"))
    if rule == "definition":
        yield _prefixed("title.definition", _nothing)
    yield _prefixed("title.open", _nothing)


def _prefixed(key: str, parts: Callable[[Pen], dict[str, str]]) -> Writer:
    def write(hand: Pen) -> str:
        text = hand.text(key, **parts(hand))
        return hand.text("title.provisional", title=text) if hand.standing.flagged else text

    return write


def _nothing(hand: Pen) -> dict[str, str]:
    return {}


def _first(hand: Pen) -> dict[str, str]:
    return {"future": hand.first("source", "future.title")}


def _settled(hand: Pen, ending: str) -> dict[str, str]:
    """What is settled on either axis, or on one of them and what is open on the other."""
    found = {}
    sides = {axis: hand.standing.settled(axis) for axis in ("compute", "adoption")}
    for axis, side in sides.items():
        if side is not None:
            low = ("axis_ranges", "strict", axis, side, "low")
            form = f"settled_{side}.{axis}{ending}"
            if form.startswith("settled_contested.adoption") and sides["compute"] is None:
                form += ".alone"
            found[axis] = hand.compared(form, ("axes", "strict", axis, side), low)
    if len(found) == 1:
        other = "adoption" if "compute" in found else "compute"
        found["open"] = hand.text(f"title.open.{other}{ending}")
    first, second = found.values()
    return {"first": first, "second": second}
