"""What is to be read: bytes, where they came from, what they were called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from fourfutures.errors import Both, Problem
from fourfutures.evidence.document import Format


class Source(NamedTuple):
    """Bytes of one file, pipe or page."""

    where: str
    content: bytes
    suffix: str = ""  # of the file's name, in small letters
    media_type: str = ""
    charset: str | None = None
    url: str | None = None


class Piece(NamedTuple):
    """One document as its format gives it, before dates, language and defects are looked at.

    `text` is light Markdown: headings with #, list items with -, no links, marks of footnotes as \\ue000key\\ue001.
    """

    where: str
    text: str
    format: Format
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    lang: str | None = None
    front_matter: Mapping[str, object] = MappingProxyType({})
    notes: tuple[tuple[str, str], ...] = ()  # key and text of each footnote
    lost: int = 0  # signs that could not be read
    whole: str = ""  # the body as it was written, marks and addresses included
    stripped: int = 0  # scripts and frames left out


def unreadable(where: str, what: Both, remedy: Both) -> Problem:
    """A word on an item that was not taken in."""
    return Problem(where, what, remedy)
