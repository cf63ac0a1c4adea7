"""Entries of a ledger: what was written, when, sealed by a digest of itself and of the entry before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from fourfutures.errors import Both, Problem
from fourfutures.files import CHANGED, OUT_OF_PLACE, START, Link, sealed, unsealed

Kind = Literal[
    "document", "proposal", "imported", "accepted", "confirmed", "rejected", "split", "merged", "undone", "reviewers"
]  # fmt: skip
DECISIONS: tuple[Kind, ...] = ("accepted", "confirmed", "rejected", "split", "merged", "undone", "reviewers")
RESTORE = Both(
    "restore the ledger from a copy; the entries before this one are as they were written",
    "请从副本恢复台账；此条之前的各条未被改动",
)


class Entry(NamedTuple):
    """One entry, whole and in its place."""

    number: int  # from 1
    digest: str
    kind: Kind
    written: str  # ISO 8601, UTC
    content: dict[str, Any]

    @property
    def day(self) -> str:
        """The day on which it was written, UTC."""
        return self.written[:10]


class Raw(NamedTuple):
    """A row of the table, as it is."""

    number: int
    previous: str
    content: str
    digest: str


class Account(NamedTuple):
    """A ledger as read: the entries that hold, up to the first that does not, and everything that is wrong."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def head(self) -> str:
        """Digest of the last entry that holds."""
        return self.entries[-1].digest if self.entries else START


def written(
    number: int, previous: str, kind: Kind, when: str, content: Mapping[str, Any]
) -> tuple[Raw, Entry]:
    """A new entry as a row and as read. A line of a chain file holds the same bytes and the same digest."""
    whole = {"kind": kind, "written": when, **content}
    line = sealed(number, previous, whole)
    link, _ = unsealed(line[:-1])
    assert link is not None
    return (
        Raw(number, previous, compact(whole), link.digest),
        Entry(number, link.digest, kind, when, dict(content)),
    )


def compact(content: Mapping[str, Any]) -> str:
    """Content as it is sealed."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def line_of(row: Raw) -> bytes:
    """The line of a chain file that says the same as a row."""
    head = f'{{"number":{row.number},"previous":"{row.previous}","content":{row.content},"digest":"{row.digest}"}}'
    return head.encode("utf-8", "surrogateescape")


def row_of(link: Link, previous: str) -> Raw:
    """The row that says the same as a line of a chain file."""
    return Raw(link.number, previous, compact(link.content), link.digest)


def account(rows: Iterable[Raw], where: str) -> Account:
    """Rows checked one after the other."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    expected: tuple[object, str] | None = (1, START)
    for place, row in enumerate(rows, start=1):
        named = Both(f"{where}, entry {row.number}", f"{where} 第{row.number}条")
        entry, before = _read(row)
        if entry is None:
            problems.append(Problem(named, CHANGED, RESTORE))
            expected = None  # nobody can say what the next one has to follow
            continue
        if expected not in (None, (entry.number, before)) or (expected is None and entry.number != place):
            problems.append(Problem(named, OUT_OF_PLACE, RESTORE))
        if not problems:
            entries.append(entry)
        expected = (entry.number + 1, entry.digest)
    return Account(tuple(entries), tuple(problems))


def _read(row: Raw) -> tuple[Entry | None, str]:
    link, before = unsealed(line_of(row))
    if link is None:
        return None, ""
    try:
        content = dict(link.content)
        return Entry(link.number, link.digest, content.pop("kind"), content.pop("written"), content), before
    except (KeyError, TypeError, ValueError):
        return None, ""
