"""Months of a study: month 0 is the state at the origin, month k the end of the k-th month after it."""

from __future__ import annotations

import calendar
import re
from datetime import date

from fourfutures.errors import Both
from fourfutures.study.errors import StudyError

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def count(day: date) -> int:
    """Months since the year 0, so that differences count months."""
    return day.year * 12 + day.month - 1


def parse_month(text: str, where: str) -> int:
    """Month written as 2027-01, counted as `count` does. Raises StudyError for anything else."""
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        raise StudyError(
            where=where,
            what=Both(f"cannot read {text} as a month", f"无法将{text}识别为月份"),
            remedy=Both("write 2027-01", "请写成2027-01"),
        )
    return int(match[1]) * 12 + int(match[2]) - 1


def month_name(months: int) -> str:
    """A counted month as 2027-01."""
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def month_end(months: int) -> date:
    """The last day of a counted month."""
    year, month = months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])
