"""What a terminal shows of other frames: their odds, and how they meet the study's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import warnings
from fourfutures.report.quoting import told
from fourfutures.report.screen import BAR, NAME, bar, ends, plain_table, rule

READINGS = ("source", "strict")


def print_frames(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print every frame of a document: odds of two readings, mapping, and both tellings together."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    told(texts.text("frames.title", **days), console, 0)
    for frame in document["frames"].values():
        rule(console, texts.name(frame["name"]))
        told(texts.name(frame["what"]), console, 0)
        _odds(texts, frame, console)
        _mapping(texts, frame, console)
        _together(texts, document, frame, console)
    warnings(texts, document, console)


def _odds(texts: Catalogue, frame: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    table = plain_table()
    table.add_column(texts.text("frames.outcome"), width=NAME, overflow="fold")
    for reading in READINGS:
        table.add_column(texts.text(f"reading.{reading}"), width=BAR, no_wrap=True)
        table.add_column("", justify="right", no_wrap=True)
    for outcome in frame["outcomes"]:
        cells: list[Text] = [Text(texts.name(outcome["name"]))]
        for reading in READINGS:
            entry = frame["odds"][reading][outcome["id"]]
            cells.append(Text(bar(entry["low"], entry["p"], entry["high"])))
            shown = numerals.percent(entry["p"], lang)
            cells.append(Text(f"{shown} ({ends(entry['low'], entry['high'], lang)})"))
        table.add_row(*cells)
    console.print(table)
    told(texts.text("screen.bar_note"), console, 0, "dim")


def _mapping(texts: Catalogue, frame: Mapping[str, Any], console: Console) -> None:
    console.print()
    names = {outcome["id"]: texts.name(outcome["name"]) for outcome in frame["outcomes"]}
    table = plain_table()
    for key in ("compute", "adoption", "future", "outcome"):
        table.add_column(texts.text(f"frames.{key}"), overflow="fold")
    for cell in frame["mapping"]:
        sides = (texts.text(f"frames.lead.{cell[axis]}") for axis in ("compute", "adoption"))
        table.add_row(*sides, texts.text(f"screen.short.{cell['future']}"), names[cell["outcome"]])
    console.print(table)


def _together(
    texts: Catalogue, document: Mapping[str, Any], frame: Mapping[str, Any], console: Console
) -> None:
    reading = document["dials"]["reading"]
    console.print()
    console.print(Text(texts.text("frames.together", reading=texts.text(f"reading.{reading}"))))
    table = plain_table()
    table.add_column(texts.text("frames.future"), overflow="fold")
    for outcome in frame["outcomes"]:
        table.add_column(texts.name(outcome["name"]), justify="right")
    for future, row in frame["together"][reading].items():
        shown = (numerals.percent(p, texts.lang) if p > 0.0 else "–" for p in row.values())
        table.add_row(texts.text(f"screen.short.{future}"), *shown)
    console.print(table)
