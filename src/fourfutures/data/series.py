"""Series: what was measured, of whom, when and by whom, in tidy rows."""

from __future__ import annotations

import math
from collections.abc import Container
from pathlib import Path

import pandas as pd

from fourfutures.data.errors import DataError
from fourfutures.data.observations import FILE as OBSERVATIONS
from fourfutures.data.observations import FOLDER
from fourfutures.data.table import Table, shown
from fourfutures.errors import Both, Problem

SERIES_COLUMNS = (
    "indicator",
    "entity",
    "period_start",
    "period_end",
    "value",
    "unit",
    "low",
    "high",
    "source_id",
    "known_on",
    "note",
)
# The start of the period, as one source may give two windows that end on one day, a week and a month; the unit, as a
# percentage may stand beside the points made of it.
KEY = ("indicator", "entity", "period_start", "period_end", "source_id", "unit")


def load_series(root: Path, cards: Container[str] | None = None) -> pd.DataFrame:
    """Rows of all files of `series/` but the observations, in the order of files and lines.

    `cards` are the sources that may be cited, any if None. Dates are `datetime.date`; a blank `low` or `high` is NaN, a blank `known_on` None. Raises DataError with file, line
    and column.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        raise DataError(
            where=shown(folder),
            what=Both("the folder of the series is missing", "缺少序列目录"),
            remedy=Both("restore the folder", "请恢复该目录"),
        )
    problems: list[Problem] = []
    frames: list[pd.DataFrame] = []
    seen: dict[tuple[str, ...], str] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.name == OBSERVATIONS or path.name.startswith("."):
            continue
        table = Table(path, SERIES_COLUMNS)
        frames.append(_frame(table))
        _refuse_repeats(table, seen)
        table.cited("source_id", cards)
        problems += table.problems
    if problems:
        raise DataError.of(problems)
    # An empty frame would turn the columns of the others to objects.
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(SERIES_COLUMNS))


def _frame(table: Table) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "indicator": table.texts("indicator"),
            "entity": table.texts("entity"),
            "period_start": pd.Series(table.days("period_start"), dtype=object),
            "period_end": pd.Series(table.days("period_end"), dtype=object),
            "value": pd.Series(table.numbers("value"), dtype=float),
            "unit": table.texts("unit"),
            "low": pd.Series(table.numbers("low", blank=True), dtype=float),
            "high": pd.Series(table.numbers("high", blank=True), dtype=float),
            "source_id": table.texts("source_id"),
            "known_on": pd.Series(table.days("known_on", blank=True), dtype=object),
            "note": table.texts("note", blank=True),
        }
    )
    table.in_order("period_start", "period_end")
    table.in_order("period_end", "known_on")
    _check_bounds(table, frame)
    return frame


def _check_bounds(table: Table, frame: pd.DataFrame) -> None:
    """Note values outside their own range. NaN, which stands for a blank bound, compares as neither."""
    bounds = zip(frame["low"].tolist(), frame["value"].tolist(), frame["high"].tolist(), strict=True)
    for row, (low, value, high) in enumerate(bounds):
        if low > value or high < value:
            span = f"{'' if math.isnan(low) else f'{low:g}'}..{'' if math.isnan(high) else f'{high:g}'}"
            table.note(
                table.place(row, "value"),
                Both(f"{value:g} lies outside its range {span}", f"{value:g}不在其范围{span}之内"),
                Both("correct the value, low or high", "请更正 value、low 或 high"),
            )


def _refuse_repeats(table: Table, seen: dict[tuple[str, ...], str]) -> None:
    """Note rows whose key stands earlier, in this file or in one before it; `seen` grows."""
    keys = zip(*(table.texts(column, blank=True) for column in KEY), strict=True)
    for row, key in enumerate(keys):
        here = f"{table.name}:{table.lines[row]}"
        first = seen.setdefault(key, here)
        if first != here:
            table.note(
                here,
                Both(
                    f"{key[0]} of {key[1]} for {key[2]} to {key[3]} from {key[4]} stands at {first} already",
                    f"{key[1]} 的 {key[0]}（{key[2]}至{key[3]}，来源 {key[4]}）已见于 {first}",
                ),
                Both("drop one of the two rows", "请删去其中一行"),
            )
