"""Dates as users write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from fourfutures.analysis import AnalysisError
from fourfutures.errors import Both

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day(given: date | str | None, option: str = "--as-of") -> date | None:
    """A day from a date or its text. Raises AnalysisError, which names the option, for any other spelling than 2026-06-30."""
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    try:
        # Other spellings that Python knows, such as 2026-W05-1, are slips more often than meant.
        if not _DAY.fullmatch(given.strip()):
            raise ValueError
        return date.fromisoformat(given.strip())
    except ValueError:
        raise AnalysisError(
            where=f"{option} {given}",
            what=Both(f"cannot read {given or 'nothing'} as a date", f"无法将{given or '空白'}识别为日期"),
            remedy=Both("write 2026-06-30", "请写成2026-06-30"),
        ) from None
