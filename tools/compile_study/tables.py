"""Reading the collected tables and writing the study's: plain text in, plain text out, one order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Row = dict[str, str]


class Refused(Exception):
    """A table that cannot be compiled; the message says where, what and the remedy."""


def read(folder: Path, name: str) -> list[Row]:
    """Rows of a collected table. Tables of unverified figures are never read."""
    if "unverified" in name:
        raise Refused(f"{name}: holds remembered figures without a source; use a table with sources")
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table: UTF-8, line feeds, columns in the given order; None is blank."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: shown(row.get(column)) for column in columns})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")


def shown(value: object) -> str:
    """A cell: numbers without noise, truth as 1 or 0, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list | tuple):
        return ";".join(str(part) for part in value)
    return str(value)


def number(cell: str) -> float | None:
    """A cell as a number; blank is unknown."""
    return float(cell) if cell.strip() else None
