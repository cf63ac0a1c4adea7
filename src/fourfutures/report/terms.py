"""A number of a term sheet, or of an assumption behind it, with its unit."""

from __future__ import annotations

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue

MONEY = {"US$": 1e9, "US$/yr": 1e9}  # of these units in a billion dollars


def term_value(texts: Catalogue, value: float, unit: str) -> str:
    """A number of a term or an assumption with its unit."""
    lang = texts.lang
    if unit in MONEY:
        shown = numerals.dollars(value / MONEY[unit], lang)
        return shown if unit == "US$" else texts.text("unit.a_year", amount=shown)
    if unit == "MW":
        return numerals.power(value, lang)
    if unit == "people":
        return texts.text("unit.people", n=numerals.count(value, lang))
    if unit == "level":
        return numerals.decimal(value, lang) + {"en": "", "zh": "级"}[lang]
    if unit == "1/yr":
        return texts.text("unit.a_year", amount=numerals.quantity(value, "share", lang))
    if unit == "ratio":
        return numerals.decimal(value, lang)
    if unit in ("million US$/MW", "million US$/MW/yr", "US$/person/yr", "US$ per US$"):
        return texts.text(f"unit.{unit}", n=numerals.many(value * in_wan(unit, lang), lang, 3))
    return numerals.quantity(value, unit, lang)


def in_wan(unit: str, lang: str) -> float:
    """Chinese counts such costs in 万美元: a hundred of them are a million."""
    return 100.0 if lang == "zh" and unit.startswith("million US$") else 1.0
