"""What a terminal shows of one economy: alignment, use and shares over time, deals, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import bar, ends, plain_table, rule

SHOWN_SOURCES = 6
SHOWN_MONTHS = (0, 12, 24)
STACKS = {"us": "screen.us", "cn": "screen.cn", "own": "screen.own"}
PRECISION = {"day": 10, "month": 7, "year": 4}  # characters of a date that are known


def print_country(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print one economy."""
    texts = catalogue(lang)
    as_of = numerals.date(document["as_of"], lang)
    name = texts.name(document["name"])
    console.print(Text(texts.text("screen.country", name=name, as_of=as_of), style="bold"))
    if document.get("imputed"):
        console.print(Text(texts.text("screen.imputed"), style="yellow"))
    rule(console, texts.text("screen.alignment"))
    table = plain_table(header=False)
    for side, p in document["alignment"].items():
        table.add_row(texts.text(f"alignment.{side}"), bar(p, p, p), numerals.percent(p, lang))
    console.print(table)
    _series(texts, document["series"], console)
    _deals(texts, document["deals"], console)
    rule(console, texts.text("screen.sources"))
    for card in document["sources"][:SHOWN_SOURCES]:
        line = f"{card['publisher']}: {card['title']} ({card['grade']}) {card['url'] or ''}"
        console.print(Text(line.rstrip()), soft_wrap=True)
    more = len(document["sources"]) - SHOWN_SOURCES
    if more > 0:
        console.print(Text(texts.text("screen.sources_more", n=numerals.count(more, lang)), style="dim"))


def _series(texts: Catalogue, rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    lang = texts.lang
    months = sorted({row["month"] for row in rows})
    by_key = {(row["variable"], row["month"]): row for row in rows}
    rule(console, texts.text("screen.series"))
    table = plain_table()
    table.add_column(texts.text("screen.month"))
    variables = ("adoption", "share_us", "share_cn", "share_own")
    for variable in variables:
        key = "screen.adoption_short" if variable == "adoption" else f"screen.{variable}"
        table.add_column(texts.text(key), no_wrap=True)
    for at in SHOWN_MONTHS:
        if at < len(months):
            cells = [by_key[variable, months[at]] for variable in variables]
            table.add_row(
                months[at],
                *(f"{numerals.percent(c['mean'], lang)} ({ends(c['q05'], c['q95'], lang)})" for c in cells),
            )
    console.print(table)


def _deals(texts: Catalogue, deals: Sequence[Mapping[str, Any]], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("screen.deals"))
    if not deals:
        console.print(Text(texts.text("screen.no_deals")))
        return
    table = plain_table()
    for key in ("deal", "status", "capacity", "announced"):
        table.add_column(texts.text(f"screen.{key}"), overflow="fold", no_wrap=key == "status")
    for deal in sorted(deals, key=lambda deal: str(deal["announced"])):
        megawatt = deal["capacity_mw"]
        size = texts.text("screen.unstated") if megawatt is None else numerals.power(megawatt, lang)
        stack = texts.text(STACKS[deal["stack"]]) if deal["stack"] in STACKS else "-"
        table.add_row(
            f"{deal['provider']} ({stack})",
            texts.text(f"rung.{deal['status']}"),
            size,
            numerals.date(str(deal["announced"])[: PRECISION[deal["precision"]]], lang),
        )
    console.print(table)
