"""The month in which an offer may be signed: after what is past, up to the horizon."""

from __future__ import annotations

from fourfutures.errors import Both
from fourfutures.study.coherence import quoted
from fourfutures.study.errors import StudyError
from fourfutures.study.month import count, month_end, month_name, parse_month
from fourfutures.study.study import Study


def signing_fault(month: str, study: Study, earliest: str | None) -> tuple[Both, Both] | None:
    """What is wrong with a signing month: no month, in the past, or after the horizon. None where nothing is."""
    try:
        number = parse_month(month, month)
    except StudyError as error:
        return error.what, Both("write a month such as 2026-12", "请写成2026-12这样的月份")
    first = earliest or month_name(count(study.meta.assembled) + 1)
    last = count(study.meta.horizon)
    if number < parse_month(first, first):
        return (
            Both(
                f"{month} is in the past: {first} is the first month in which a deal can be signed",
                f"{month}已是过去：最早可签约的月份为{first}",
            ),
            Both(f"write {first} or later", f"请写{first}或更晚的月份"),
        )
    if number > last:
        return (
            Both(f"{month} is after the horizon, {month_end(last)}", f"{month}晚于展望期末{month_end(last)}"),
            Both(
                f"write a month from {first} to {month_name(last)}",
                f"请写{first}至{month_name(last)}之间的月份",
            ),
        )
    return None


def checked_month(month: str, study: Study, earliest: str | None) -> str:
    """A signing month given beside an offer. Raises StudyError for one that cannot be."""
    fault = signing_fault(month, study, earliest)
    if fault is not None:
        raise StudyError(
            where=Both(f"signed {quoted(month)}", f"签约月份 {quoted(month)}"), what=fault[0], remedy=fault[1]
        )
    return month.strip()
