"""What a terminal shows of forecasts of known pasts: the targets most behind first, and what may be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import plain_table, rule

RIVALS = ("persistence", "log_trend", "ar1_drift", "damped_ets")
CLASS_RIVALS = ("climatology", "last_class")
STYLES = {"better": "green", "worse": "yellow", "none": ""}
LEAST = -9.99  # a skill below it says no more than this


def print_hindcast(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the scores of every target, the classes, and the verdict."""
    texts = catalogue(lang)
    console.print(Text(texts.text("hindcast.title"), style="bold"))
    members = numerals.count(document["members"], lang)
    console.print(Text(texts.text("hindcast.how", members=members)))
    console.print()
    _targets(texts, document["targets"], console)
    level = numerals.percent(document["confidence"], lang).removesuffix("%")
    console.print(Text(texts.text("hindcast.note_skill", level=level), style="dim"))
    console.print(Text(texts.text("hindcast.note_count"), style="dim"))
    if document["classes"]["targets"]:
        _classes(texts, document["classes"]["targets"], console)
    if document["not_hindcast"]:
        names = texts.text("list.wide").join(texts.name(entry["name"]) for entry in document["not_hindcast"])
        console.print()
        console.print(Text(texts.text("hindcast.untried", names=names)))
    rule(console, texts.text("hindcast.verdict"))
    console.print(Text(document["verdicts"][lang]))
    console.print()
    console.print(Text(texts.text("hindcast.more"), style="dim"))


def most_behind_first(targets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Targets by their least skill against any rival; those without any rival last."""

    def least(block: Mapping[str, Any]) -> float:
        entries = [*block["baselines"].values(), *block["rivals"].values()]
        return min((entry["skill"] for entry in entries if entry["skill"] is not None), default=2.0)

    return sorted(targets, key=least)


def _targets(texts: Catalogue, targets: Sequence[Mapping[str, Any]], console: Console) -> None:
    others = sorted({name for block in targets for name in block["rivals"]})
    table = plain_table()
    table.add_column(texts.text("hindcast.target"), overflow="fold")
    table.add_column(texts.text("hindcast.count"), justify="right", no_wrap=True)
    table.add_column(texts.text("hindcast.held"), justify="right", no_wrap=True)
    for rival in (*RIVALS, *others):
        table.add_column(texts.text(f"hindcast.{rival}"), justify="right", no_wrap=True)
    for block in most_behind_first(targets):
        entries = {**block["baselines"], **block["rivals"]}
        table.add_row(
            texts.name(block["name"]),
            f"{block['n']} ({block['n_effective']})",
            f"{numerals.rounded(100.0 * block['coverage']['80'])}%",
            *(_skill(entries.get(rival)) for rival in (*RIVALS, *others)),
        )
    console.print(table)


def _classes(texts: Catalogue, kinds: Sequence[Mapping[str, Any]], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("hindcast.classes"))
    table = plain_table()
    table.add_column(texts.text("hindcast.class"), overflow="fold")
    table.add_column(texts.text("hindcast.count"), justify="right", no_wrap=True)
    table.add_column(texts.text("hindcast.brier"), justify="right", no_wrap=True)
    for rival in CLASS_RIVALS:
        table.add_column(texts.text(f"hindcast.{rival}"), justify="right", no_wrap=True)
    for kind in kinds:
        table.add_row(
            texts.name(kind["name"]),
            f"{kind['n']} ({kind['n_effective']})",
            numerals.decimal(kind["brier"], lang),
            *(_skill(kind["baselines"][rival]) for rival in CLASS_RIVALS),
        )
    console.print(table)


def _skill(entry: Mapping[str, Any] | None) -> Text:
    """A skill with two decimals and its sign, starred where something is claimed; a dash where there is none."""
    if entry is None or entry["skill"] is None:
        return Text("–")
    shown = f"{numerals.rounded(max(entry['skill'], LEAST), 2):+f}".replace("-", numerals.MINUS)
    return Text(f"{shown}{'*' if entry['claim'] != 'none' else ''}", style=STYLES[entry["claim"]])
