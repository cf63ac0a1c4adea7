"""How a screen quotes a figure and its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.formats import FORMS, wording

INDENT = 2
WIDE_SIGN = "[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”]"
CLOSING = "[，。；：、？！）》”]"
# What stays in one piece: a Han character with the closing marks behind it, or a run of anything else up to a blank.
PIECES = re.compile(rf"[（《“]*(?:{WIDE_SIGN}|(?:(?!{WIDE_SIGN})\S)+){CLOSING}*\s*")


def figure(texts: Catalogue, value: float, unit: str, basis: str = "published") -> str:
    """A figure with its unit; a change is told as a multiple of the figure before the start."""
    if basis == "change":
        return texts.text("quote.multiple", times=numerals.many(value, texts.lang))
    return wording(FORMS.get(unit, "quantity"), value, texts, unit=unit)


def named(texts: Catalogue, item: Mapping[str, Any], among: Iterable[Mapping[str, Any]]) -> str:
    """An indicator's name, with the place it is about where others of its name are about another."""
    name = texts.name(item["name"])
    entity = item.get("entity")
    if not entity or all(other["entity"] == entity for other in among if other["name"] == item["name"]):
        return name
    if item.get("place"):
        return texts.text("quote.place", name=name, place=texts.name(item["place"]))
    key = f"entity.{entity}"
    return texts.text("quote.place", name=name, place=texts.text(key) if texts.has(key) else entity)


def entity(item: dict[str, Any], movers: list[dict[str, Any]]) -> str:
    """Code of the place an observation is about, where others of its name are about another; else nothing."""
    code = _code(item)
    same = {_code(other) for other in movers if other["name"] == item["name"]}
    return code if len(same) > 1 else ""


def _code(item: dict[str, Any]) -> str:
    """The economy or group of an item; a deal is counted under its economy."""
    return str(item["entity"]).split("-D")[0]


def cite(
    texts: Catalogue,
    ids: Sequence[str],
    cards: Mapping[str, Mapping[str, Any]],
    console: Console,
    indent: int = INDENT,
) -> None:
    """A line with grade, publisher and date of the first source that has a card, and its address on a line of its own."""
    known = [cards[name] for name in ids if name in cards]
    if not known:
        text = texts.text("quote.source_id", id=ids[0]) if ids else texts.text("quote.no_source")
        told(text, console, indent, "dim")
        return
    card = known[0]
    published = card.get("published")
    line = texts.text(
        "quote.source",
        grade=card["grade"],
        publisher=card["publisher"],
        date=numerals.date(published, texts.lang) if published else texts.text("quote.undated"),
    )
    if len(known) > 1:
        line += texts.text("quote.sources_more", n=numerals.count(len(known) - 1, texts.lang))
    told(line, console, indent, "dim")
    if card.get("url"):
        console.print(Text(" " * indent + str(card["url"]), style="dim"), soft_wrap=True)


def told(line: str, console: Console, indent: int = INDENT, style: str = "") -> None:
    """A text, indented also where it wraps."""
    for part in wrapped(line, console.width - indent):
        console.print(Padding(Text(part, style=style), (0, 0, 0, indent)))


def wrapped(line: str, width: int) -> list[str]:
    """A text in lines of a width: between words, and between any two Han characters, but not before a closing mark."""
    lines, now = [], ""
    for piece in PIECES.findall(line):
        if now and cell_len((now + piece).rstrip()) > width:
            lines.append(now.rstrip())
            now = ""
        now += piece if now else piece.lstrip()
    return [*lines, now.rstrip()] if now.strip() else lines
