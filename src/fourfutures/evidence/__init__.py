"""Claims and from whom: documents, the proposals read off them, their review, the ledger of decisions."""

from __future__ import annotations

from fourfutures.evidence.contract import ADD, evidence_add_schema
from fourfutures.evidence.document import Defect, Document, Footnote, Language
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.intake import Bounds, Taken, gathered, take
from fourfutures.evidence.proposal import Proposal
from fourfutures.evidence.proposing import Proposer, propose, proposer_of

__all__ = [
    "ADD", "Bounds", "Defect", "Document", "EvidenceError", "Footnote", "Language", "Proposal", "Proposer", "Taken",
    "evidence_add_schema", "gathered", "propose", "proposer_of", "take",
]  # fmt: skip
