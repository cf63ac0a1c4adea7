"""The evidence desk as the doors open it: its ledger, its accepted items for a run, an item checked as a run would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fourfutures.assimilation import Item, claim_of, items_of
from fourfutures.errors import Both
from fourfutures.evidence import Account, Desk, Ledger, LedgerError, Review, fold
from fourfutures.study import Study, load_study

LEDGER = Ledger | str | Path | None
STUDY = Study | str | Path


def ledger_at(named: LEDGER) -> Ledger:
    """The ledger named, or the one that a command would take by itself."""
    return named if isinstance(named, Ledger) else Ledger(named)


def desk_at(named: LEDGER, now: datetime | None = None) -> Desk:
    """The desk of a ledger; `now` stops the clock."""
    ledger = ledger_at(named)
    return Desk(ledger) if now is None else Desk(ledger, lambda: now)


def standing(ledger: Ledger) -> tuple[Account, Review]:
    """A ledger as read and the desk it makes. Raises LedgerError where an entry is not as it was written."""
    entries = ledger.entries()
    return Account(entries, ()), fold(entries)


def read_from(named: LEDGER) -> Ledger:
    """A ledger to read. Raises LedgerError for one that was named and is not there; the user's own may be still to come."""
    ledger = ledger_at(named)
    if named is None or ledger.exists:
        return ledger
    raise LedgerError(
        where=ledger.place.shown,
        what=Both("is not there", "不存在"),
        remedy=Both(
            "add a document with `fourfutures evidence add`, or name another ledger",
            "请用 fourfutures evidence add 添加文献，或改用其他台账",
        ),
    )


def accepted_items(named: LEDGER, study: Study) -> tuple[Item, ...]:
    """Items accepted for a study. Raises LedgerError for a ledger that was named and is not there."""
    ledger = read_from(named)
    if not ledger.exists:
        return ()
    return items_of(fold(ledger.entries()).entries(study.meta.id), study, ledger.place.shown)


def evidence_mark(study: Study) -> str:
    """A digest of the items accepted for a study by now: as long as it is the same, so are they.

    A ledger in a file is read again only where the file or its log has changed.
    """
    ledger = ledger_at(None)
    if not ledger.exists:
        return ""
    seen = _seen(ledger.place.file)
    known = _MARKS.get(ledger.place.url)
    if known is not None and seen is not None and known[:2] == (seen, study.meta.id):
        return known[2]
    entries = fold(ledger.entries()).entries(study.meta.id)
    mark = hashlib.sha256(json.dumps(entries, sort_keys=True).encode()).hexdigest()
    _MARKS[ledger.place.url] = (seen, study.meta.id, mark)
    return mark


_MARKS: dict[str, tuple[object, str, str]] = {}


def _seen(file: Path | None) -> object:
    """When a ledger's file and its log were last written, and how long they are; None for a server's."""
    if file is None:
        return None
    found = []
    for path in (file, file.with_name(f"{file.name}-wal")):
        with suppress(OSError):
            known = path.stat()
            found.append((known.st_mtime_ns, known.st_size))
    return found


def checked(entry: Mapping[str, Any], study: Study) -> Item:
    """An item as a run reads it. Raises AssimilationError for one that a run would refuse."""
    item = items_of([entry], study, str(entry["id"]))[0]
    claim_of(item, study)
    return item


def loaded(study: STUDY) -> Study:
    """A study by id, folder, or as it is."""
    return study if isinstance(study, Study) else load_study(study)


def names(study: Study) -> Any:
    """From an indicator's id to its name in both languages."""

    def name(indicator: str) -> dict[str, str] | None:
        found = study.evidence.get(indicator)
        return None if found is None else found.name.model_dump()

    return name


def today(now: datetime | None) -> datetime:
    """The clock, in UTC."""
    return (now or datetime.now(UTC)).astimezone(UTC)


def without(items: Sequence[Item], name: str) -> list[Item]:
    """Items but one."""
    return [item for item in items if item.id != name]
