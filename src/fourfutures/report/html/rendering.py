"""Markdown of a brief as HTML: CommonMark with tables, footnote calls, pictures in line, claims as data elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

from fourfutures.report.claims import machine_text
from fourfutures.report.markup import CLAIMED, DIGIT, Markup, is_picture

WORDS = ("cited", "text")  # formats whose digits stand among words, which may break
Picture = Callable[[str, str], str]  # address and alt text to markup


class Rendering:
    """One page's rules. Calls of footnotes are counted, so that each note leads back to every place that calls it."""

    def __init__(self, claims: Sequence[Mapping[str, Any]], picture: Picture, table_name: str) -> None:
        self._claims = {str(claim["id"]): claim for claim in claims}
        self._picture = picture
        self._table_name = table_name
        self._markup = Markup(claims)
        self.calls: dict[str, int] = {}
        self._tables = 0

    def blocks(self, text: str) -> str:
        """Paragraphs, headings, tables and figures, one a line."""
        return self._claimed(self._written(self._shaped(self._markup.blocks(text))))

    def line(self, text: str) -> str:
        """Text inside a paragraph."""
        return self._claimed(self._written(self._markup.line(text)))

    def _written(self, tokens: list[Token]) -> str:
        rules = self._markup.rules
        return str(rules.renderer.render(tokens, rules.options, {}))

    def _claimed(self, html: str) -> str:
        def element(found: re.Match[str]) -> str:
            value = self._claims[found.group(1)]["value"]
            text = machine_text(value)
            whole = DIGIT.search(found.group(2)) and self._claims[found.group(1)].get("format") not in WORDS
            short = ' class="number"' if whole else ""
            return (
                f'<data{short} value="{escape(text)}" data-claim="{found.group(1)}">{found.group(2)}</data>'
            )

        return CLAIMED.sub(element, html)

    def _shaped(self, tokens: list[Token]) -> list[Token]:
        """Tables in a frame that scrolls, the first cell of a row as its heading, pictures as figures, calls with anchors."""
        shaped: list[Token] = []
        first = in_body = False
        for at, token in enumerate(tokens):
            if token.type == "inline":
                self._counted(token)
            if token.type in ("tbody_open", "tbody_close"):
                in_body = token.type == "tbody_open"
            if token.type == "th_open":
                token.attrSet("scope", "col")
            if token.type == "tr_open":
                first = in_body
            if first and token.type == "td_open":
                token.tag = "th"
                token.attrSet("scope", "row")
            if first and token.type == "td_close":
                token.tag, first = "th", False
            if token.type == "paragraph_open" and is_picture(tokens[at + 1]):
                token.tag = tokens[at + 2].tag = "figure"
                token.attrSet("tabindex", "0")  # a narrow screen scrolls it, also by keyboard
                self._figure(tokens[at + 1])
            if token.type == "table_open":
                self._tables += 1  # a landmark of its own name each
                name = escape(f"{self._table_name} {self._tables}")
                frame = f'<div class="table" role="region" tabindex="0" aria-label="{name}">'
                shaped.append(_raw(frame))
            shaped.append(token)
            if token.type == "table_close":
                shaped.append(_raw("</div>\n"))
        return shaped

    def _figure(self, inline: Token) -> None:
        """A picture, and the emphasised line behind it as its caption."""
        picture, *rest = inline.children or []
        markup = self._picture(str(picture.attrGet("src")), picture.content)
        words = [token for token in rest if token.type not in ("em_open", "em_close")]
        inline.children = [_raw(markup + "<figcaption>"), *words, _raw("</figcaption>")]

    def _counted(self, inline: Token) -> None:
        for token in inline.children or []:
            if token.type == "call":
                number = token.content
                time = self.calls[number] = self.calls.get(number, 0) + 1
                token.type, token.content = (
                    "html_inline",
                    (
                        f'<sup><a href="#note-{number}" id="{anchor(number, time)}" role="doc-noteref">{number}</a></sup>'
                    ),
                )


def anchor(number: str, time: int) -> str:
    """Where a footnote is called for the first, second, … time."""
    return f"call-{number}" if time == 1 else f"call-{number}-{time}"


def _raw(markup: str) -> Token:
    token = Token("html_inline", "", 0)
    token.content = markup
    return token
