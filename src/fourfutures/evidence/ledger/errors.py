"""Errors of the ledger."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class LedgerError(FourFuturesError):
    """A ledger that cannot be opened, read or written, or that is not as it was written."""
