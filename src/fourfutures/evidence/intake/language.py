"""The language of a text: English, Chinese in one of its two scripts, or neither."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from fourfutures.evidence.document import Language
from fourfutures.evidence.script import simplified, traditional_only


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_OTHER = re.compile("[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\uac00-\ud7af\u0370-\u03ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_ENGLISH = _set(
    "the of and to in a is that for on with as it was by are from at be has have its an or not will this said"
)


class Spoken(NamedTuple):
    """The language that a text is read as, its script, and whether it is one of the two."""

    lang: Language
    script: Literal["Hans", "Hant"] | None
    sure: bool


def spoken(text: str, said: str | None = None) -> Spoken:
    """The language of a text; `said` is what its source says, and is believed where the text is too short to tell."""
    sample = text[:40_000]
    han = len(_HAN.findall(sample))
    words = _LATIN.findall(sample)
    other = len(_OTHER.findall(sample))
    if han and han >= 0.15 * (han + len(words) + other):
        japanese = len(_KANA.findall(sample)) > 0.1 * han
        return Spoken("zh", _script(sample), not japanese)
    if other > len(words):
        return Spoken("en", None, False)
    common = sum(word.lower() in _ENGLISH for word in words)
    sure = common >= 0.08 * len(words) if len(words) >= 40 else True
    if not words and (said or "").lower().startswith("zh"):
        return Spoken("zh", "Hans", True)
    return Spoken("en", None, sure)


def _script(sample: str) -> Literal["Hans", "Hant"]:
    """Traditional where characters that only it has outnumber those that only the simplified script has."""
    hant = sum(sign in traditional_only for sign in sample)
    hans = sum(sign in simplified for sign in sample)
    return "Hant" if hant > hans else "Hans"
