"""Folding: the desk as its entries make it, one after the other, those that were undone left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from fourfutures.errors import Both
from fourfutures.evidence.document import Document, Language
from fourfutures.evidence.ledger import DECISIONS, Entry
from fourfutures.evidence.reviewing.errors import ReviewError
from fourfutures.evidence.reviewing.standing import Candidate, Review, Signature, Standing, Terms


def fold(entries: Sequence[Entry], until: str | None = None) -> Review:
    """The desk after these entries, or as it stood at the end of a day.

    Raises ReviewError where a decision rests on another that was undone.
    """
    known = entries if until is None else entries[: count_by(entries, until)]
    gone = undone(known)
    review = Review()
    for entry in known:
        if entry.kind in DECISIONS:
            review.decisions.append(_signed(entry, gone.get(entry.number)))
        if entry.number not in gone:
            _APPLY[entry.kind](review, entry)
    return review


def count_by(entries: Sequence[Entry], day: str) -> int:
    """How many entries there were at the end of a day: up to the last one written by then, whatever clocks say before it."""
    return max((entry.number for entry in entries if entry.day <= day), default=0)


def undone(entries: Sequence[Entry]) -> dict[int, int]:
    """Numbers of entries that do not count, with that of the entry that undid each; an undoing may be undone itself."""
    gone: dict[int, int] = {}
    for entry in reversed(entries):
        if entry.kind == "undone" and entry.number not in gone:
            gone[entry.content["entry"]] = entry.number
    return gone


def _signed(entry: Entry, by: int | None) -> Signature:
    content = entry.content
    about = tuple(content.get("items") or ([content["item"]] if "item" in content else []))
    return Signature(entry.number, entry.kind, content["by"], content["reason"], entry.written, about, by)


def _document(review: Review, entry: Entry) -> None:
    document = Document.model_validate(entry.content["document"])
    review.documents[document.id] = document


def _proposal(review: Review, entry: Entry) -> None:
    given = entry.content["proposal"]
    document = review.documents[given["document_id"]]
    review.items[given["id"]] = Standing(
        Candidate(
            given["id"], "read", document.id, document.lang, given["sentence"], given["indicator"], given["actor"],
            given["direction"], given["strength"], given["grade"], given["cluster"], document.published,
            document.same_as or document.id, entry.number, None, given["quantity"], given["unit"],
            _day(given["date"]), given["confidence"], grade_reason=given.get("grade_reason"),
            proposed_by=tuple(given.get("proposed_by", ("rules",))), model=given.get("model"),
        )
    )  # fmt: skip


def _imported(review: Review, entry: Entry) -> None:
    given = entry.content["imported"]
    suggested = {
        name: given[name] for name in ("likelihood_ratio", "predicate", "expires") if given.get(name)
    }
    cluster = given.get("cluster")
    review.items[given["id"]] = Standing(
        Candidate(
            given["id"], "imported", None, _language(given.get("text") or ""), given.get("text") or "", given["indicator"], given["actor"],
            given["direction"], given["strength"], given["grade"], None if cluster == given["id"] else cluster,
            _day(given.get("dated")), given.get("source_id") or "", entry.number, suggested=suggested,
        )
    )  # fmt: skip


def _accepted(review: Review, entry: Entry) -> None:
    one = _item(review, entry, entry.content["item"], "proposed")
    one.terms = Terms.model_validate(entry.content["terms"])
    one.signed = [_signed(entry, None)]
    one.status = "accepted" if review.reviewers == 1 else "waiting"


def _confirmed(review: Review, entry: Entry) -> None:
    one = _item(review, entry, entry.content["item"], "waiting")
    assert one.terms is not None
    one.terms = one.terms.model_copy(update={"on": date.fromisoformat(entry.content["on"])})
    one.signed.append(_signed(entry, None))
    one.status = "accepted"


def _rejected(review: Review, entry: Entry) -> None:
    _item(review, entry, entry.content["item"], "proposed", "waiting").status = "rejected"


def _split(review: Review, entry: Entry) -> None:
    whole = _item(review, entry, entry.content["item"], "proposed")
    whole.status = "split"
    for number, part in enumerate(entry.content["parts"], start=1):
        name = f"{whole.id}.{number}"
        review.items[name] = Standing(
            whole.candidate._replace(
                id=name, origin="split", sentence=part, parent=whole.id, entry=entry.number, quantity=None, unit=None,
                date=None, confidence=None,
            ),
            cluster=whole.cluster,
        )  # fmt: skip


def _merged(review: Review, entry: Entry) -> None:
    for name in entry.content["items"]:
        _item(review, entry, name, "proposed", "waiting", "accepted").cluster = entry.content["cluster"]


def _reviewers(review: Review, entry: Entry) -> None:
    review.reviewers = entry.content["reviewers"]


def _item(review: Review, entry: Entry, name: str, *statuses: str) -> Standing:
    """An item as an entry needs it. Raises ReviewError where it is not so."""
    one = review.items.get(name)
    if one is None or one.status not in statuses:
        raise ReviewError(
            where=Both(f"entry {entry.number}, {name}", f"第{entry.number}条，{name}"),
            what=Both("rests on a decision that would no longer count", "以一项不再有效的决定为前提"),
            remedy=Both(f"undo entry {entry.number} first", f"请先撤销第{entry.number}条"),
        )
    return one


def _language(text: str) -> Language | None:
    """The language of an imported text by its letters; None where it has none."""
    if re.search("[\u4e00-\u9fff]", text):
        return "zh"
    return "en" if re.search("[A-Za-z]", text) else None


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)


_APPLY: dict[str, Callable[[Review, Entry], None]] = {
    "document": _document, "proposal": _proposal, "imported": _imported, "accepted": _accepted, "confirmed": _confirmed,
    "rejected": _rejected, "split": _split, "merged": _merged, "reviewers": _reviewers,
    "undone": lambda review, entry: None,
}  # fmt: skip
