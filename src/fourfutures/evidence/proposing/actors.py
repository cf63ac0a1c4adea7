"""Whose capacity, market or act a sentence is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fourfutures.evidence.document import Language
from fourfutures.evidence.script import as_simplified

BUILDERS = ("CHN", "USA")


class Actors:
    """Countries by their names, and the rule of each indicator."""

    def __init__(self, names: Mapping[str, Any], rules: Mapping[str, Any]) -> None:
        self._english = {
            code: re.compile(
                r"(?<![A-Za-z])(?:" + "|".join(map(re.escape, entry["en"])) + r")(?:['’]s)?(?![A-Za-z])"
            )
            for code, entry in names.items()
        }
        self._chinese = {code: re.compile("|".join(entry["zh"])) for code, entry in names.items()}
        self._own: dict[str, str] = {name: rule["actor"] for name, rule in rules.items()}
        self._where = {name for name, rule in rules.items() if rule.get("where")}

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all that have a name here."""
        return tuple(self._english)

    def actor(self, sentence: str, lang: Language, indicator: str, concepts: frozenset[str]) -> str:
        """The actor of a sentence that speaks of an indicator."""
        own = self._own[indicator]
        if indicator not in self._where:
            return self._builder(own, sentence, lang, indicator, concepts)
        found = self.named(sentence, lang)
        third = [code for code in found if code not in BUILDERS]
        if indicator == "trust_bans_cn":
            return third[0] if third else "USA" if "USA" in found or "america" in concepts else own
        if indicator == "trust_bans_us":
            return third[0] if len(third) == 1 else own if third or "CHN" not in found else "CHN"
        if len(third) == 1:
            return third[0]
        if indicator == "standards_alliances" and not third:
            return "CHN" if "CHN" in found and "USA" not in found else "USA" if "USA" in found else own
        if indicator == "enterprise_share_abroad" and not third and "america" in concepts:
            return "USA"
        return own

    def named(self, sentence: str, lang: Language) -> list[str]:
        """Codes of the countries that a sentence names, in the order of their first mention."""
        text = as_simplified(sentence) if lang == "zh" else sentence
        patterns = self._chinese if lang == "zh" else self._english
        at = {code: found.start() for code, pattern in patterns.items() if (found := pattern.search(text))}
        return sorted(at, key=lambda code: at[code])

    @staticmethod
    def _builder(own: str, sentence: str, lang: Language, indicator: str, concepts: frozenset[str]) -> str:
        """One of the two builders: the rule's own, unless the sentence speaks of the other alone."""
        chinese = bool(concepts & {"china", "chinese_firm"})
        american = bool(concepts & {"america", "american_firm", "american_model"})
        if indicator in (
            "open_model_downloads",
            "api_price_gap",
            "model_capability_gap",
            "productivity_effects",
        ):
            if own == "CHN" and american and not chinese:
                return "USA"
            if own == "USA" and chinese and not american:
                return "CHN"
        return own
