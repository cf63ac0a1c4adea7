"""Where each item stands: what it is, what was decided about it, on what terms, and what counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from fourfutures.evidence.document import Document, Language

Status = Literal["proposed", "waiting", "accepted", "rejected", "split"]
STATUSES: tuple[Status, ...] = ("proposed", "waiting", "accepted", "rejected", "split")


class Candidate(NamedTuple):
    """Something that may become evidence."""

    id: str
    origin: Literal["read", "imported", "split"]
    document_id: str | None
    lang: Language | None  # of the document
    sentence: str
    indicator: str
    actor: str
    direction: str
    strength: int
    grade: str
    cluster: str | None
    dated: date | None  # when its source was published
    source_id: str
    entry: int  # of the ledger
    parent: str | None = None
    quantity: str | None = None
    unit: str | None = None
    date: date | None = None
    confidence: float | None = None
    suggested: dict[str, Any] = {}  # noqa: RUF012 - never changed; terms that came with an imported item
    grade_reason: dict[str, Any] | None = None
    proposed_by: tuple[str, ...] = ()  # nobody: it was imported
    model: dict[str, Any] | None = None  # what a language model made of it


class Terms(BaseModel):
    """What an item is accepted as."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    study: str  # that it is evidence in
    indicator: str
    actor: str
    direction: Literal["US", "CN", "neutral"]
    strength: Literal[1, 2, 3]
    grade: str
    dated: date
    likelihood_ratio: float | None  # None: by strength
    predicate: dict[str, Any] | None  # None: that of its indicator
    expires: date
    on: date  # from which it counts


class Signature(NamedTuple):
    """Who decided what, why and when."""

    entry: int
    kind: str
    by: str
    reason: str
    written: str
    about: tuple[str, ...]
    undone_by: int | None = None

    @property
    def day(self) -> str:
        """The day it was written."""
        return self.written[:10]


@dataclass
class Standing:
    """One item as it stands."""

    candidate: Candidate
    status: Status = "proposed"
    terms: Terms | None = None
    signed: list[Signature] = field(default_factory=list)  # of the acceptance
    cluster: str | None = None  # event that reviewers put it in

    @property
    def id(self) -> str:
        """Its id."""
        return self.candidate.id

    @property
    def event(self) -> str:
        """The event or cause that it is counted with; its own id where it stands alone."""
        return self.cluster or self.candidate.cluster or self.candidate.id

    def entry(self) -> dict[str, Any]:
        """The item as a run reads it: a line of a file of evidence. Proposed, it carries no acceptance."""
        one, terms = self.candidate, self.terms
        given = terms or one
        found: dict[str, Any] = {
            name: getattr(given, name) for name in ("indicator", "actor", "direction", "strength", "grade")
        }
        dated = given.dated
        found = {
            "id": one.id,
            **found,
            "cluster": self.event,
            "dated": None if dated is None else dated.isoformat(),
        }
        if terms is not None:
            if terms.likelihood_ratio is not None:
                found["likelihood_ratio"] = terms.likelihood_ratio
            if terms.predicate is not None:
                found["predicate"] = terms.predicate
            if self.status == "accepted":
                found |= {
                    "accepted_by": "; ".join(mark.by for mark in self.signed),
                    "accepted_on": terms.on.isoformat(),
                    "expires": terms.expires.isoformat(),
                    "reason": "; ".join(dict.fromkeys(mark.reason for mark in self.signed)),
                }
        return found | {"source_id": one.source_id, "text": one.sentence}


@dataclass
class Review:
    """The desk as the ledger makes it."""

    items: dict[str, Standing] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    decisions: list[Signature] = field(default_factory=list)
    reviewers: int = 1  # names that an acceptance needs

    @property
    def accepted(self) -> list[Standing]:
        """Items that count, in the order in which they came to."""
        found = [one for one in self.items.values() if one.status == "accepted"]
        return sorted(found, key=lambda one: one.signed[-1].entry)

    def entries(self, study: str) -> list[dict[str, Any]]:
        """Items accepted for a study, as a run of it reads them."""
        return [one.entry() for one in self.accepted if one.terms is not None and one.terms.study == study]

    def about(self, name: str) -> list[Signature]:
        """Decisions about an item, undone ones too."""
        return [mark for mark in self.decisions if name in mark.about]
