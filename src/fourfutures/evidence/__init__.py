"""Claims and from whom: documents, the proposals read off them, their review, the ledger of decisions."""

from __future__ import annotations

from fourfutures.evidence.document import Defect, Document, Footnote, Language
from fourfutures.evidence.proposal import Proposal

__all__ = ["Defect", "Document", "Footnote", "Language", "Proposal"]
