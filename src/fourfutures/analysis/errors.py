"""Errors of the analysis room."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class AnalysisError(FourFuturesError):
    """A question the study or its data cannot answer."""
