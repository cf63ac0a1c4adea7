"""Sentences of a text, English or Chinese, as they stand: each is a piece of the text from one place to another."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SHORT = (
    "mr mrs ms dr prof sen rep gov gen col lt sgt st jr sr inc corp co ltd llc plc no nos vol fig figs al etc vs approx "
    "est dept univ assn bros jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u d.c e.g i.e a.m p.m ph.d "
    "cf ca pp ed eds art sec"
)
SHORT = frozenset(_SHORT.split())
# Words after which "U.S." and the like still go on when the next word begins with a capital letter.
_DOTTED = _set("u.s u.k u.n e.u d.c a.m p.m")
_NEW = _set("The A An In On At It This That These Those He She They We But And However Meanwhile")
_STOP = re.compile(r"[。！？!?…]+[”’」』）)\"']*|\.+[”’\"')\]]*(?=\s|$)|\n+")
_MARK = re.compile(r"(?:#{1,6}\s+|>\s*|[-*+•·]\s+|\d{1,2}[.)、]\s+)+")
_SPACE = re.compile(r"\s*")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence. Line ends always end one; signs of headings, lists and quotes are left out."""
    start = 0
    for stop in _STOP.finditer(text):
        if "\n" not in stop.group() and not _ends(text, start, stop):
            continue
        yield from _trimmed(text, start, stop.start() if "\n" in stop.group() else stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return [text[start:end] for start, end in spans(text)]


def is_heading(text: str, start: int) -> bool:
    """Whether the sentence that starts there stands in a line marked as a heading."""
    return text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("#")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    space = _SPACE.match(text, start, end)
    start = space.end() if space else start
    if start == 0 or text[start - 1] == "\n" or text[text.rfind("\n", 0, start) + 1 : start].isspace():
        mark = _MARK.match(text, start, end)
        start = mark.end() if mark else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(sign.isalnum() for sign in text[start:end]):
        yield start, end


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence and not an abbreviation, an initial or a number."""
    said = stop.group()
    if said[0] in "。！？…":
        # A question or a cry inside quotation marks goes on where a comma or a particle follows.
        return text[stop.end() : stop.end() + 1] not in ("，", "、", "；", "的")
    following = text[stop.end() :].lstrip()[:40]
    if said[0] in "!?":
        return not following[:1].islower()
    if not following:
        return True
    if following[0].islower():
        return False
    word = re.search(r"[\w.&-]*$", text[start : stop.start()])
    last = word.group().lower() if word else ""
    if len(last) == 1 and last.isalpha() and said == ".":
        return False  # an initial
    if last in SHORT and said[0] == ".":
        begins = re.match(r"[A-Za-z]+", following)
        return last in _DOTTED and begins is not None and begins.group() in _NEW
    return True
