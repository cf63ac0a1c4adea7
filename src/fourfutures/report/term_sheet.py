"""The term sheet of an offer on a terminal: every term that is stated, and where its value comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule
from fourfutures.report.terms import in_wan, term_value

IDENTITY = ("id", "name", "stack", "template", "country", "signed")


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
        scale = in_wan(unit, texts.lang)
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
