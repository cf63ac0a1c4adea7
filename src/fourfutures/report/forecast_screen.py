"""What a terminal shows of the forecast log: entries, and scores with the misses first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import plain_table, rule

SHOWN_OPEN = 12
SHOWN_RESOLVED = 40
READINGS = ("source", "strict")
NEUTRAL = "neutral"
DIGEST = 12  # signs of a digest that a table shows


def print_logged(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what `forecast log` did."""
    texts = catalogue(lang)
    if document["set_aside"]:
        console.print(Text(texts.text("log.set_aside", file=document["set_aside"])), soft_wrap=True)
    key = "log.added" if document["added"] else "log.there"
    console.print(Text(texts.text(key, entry=document["entry"], log=document["log"])), soft_wrap=True)
    line = texts.text(
        "log.frozen",
        figures=document["figures"],
        as_of=numerals.date(document["as_of"], lang),
        next=numerals.date(document["next"], lang),
    )
    console.print(Text(line))
    console.print(Text(texts.text("log.digest", digest=document["digest"])), soft_wrap=True)


def print_log(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the entries of the log."""
    texts = catalogue(lang)
    console.print(Text(texts.text("log.file", log=document["log"]), style="bold"), soft_wrap=True)
    if not document["rows"]:
        console.print(Text(texts.text("log.empty")))
        return
    table = plain_table()
    for key in ("entry", "logged", "as_of", "run", "figures", "next", "digest"):
        table.add_column(texts.text(f"log.column.{key}"), no_wrap=True)
    for row in document["rows"]:
        run = (
            row["run_id"]
            if row["lens"] == NEUTRAL
            else f"{row['run_id']}\n{texts.text('lens.' + row['lens'])}"
        )
        table.add_row(
            str(row["entry"]), row["logged"][:10], row["as_of"], run, str(row["figures"]), row["next"],
            row["digest"][:DIGEST],
        )  # fmt: skip
    console.print(table)
    _odds(texts, document["rows"][-1], console)
    console.print(Text(texts.text("log.head", digest=document["head"])), soft_wrap=True)


def print_scores(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print scores: misses first, then the rest, then what is still open."""
    texts = catalogue(lang)
    as_of = numerals.date(document["as_of"], lang)
    console.print(Text(texts.text("score.title", as_of=as_of), style="bold"))
    console.print(Text(texts.text("log.file", log=document["log"])), soft_wrap=True)
    summary, rows = document["summary"], document["rows"]
    resolved = [row for row in rows if row["status"] == "resolved"]
    waiting = [row for row in rows if row["status"] != "resolved"]
    if document["other_studies"]:
        console.print(Text(texts.text("score.others", n=document["other_studies"])))
    if not rows:
        console.print(Text(texts.text("log.empty")))
        return
    for key, part in (
        ("score.misses", [row for row in resolved if row["miss"]]),
        ("score.hits", [row for row in resolved if not row["miss"]]),
    ):
        if part:
            rule(console, texts.text(key, n=len(part)))
            _resolved(texts, part, console)
    _count(texts, summary, console)
    if waiting:
        rule(console, texts.text("score.open", n=len(waiting)))
        _open(texts, waiting, console)


def _odds(texts: Catalogue, row: Mapping[str, Any], console: Console) -> None:
    rule(console, texts.text("log.odds", entry=row["entry"]))
    table = plain_table()
    table.add_column(texts.text("screen.future"))
    shown = [reading for reading in READINGS if reading in row["odds"]]
    for reading in shown:
        table.add_column(reading, justify="right")
    for future in next(iter(row["odds"].values())):
        key = f"screen.short.{future}"
        name = texts.text(key) if texts.has(key) else future
        table.add_row(
            name, *(numerals.percent(row["odds"][reading][future], texts.lang) for reading in shown)
        )
    console.print(table)
    console.print()


def _resolved(texts: Catalogue, rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    for row in rows[:SHOWN_RESOLVED]:
        mark = " *" if row["hindsight"] else ""
        head = texts.text("score.head", name=_name(texts, row), end=_end(row), entry=row["entry"])
        console.print(Text(head + mark))
        console.print(Text("  " + _verdict(texts, row)), style="dim")
    if len(rows) > SHOWN_RESOLVED:
        console.print(Text(texts.text("score.more", n=len(rows) - SHOWN_RESOLVED), style="dim"))
    if any(row["hindsight"] for row in rows):
        console.print(Text(texts.text("score.hindsight"), style="dim"))


def _verdict(texts: Catalogue, row: Mapping[str, Any]) -> str:
    lang = texts.lang
    name = "crps" if row["kind"] == "number" else "brier"
    base = (row["baselines"].get("persistence") or {}).get(name)
    values = {
        "score": numerals.many(row[name], lang),
        "base": texts.text("score.no_base") if base is None else numerals.many(base, lang),
    }
    if row["kind"] == "number":
        for key, part in (("observed", "observed"), ("low", "q10"), ("high", "q90")):
            values[key] = numerals.quantity(row[part], row["unit"], lang)
        return texts.text("score.number", **values)
    chance = numerals.percent(row["chances"][row["happened"]], lang)
    return texts.text("score.chance", happened=_class(texts, row), p=chance, **values)


def _count(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    rule(console, texts.text("score.count"))
    if not summary["resolved"]:
        console.print(Text(texts.text("score.none", hindsight=summary["hindsight"])))
        return
    names = ("resolved", "figures", "misses", "inside_80", "numbers", "better_than_persistence", "compared")
    console.print(Text(texts.text("score.line", **{name: summary[name] for name in names})))
    if summary["crps_ratio"] is not None:
        ratio = numerals.decimal(summary["crps_ratio"], texts.lang)
        console.print(Text(texts.text("score.ratio", ratio=ratio)))
    if summary["log"] is not None:
        values = {name: numerals.decimal(summary[name], texts.lang) for name in ("log", "brier")}
        console.print(Text(texts.text("score.chances", **values)))
    console.print(Text(texts.text("score.few"), style="dim"))


def _open(texts: Catalogue, rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    table = plain_table()
    for key in ("what", "ends", "resolves", "entry"):
        table.add_column(texts.text(f"score.column.{key}"), overflow="fold", no_wrap=key != "what")
    for row in rows[:SHOWN_OPEN]:
        late = texts.text("score.overdue") if row["status"] == "overdue" else ""
        day = numerals.date(row["resolves_on"], texts.lang)
        table.add_row(_name(texts, row), _end(row), f"{day} {late}".rstrip(), str(row["entry"]))
    console.print(table)
    if len(rows) > SHOWN_OPEN:
        console.print(Text(texts.text("score.more", n=len(rows) - SHOWN_OPEN), style="dim"))


def _name(texts: Catalogue, row: Mapping[str, Any]) -> str:
    if row["kind"] == "odds":
        return texts.text("score.odds", reading=row["reading"])
    name, key = texts.name(row["name"]), f"entity.{row['entity']}"
    # A figure that compares two sides says so in its name.
    return texts.text("score.figure", name=name, entity=texts.text(key)) if texts.has(key) else name


def _end(row: Mapping[str, Any]) -> str:
    return str(row.get("period_end") or row["resolves_on"])


def _class(texts: Catalogue, row: Mapping[str, Any]) -> str:
    key = f"regime.{row['happened']}" if row["kind"] == "category" else f"screen.short.{row['happened']}"
    return texts.text(key) if texts.has(key) else str(row["happened"])
