"""The review of the evidence desk: who decided what about which item, why, and what counts."""

from __future__ import annotations

from fourfutures.evidence.reviewing.anchors import ANCHORS, LEAST, MOST, Anchor, anchor_of, ratio_of
from fourfutures.evidence.reviewing.contract import desk_schemas
from fourfutures.evidence.reviewing.desk import Desk, find, signature
from fourfutures.evidence.reviewing.errors import ReviewError
from fourfutures.evidence.reviewing.folding import count_by, fold
from fourfutures.evidence.reviewing.standing import (
    STATUSES,
    Candidate,
    Review,
    Signature,
    Standing,
    Status,
    Terms,
)
from fourfutures.evidence.reviewing.telling import counts, decision_block, heading, item_block

__all__ = [
    "ANCHORS", "LEAST", "MOST", "STATUSES", "Anchor", "Candidate", "Desk", "Review", "ReviewError", "Signature",
    "Standing", "Status", "Terms", "anchor_of", "count_by", "counts", "decision_block", "desk_schemas", "find", "fold", "heading",
    "item_block", "ratio_of", "signature",
]  # fmt: skip
