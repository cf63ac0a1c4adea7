"""The ledger of the evidence desk: append-only, chained, in SQLite or PostgreSQL."""

from __future__ import annotations

from fourfutures.evidence.ledger.entry import DECISIONS, Account, Entry, Kind, Raw, account, line_of, row_of
from fourfutures.evidence.ledger.errors import LedgerError
from fourfutures.evidence.ledger.ledger import Added, Ledger, New
from fourfutures.evidence.ledger.place import DESK, Place, is_ledger, place

__all__ = [
    "DECISIONS", "DESK", "Account", "Added", "Entry", "Kind", "Ledger", "LedgerError", "New", "Place", "Raw", "account",
    "is_ledger", "line_of", "place", "row_of",
]  # fmt: skip
