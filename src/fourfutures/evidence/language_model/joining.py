"""Proposals of a model beside those of the rules: one for a sentence and an indicator, with both named where both proposed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fourfutures.evidence.document import Document
from fourfutures.evidence.proposal import Proposal
from fourfutures.evidence.proposing import clustered


def joined(
    rules: Sequence[Proposal], model: Sequence[Proposal], documents: Sequence[Document]
) -> tuple[list[Proposal], int]:
    """All proposals in the order of the texts, and how many both made. Where both did, the reading of the rules stands."""
    found: dict[tuple[str, str, str], Proposal] = {_about(one): one for one in rules}
    agreed = 0
    for one in model:
        other = found.get(_about(one))
        if other is None:
            found[_about(one)] = one
        elif other.model is None:
            found[_about(one)] = other.model_copy(
                update={"proposed_by": ("rules", "model"), "model": one.model}
            )
            agreed += 1
    by_id = {document.id: document for document in documents}
    order = {name: at for at, name in enumerate(by_id)}
    return clustered(sorted(found.values(), key=lambda one: _place(one, by_id, order)), by_id), agreed


def _about(one: Proposal) -> tuple[str, str, str]:
    return one.document_id, one.sentence, one.indicator


def _place(
    one: Proposal, documents: Mapping[str, Document], order: Mapping[str, int]
) -> tuple[int, int, int]:
    at = documents[one.document_id].text.find(one.sentence)
    return order[one.document_id], at, "rules" not in one.proposed_by
