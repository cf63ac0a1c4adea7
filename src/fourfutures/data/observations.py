"""Observations: the published numbers and dated events that a run is weighed by, one a row."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import pandas as pd

from fourfutures.data.table import Table
from fourfutures.errors import Both

FOLDER = "series"
FILE = "observations.csv"
MODES = ("change", "level")  # since the anchor's period, or as it stands
KINDS = ("indicator", "event")
LAST_MONTH = 24  # after the origin

COLUMNS = (
    "row_id",
    "indicator",
    "block",
    "entity",
    "period_start",
    "period_end",
    "months",
    "observable",
    "mode",
    "value_raw",
    "unit",
    "anchor_raw",
    "anchor_period_end",
    "value",
    "error_sd",
    "bias_sd",
    "known_on",
    "source_id",
    "kind",
    "note",
)


def load_observations(root: Path, cards: Container[str] | None = None) -> pd.DataFrame:
    """Rows of `series/observations.csv` in the order of the file.

    `cards` are the sources that may be cited, any if None. Dates are `datetime.date`, `months` stays as written ("1;2;3"), a blank anchor is NaN or None. Raises DataError with
    file, line and column.
    """
    table = Table(root / FOLDER / FILE, COLUMNS)
    frame = pd.DataFrame(
        {
            "row_id": table.texts("row_id"),
            "indicator": table.texts("indicator"),
            "block": table.texts("block"),
            "entity": table.texts("entity"),
            "period_start": pd.Series(table.days("period_start"), dtype=object),
            "period_end": pd.Series(table.days("period_end"), dtype=object),
            "months": _months(table),
            "observable": table.texts("observable"),
            "mode": table.choices("mode", MODES),
            "value_raw": pd.Series(table.numbers("value_raw"), dtype=float),
            "unit": table.texts("unit"),
            "anchor_raw": pd.Series(table.numbers("anchor_raw", blank=True), dtype=float),
            "anchor_period_end": pd.Series(table.days("anchor_period_end", blank=True), dtype=object),
            "value": pd.Series(table.numbers("value"), dtype=float),
            "error_sd": pd.Series(_spread(table, "error_sd", positive=True), dtype=float),
            "bias_sd": pd.Series(_spread(table, "bias_sd", positive=False), dtype=float),
            "known_on": pd.Series(table.days("known_on"), dtype=object),
            "source_id": table.texts("source_id"),
            "kind": table.choices("kind", KINDS),
            "note": table.texts("note", blank=True),
        }
    )
    table.in_order("period_start", "period_end")
    table.in_order("period_end", "known_on")
    _refuse_repeats(table)
    table.cited("source_id", cards)
    table.require()
    return frame


def _months(table: Table) -> list[str]:
    """Numbers of the months after the origin over which the observable is averaged."""
    cells = table.texts("months")
    for row, cell in enumerate(cells):
        parts = cell.split(";") if cell else []
        good = all(part.isascii() and part.isdigit() and 1 <= int(part) <= LAST_MONTH for part in parts)
        if not good or len(set(map(int, parts))) != len(parts):
            table.note(
                table.place(row, "months"),
                Both(f'"{cell}" is not a list of months', f"“{cell}”不是月份列表"),
                Both(
                    f"write different numbers from 1 to {LAST_MONTH} with ; between them, such as 1;2;3",
                    f"请写1至{LAST_MONTH}之间互不相同的数，以 ; 分隔，如 1;2;3",
                ),
            )
    return cells


def _spread(table: Table, column: str, *, positive: bool) -> list[float]:
    """Standard deviations: above zero, or not below it."""
    numbers = table.numbers(column)
    for row, number in enumerate(numbers):
        if number < 0.0 or (positive and number == 0.0):
            remedy = (
                Both("write a number greater than 0", "请写大于0的数")
                if positive
                else Both("write a number 0 or greater", "请写不小于0的数")
            )
            table.note(
                table.place(row, column), Both(f"{column} is {number:g}", f"{column} 为{number:g}"), remedy
            )
    return numbers


def _refuse_repeats(table: Table) -> None:
    seen: dict[str, int] = {}
    for row, name in enumerate(table.texts("row_id", blank=True)):
        first = seen.setdefault(name, row)
        if first != row and name:
            table.note(
                table.place(row, "row_id"),
                Both(
                    f"row_id {name} stands on line {table.lines[first]} and again on line {table.lines[row]}",
                    f"row_id {name} 在第{table.lines[first]}行和第{table.lines[row]}行重复",
                ),
                Both("drop one of the two rows, or give it an id of its own", "请删去其中一行，或另给编号"),
            )
