"""A brief's Markdown as the content that the printed sheet sets: title block, sections of blocks, notes, pictures, labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import Any, NamedTuple

from markdown_it.token import Token

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.markup import CARRIED, CLAIMED, DIGIT, NOTE, Markup, is_picture
from fourfutures.report.record import RunRecord
from fourfutures.report.release import taken_apart

Content = dict[str, Any]
Inline = str | Content
LONGEST_WHOLE = 14  # signs of a claim with digits that stays on one line
TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
LONG_TABLE = 12  # rows; the sheet keeps a shorter one together
BULLET = "–"
NESTED = {"strong_open": "strong", "em_open": "em", "link_open": "link"}


def content(
    page: str, name: str, record: RunRecord, texts: Catalogue, picture: Callable[[str], str]
) -> Content:
    """What the sheet sets of a page, as plain lists, dictionaries and texts; `picture` gives the SVG of an address.

    Blocks are {"kind": "paragraph" | "heading" | "list" | "table" | "figure", ...}, and what stands in a line is a text or
    {"kind": "strong" | "em" | "code" | "link" | "call" | "claim", ...}. `name` is what the page is attached as.
    """
    parts = taken_apart(page, texts)
    reader, found = _Reader(Markup(parts.claims)), record.summary
    names = {
        text: key.removeprefix("heading.")
        for key, text in texts.entries.items()
        if key.startswith("heading.")
    }
    opening, *sections = _sections(reader.blocks(parts.body), names)
    notes, _, footer = parts.references.partition("\n---\n")
    end = reader.blocks(footer.strip())
    held: Content = {
        "lang": texts.lang,
        "title": str(parts.head["title"]),
        "summary": str(parts.head["summary"]),
        "author": str(parts.head["author"]),
        "keywords": parts.head.get("tags") or [],
        "kind": f"{texts.text(record.category)} · {texts.text('author')}",
        "facts": texts.text(
            "html.facts",
            date=numerals.date(str(found["as_of"]), texts.lang),
            minutes=parts.head["reading_time"],
            run_id=found["run_id"],
        ),
        "as_of": texts.text("pdf.as_of", date=numerals.date(str(found["as_of"]), texts.lang)),
        "made": texts.text("pdf.made", version=found["code_version"], run_id=found["run_id"]),
        "number": texts.text("pdf.number", page="@page", pages="@pages"),
        "bullet": BULLET,
        "long_table": LONG_TABLE,
        "viewpoint": texts.text("pdf.viewpoint"),
        "opening": opening["blocks"],
        "sections": sections,
        "references": texts.text("heading.references"),
        "notes": [{"number": number, "content": reader.line(text)} for number, text in NOTE.findall(notes)],
        "end": end,
        "attached": texts.text("pdf.attached", name=name),
        "page": {"name": name, "text": page, "about": texts.text("pdf.page")},
    }
    figures = (
        block for part in (opening, *sections) for block in part["blocks"] if block["kind"] == "figure"
    )
    held["pictures"] = {figure["address"]: picture(figure["address"]) for figure in figures}
    return held


class Visible(NamedTuple):
    """What a reader sees: the running text in order, and each figure's texts, whose place the sheet chooses."""

    running: list[str]
    figures: list[list[str]]
    before: str  # above the text of every page but the first
    behind: str  # below the text of every page, with @page and @pages for the numbers
    heads: list[str]  # of tables that may run over several pages, on each of which their head is set again


def visible(held: Content) -> Visible:
    """The texts of a page's content as the sheet shows them."""
    found = Visible([], [], held["title"] + held["as_of"], held["made"] + held["number"], [])
    blocks = [held["kind"], held["title"], held["summary"], held["facts"], *held["opening"]]
    for section in held["sections"]:
        label = [held["viewpoint"]] if section["name"] == "views" else []
        blocks += [section["title"], *label, *section["blocks"]]
    blocks.append(held["references"])
    for note in held["notes"]:
        blocks += [note["number"], *note["content"]]
    for block in [*blocks, *held["end"], held["attached"]]:
        if isinstance(block, dict) and block["kind"] == "figure":
            words = [unescape(TAG.sub("", text)) for text in TEXT.findall(held["pictures"][block["address"]])]
            found.figures.append([*words, *_texts(block["content"])])
            continue
        found.running.extend(_texts(block))
        if isinstance(block, dict) and block["kind"] == "table" and len(block["rows"]) > LONG_TABLE:
            found.heads.append("".join(_texts(block["head"])))
    return found


