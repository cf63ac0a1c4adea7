"""Markdown of a brief as tokens: CommonMark with tables and footnote calls, each claim carried through to where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fourfutures.report.claims import MARK

# Signs that no text has: they carry a claim through the Markdown rules, which would take an HTML comment for a word's end.
OPEN, TURN, CLOSE = "\ue000", "\ue001", "\ue002"
CLAIMED = re.compile(f"{OPEN}(c\\d+){TURN}(.*?){CLOSE}", re.DOTALL)
CARRIED = re.compile(f"{OPEN}c\\d+{TURN}|{CLOSE}")
DIGIT = re.compile(r"\d")
CALL = re.compile(r"\[\^(\d+)\]")
NOTE = re.compile(r"^\[\^(\d+)\]: (.*)$", re.MULTILINE)


class Markup:
    """The rules by which a page is read, whatever is made of it."""

    def __init__(self, claims: Sequence[Mapping[str, Any]]) -> None:
        self._shown = {str(claim["id"]): str(claim.get("shown", "")) for claim in claims}
        self.rules = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.rules.inline.ruler.before("link", "call", _call)

    def blocks(self, text: str) -> list[Token]:
        """Paragraphs, headings, lists and tables. A claim stands between OPEN, TURN and CLOSE, a call is a token of its own."""
        return self.rules.parse(self._carried(text))

    def line(self, text: str) -> list[Token]:
        """Text inside a paragraph."""
        return self.rules.parseInline(self._carried(text))

    def _carried(self, text: str) -> str:
        parts, at = [], 0
        for mark in MARK.finditer(text):
            shown = self._shown.get(mark.group(1), "")
            before = text[at : mark.start()]
            if shown and before.endswith(shown):
                before = before.removesuffix(shown) + f"{OPEN}{mark.group(1)}{TURN}{shown}{CLOSE}"
            parts.append(before)
            at = mark.end()
        return "".join([*parts, text[at:]])


def is_picture(token: Token) -> bool:
    """Whether a paragraph's content starts with a picture."""
    return [child.type for child in token.children or []][:1] == ["image"]


def _call(state: StateInline, silent: bool) -> bool:
    """The rule for `[^1]`."""
    found = CALL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("call", "", 0).content = found.group(1)
    state.pos = found.end()
    return True
