"""Which documents copy which: shares of runs of signs that two texts have in common, found by their least hashes."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from fourfutures.evidence.script import as_simplified

RUN = 5  # words of a run; Chinese characters: twice as many
COPY = 0.7  # share of the shorter text's runs from which it counts as a copy
SKETCH = 96  # least hashes kept
SHORT = 12  # runs below which only the very same text counts as a copy
_TOKEN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]|[a-z0-9]+")


def runs(text: str) -> frozenset[int]:
    """Hashes of all runs of a text, whatever its script, case and punctuation."""
    tokens = _TOKEN.findall(as_simplified(text.lower()))
    chinese = sum(token > "\u3400" for token in tokens) > len(tokens) / 2
    size = RUN * (2 if chinese else 1)
    if len(tokens) < size:
        return frozenset({_hash(" ".join(tokens))}) if tokens else frozenset()
    return frozenset(_hash(" ".join(tokens[at : at + size])) for at in range(len(tokens) - size + 1))


def copies(texts: Sequence[str]) -> list[int | None]:
    """For each text the number of the earlier text that it copies, or None.

    Candidates share one of the least hashes; the decision rests on all runs: those in common over those of the shorter.
    """
    found: list[int | None] = []
    kept: list[frozenset[int]] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        own = runs(text)
        sketch = sorted(own)[:SKETCH]
        near = sorted({other for least in sketch for other in holders[least]})
        original = next((other for other in near if _copied(own, kept[other])), None)
        found.append(original)
        kept.append(own)
        if original is None:
            for least in sketch:
                holders[least].append(number)
    return found


def _copied(one: frozenset[int], other: frozenset[int]) -> bool:
    shorter = min(len(one), len(other))
    if shorter < SHORT:
        return one == other
    return len(one & other) >= COPY * shorter


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")


def words(text: str) -> frozenset[str]:
    """Words of a text, and pairs of neighbouring characters where it is Chinese: what two reports may share."""
    tokens = _TOKEN.findall(as_simplified(text.lower()))
    pairs = (one + other for one, other in pairwise(tokens) if one > "\u3400" and other > "\u3400")
    return frozenset(token for token in tokens if len(token) > 2) | frozenset(pairs)
