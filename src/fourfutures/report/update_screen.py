"""What a terminal shows of public files: where they lie, and what a new vintage changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import rule

SHOWN_CHANGES = 8
SHOWN_CELLS = 3
LONGEST = 40  # signs of a cell


def print_connectors(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the connectors of a study."""
    texts = catalogue(lang)
    console.print(Text(texts.text("update.into", into=document["into"])), soft_wrap=True)
    for row in document["rows"]:
        rule(console, f"{row['connector']}  {texts.name(row['name'])}")
        console.print(Text(row["url"]), soft_wrap=True)
        feeds = texts.text("list.comma").join(row["feeds"]) or texts.text("update.no_series")
        console.print(Text(texts.text("update.feeds", feeds=feeds)), soft_wrap=True)
        line = texts.text("update.terms", licence=row["licence"], source=row["source_id"], unit=row["unit"])
        console.print(Text(line), soft_wrap=True)
        last = row["vintage"] or texts.text("update.no_vintage")
        console.print(Text(texts.text("update.last", vintage=last)))
        console.print(Text(texts.name(row["note"]), style="dim"))


def print_update(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what became of each file."""
    texts = catalogue(lang)
    console.print(Text(texts.text("update.into", into=document["into"])), soft_wrap=True)
    for row in document["rows"]:
        style = "bold red" if row["status"] == "refused" else "bold cyan"
        console.print()
        console.print(Text(f"{row['connector']}  {texts.name(row['name'])}", style=style))
        _status(texts, row, console)
        if row["difference"] is not None:
            _difference(texts, row["difference"], console)
        elif row["status"] == "new":
            console.print(Text(texts.text("update.incomparable")))
    console.print()
    console.print(Text(texts.text("update.study"), style="dim"))


def _status(texts: Catalogue, row: Mapping[str, Any], console: Console) -> None:
    values = {
        "vintage": row["vintage"] or texts.text("update.no_vintage"),
        "rows": numerals.count(row["rows"] or 0, texts.lang),
        "digest": (row["sha256"] or "")[:12],
    }
    console.print(Text(texts.text(f"update.{row['status']}", **values)), soft_wrap=True)


def _difference(texts: Catalogue, found: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    counts = {
        name: numerals.count(found[name], lang) for name in ("added", "removed", "changed", "touched", "same")
    }
    console.print(Text(texts.text("update.counts", **counts)))
    for key in ("columns_added", "columns_removed"):
        if found[key]:
            names = texts.text("list.comma").join(found[key])
            console.print(Text(texts.text(f"update.{key}", names=names)), soft_wrap=True)
    for change in found["changes"][:SHOWN_CHANGES]:
        key = " ".join(change["key"].values())
        cells = list(change["cells"].items())[:SHOWN_CELLS]
        said = texts.text("list.wide").join(f"{name} {_cell(*pair)}" for name, pair in cells)
        sign = {"added": "+", "removed": "-", "changed": "~"}[change["change"]]
        console.print(Text(f"  {sign} {key}: {said}"), overflow="ellipsis", no_wrap=True)
    more = len(found["changes"]) + found["left_out"] - SHOWN_CHANGES
    if more > 0:
        console.print(Text(texts.text("update.more", n=numerals.count(more, lang)), style="dim"))


def _cell(before: str | None, after: str | None) -> str:
    old, new = _short(before), _short(after)
    if before is None or after is None:
        return new if before is None else old
    return f"{old or '-'} > {new or '-'}"


def _short(cell: str | None) -> str:
    text = " ".join((cell or "").split())
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
