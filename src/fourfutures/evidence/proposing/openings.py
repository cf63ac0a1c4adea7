"""Terms by how they may open: of thousands, only those are tried that a word of the sentence could begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Generic, Literal, TypeVar

Name = TypeVar("Name")
_START = re.compile(r"(?<![A-Za-z0-9])\S")
_GROUP = re.compile(r"\?(?:-?i)?:|\?P<\w+>")
_AROUND = re.compile(r"\?<?[=!]")
_LITERAL = frozenset(".$+()[]|-&/?*^{}")


class Openings(Generic[Name]):
    """Regular expressions that match from the start of a word (`word`) or from any sign (`sign`), each with a name."""

    def __init__(self, start: Literal["word", "sign"]) -> None:
        self._words = start == "word"
        self._width = 5 if self._words else 2
        self._by: dict[str, list[tuple[Name, re.Pattern[str]]]] = {}
        self._anywhere: list[tuple[Name, re.Pattern[str]]] = []

    def add(self, name: Name, term: str, ending: str = "") -> None:
        """A term; `ending` is put behind it, as what must not follow a word."""
        pattern = re.compile(f"(?:{term}){ending}", re.I)
        found = {each[: self._width] for each in _alternatives(term.lower(), self._width)}
        if "" in found:
            before = "(?<![A-Za-z0-9])" if self._words else ""
            self._anywhere.append((name, re.compile(f"{before}(?:{term}){ending}", re.I)))
            return
        for opening in found:
            self._by.setdefault(opening, []).append((name, pattern))

    def found(self, text: str) -> set[Name]:
        """Names of the terms that stand in a text."""
        lower = text.lower()
        if len(lower) != len(text):  # a few capitals become two signs
            lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
        names: set[Name] = set()
        starts = (each.start() for each in _START.finditer(text)) if self._words else range(len(text))
        for at in starts:
            for width in range(1, self._width + 1):
                for name, pattern in self._by.get(lower[at : at + width], ()):
                    if name not in names and pattern.match(text, at):
                        names.add(name)
        for name, pattern in self._anywhere:
            if name not in names and pattern.search(text):
                names.add(name)
        return names


def _alternatives(term: str, width: int) -> set[str]:
    """What a match of a term must begin with, one of; an empty string where that cannot be told."""
    return {opening for part in _parts(term) for opening in _opening(part, width)}


def _opening(term: str, width: int) -> set[str]:
    """The same for a term without alternatives outside brackets."""
    known, at = "", 0
    while at < len(term) and len(known) < width:
        sign = term[at]
        if sign == "(":
            end = _closing(term, at)
            inner = term[at + 1 : end]
            if _AROUND.match(inner):
                at = end + 1  # takes nothing
                continue
            if inner.startswith("?") and not _GROUP.match(inner):
                return {known}
            inside = {known + each for each in _alternatives(_GROUP.sub("", inner, count=1), width)}
            if term[end + 1 : end + 2] in ("?", "*"):
                inside |= {known + each for each in _opening(term[end + 2 :], width)}
            return inside
        if sign == "\\":
            if term[at + 1] == "b":
                at += 2
                continue
            if term[at + 1] not in _LITERAL:
                return {known}
            sign, at = term[at + 1], at + 1
        elif sign in ".[^$":
            return {known}
        if term[at + 1 : at + 2] in ("?", "*", "{"):
            return {known}
        known += sign
        if term[at + 1 : at + 2] == "+":
            return {known}
        at += 1
    return {known}


def _parts(term: str) -> Iterator[str]:
    """Alternatives outside brackets."""
    start = 0
    for at, sign, depth in _signs(term, 0):
        if sign == "|" and depth == 0:
            yield term[start:at]
            start = at + 1
    yield term[start:]


def _closing(term: str, at: int) -> int:
    """Where the bracket that opens here closes."""
    return next(place for place, sign, depth in _signs(term, at) if sign == ")" and depth == 0)


def _signs(term: str, at: int) -> Iterator[tuple[int, str, int]]:
    """Signs from a place on with the depth of brackets behind them; what is escaped or in a set is passed over."""
    depth = 0
    while at < len(term):
        sign = term[at]
        if sign == "\\":
            at += 2
            continue
        if sign == "[":
            at = term.index("]", at + 2)
        depth += (sign == "(") - (sign == ")")
        yield at, sign, depth
        at += 1
