"""Terms on which an item is accepted: what its document says, corrected by a reviewer, checked as a run would check it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from fourfutures.errors import Both
from fourfutures.evidence import ReviewError, Standing, Terms, ratio_of
from fourfutures.public.dates import day
from fourfutures.public.desk import checked, today
from fourfutures.study import Study

_PREDICATE = re.compile(r"\s*([a-z_]+)\s*(>=|<=|≥|≤)\s*([-+0-9.eE]+)\s*(?:@|by)\s*(\S+)\s*")


class Asked(NamedTuple):
    """Terms as a reviewer gives them; None leaves what the item says."""

    ratio: str | float | None = None
    expires: date | str | None = None
    predicate: str | Mapping[str, Any] | None = None
    indicator: str | None = None
    actor: str | None = None
    direction: str | None = None
    strength: int | None = None
    grade: str | None = None
    dated: date | str | None = None
    on: date | str | None = None


def terms_of(asked: Asked, study: Study, now: datetime | None) -> Callable[[Standing], Terms]:
    """From an item as it stands to the terms of its acceptance.

    It counts from `on`: today, or the last day of the study's data where that is earlier, and not before its date.
    Raises ReviewError for terms that do not fit together, AssimilationError for an item that a run would refuse.
    """
    ratio, predicate = ratio_of(asked.ratio), predicate_of(asked.predicate)
    expires, given_date, given_on = (
        day(given, option)
        for given, option in ((asked.expires, "--expires"), (asked.dated, "--dated"), (asked.on, "--on"))
    )

    def terms(one: Standing) -> Terms:
        old = one.terms if one.status == "waiting" else None
        read: Any = old or one.candidate
        suggested = one.candidate.suggested if old is None else {}
        dated = given_date or read.dated
        if dated is None:
            raise ReviewError(
                where=f"{one.id}, dated",
                what=Both("its document has no date", "所属文献没有日期"),
                remedy=Both("say with --dated when it was published", "请用 --dated 写明发表日期"),
            )
        last = today(now).date()
        on = given_on or max(min(last, study.meta.assembled), dated, old.on if old else dated)
        ends = expires or (old.expires if old else day(suggested.get("expires")))
        if ends is None:
            raise ReviewError(
                where=f"{one.id}, --expires",
                what=Both("is missing", "未填写"),
                remedy=Both("say until when it counts, such as 2027-06-30", "请写明失效日期，如 2027-06-30"),
            )
        _in_order(one.id, dated, on, ends, last)
        found = {
            "study": study.meta.id,
            **{
                name: getattr(asked, name) if getattr(asked, name) is not None else getattr(read, name)
                for name in ("indicator", "actor", "direction", "strength", "grade")
            },
            "dated": dated,
            "likelihood_ratio": ratio if ratio is not None else (old.likelihood_ratio if old else suggested.get("likelihood_ratio")),
            "predicate": predicate or (old.predicate if old else suggested.get("predicate")),
            "expires": ends,
            "on": on,
        }  # fmt: skip
        entry = {**one.entry(), **found, "accepted_by": "?", "accepted_on": on, "reason": "?"}
        checked(
            {key: value for key, value in entry.items() if key not in ("study", "on") and value is not None},
            study,
        )
        try:
            return Terms.model_validate(found)
        except ValidationError as error:  # pragma: no cover - the check above says it better
            raise ReviewError(where=one.id, what=Both(str(error), str(error)), remedy=_SEE) from error

    return terms


_SEE = Both("see `fourfutures evidence accept --help`", "请查看 fourfutures evidence accept --help")


def predicate_of(given: str | Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A predicate such as export_regime>=2@2027-06-30. Raises ReviewError for another spelling."""
    if given is None or not isinstance(given, str):
        return None if given is None else dict(given)
    found = _PREDICATE.fullmatch(given)
    try:
        if found is None:
            raise ValueError
        threshold = float(found[3])
    except ValueError:
        raise ReviewError(
            where=f"--predicate {given}",
            what=Both("cannot be read", "无法识别"),
            remedy=Both("write VARIABLE>=NUMBER@DATE, such as export_regime>=2@2027-06-30", "请写成“变量>=数值@日期”，如 export_regime>=2@2027-06-30"),
        ) from None  # fmt: skip
    comparison = "at_least" if found[2] in (">=", "≥") else "at_most"
    return {"variable": found[1], "comparison": comparison, "threshold": threshold, "by": found[4]}


def _in_order(name: str, dated: date, on: date, expires: date, last: date) -> None:
    """A claim is dated, then accepted, then expires; nothing is accepted ahead of time."""
    for first, then, option, what in (
        (dated, on, "--on", Both(f"{on} is before its own date, {dated}", f"{on}早于该项日期{dated}")),
        (on, max(last, dated), "--on", Both(f"{on} has not come yet", f"{on}尚未到来")),
        (max(dated, on), expires, "--expires", Both(f"{expires} is before {max(dated, on)}, from which it would count", f"{expires}早于生效日{max(dated, on)}")),
    ):  # fmt: skip
        if first > then:
            raise ReviewError(
                where=f"{name}, {option}", what=what, remedy=Both("give another day", "请改为其他日期")
            )
