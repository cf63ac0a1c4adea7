"""The desk over some days: how it stood before the first one and after the last, and what was decided between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fourfutures.analysis import AnalysisError
from fourfutures.assimilation import Item, items_of
from fourfutures.errors import Both
from fourfutures.evidence import Entry, Ledger, Review, Signature, count_by, fold
from fourfutures.study import Study

BEFORE = " (before)"  # marks the earlier form of an item that was decided anew


class Days(NamedTuple):
    """Entries of the days, the desk before and after them, its accepted items, and whose standing changed, in order."""

    inside: Sequence[Entry]
    early: Review
    late: Review
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    marks: list[Signature]
    changed: list[str]
    head: str
    came: dict[str, str]  # the day on which each document came
    last: date

    @property
    def arrived(self) -> dict[str, int]:
        """How many documents and proposals came in."""
        return {
            "documents": sum(entry.kind == "document" for entry in self.inside),
            "proposals": sum(entry.kind in ("proposal", "imported") for entry in self.inside),
        }

    @property
    def waiting(self) -> int:
        """How many items wait for a decision at the end."""
        return sum(one.status in ("proposed", "waiting") for one in self.late.items.values())


def days_of(subject: Study, at: Ledger, entries: Sequence[Entry], first: date, last: date) -> Days:
    """The desk from one day to another, both included. Raises AnalysisError where the last is before the first."""
    if first > last:
        raise AnalysisError(
            where=f"--from {first}",
            what=Both(f"is after {last}", f"晚于{last}"),
            remedy=Both("give the earlier day first", "请先写较早的日期"),
        )
    start, end = (count_by(entries, each.isoformat()) for each in (first - timedelta(days=1), last))
    early, late = fold(entries[:start]), fold(entries[:end])
    old, new = (
        items_of(review.entries(subject.meta.id), subject, at.place.shown) for review in (early, late)
    )
    marks = [mark for mark in late.decisions if mark.entry > start]
    decided = list(dict.fromkeys(name for mark in reversed(marks) for name in mark.about))[::-1]
    head = entries[end - 1].digest if end else ""
    came = {entry.content["document"]["id"]: entry.day for entry in entries if entry.kind == "document"}
    changed = with_events(decided, old, new)
    return Days(entries[start:end], early, late, old, new, marks, changed, head, came, last)


def with_events(changed: Sequence[str], old: Sequence[Item], new: Sequence[Item]) -> list[str]:
    """Items that changed, then those that only stand in another event than before."""
    before, after = ({item.id: item for item in items} for items in (old, new))
    moved = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return list(dict.fromkeys([*changed, *moved]))


def either(old: Sequence[Item], new: Sequence[Item]) -> list[Item]:
    """The items of both desks, of one that was decided anew both forms."""
    return [*new, *(item._replace(id=item.id + BEFORE) for item in old if item not in new)]


def last_day(entries: Sequence[Entry]) -> date | None:
    """The last day on which anything was written."""
    return max((date.fromisoformat(entry.day) for entry in entries), default=None)
