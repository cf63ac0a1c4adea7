"""Source cards: one per source that the study uses, with a grade by a stated rule."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

from tables import Refused, Row, read, write

COLUMNS = ("source_id", "title", "publisher", "url", "published", "accessed", "license", "grade")
FOLDERS = ("compute", "adoption", "countries", "deals", "events")
# Letter for how reliable the kind of publisher is; the digit 3 (possibly true) stands until someone checks the content.
OFFICIAL = re.compile(
    r"census|world bank|sec\.gov|10-q|eurostat|\bcia\b|ministry|cnnic|federal reserve|stat bureau", re.I
)
RESEARCH = re.compile(
    r"epoch|microsoft ai|voeten|lmarena|arxiv|nber|journal|csis|cnas|council on foreign|iea|stanford|github$|interconnects|doi\.org",
    re.I,
)
WEAK = re.compile(
    r"public repository file|digest|substack|blog|binance|podcast|\.bh/|opencapital|crypto|medium\.com", re.I
)


def collected(data: Path) -> dict[str, Row]:
    """Cards of all collected sources by id; the first folder that lists a source wins."""
    cards: dict[str, Row] = {}
    for folder in FOLDERS:
        for row in read(data, f"{folder}/sources.csv"):
            cards.setdefault(row["source_id"], row)
    return cards


def with_keys(cards: dict[str, Row], here: Path) -> dict[str, Row]:
    """The same with the short keys that the model's documentation uses."""
    found = dict(cards)
    for row in read(here, "keys.csv"):
        if row["same_as"]:
            found[row["source_id"]] = {**cards[row["same_as"]], "source_id": row["source_id"]}
        else:
            found[row["source_id"]] = {
                **row,
                "accessed": "2026-11-22" if row["url"] else "",
                "how_obtained": "",
            }
    return found


def compile_sources(cards: dict[str, Row], study: Path) -> None:
    """Write sources.csv with every source that a file of the study names."""
    used = sorted(_named_in_toml(study) | _named_in_tables(study))
    unknown = [name for name in used if name not in cards]
    if unknown:
        raise Refused(f"sources.csv: no card for {', '.join(unknown)}; add it to keys.csv or correct the id")
    rows = []
    for name in used:
        card = cards[name]
        rows.append(
            {**{column: card.get(column, "") for column in COLUMNS}, "source_id": name, "grade": grade(card)}
        )
    write(study / "sources.csv", COLUMNS, rows)


def grade(card: Row) -> str:
    """Admiralty letter and digit."""
    text = " ".join((card["publisher"], card["title"], card["url"], card.get("how_obtained", "")))
    if WEAK.search(text):
        return "D3"
    if OFFICIAL.search(text):
        return "A3"
    return "B3" if RESEARCH.search(text) else "C3"


def _named_in_toml(study: Path) -> set[str]:
    found: set[str] = set()
    for path in sorted(study.glob("*.toml")):
        _collect(tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def _collect(value: Any, found: set[str]) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "source" and isinstance(part, list):
                found.update(part)
            elif key == "source" and isinstance(part, str):
                found.add(part)
            else:
                _collect(part, found)
    elif isinstance(value, list):
        for part in value:
            _collect(part, found)


def _named_in_tables(study: Path) -> set[str]:
    found: set[str] = set()
    for path in [*sorted(study.glob("*.csv")), *sorted((study / "series").glob("*.csv"))]:
        if path.name == "sources.csv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(part for part in (row.get("source_id") or "").split(";") if part)
                for cited in (row.get("figure_sources") or "").split(";"):  # figure=source+source
                    found.update(part for part in cited.partition("=")[2].split("+") if part)
    return found
