"""Errors of the futures room."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class FuturesError(FourFuturesError):
    """A classification that was asked for cannot be made."""
