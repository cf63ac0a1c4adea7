"""What points to an indicator: sets of concepts that stand together, and terms that suffice by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.evidence.document import Language
from fourfutures.evidence.proposing.openings import Openings
from fourfutures.evidence.script import as_simplified


class Pointers:
    """The rules of all indicators over one list of concepts."""

    def __init__(self, rules: Mapping[str, Any], concepts: Sequence[str]) -> None:
        self.names = tuple(rules)
        bit = {name: 1 << at for at, name in enumerate(concepts)}
        self._sets: list[list[tuple[tuple[int, ...], int]]] = []
        self._terms: dict[str, Openings[int]] = {"en": Openings("word"), "zh": Openings("sign")}
        for at, rule in enumerate(rules.values()):
            self._sets.append([_compiled(said, bit) for said in rule.get("all", ())])
            for lang, terms in self._terms.items():
                for term in rule.get(lang, ()):
                    terms.add(at, term)
        self._bit = bit

    def mask(self, concepts: set[str]) -> int:
        """Concepts as bits."""
        found = 0
        for name in concepts:
            found |= self._bit[name]
        return found

    def count(self, concepts: set[str], sentence: str, lang: Language) -> tuple[list[int], list[int]]:
        """For each indicator how many of its sets of concepts stand in the sentence, and whether one of its terms does."""
        mask = self.mask(concepts)
        sets = [_standing(mask, rules) for rules in self._sets]
        text = as_simplified(sentence) if lang == "zh" else sentence
        standing = self._terms[lang].found(text)
        return sets, [int(at in standing) for at in range(len(self.names))]


def _standing(mask: int, rules: Sequence[tuple[tuple[int, ...], int]]) -> int:
    """How many sets of concepts stand in a sentence."""
    found = 0
    for wanted, absent in rules:
        if mask & absent:
            continue
        for any_of in wanted:
            if not mask & any_of:
                break
        else:
            found += 1
    return found


def _compiled(said: str, bit: Mapping[str, int]) -> tuple[tuple[int, ...], int]:
    wanted, absent = [], 0
    for part in said.split():
        mask = 0
        for name in part.lstrip("-").split("|"):
            mask |= bit[name]
        if part.startswith("-"):
            absent |= mask
        else:
            wanted.append(mask)
    return tuple(wanted), absent
