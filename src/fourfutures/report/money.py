"""Money of a deal, given in million US dollars: as each language counts it."""

from __future__ import annotations

from collections.abc import Mapping

from fourfutures.report import numerals

YI = 100.0  # million in one 亿


def table_money(value: float, lang: str) -> str:
    """A number for a table that names its unit once: million US$ in English, 亿美元 in Chinese."""
    if lang == "zh":
        return numerals.plain(numerals.rounded(value / YI, 2))
    shown = numerals.rounded(value) if abs(value) >= 1.0 else numerals.significant(value, 1)
    return f"{shown:,f}".replace("-", numerals.MINUS)


def million(value: float, lang: str) -> str:
    """An amount on its own, without the unit: two significant digits from a hundred on."""
    return table_money(float(numerals.significant(value, 2)), lang)


def interval(spread: Mapping[str, float], lang: str) -> str:
    """The ends of a 90 % interval."""
    low, high = (million(spread[end], lang) for end in ("q05", "q95"))
    return {"en": f"{low} to {high}", "zh": f"{low}至{high}"}[lang]
