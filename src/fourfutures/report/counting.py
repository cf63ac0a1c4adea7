"""Counting words and characters as a reader would: Latin runs, Han characters, reading time."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from fourfutures.report.claims import without_marks

LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’.,-][A-Za-z0-9\u00c0-\u024f]+)*")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
WORDS_A_MINUTE, HAN_A_MINUTE = 213, 500
_NOT_TEXT = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"!\[[^\]]*\]\([^)]*\)"),  # pictures: alt text is not counted
    re.compile(r"\[\^\d+\]"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"<https?://[^>]*>"),
    re.compile(r"[`*|#]"),
)


class Count(NamedTuple):
    """What a page holds, and how long it takes."""

    latin: int
    han: int

    @property
    def minutes(self) -> int:
        """Reading time, at least one minute."""
        return max(1, math.ceil(self.latin / WORDS_A_MINUTE + self.han / HAN_A_MINUTE))

    def of(self, lang: str) -> int:
        """Words of an English page; characters of a Chinese one, a Latin or digit run counting as one."""
        return self.latin if lang == "en" else self.latin + self.han


def counted(body: str) -> Count:
    """Count the text between the front matter and the references."""
    text = without_marks(body)
    for pattern in _NOT_TEXT:
        text = pattern.sub(" ", text)
    return Count(len(LATIN.findall(text)), len(HAN.findall(text)))
