"""What a terminal shows of discovery: what sets each future apart, how stable that is, and how stated reasons fared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as, warnings
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

HUES = {"necessary": "green", "typical": "green", "opposite": "yellow", "none": "yellow", "weak": "yellow"}
LABEL = 40  # columns of a condition


def print_discovery(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print boxes of each future, then the reasons check."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    console.print(Text(texts.text("discover.title", **days)))
    console.print(Text(texts.text("discover.run", **read_as(texts, document))))
    for future, entry in document["futures"].items():
        _future(texts, document, future, entry, console)
    _reasons(texts, document, console)
    warnings(texts, document, console)
    console.print()
    told(texts.text("discover.more"), console, 0, "dim")


def _future(
    texts: Catalogue, document: Mapping[str, Any], future: str, entry: Mapping[str, Any], console: Console
) -> None:
    lang = texts.lang
    rule(console, f"{texts.text(f'screen.short.{future}')}  {numerals.percent(entry['p'], lang)}")
    rows = [row for row in document["rows"] if row["future"] == future]
    if not rows:
        told(texts.name(entry["sentence"]), console, 0)
    for row in rows:
        told(texts.name(row["sentence"]), console, 0)
        if row["reached"] is False:
            told(
                texts.text("discover.unreached", p=numerals.percent(document["threshold"], lang)), console, 2
            )
        if row["stability"] is None or row["held_out"] is None:
            continue
        returns = texts.text("list.bar").join(_often(b["frequency"]) for b in row["box"])
        stable = texts.text(
            "discover.stable",
            overlap=numerals.percent(row["stability"], lang),
            density=numerals.percent(row["held_out"]["density"], lang),
            returns=returns,
        )
        told(stable, console, 2, "dim")
    tree = document["trees"][future]
    if tree["asked"] and tree["agreement"] is not None:
        labels = {item["name"]: item["label"] for item in document["inputs"]}
        names = texts.text("list.wide").join(texts.name(labels[name]) for name in tree["asked"])
        agreement = numerals.percent(tree["agreement"], lang)
        told(texts.text("discover.tree", names=names, agreement=agreement), console, 0, "dim")


def _often(share: float) -> str:
    """How often something came again, counted: here none and all are what they say."""
    return f"{numerals.rounded(100.0 * share):f}%"


def _reasons(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, reasons = texts.lang, document["reasons"]
    if not reasons["conditions"]:
        return
    rule(console, texts.text("discover.reasons", text=texts.name(reasons["text"])))
    levels = {name: numerals.percent(reasons[f"{name}_from"], lang) for name in ("necessary", "typical")}
    told(texts.text("discover.reasons_note", **levels), console, 0, "dim")
    for future, together in reasons["futures"].items():
        console.print()
        console.print(Text(texts.text(f"screen.short.{future}"), style="bold"))
        table = plain_table()
        table.add_column(texts.text("discover.condition"), width=LABEL, overflow="fold")
        table.add_column(texts.text("discover.verdict"), no_wrap=True)
        table.add_column(texts.text("discover.met"), justify="right", no_wrap=True)
        table.add_column(texts.text("discover.met_all"), justify="right", no_wrap=True)
        for item in reasons["conditions"]:
            if item["future"] != future:
                continue
            shares = ("" if item[k] is None else numerals.percent(item[k], lang) for k in ("met", "met_all"))
            verdict = Text(
                texts.text(f"discover.verdict.{item['verdict']}"), style=HUES.get(item["verdict"], "dim")
            )
            table.add_row(texts.name(item["text"]), verdict, *shares)
        console.print(table)
        told(texts.name(together["sentence"]), console, 0)
        joint = together["all"]
        if joint is not None and joint["p"] is not None:
            line = texts.text(
                "discover.all_of",
                mass=numerals.percent(joint["mass"], lang),
                p=numerals.percent(joint["p"], lang),
                coverage=numerals.percent(joint["coverage"] or 0.0, lang),
            )
            told(line, console, 0, "dim")
        if together["triggers"] is not None:
            told(texts.name(together["triggers"]["sentence"]), console, 0)
