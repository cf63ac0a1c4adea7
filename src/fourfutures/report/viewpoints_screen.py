"""What a terminal shows of viewpoints: odds by lens, how far they disagree and why, and what each definition does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import plain_table, rule

READINGS = ("source", "strict")
SHOWN_MOVES = 2  # futures that a definition moves most


def print_viewpoints(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the odds of both readings by lens, the disagreement, what each lens changes, and the dials one by one."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    console.print(
        Text(
            texts.text(
                "viewpoints.title",
                as_of=numerals.date(document["as_of"], lang),
                horizon=numerals.date(document["horizon"], lang),
                members=numerals.count(document["members"], lang),
            )
        )
    )
    for reading in READINGS:
        rule(console, texts.text("viewpoints.odds", reading=texts.text(f"reading.{reading}")))
        _odds(texts, document, reading, console)
        console.print(Text(_disagreement(texts, document["disagreement"][reading])))
    rule(console, texts.text("viewpoints.lenses"))
    for entry in document["lenses"]:
        if entry["priors"] or entry["definitions"]:
            _lens(texts, entry, console)
    reading = texts.text(f"reading.{document['dials']['reading']}")
    rule(console, texts.text("viewpoints.dials", reading=reading))
    _dials(texts, document, console)
    console.print()
    console.print(Text(texts.text("viewpoints.more"), style="dim"))


def _odds(texts: Catalogue, document: Mapping[str, Any], reading: str, console: Console) -> None:
    """Futures by lens, and the range over all lenses, their priors and definitions."""
    lang, lenses = texts.lang, document["lenses"]
    table = plain_table()
    table.add_column(texts.text("screen.future"), overflow="fold", min_width=20)
    for entry in lenses:
        table.add_column(texts.text(f"viewpoints.short.{entry['lens']}"), justify="right", no_wrap=True)
    table.add_column(texts.text("viewpoints.range"), justify="right", no_wrap=True)
    for future, span in document["range"][reading].items():
        table.add_row(
            texts.text(f"screen.short.{future}"),
            *(numerals.percent(entry["futures"][reading][future]["p"], lang) for entry in lenses),
            numerals.percent_range(span["low"], span["high"], lang),
        )
    console.print(table)


def _disagreement(texts: Catalogue, found: Mapping[str, Any]) -> str:
    """How many bits the lenses are apart, and how much of it is due to definitions rather than priors."""
    lang, bits = texts.lang, found["bits"]
    if found["low"] <= 0.0:
        return texts.text("viewpoints.alike", bits=numerals.decimal(bits, lang, 3))
    return texts.text(
        "viewpoints.apart",
        bits=numerals.decimal(bits, lang, 3),
        low=numerals.decimal(found["low"], lang, 3),
        high=numerals.decimal(found["high"], lang, 3),
        most=numerals.decimal(found["most"], lang, 1),
        definitions=numerals.percent(max(0.0, min(1.0, found["definitions"] / bits)), lang),
    )


def _lens(texts: Catalogue, entry: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    console.print(Text(texts.text(f"lens.{entry['lens']}"), style="bold"))
    console.print(Text(texts.name(entry["note"])))
    for dial in entry["definitions"]:
        line = texts.text(
            "viewpoints.definition",
            name=texts.name(dial["name"]),
            before=numerals.decimal(dial["neutral"], lang),
            after=numerals.decimal(dial["value"], lang),
        )
        console.print(Text(line))
    for prior in entry["priors"]:
        side = texts.text(f"viewpoints.side.{prior['side']}") if prior["side"] else ""
        line = texts.text(
            "viewpoints.prior",
            name=texts.name(prior["name"]) + side,
            before=numerals.decimal(prior["before"], lang),
            after=numerals.decimal(prior["after"], lang),
            reason=texts.name(prior["reason"]),
        )
        console.print(Text(line))


def _dials(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """One line a definition: from its least to its greatest value, the futures it moves most, and where the first changes."""
    lang, dials = texts.lang, dict.fromkeys(line["dial"] for line in document["lines"])
    for dial in dials:
        lines = [line for line in document["lines"] if line["dial"] == dial]
        first, last = lines[0], lines[-1]
        furthest = sorted(
            first["futures"], key=lambda name: -abs(last["futures"][name] - first["futures"][name])
        )
        moves = texts.text("list.clauses").join(
            texts.text(
                "viewpoints.move",
                future=texts.text(f"screen.short.{name}"),
                before=numerals.percent(first["futures"][name], lang),
                after=numerals.percent(last["futures"][name], lang),
            )
            for name in furthest[:SHOWN_MOVES]
        )
        line = texts.text(
            "viewpoints.dial",
            name=_sentence(texts.name(document["dial_names"][dial])),
            low=numerals.decimal(first["value"], lang),
            high=numerals.decimal(last["value"], lang),
            moves=moves,
        )
        console.print(Text(line + _turns(texts, lines)))


def _sentence(name: str) -> str:
    """A name at the beginning of a sentence."""
    return name[:1].upper() + name[1:]


def _turns(texts: Catalogue, lines: Sequence[Mapping[str, Any]]) -> str:
    """Where along a definition another future becomes the likeliest."""
    found = []
    for one, other in pairwise(lines):
        before, after = (max(line["futures"], key=line["futures"].get) for line in (one, other))
        if before != after:
            found.append(
                texts.text(
                    "viewpoints.turn",
                    future=texts.text(f"screen.short.{after}"),
                    low=numerals.decimal(one["value"], texts.lang),
                    high=numerals.decimal(other["value"], texts.lang),
                )
            )
    return "".join(found)
