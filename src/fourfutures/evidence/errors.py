"""Errors of the evidence desk."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class EvidenceError(FourFuturesError):
    """A document that cannot be read, or a list of terms that does not hold."""
