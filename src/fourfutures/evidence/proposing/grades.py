"""A first grade of the source by the Admiralty code: what the document shows of itself, for a reviewer to correct."""

from __future__ import annotations

from fourfutures.evidence.document import Document
from fourfutures.evidence.proposing.lexicon import table

UNKNOWN = "F6"  # neither the source nor the claim can be judged


def grade(document: Document) -> str:
    """A letter for the source and 6 for the claim, which no program has checked."""
    if any(defect.id in ("machine_written", "retrieved_before_it_existed") for defect in document.defects):
        return "E6"
    host = (document.publisher or "").lower()
    for letter, row in table("sources.toml").items():
        if any(host == name or host.endswith("." + name) for name in row["hosts"]):
            return f"{letter}6"
    return UNKNOWN
