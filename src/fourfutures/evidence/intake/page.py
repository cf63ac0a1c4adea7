"""HTML to text: the article without menus, scripts and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.evidence.intake.limits import Bounds
from fourfutures.evidence.intake.source import Piece, unreadable


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _set(
    "p div section article main header footer aside nav ul ol li table tr td th h1 h2 h3 h4 h5 h6 blockquote pre br hr "
    "figure figcaption dl dt dd form"
)
_SILENT = _set("script style iframe object embed template noscript svg math head title")
_ACTIVE = _set("script iframe object embed")
_VOID = _set("area base br col embed hr img input link meta param source track wbr")
# Tags that nobody need close: the next one does.
_CLOSED_BY_NEXT = _set("p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt")
_KEPT = re.compile(r"\\([<>*_`#\[\]|])")
_LINE = re.compile(r"[ \t]*\n\s*")


def pieces(where: str, text: str, bounds: Bounds) -> Iterator[Piece | Problem]:
    """The one article of a page."""
    if len(text) > bounds.page:
        yield unreadable(
            where,
            Both(f"the page has more than {bounds.page:,} characters", f"页面超过{bounds.page}个字符"),
            Both("save the article alone", "请只保存文章本身"),
        )
        return
    outline = _Outline(bounds.depth)
    outline.feed(text)
    if outline.deepest > bounds.depth:
        yield unreadable(
            where,
            Both(
                f"elements stand inside each other more than {bounds.depth} deep",
                f"页面元素嵌套超过{bounds.depth}层",
            ),
            Both("save the article as text", "请将文章存为纯文本"),
        )
        return
    try:
        import trafilatura
    except ImportError:
        yield missing(where, "trafilatura")
        return
    try:
        found: Any = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, include_formatting=True, with_metadata=True
        )
    except Exception:  # whatever a page of the web does to its parser must not stop the pages after it
        found = None
    told = found.as_dict() if hasattr(found, "as_dict") else dict(found or {})
    body = told.get("text") or ""
    if not body.strip():
        yield unreadable(
            where,
            Both("no article was found in the page", "页面中没有找到文章"),
            Both("save the article as text or Markdown", "请将文章存为纯文本或 Markdown"),
        )
        return
    yield Piece(
        where=where,
        text=_plain(body),
        format="html",
        title=told.get("title"),
        published=told.get("date") or None,
        publisher=told.get("sitename") or told.get("hostname"),
        author=told.get("author"),
        url=outline.canonical or told.get("url"),
        lang=outline.lang,
        stripped=outline.active,
    )


def missing(where: str, package: str) -> Problem:
    """The word on a format whose reader is not installed."""
    return unreadable(
        where,
        Both(
            f"reading it needs the package {package}, which is not installed",
            f"读取它需要软件包 {package}，尚未安装",
        ),
        Both(
            "install it with: pip install 'fourfutures[evidence]'",
            "请运行 pip install 'fourfutures[evidence]' 安装",
        ),
    )


def stripped_text(markup: str, depth: int) -> tuple[str, int]:
    """Text of a piece of HTML, and how many scripts and frames were left out; nothing is taken for boilerplate."""
    if "<" not in markup and "&" not in markup:
        return markup.strip(), 0
    outline = _Outline(depth)
    outline.feed(markup)
    return _LINE.sub("\n\n", "".join(outline.said)).strip(), outline.active


def _plain(text: str) -> str:
    """The text of an extraction without signs of emphasis, and without the strokes that keep other signs from being one."""
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    return _KEPT.sub(r"\1", text).replace("\n", "\n\n")


class _Outline(HTMLParser):
    """Reads a page tag by tag, whatever its depth: no tree is built."""

    def __init__(self, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.limit, self.open, self.deepest = depth, 0, 0
        self.said: list[str] = []
        self.active = 0
        self.lang: str | None = None
        self.canonical: str | None = None
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.lang = given.get("lang") or self.lang
        elif tag == "link" and "canonical" in (given.get("rel") or "").lower().split():
            self.canonical = given.get("href") or self.canonical
        self.active += tag in _ACTIVE
        if tag not in _VOID:
            self.open += tag not in _CLOSED_BY_NEXT
            self.deepest = max(self.deepest, self.open)
            if tag in _SILENT:
                self._silent.append(tag)
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and tag not in _CLOSED_BY_NEXT:
            self.open = max(0, self.open - 1)
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)
