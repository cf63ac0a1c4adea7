"""How long a text is, in the units that people count it in."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’.-][A-Za-z0-9\u00c0-\u024f]+)*")
HAN_A_MINUTE = 300.0  # Chinese characters read in a minute, as blog engines reckon (judgement)
WORDS_A_MINUTE = 220.0  # words of a Western script (judgement)


class Length(NamedTuple):
    """Counts of a text."""

    han: int
    words: int
    signs: int  # all signs but blanks

    @property
    def minutes(self) -> float:
        """Reading time."""
        return self.han / HAN_A_MINUTE + self.words / WORDS_A_MINUTE

    @property
    def total(self) -> int:
        """Words as most programs count them in mixed text: each Chinese character and each other word is one."""
        return self.han + self.words


def length(text: str) -> Length:
    """Counts of a text."""
    return Length(len(_HAN.findall(text)), len(_WORD.findall(text)), sum(not sign.isspace() for sign in text))
