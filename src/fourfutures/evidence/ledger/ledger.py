"""The ledger: documents, proposals and decisions in the order in which they were made; it only grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fourfutures.errors import Both, Problem
from fourfutures.evidence.document import Document
from fourfutures.evidence.ledger.entry import Account, Entry, Kind, Raw, account, line_of, written
from fourfutures.evidence.ledger.errors import LedgerError
from fourfutures.evidence.ledger.place import Place, place
from fourfutures.evidence.proposal import Proposal

if TYPE_CHECKING:
    from fourfutures.evidence.ledger.storage import Storage

New = tuple[Kind, Mapping[str, Any]]


class Added(NamedTuple):
    """What became of documents and proposals that were handed in."""

    documents: int
    proposals: int
    known: int  # there already, word for word
    refused: tuple[Problem, ...]  # of one id with something else behind it
    entries: tuple[Entry, ...]


class Ledger:
    """A ledger at its place. Reading never makes one; the first entry does."""

    def __init__(self, at: Place | str | Path | None = None) -> None:
        self.place = at if isinstance(at, Place) else place(at)

    @cached_property
    def _storage(self) -> Storage:
        from fourfutures.evidence.ledger.storage import Storage  # databases are loaded where one is wanted

        return Storage(self.place)

    @property
    def exists(self) -> bool:
        """Whether there is anything at its place."""
        return self.place.exists

    def read(self) -> Account:
        """All entries and everything wrong with them. Raises LedgerError where nothing can be read."""
        if not self.exists:
            return Account((), ())
        return account(self._storage.rows(), self.place.shown)

    def entries(self) -> tuple[Entry, ...]:
        """All entries. Raises LedgerError for the first that is not as it was written."""
        return _whole(self.read())

    def lines(self) -> list[bytes]:
        """The ledger as lines of a chain file."""
        return [line_of(row) for row in self._storage.rows()] if self.exists else []

    def check(self) -> tuple[Problem, ...]:
        """Everything wrong with the ledger: entries by number, then the file as a database."""
        found = self.read().problems
        if not found and self.exists and not self._storage.sound():
            return (
                Problem(
                    self.place.shown,
                    Both("is damaged as a file, though every entry reads as it was written", "文件已损坏，但各条内容未变"),
                    Both("export it whole and import it into a new one", "请整体导出，再导入新的台账"),
                ),
            )  # fmt: skip
        return found

    def append(
        self, make: Callable[[tuple[Entry, ...]], Sequence[New]], now: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Add entries made from those that are there, while nobody else writes: all or none, on the disk on return.

        Raises LedgerError for a ledger that is not as it was written or cannot be written, and what `make` raises.
        """
        added: list[Entry] = []

        def rows(there: list[Raw]) -> list[Raw]:
            before = account(there, self.place.shown)
            new = make(_whole(before))
            when = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
            head, number, made = before.head, len(before.entries), []
            for kind, content in new:
                number += 1
                row, entry = written(number, head, kind, when, content)
                head = row.digest
                made.append(row)
                added.append(entry)
            return made

        self._storage.append(rows)
        return tuple(added)

    def take(self, copied: Sequence[Raw]) -> None:
        """Copy the rows of another ledger, digests and all, into this one. Raises LedgerError unless it is empty."""

        def rows(there: list[Raw]) -> Sequence[Raw]:
            if there:
                raise LedgerError(
                    where=self.place.shown,
                    what=Both("holds entries already", "已有条目"),
                    remedy=Both("a whole ledger goes into an empty one", "整本台账只能导入空的台账"),
                )
            return copied

        self._storage.append(rows)

    def add(
        self, documents: Iterable[Document], proposals: Iterable[Proposal], now: datetime | None = None
    ) -> Added:
        """Put documents and proposals on the desk, where they weigh nothing. What is there already is not added again.

        All that can be added is, in one piece; an id that stands for something else is refused by itself.
        """
        given, sentences = list(documents), list(proposals)
        counts: dict[str, int] = {}
        refused: list[Problem] = []

        def make(there: tuple[Entry, ...]) -> list[New]:
            known = {
                (e.kind, e.content[e.kind]["id"]): e.content[e.kind] for e in there if e.kind in _OBJECTS
            }
            new: list[New] = []
            counts.update(document=0, proposal=0, known=0)
            refused.clear()
            kinds: list[tuple[Kind, Document | Proposal]] = [("document", one) for one in given]
            kinds += [("proposal", one) for one in sentences]
            for kind, one in kinds:
                content = one.model_dump(mode="json")
                old = known.get((kind, one.id))
                if isinstance(one, Proposal) and ("document", one.document_id) not in known:
                    refused.append(_orphan(one))
                elif old is None:
                    known[kind, one.id] = content
                    new.append((kind, {kind: content}))
                    counts[kind] += 1
                elif _same(kind, old, content):
                    counts["known"] += 1
                else:
                    refused.append(_taken(kind, one.id))
            return new

        entries = self.append(make, now)
        return Added(counts["document"], counts["proposal"], counts["known"], tuple(refused), entries)


_OBJECTS = ("document", "proposal")


def _same(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """A document is its text; a proposal its sentence, whatever a later reading makes of it."""
    return all(
        old[name] == new[name]
        for name in (("sha256",) if kind == "document" else ("document_id", "sentence"))
    )


def _whole(found: Account) -> tuple[Entry, ...]:
    for problem in found.problems:
        raise LedgerError(where=problem.where, what=problem.what, remedy=problem.remedy)
    return found.entries


def _orphan(one: Proposal) -> Problem:
    return Problem(
        Both(f"proposal {one.id}", f"提议 {one.id}"),
        Both(f"its document, {one.document_id}, is not on the desk", f"所属文献 {one.document_id} 不在案"),
        Both("hand in the document with it", "请一并提交该文献"),
    )


def _taken(kind: str, name: str) -> Problem:
    en, zh = ("document", "文献") if kind == "document" else ("proposal", "提议")
    return Problem(
        Both(f"{en} {name}", f"{zh} {name}"),
        Both("this id stands for another text already", "该编号已用于另一文本"),
        Both("give it an id of its own", "请另取编号"),
    )
