"""A page as its check reads it, Markdown or HTML: numbered lines of marked text, texts without marks, notes, claims."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple

from fourfutures.errors import Both
from fourfutures.report.claims import SCHEMA
from fourfutures.report.errors import ReportError
from fourfutures.report.literal import unmarked

PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
NOTE = re.compile(r"\[\^\d+\]: ")
CHINESE = re.compile(r"^isCJKLanguage: true$|<html lang=\"zh", re.MULTILINE)
UNSEEN = ("style", "title")  # elements whose text is not part of the running text

# What Markdown has where HTML has an element.
BEFORE = {"sup": "[^", "code": "`", "h2": "## "}
BEHIND = {"sup": "]", "code": "`", "td": " | ", "th": " | "}


class Listed(NamedTuple):
    """One claim as the list at the end of a page has it."""

    line: int
    text: str
    claim: Mapping[str, Any]


@dataclass(slots=True)
class Leaf:
    """A page taken apart; every text comes with the number of its line in the file."""

    lang: str
    head: list[tuple[int, str]] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    places: list[tuple[str, int, str]] = field(default_factory=list)  # title, summary and alt texts
    notes: list[tuple[int, str]] = field(default_factory=list)
    claims: list[Listed] = field(default_factory=list)
    values: list[tuple[int, str, str]] = field(default_factory=list)  # claim and value in attributes
    links: list[tuple[int, str]] = field(default_factory=list)  # addresses in attributes


def is_html(page: str) -> bool:
    """Whether a page is HTML."""
    return page.lstrip()[:15].lower().startswith("<!doctype html")


def language(page: str) -> str:
    """The language of a page, by what it says of itself."""
    return "zh" if CHINESE.search(page) else "en"


def read_leaf(page: str) -> Leaf:
    """Take a page apart. Raises ReportError where it has no list of claims, or one that is no JSON."""
    lang = language(page)
    leaf = _html(page, lang) if is_html(page) else _markdown(page, lang)
    if not leaf.claims:
        raise ReportError(
            where=Both("the end of the page", "页末"),
            what=Both("there is no list of claims", "没有论断列表"),
            remedy=Both("write the brief again, with `fourfutures brief`", "请用 fourfutures brief 重写简报"),
        )
    return leaf


def _markdown(page: str, lang: str) -> Leaf:
    leaf, part = Leaf(lang), "start"
    for number, line in enumerate(page.split("\n"), 1):
        if part == "start" and line == "---":
            part = "head"
        elif part == "head":
            part = "body" if line == "---" else part
            _head(leaf, number, line)
        elif line == f"<!-- {SCHEMA}":
            part = "claims"
        elif part == "claims":
            if line and line != "-->":
                leaf.claims.append(_listed(number, line))
        elif NOTE.match(line):
            leaf.notes.append((number, line))
        elif line:
            leaf.places += [("alt", number, alt) for alt in PICTURE.findall(line)]
            leaf.lines.append((number, line))
    return leaf


def _head(leaf: Leaf, number: int, line: str) -> None:
    name, _, value = line.partition(": ")
    if name in ("title", "summary"):
        leaf.places.append((name, number, _unquoted(value)))
    leaf.head.append((number, line))


def _unquoted(value: str) -> str:
    try:
        return str(json.loads(value))
    except ValueError:
        return value


def _listed(number: int, line: str) -> Listed:
    try:
        claim = json.loads(line)
        return Listed(number, line, {**claim, "id": str(claim["id"])})
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(
            where=Both(f"line {number}", f"第{number}行"),
            what=Both("the claim is not JSON with an id", "该论断不是带编号的 JSON"),
            remedy=Both("write the brief again, with `fourfutures brief`", "请用 fourfutures brief 重写简报"),
        ) from error


def _html(page: str, lang: str) -> Leaf:
    reader = _Reader(lang)
    reader.feed(page)
    reader.close()
    joined: dict[int, str] = {}
    for number, text in reader.pieces:
        joined[number] = joined.get(number, "") + text
    reader.leaf.notes = [
        (number, f"[^{key}]: {''.join(text).replace('↩', '').strip()}")
        for key, (number, text) in reader.notes.items()
    ]
    reader.leaf.lines = [(number, text.strip()) for number, text in joined.items() if text.strip()]
    return reader.leaf


class _Reader(HTMLParser):
    """Running text with the marks of its claims put back, and the texts that stand in attributes."""

    def __init__(self, lang: str) -> None:
        super().__init__(convert_charrefs=True)
        self.leaf = Leaf(lang)
        self.pieces: list[tuple[int, str]] = []
        self.notes: dict[str, tuple[int, list[str]]] = {}
        self._claims: list[str] = []
        self._skipped: list[str] = []
        self._note = self._place = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        number = self.getpos()[0]
        if tag == "meta" and given.get("name") == "description":
            self.leaf.places.append(("summary", number, given.get("content", "")))
        if tag == "svg":
            self.leaf.places.append(("alt", number, given.get("aria-label", "")))
        if tag == "li" and given.get("id", "").startswith("note-"):
            self._note = given["id"].removeprefix("note-")
            self.notes[self._note] = (number, [])
        if given.get("href", "").startswith("http"):
            self.leaf.links.append((number, given["href"]))
        if tag == "h1" or given.get("class") == "summary":
            self._place = "title" if tag == "h1" else "summary"
        if self._skipped or tag in (*UNSEEN, "svg", "script") or "data-aside" in given:
            if tag not in ("meta", "link", "br", "hr", "img"):
                self._skipped.append(tag)
        elif tag == "data":
            self._claims.append(given.get("data-claim", ""))
            self.leaf.values.append((number, self._claims[-1], given.get("value", "")))
        elif tag in BEFORE:
            self.pieces.append((number, BEFORE[tag]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self._note = ""
        if self._skipped:
            if tag in self._skipped:
                while self._skipped.pop() != tag:
                    pass
        elif tag == "data" and self._claims:
            self.pieces.append((self.getpos()[0], f"<!--{self._claims.pop()}-->"))
        elif tag in BEHIND:
            self.pieces.append((self.getpos()[0], BEHIND[tag]))

    def handle_data(self, data: str) -> None:
        number = self.getpos()[0]
        if self._note:
            self.notes[self._note][1].append(unmarked(data))
        elif self._place or self._skipped[:1] == ["title"]:
            self.leaf.places.append((self._place or "title", number, data))
            self._place = ""
        elif self._skipped[:1] == ["script"]:
            for offset, line in enumerate(data.split("\n")):
                text = line.removesuffix(",").replace("\\u003c", "<")
                if text.startswith("{"):
                    self.leaf.claims.append(_listed(number + offset, text))
        elif not self._skipped:
            for offset, line in enumerate(data.split("\n")):
                self.pieces.append((number + offset, unmarked(line)))
