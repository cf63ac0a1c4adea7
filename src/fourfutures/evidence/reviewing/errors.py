"""Errors of the review."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class ReviewError(FourFuturesError):
    """A decision that cannot be made."""
