"""The term sheet of an offer on a terminal: every term that is stated, and where its value comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

IDENTITY = ("id", "name", "stack", "template", "country", "signed")
MONEY = {"US$": 1e9, "US$/yr": 1e9}  # of these units in a billion dollars


def print_term_sheet(document: Mapping[str, Any], texts: Catalogue, console: Console) -> None:
    """Print the terms; those left open are named below, since they stand at nought."""
    rule(console, texts.text("deal.terms"))
    terms = {name: term for name, term in document["offer"].items() if name not in IDENTITY}
    table = plain_table()
    table.add_column(texts.text("deal.term"), overflow="fold")
    table.add_column(texts.text("deal.given"), justify="right", overflow="fold")
    table.add_column(texts.text("deal.origin"), overflow="fold")
    for term in terms.values():
        if term["origin"] == "open":
            continue
        table.add_row(texts.name(term["name"]), _shown(texts, term), _origin(texts, document, term))
    console.print(table)
    left = [texts.name(term["name"]) for term in terms.values() if term["origin"] == "open"]
    if left:
        told(texts.text("deal.left_open", names=texts.text("list.wide").join(left)), console, 0, "dim")


def _shown(texts: Catalogue, term: Mapping[str, Any]) -> str:
    value, unit = term["value"], term["unit"]
    if value is None:
        drawn = term["drawn"]
        scale = _in_wan(unit, texts.lang)
        low, high = (numerals.many(drawn[part] * scale, texts.lang, 3) for part in ("q05", "q95"))
        return texts.text("deal.drawn", mean=term_value(texts, drawn["mean"], unit), low=low, high=high)
    if isinstance(value, bool):
        return texts.text("deal.yes" if value else "deal.no")
    return texts.text(f"custody.{value}") if isinstance(value, str) else term_value(texts, value, unit)


def _origin(texts: Catalogue, document: Mapping[str, Any], term: Mapping[str, Any]) -> str:
    origin = texts.text(f"origin.{term['origin']}")
    known = [document["sources"][name] for name in term["source_ids"] if name in document["sources"]]
    if known:
        return texts.text("deal.sourced", origin=origin, publisher=known[0]["publisher"])
    return texts.text("deal.judged", origin=origin) if term["judgement"] else origin


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
        return texts.text(f"unit.{unit}", n=numerals.many(value * _in_wan(unit, lang), lang, 3))
    return numerals.quantity(value, unit, lang)


def _in_wan(unit: str, lang: str) -> float:
    """Chinese counts such costs in 万美元: a hundred of them are a million."""
    return 100.0 if lang == "zh" and unit.startswith("million US$") else 1.0
