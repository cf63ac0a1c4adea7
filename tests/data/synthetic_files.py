"""Small files in the shapes of the public ones. SYNTHETIC: every name and number in them is invented, none is a fact."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.data import Connector

Cells = Mapping[str, str]
ROWS = 12
BY_KIND = {
    "text": lambda row: f"Synthetic {row}",
    "number": lambda row: f"{1.5 * row + 0.25}",
    "whole": lambda row: str(1000 + row),
    "percent": lambda row: f"{row + 0.5}%",
    "date": lambda row: f"2031-01-{row + 1:02d}",
    "us_date": lambda row: f"1/{row + 1}/2031",
}


def rows_for(connector: Connector, count: int = ROWS) -> list[dict[str, str]]:
    """Rows that a connector accepts; needed columns only, and two periods where it has columns of periods."""
    kinds = {
        **connector.columns,
        **({"203101": connector.periods_kind, "203102": connector.periods_kind} if connector.periods else {}),
    }
    return [
        {name: BY_KIND[kind.removesuffix("?")](row) for name, kind in kinds.items()} for row in range(count)
    ]


def file_of(connector: Connector, rows: Sequence[Cells]) -> bytes:
    """The rows in the connector's format."""
    return {"csv": as_csv, "json": as_json, "xlsx": as_workbook}[connector.format](connector, rows)


def as_csv(connector: Connector, rows: Sequence[Cells]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_json(connector: Connector, rows: Sequence[Cells]) -> bytes:
    """The shape of the World Bank's answers: what it says of itself, then the rows, names in parts."""
    entries = []
    for row in rows:
        entry: dict[str, Any] = {}
        for name, cell in row.items():
            first, _, second = name.partition(".")
            if second:
                entry.setdefault(first, {})[second] = cell
            else:
                entry[first] = None if cell == "" else float(cell) if name == "value" else cell
        entries.append(entry)
    about = {"page": 1, "pages": 1, "per_page": 20000, "total": len(rows), "lastupdated": "2031-01-01"}
    return json.dumps([about, entries]).encode()


def as_workbook(connector: Connector, rows: Sequence[Cells]) -> bytes:
    """The shape of the survey's workbook: other sheets beside it, a footnote below the rows."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = connector.sheet
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    sheet.append([])
    sheet.append(["Source: a synthetic workbook, every figure in it is invented."])
    book.create_sheet("Data Dictionary").append(["Item", "Description"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
