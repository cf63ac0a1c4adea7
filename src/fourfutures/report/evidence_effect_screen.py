"""What a terminal shows of evidence and odds: a preview, the two languages side by side, a digest of some days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.evidence_screen import decision_lines, item_lines
from fourfutures.report.margins import warnings
from fourfutures.report.quoting import told
from fourfutures.report.screen import NAME, plain_table, rule

SHOWN = 8  # items that split languages, or that moved the odds
QUOTED = 60  # signs of a sentence in a table
Odds = Mapping[str, Mapping[str, float]]


def print_evidence_preview(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what an item would do."""
    texts = catalogue(lang)
    _title(texts, document, "desk.preview", console)
    item_lines(texts, document["standing"], console)
    item = document["item"]
    if not document["counts"]:
        told(
            texts.text("desk.counts_not", as_of=numerals.date(document["as_of"], lang)), console, 0, "yellow"
        )
        return
    true = numerals.percent(item["true_with_data"], lang)
    told(texts.text("desk.true", ratio=numerals.decimal(item["likelihood_ratio"], lang), p=true), console)
    console.print()
    for reading in _readings(document):
        _table(
            texts,
            reading,
            {
                "desk.without": document["without_evidence"][reading],
                "desk.before": document["before"][reading],
                "desk.after": document["after"][reading],
            },
            {future: block["p"] for future, block in document["change"][reading].items()},
            console,
            {future: (block["low"], block["high"]) for future, block in document["change"][reading].items()},
        )
    for limit, met in document["held"].items():
        if met:
            told(texts.text(f"desk.held.{limit}"), console, 0, "yellow")
    _ratios(texts, document, console)
    warnings(texts, document, console)


def print_evidence_languages(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the odds by language of the sources, and what splits them."""
    texts = catalogue(lang)
    _title(texts, document, "desk.languages", console)
    told(texts.text("desk.language_counts", **document["counts"]), console, 0)
    for reading in _readings(document):
        columns = {f"desk.by.{name}": document["odds"][name][reading] for name in ("none", "en", "zh", "all")}
        _table(texts, reading, columns, document["gap"][reading], console)
    told(texts.text("desk.gap_note"), console, 0, "dim")
    if not document["items"]:
        told(texts.text("desk.no_split"), console, 0)
        return
    widest = document["widest"]
    reading, future = widest["reading"], widest["future"]
    gap = numerals.points_fine(widest["gap"], lang)
    rule(console, texts.text("desk.split", future=texts.text(f"screen.short.{future}"), gap=gap))
    for item in document["items"][:SHOWN]:
        _part(texts, item["gap"][reading][future], item, console)
    warnings(texts, document, console)


def print_evidence_digest(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what a desk did over some days, and what that did to the odds."""
    texts = catalogue(lang)
    days = {name: numerals.date(document[f"{name}_date"], lang) for name in ("from", "to")}
    console.print(Text(texts.name(document["name"]), style="bold"))
    told(texts.text("desk.digest", since=days["from"], to=days["to"]), console, 0)
    kinds = [made["kind"] for made in document["decisions"]]
    counted = {
        "accepted": kinds.count("accepted") + kinds.count("confirmed"),
        "rejected": kinds.count("rejected"),
        "undone": kinds.count("undone"),
    }
    told(
        texts.text("desk.digest_counts", **document["arrived"], **counted, waiting=document["waiting"]),
        console,
        0,
    )
    told(texts.text("desk.digest_odds", as_of=numerals.date(document["as_of"], lang)), console, 0, "dim")
    console.print()
    for reading in _readings(document):
        columns = {
            "desk.without": document["without_evidence"][reading],
            "desk.before": document["from"][reading],
            "desk.after": document["to"][reading],
        }
        _table(texts, reading, columns, document["move"][reading], console)
    if document["decisions"]:
        rule(console, texts.text("desk.decisions"))
        decision_lines(texts, document["decisions"], console)
    parts = [part for part in document["parts"] if any(_flat(part["delta"]))]
    if parts:
        reading = document["reading"]
        move = document["move"][reading]
        future = max(move, key=lambda name: abs(move[name]))
        rule(console, texts.text("desk.parts", future=texts.text(f"screen.short.{future}")))
        known = {one["id"]: one for made in document["decisions"] for one in made["items"]}
        for part in parts[:SHOWN]:
            _part(texts, part["delta"][reading][future], known.get(part["id"], {"id": part["id"]}), console)
    warnings(texts, document, console)


def _title(texts: Catalogue, document: Mapping[str, Any], key: str, console: Console) -> None:
    console.print(Text(texts.name(document["name"]), style="bold"))
    values = {
        "as_of": numerals.date(document["as_of"], texts.lang),
        "members": numerals.count(document["members"], texts.lang),
    }
    told(texts.text(key, **values), console, 0)
    console.print()


def _readings(document: Mapping[str, Any]) -> list[str]:
    """The chosen reading and, beside it, the one that asks the other question."""
    chosen = str(document["reading"])
    return [chosen, "source" if chosen == "strict" else "strict"]


def _table(
    texts: Catalogue,
    reading: str,
    columns: Odds,
    change: Mapping[str, float],
    console: Console,
    spans: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Odds in columns and the change, in percentage points to a tenth."""
    lang = texts.lang
    table = plain_table()
    table.add_column(texts.text(f"reading.{reading}"), width=NAME, overflow="fold")
    for key in columns:
        table.add_column(texts.text(key), justify="right", no_wrap=True)
    table.add_column(texts.text("desk.change"), justify="right", no_wrap=True)
    for future, moved in change.items():
        shown = numerals.points_bare(moved)
        if spans is not None:
            low, high = (numerals.points_bare(end) for end in spans[future])
            shown += texts.text("desk.span", low=low, high=high)
        table.add_row(
            texts.text(f"screen.short.{future}"),
            *(numerals.percent(odds[future], lang) for odds in columns.values()),
            Text(shown, style="bold"),
        )
    console.print(table)
    console.print()


def _ratios(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """What other ratios would do, in the future that moves most."""
    reading = document["reading"]
    change = document["change"][reading]
    future = max(change, key=lambda name: abs(change[name]["p"]))
    rule(console, texts.text("desk.ratios", future=texts.text(f"screen.short.{future}")))
    table = plain_table(header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for tried in document["ratios"]:
        table.add_row(
            tried["name"],
            numerals.decimal(tried["ratio"], texts.lang),
            numerals.points_bare(tried["change"][reading][future]),
            Text(texts.name(tried["words"]), style="dim"),
        )
    console.print(table)


def _part(texts: Catalogue, moved: float, item: Mapping[str, Any], console: Console) -> None:
    """One item's part of a move."""
    text = item.get("text") or item.get("sentence") or item["id"]
    lang = texts.text(f"desk.lang.{item['lang']}") if item.get("lang") else texts.text("desk.lang.none")
    line = texts.text(
        "desk.part", moved=numerals.points_bare(moved), text=_short(text), lang=lang, id=item["id"]
    )
    told(line, console, 0)


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def _flat(delta: Mapping[str, Mapping[str, float]]) -> Sequence[float]:
    return [value for block in delta.values() for value in block.values()]
