"""Errors of the assimilation room."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class AssimilationError(FourFuturesError):
    """What the data say cannot be worked out from these rows or weights."""
