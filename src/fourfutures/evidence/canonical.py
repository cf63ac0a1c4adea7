"""The canonical form of a text: one way to write the same signs, so that copies and quotes can be compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

# Signs that nobody sees: they hide text from readers, turn its order, or steer a terminal.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n *")
_GAPS = re.compile(r"\n{3,}")


def canonical(text: str) -> str:
    """Signs composed (NFC), lines ended by a line feed, blanks single, unseen signs gone."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    text = writable(text, " ")
    return _GAPS.sub("\n\n", _LINES.sub("\n", _BLANKS.sub(" ", text))).strip()


def one_line(text: str | None) -> str | None:
    """A title or a name in one line; None where it says nothing."""
    said = " ".join(canonical(text or "").split())
    return said or None


def writable(value: Any, instead: str = "\ufffd") -> Any:
    """A text, or texts inside lists and mappings, without halves of signs, which no file and no database takes."""
    if isinstance(value, str):
        return _HALVES.sub(instead, value)
    if isinstance(value, list):
        return [writable(each, instead) for each in value]
    if isinstance(value, dict):
        return {writable(name, instead): writable(each, instead) for name, each in value.items()}
    return value


def shown(name: str) -> str:
    """The name of a file as it can be told: signs that nobody sees or that no text holds are replaced."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def key(text: str) -> str:
    """A short id made from a text."""
    return digest(text)[:12]
