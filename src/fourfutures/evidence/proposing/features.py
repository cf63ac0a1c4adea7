"""What the classifiers see of a sentence: concepts, pointers to indicators, and how it is written. No words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from fourfutures.evidence.document import Language
from fourfutures.evidence.proposing.lexicon import Lexicon
from fourfutures.evidence.proposing.pointers import Pointers
from fourfutures.evidence.proposing.quantities import Quantity, quantities

Array = npt.NDArray[np.float64]
TERM = 1.5  # what a term counts beside a set of concepts
_LINKED = re.compile(
    r"[“\"]?(?:But|And|So|Yet|Still|However|Meanwhile|Also|This|That|These|It|They|He|She|Its|Their|The (?:company|move|deal|system))\b|"
    r"此举|这|该|其|它|但|而|不过|因此|同时|此外"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = re.compile(r"[%％]|percent")
_MONEY = re.compile(r"[$€£]|美元|亿元|billion|million|trillion")
_CODE = re.compile(r"https?:|www\.|[#|]|[{}<>]|@")
_QUOTED = re.compile(r"[“\"「『].+[”\"」』]")
WRITTEN = (
    "quantity", "quantities", "very_short", "short", "middling", "long", "very_long", "asks", "opens_quoted", "quoted",
    "year", "no_stop", "chinese", "share", "money", "linked", "colon", "code", "digits", "heading",
)  # fmt: skip


class Read(NamedTuple):
    """One sentence as it was read."""

    text: str
    lang: Language
    heading: bool
    concepts: frozenset[str]
    quantities: tuple[Quantity, ...]
    pointed: Array  # by indicator: sets of concepts, at most one, plus TERM for a term


class Reader:
    """Reads sentences with one list of terms."""

    def __init__(self, lexicon: Lexicon, pointers: Pointers) -> None:
        self.lexicon, self.pointers = lexicon, pointers
        self._at = {name: at for at, name in enumerate(lexicon.names)}

    def read(self, sentence: str, lang: Language, heading: bool = False) -> Read:
        """A sentence taken apart."""
        concepts = self.lexicon.concepts(sentence, lang)
        sets, terms = self.pointers.count(concepts, sentence, lang)
        pointed = np.minimum(np.array(sets, np.float64), 2.0) / 2.0 + TERM * np.array(terms, np.float64)
        return Read(sentence, lang, heading, frozenset(concepts), tuple(quantities(sentence, lang)), pointed)

    def columns(self, known: Sequence[str]) -> list[str]:
        """Names of the columns of `table`; `known` are the concepts that the weights know."""
        tops = ["top", "second", "pointed"]
        return [*known, *WRITTEN, *(f"points:{name}" for name in self.pointers.names), *tops]

    def table(self, reads: Sequence[Read], known: Sequence[str]) -> Array:
        """One row a sentence."""
        at = {name: number for number, name in enumerate(known)}
        spoken = np.zeros((len(reads), len(known)))
        for row, read in enumerate(reads):
            for name in read.concepts:
                if name in at:
                    spoken[row, at[name]] = 1.0
        written = np.array([_written(read) for read in reads], np.float64).reshape(len(reads), len(WRITTEN))
        pointed = np.array([read.pointed for read in reads]).reshape(len(reads), len(self.pointers.names))
        ranked = np.sort(pointed, axis=1)
        tops = np.stack([ranked[:, -1], ranked[:, -2], (pointed > 0).sum(1) / 5.0], 1)
        return np.hstack([spoken, written, pointed, tops])


def _written(read: Read) -> list[float]:
    text = read.text
    length = len(text) / (
        1.0 if read.lang == "zh" else 2.6
    )  # in Chinese characters: what an English text takes, roughly
    return [
        len(read.quantities) > 0,
        len(read.quantities) > 1,
        length < 15,
        length < 25,
        length < 40,
        length > 60,
        length > 90,
        text[-1:] in ("?", "？"),
        text[:1] in ("“", '"', "「"),
        _QUOTED.search(text) is not None,
        _YEAR.search(text) is not None,
        text[-1:] not in (".", "。", "!", "！", "?", "？", '"', "”", "’", "」"),
        read.lang == "zh",
        _SHARE.search(text) is not None,
        _MONEY.search(text) is not None,
        _LINKED.match(text) is not None,
        ":" in text or "：" in text,
        _CODE.search(text) is not None,
        sum(sign.isdigit() for sign in text) > 0.1 * len(text),
        read.heading,
    ]
