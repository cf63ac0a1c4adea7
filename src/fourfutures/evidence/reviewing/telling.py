"""Telling: the desk's items and decisions as plain blocks of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fourfutures.evidence.ledger import Account, Ledger
from fourfutures.evidence.reviewing.anchors import anchor_of
from fourfutures.evidence.reviewing.standing import STATUSES, Review, Signature, Standing

Name = Callable[[str], dict[str, str] | None]  # an indicator's name in both languages


def heading(ledger: Ledger, account: Account, schema: str) -> dict[str, Any]:
    """Which ledger, and how far it goes."""
    return {
        "schema": schema,
        "ledger": ledger.place.shown,
        "entries": len(account.entries),
        "head": account.head,
    }


def counts(review: Review) -> dict[str, int]:
    """Items by standing."""
    return {name: sum(one.status == name for one in review.items.values()) for name in STATUSES}


def item_block(one: Standing, review: Review, name: Name) -> dict[str, Any]:
    """One item as it stands: its own reading, or that on which it was accepted."""
    candidate, terms = one.candidate, one.terms
    read = terms or candidate
    document = review.documents.get(candidate.document_id or "")
    same = [other.id for other in review.items.values() if other.event == one.event and other.id != one.id]
    return {
        "id": one.id,
        "status": one.status,
        "origin": candidate.origin,
        "parent": candidate.parent,
        "document": None
        if document is None
        else {
            "id": document.id,
            "title": document.title,
            "lang": document.lang,
            "published": _text(document.published),
            "publisher": document.publisher,
            "url": document.url,
        },
        "lang": candidate.lang,
        "sentence": candidate.sentence,
        "indicator": read.indicator,
        "name": name(read.indicator),
        "actor": read.actor,
        "direction": read.direction,
        "strength": read.strength,
        "grade": read.grade,
        "grade_reason": candidate.grade_reason if read.grade == candidate.grade else None,
        "quantity": candidate.quantity,
        "unit": candidate.unit,
        "date": _text(candidate.date),
        "confidence": candidate.confidence,
        "cluster": one.event,
        "same_event": same,
        "dated": _text(read.dated),
        "suggested": candidate.suggested,
        "proposed_by": list(candidate.proposed_by),
        "model": candidate.model,
        "acceptance": None
        if terms is None or one.status not in ("waiting", "accepted")
        else _acceptance(one),
        "decisions": [decision_block(mark) for mark in review.about(one.id)],
    }


def decision_block(mark: Signature) -> dict[str, Any]:
    """One decision."""
    return {
        "entry": mark.entry,
        "kind": mark.kind,
        "by": mark.by,
        "reason": mark.reason,
        "written": mark.written,
        "about": list(mark.about),
        "undone_by": mark.undone_by,
    }


def _acceptance(one: Standing) -> dict[str, Any]:
    terms = one.terms
    assert terms is not None
    anchor = None if terms.likelihood_ratio is None else anchor_of(terms.likelihood_ratio)
    return {
        "by": [mark.by for mark in one.signed],
        "reasons": [mark.reason for mark in one.signed],
        "on": terms.on.isoformat(),
        "expires": terms.expires.isoformat(),
        "likelihood_ratio": terms.likelihood_ratio,
        "anchor": None if anchor is None else {"en": str(anchor.words), "zh": anchor.words.zh},
        "predicate": terms.predicate,
    }


def _text(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
