"""Errors of the ensemble."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class EnsembleError(FourFuturesError):
    """A run that cannot be simulated, stored or resumed."""
