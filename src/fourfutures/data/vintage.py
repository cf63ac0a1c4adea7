"""Vintage: what was known on a date."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from fourfutures.data.errors import DataError
from fourfutures.errors import Both

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def known(frame: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Rows whose `known_on` is `as_of` or earlier, in their order and numbered anew.

    Numbered anew, because an old number would tell how many rows came later. A row without the day it was known is
    refused with DataError, whatever the date: nobody can say whether a run may see it.
    """
    if "known_on" not in frame.columns:
        raise DataError(
            where="known_on",
            what=Both("the table has no such column", "表中没有这一列"),
            remedy=Both("give a table with known_on", "请给出含 known_on 的表"),
        )
    limit = as_of.date() if isinstance(as_of, datetime) else as_of
    rows = []
    for position, cell in enumerate(frame["known_on"].tolist()):
        if _day(cell, frame, position) <= limit:
            rows.append(position)
    return frame.iloc[rows].reset_index(drop=True)


def _day(cell: Any, frame: pd.DataFrame, position: int) -> date:
    # NaT is a datetime that no date compares with, so blanks go first.
    blank = cell is None or cell == "" or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell))
    if not blank:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, str) and _DAY.fullmatch(cell):
            try:
                return date.fromisoformat(cell)
            except ValueError:
                pass
    raise DataError(
        where=f"{_row(frame, position)}, known_on",
        what=Both("the day it was known is blank", "未填得知日期")
        if blank
        else Both(f"cannot read {cell} as a date", f"无法将{cell}识别为日期"),
        remedy=Both(
            "fill in the day on which the value was published, as 2026-06-30",
            "请填写该值的公布日期，如2026-06-30",
        ),
    )


def _row(frame: pd.DataFrame, position: int) -> str:
    """What identifies a row to its reader."""
    row = frame.iloc[position]
    if "row_id" in frame.columns:
        return str(row["row_id"])
    named = [str(row[name]) for name in ("indicator", "entity", "period_end") if name in frame.columns]
    return ", ".join(named) or f"row {position + 1}"
