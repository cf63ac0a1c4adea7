"""RSS and Atom: one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.evidence.intake.limits import Bounds
from fourfutures.evidence.intake.page import missing, stripped_text
from fourfutures.evidence.intake.source import Piece, unreadable

_ENTITY = re.compile(r"<!ENTITY", re.I)


def pieces(where: str, text: str, bounds: Bounds) -> Iterator[Piece | Problem]:
    """The entries of a feed, as far as it goes; a torn feed gives what is whole and a word on it."""
    if _ENTITY.search(text):
        yield unreadable(
            where,
            Both("the feed declares XML entities of its own", "订阅源自行声明了 XML 实体"),
            Both("save it without its <!DOCTYPE ...> part", "请去掉其中的 <!DOCTYPE …> 部分再保存"),
        )
        return
    try:
        import feedparser
    except ImportError:
        yield missing(where, "feedparser")
        return
    declared = re.sub(r"\A(\s*<\?xml[^>]*?)\sencoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text)
    found = feedparser.parse(
        declared.encode("utf-8"), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    if not found.entries:
        yield unreadable(
            where,
            Both("holds no entry of a feed", "其中没有订阅条目"),
            Both(
                "give an RSS or Atom feed, or save the page as HTML",
                "请提供 RSS 或 Atom 订阅源，或将页面存为 HTML",
            ),
        )
        return
    title, lang = found.feed.get("title"), found.feed.get("language")
    for number, entry in enumerate(found.entries, 1):
        yield _piece(f"{where}#{number}", entry, title, lang, bounds)
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        yield unreadable(
            where,
            Both(
                f"the feed is torn or not well formed; its {len(found.entries)} entries that could be read were",
                f"订阅源不完整或格式有误；能读的{len(found.entries)}条已读入",
            ),
            Both("compare with the feed at its publisher", "请与发布方的订阅源核对"),
        )


def _piece(where: str, entry: Any, title: str | None, lang: str | None, bounds: Bounds) -> Piece:
    bodies = [body.get("value", "") for body in entry.get("content", [])] or [entry.get("summary", "")]
    text, stripped = stripped_text(max(bodies, key=len), bounds.depth)
    source = entry.get("source") or {}
    return Piece(
        where=where,
        text=text,
        format="feed",
        title=stripped_text(entry.get("title", ""), bounds.depth)[0] or None,
        published=entry.get("published") or entry.get("updated"),
        publisher=source.get("title") or title,
        author=entry.get("author"),
        url=entry.get("link"),
        lang=entry.get("language") or lang,
        stripped=stripped,
    )
