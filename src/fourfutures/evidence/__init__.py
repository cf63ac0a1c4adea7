"""Claims and from whom: documents, the proposals read off them, their review, the ledger of decisions."""

from __future__ import annotations

from fourfutures.evidence.contract import ADD, evidence_add_schema
from fourfutures.evidence.document import Defect, Document, Footnote, Language
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.intake import Bounds, Taken, gathered, take
from fourfutures.evidence.ledger import (
    DESK,
    Account,
    Added,
    Entry,
    Ledger,
    LedgerError,
    Raw,
    account,
    is_ledger,
    place,
    row_of,
)
from fourfutures.evidence.proposal import Proposal
from fourfutures.evidence.proposing import Proposer, propose, proposer_of
from fourfutures.evidence.reviewing import (
    ANCHORS,
    STATUSES,
    Anchor,
    Desk,
    Review,
    ReviewError,
    Signature,
    Standing,
    Terms,
    anchor_of,
    count_by,
    counts,
    decision_block,
    desk_schemas,
    find,
    fold,
    heading,
    item_block,
    ratio_of,
)

__all__ = [
    "ADD", "ANCHORS", "DESK", "STATUSES", "Account", "Added", "Anchor", "Bounds", "Defect", "Desk", "Document", "Entry", "EvidenceError", "Footnote", "Language", "Ledger", "LedgerError", "Proposal", "Proposer", "Raw", "Review", "ReviewError", "Signature", "Standing", "Taken", "Terms", "account", "anchor_of", "count_by", "counts", "decision_block", "desk_schemas", "evidence_add_schema", "find", "fold", "gathered", "heading", "is_ledger", "item_block", "place", "propose", "proposer_of", "ratio_of", "row_of", "take",
]  # fmt: skip
