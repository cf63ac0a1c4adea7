"""What a terminal shows of a move between two days: odds on both, then item by item with figures and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import warnings
from fourfutures.report.quoting import cite, figure, named, told
from fourfutures.report.screen import NAME, WIDE, plain_table, rule

UNMEASURED = ("guard", "start", "members")  # kinds of items that are no figure
SHOWN = 12  # items; the rest stand in the JSON
NARROW_FUTURES = 2  # numbers beside an item in a narrow terminal
CELL = 6  # columns of such a number


def print_explanation(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what moved the odds."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {end: numerals.date(document[f"{end}_date"], lang) for end in ("from", "to")}
    console.print(Text(texts.text("explain.title", before=days["from"], after=days["to"])))
    console.print(
        Text(
            texts.text(
                "explain.run",
                lens=texts.text(f"lens.{document['lens']}"),
                pool=numerals.count(document["pool"], lang),
                seed=document["seed"],
            )
        )
    )
    console.print()
    _odds(texts, document, console)
    _items(texts, document, console)
    if document["without"] is not None:
        _without(texts, document, console)
    warnings(texts, document, console)


def _readings(document: Mapping[str, Any]) -> list[str]:
    """The chosen reading and, beside it, the one that asks the other question."""
    chosen = str(document["dials"]["reading"])
    return [chosen, "source" if chosen == "strict" else "strict"]


def _odds(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    table = plain_table()
    table.add_column(texts.text("screen.future"), width=NAME, overflow="fold")
    for reading in _readings(document):
        for end in ("from", "to"):
            table.add_column(f"{reading}\n{document[f'{end}_date']}", justify="right", no_wrap=True)
        table.add_column(texts.text("explain.change"), justify="right", no_wrap=True)
    for future in document["from"]:
        cells: list[Text] = [Text(texts.text(f"screen.short.{future}"))]
        for reading in _readings(document):
            block = document["readings"][reading]
            for end in ("from", "to"):
                entry = block[end][future]
                shown = numerals.percent(entry["p"], lang)
                span = numerals.percent_range(entry["low"], entry["high"], lang)
                cells.append(
                    Text(shown, style="bold") + Text("" if span == shown else f"\n{span}", "not bold")
                )
            cells.append(Text(numerals.points_bare(block["move"][future])))
        table.add_row(*cells)
    console.print(table)
    same = document["starts"]["from"] == document["starts"]["to"]
    told(texts.text("explain.odds_note"), console, 0, "dim")
    told(texts.text("explain.same_members" if same else "explain.other_start"), console, 0, "dim")


def _items(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, items = texts.lang, document["contributions"]
    rule(console, texts.text("explain.items"))
    if not items:
        console.print(Text(texts.text("explain.nothing")))
        return
    moved = sorted(document["move"], key=lambda future: -abs(document["move"][future]))
    shown = moved if console.width >= WIDE else moved[:NARROW_FUTURES]
    futures = [future for future in document["from"] if future in shown]
    listed = texts.text("list.wide").join(texts.text(f"screen.short.{future}") for future in futures)
    reading = texts.text(f"reading.{document['dials']['reading']}")
    told(texts.text("explain.effect", futures=listed, reading=reading), console, 0, "dim")
    ranked = sorted(items, key=lambda item: -max(abs(change) for change in item["delta"].values()))
    start = [item for item in ranked[SHOWN:] if item["kind"] == "start"]  # no figure, and easily overlooked
    listed_items = [*ranked[:SHOWN], *start]
    indent = CELL * len(futures) + 1
    for item in listed_items:
        grid = Table.grid(padding=(0, 0))
        for _ in futures:
            grid.add_column(width=CELL, justify="right", no_wrap=True)
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        numbers = [numerals.points_bare(item["delta"][future]) for future in futures]
        grid.add_row(*numbers, "", Text(named(texts, item, items), style="bold"))
        console.print(grid)
        for line in _figures(texts, item):
            told(line, console, indent)
        cite(texts, item["source_ids"], document["sources"], console, indent)
    rest = len(items) - len(listed_items)
    if rest:
        line = texts.text("explain.more", n=numerals.count(rest, lang))
        console.print(Text(line, style="dim"))
    line = texts.text("explain.sum", n=numerals.count(len(items), lang))
    console.print(Text(line, style="dim"))


def _figures(texts: Catalogue, item: Mapping[str, Any]) -> list[str]:
    """What was known before and after, of which period, and since when; for the start the reasons."""
    lang = texts.lang
    known = numerals.date(item["date"], lang)
    reasons = "".join(texts.name(reason) + texts.text("explain.gap") for reason in item["reasons"]).strip()
    if item["kind"] == "evidence":
        ratio = numerals.decimal(item["observed"], lang)
        said = texts.text(f"explain.evidence.{item['status']}", ratio=ratio, date=known)
        return [line for line in (reasons, said) if line]
    if item["kind"] in UNMEASURED:
        return [line for line in (reasons, texts.text("explain.known", date=known)) if line]
    values = {
        "after": figure(texts, item["observed"], item["unit"]),
        "period": numerals.date(item["period_end"], lang),
        "date": known,
    }
    if item["before"] is None:
        return [texts.text("explain.first", **values)]
    before = figure(texts, item["before"]["value"], item["unit"])
    return [texts.text("explain.figures", before=before, **values)]


def _without(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, block = texts.lang, document["without"]
    rule(console, texts.text("explain.without"))
    cite(texts, [block["source_id"]], document["sources"], console, 0)
    if not block["rows"]:
        console.print(Text(texts.text("explain.without_none")))
        return
    n = numerals.count(len(block["rows"]), lang)
    told(texts.text("explain.without_rows", n=n), console, 0, "dim")
    table = plain_table()
    table.add_column(texts.text("screen.future"), width=NAME, overflow="fold")
    for reading in _readings(document):
        for end in ("from", "to"):
            table.add_column(f"{reading}\n{document[f'{end}_date']}", justify="right", no_wrap=True)
    for future in document["from"]:
        cells = [texts.text(f"screen.short.{future}")]
        for reading in _readings(document):
            for end in ("from", "to"):
                part = block["readings"][reading]
                shift = numerals.points_bare(part["change"][end][future])
                cells.append(f"{numerals.percent(part[end][future], lang)}\n({shift})")
        table.add_row(*cells)
    console.print(table)
