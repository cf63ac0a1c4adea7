"""Markdown to text: what a reader sees, headings and lists marked, links and scripts gone, footnotes kept apart."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt

from fourfutures.evidence.intake import front_matter
from fourfutures.evidence.intake.limits import Bounds
from fourfutures.evidence.intake.source import Piece

_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*(.*(?:\n(?:[ \t]{2,}|\t).*)*)", re.M)
_CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")
_ACTIVE = re.compile(
    r"<(script|style|iframe|object|embed|svg|math|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.S | re.I
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,500})?/?>")
_ADDRESS = re.compile(r"\]\((https?://[^\s)]+)\)|<(https?://[^\s>]+)>|(https?://[^\s)\]>，。）]+)")
_ORIGIN = re.compile(
    r"翻译自|译自|編譯自|编译自|原文|转载自|translated from|originally published|first appeared", re.I
)
OPEN, CLOSE = "\ue000", "\ue001"


def pieces(where: str, text: str, bounds: Bounds) -> list[Piece]:
    """The one document of a Markdown file. Raises EvidenceError."""
    fields, body = front_matter.split(where, text, bounds.front_matter)
    notes = tuple((found.group(1), " ".join(found.group(2).split())) for found in _NOTE.finditer(body))
    plain, stripped = without_scripts(_NOTE.sub("", body))
    said = flat(_CALL.sub(lambda call: f"{OPEN}{call.group(1)}{CLOSE}", plain))
    title = _text(fields.get("title")) or _first_heading(said)
    return [
        Piece(
            where=where,
            text=_without_title(said, title),
            format="markdown",
            title=title,
            published=_text(fields.get("date")) or _text(fields.get("publishDate")),
            publisher=_text(fields.get("publisher")) or _text(fields.get("site")),
            author=_named(fields.get("author") or fields.get("authors")),
            url=_text(fields.get("source_url")) or _text(fields.get("canonicalURL")) or _origin(body),
            lang=_text(fields.get("lang")) or _text(fields.get("language")),
            front_matter=fields,
            notes=notes,
            whole=body,
            stripped=stripped,
        )
    ]


def without_scripts(text: str) -> tuple[str, int]:
    """The text without scripts, frames and comments, and how many of these were left out."""
    text, count = _ACTIVE.subn("\n", text)
    text = _COMMENT.sub("", text)
    lines = [("" if _TAG.sub("", line).strip() == "" else line) for line in text.split("\n")]
    return "\n".join(lines), count


def flat(text: str) -> str:
    """Light Markdown of a Markdown text: blocks parted by empty lines."""
    blocks: list[str] = []
    marks: list[str] = []
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text):
        if token.type == "heading_open":
            marks.append("#" * int(token.tag[1:]) + " ")
        elif token.type == "list_item_open":
            marks.append("- ")
        elif token.type == "blockquote_open":
            marks.append("> ")
        elif token.type in ("heading_close", "list_item_close", "blockquote_close"):
            marks.pop()
        elif token.type == "inline":
            said = _inline(token.children or [])
            mark = marks[-1] if marks else ""
            blocks.extend(mark + line for line in said.split("\n") if line.strip())
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content.strip())
        elif token.type == "html_block":
            blocks.append(_TAG.sub(" ", token.content).strip())
    return "\n\n".join(block for block in blocks if block.strip())


def _inline(children: list[Any]) -> str:
    said = []
    for child in children:
        if child.type in ("text", "code_inline"):
            said.append(child.content)
        elif child.type == "softbreak":
            said.append(" ")
        elif child.type == "hardbreak":
            said.append("\n")
        elif child.type == "image":
            continue
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            said.append("\n")
    return "".join(said)


def note_address(text: str) -> str | None:
    """The first address in a footnote."""
    found = _ADDRESS.search(text)
    return next((each for each in found.groups() if each), None) if found else None


def note_text(text: str) -> str:
    """A footnote as a reader sees it."""
    return " ".join(flat(text).split())


def _origin(body: str) -> str | None:
    """The address of the original that a translation or a copy names in its first lines."""
    for line in body.split("\n")[:30]:
        if _ORIGIN.search(line):
            address = note_address(line)
            if address:
                return address
    return None


def _first_heading(text: str) -> str | None:
    found = re.search(r"^# (.+)$", text, re.M)
    return found.group(1).strip() if found else None


def _without_title(text: str, title: str | None) -> str:
    """The text without a first heading that repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if title and first.lstrip("# ").strip() == title.strip() else text


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _named(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value if isinstance(each, str)) or None
    return _text(value)
