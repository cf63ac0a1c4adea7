"""Claims and from whom: documents, the proposals read off them, their review, the ledger of decisions."""

from __future__ import annotations

from fourfutures.evidence.document import Defect, Document, Footnote, Language
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
    "ANCHORS", "DESK", "STATUSES", "Account", "Added", "Anchor", "Defect", "Desk", "Document", "Entry", "Footnote",
    "Language", "Ledger", "LedgerError", "Proposal", "Raw", "Review", "ReviewError", "Signature", "Standing", "Terms",
    "account", "anchor_of", "count_by", "counts", "decision_block", "desk_schemas", "find", "fold", "heading", "is_ledger",
    "item_block", "place", "ratio_of", "row_of",
]  # fmt: skip