def addresses(part: Any) -> set[str]:
    """Where the links of a content lead, out of the file."""
    if isinstance(part, dict):
        own = {part["address"]} if part.get("kind") == "link" else set()
        return own.union(*(addresses(inner) for inner in part.values()))
    return set().union(*(addresses(inner) for inner in part)) if isinstance(part, list) else set()


def _texts(part: Any) -> Iterator[str]:
    """Every text of a block or of what stands in a line."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for inner in part:
            yield from _texts(inner)
    elif part["kind"] == "call":
        yield part["number"]
    elif part["kind"] == "table":
        yield from _texts([part["head"], part["rows"]])
    elif part["kind"] == "list":
        for number, item in enumerate(part["content"], 1):
            yield f"{number}." if part["ordered"] else BULLET
            yield from _texts(item)
    else:
        yield from _texts(part["content"])


def _sections(blocks: Sequence[Content], names: dict[str, str]) -> list[Content]:
    """Blocks by the heading that they stand under; the first part has none."""
    parts: list[Content] = [{"name": "", "title": "", "blocks": []}]
    for block in blocks:
        if block["kind"] == "heading" and block["level"] == 2:
            title = "".join(_texts(block["content"]))
            parts.append({"name": names.get(title, ""), "title": title, "blocks": []})
        else:
            parts[-1]["blocks"].append(block)
    return parts


class _Reader:
    """Tokens to blocks. Calls of footnotes are counted, so that a note leads back to its first one."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._calls: dict[str, int] = {}

    def blocks(self, text: str) -> list[Content]:
        """Blocks of a Markdown text."""
        return list(self._blocks(iter(self._markup.blocks(text))))

    def line(self, text: str) -> list[Inline]:
        """What stands in a paragraph."""
        return [part for token in self._markup.line(text) for part in self._inline(token.children or [])]

    def _blocks(self, tokens: Iterator[Token], until: str = "") -> Iterator[Content]:
        for token in tokens:
            if token.type == until:
                return
            if token.type == "inline" and is_picture(token):
                yield self._figure(token)
            elif token.type == "inline":
                yield {"kind": "paragraph", "content": self._inline(token.children or [])}
            elif token.type == "heading_open":
                content = self._inline(next(tokens).children or [])
                yield {"kind": "heading", "level": int(token.tag[1:]), "content": content}
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                close = token.type.replace("open", "close")
                items = [
                    list(self._blocks(tokens, "list_item_close"))
                    for inner in iter(lambda: next(tokens).type, close)
                    if inner == "list_item_open"
                ]
                yield {"kind": "list", "ordered": token.type.startswith("ordered"), "content": items}
            elif token.type == "table_open":
                yield self._table(tokens)

    def _figure(self, token: Token) -> Content:
        """A picture, and the emphasised line behind it as its caption."""
        picture, *rest = token.children or []
        words = [
            child for child in rest if child.type not in ("em_open", "em_close") and child.content != " "
        ]
        address = str(picture.attrGet("src"))
        return {
            "kind": "figure",
            "address": address,
            "alt": _plain(picture.content),
            "content": self._inline(words),
        }

    def _table(self, tokens: Iterator[Token]) -> Content:
        rows: list[list[list[Inline]]] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._inline(token.children or []))
        return {"kind": "table", "head": rows[0], "rows": rows[1:]}

    def _inline(self, tokens: Sequence[Token]) -> list[Inline]:
        found: list[Inline] = []
        stack: list[list[Inline]] = [found]
        for token in tokens:
            if token.type in NESTED:
                inner: list[Inline] = []
                node: Content = {"kind": NESTED[token.type], "content": inner}
                if token.type == "link_open":
                    node["address"] = str(token.attrGet("href"))
                stack[-1].append(node)
                stack.append(inner)
            elif token.nesting < 0:
                stack.pop()
            elif token.type == "call":
                time = self._calls[token.content] = self._calls.get(token.content, 0) + 1
                stack[-1].append({"kind": "call", "number": token.content, "first": time == 1})
            elif token.type == "code_inline":
                stack[-1].append({"kind": "code", "content": [_plain(token.content)]})
            else:
                text = " " if token.type in ("softbreak", "hardbreak") else token.content
                stack[-1] += _claims(text)
        return found


def _claims(text: str) -> Iterator[Inline]:
    """A text with its claims apart: one that holds a digit and is short stays on one line."""
    at = 0
    for found in CLAIMED.finditer(text):
        shown = found.group(2)
        if DIGIT.search(shown) and len(shown) <= LONGEST_WHOLE:
            if before := _plain(text[at : found.start()]):
                yield before
            yield {"kind": "claim", "content": [shown]}
            at = found.end()
    if rest := _plain(text[at:]):
        yield rest


def _plain(text: str) -> str:
    return CARRIED.sub("", text)
