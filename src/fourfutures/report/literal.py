"""Words of others as they stand: Markdown that shows each sign of a text and reads none of them as markup."""

from __future__ import annotations

import re

SIGNS = re.compile(r"([\\`*_\[\]<>&|~${}])")
ESCAPED = re.compile(r"\\([\\`*_\[\]<>&|~${}])")


def literal(text: str) -> str:
    """A text on one line, with a backslash before each sign that Markdown, HTML or a site generator would read."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def plain(markdown: str) -> str:
    """What a reader sees of such Markdown."""
    return ESCAPED.sub(r"\1", markdown)


def unmarked(text: str) -> str:
    """A text in which nothing reads as the mark of a claim or the call of a footnote: a sign of no width parts them."""
    return text.replace("<!--", "<\u2060!--").replace("[^", "[\u2060^")
