"""Which proposals report one event: the same indicator within a few days, and much the same words or the same figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from fourfutures.evidence.canonical import key
from fourfutures.evidence.document import Document
from fourfutures.evidence.likeness import words
from fourfutures.evidence.proposal import Proposal

DAYS = 10  # between the reports of one event
ALIKE = 0.5  # share of the shorter sentence's words that the other holds, within one language
FIGURES = 0.2  # the same, where both state the same figure


def clustered(proposals: Sequence[Proposal], documents: Mapping[str, Document]) -> list[Proposal]:
    """The proposals, those of one event under one name; an event told once has none."""
    group = list(range(len(proposals)))
    bags = [words(one.sentence) for one in proposals]
    by_indicator: dict[str, list[int]] = {}
    for at, one in enumerate(proposals):
        for other in by_indicator.get(one.indicator, ()):
            if proposals[other].document_id == one.document_id:
                continue
            if _one_event(one, proposals[other], bags[at], bags[other], documents):
                group[at] = group[other]
                break
        by_indicator.setdefault(one.indicator, []).append(at)
    shared = {first for first, reports in Counter(group).items() if reports > 1}
    return [
        one.model_copy(update={"cluster": f"e-{key(proposals[group[at]].id)}"})
        if group[at] in shared
        else one
        for at, one in enumerate(proposals)
    ]


def _one_event(
    one: Proposal,
    other: Proposal,
    words_one: frozenset[str],
    words_other: frozenset[str],
    documents: Mapping[str, Document],
) -> bool:
    if not _near(_day(one, documents), _day(other, documents)):
        return False
    shorter = min(len(words_one), len(words_other))
    alike = len(words_one & words_other) / shorter if shorter else 0.0
    figures = set((one.quantity or "").split(";")) & set((other.quantity or "").split(";")) - {""}
    return alike >= (FIGURES if figures else ALIKE)


def _day(one: Proposal, documents: Mapping[str, Document]) -> date | None:
    return documents[one.document_id].published or one.date


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= DAYS
