"""Errors of the report room."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class ReportError(FourFuturesError):
    """A run folder or summary that no page can be written from."""


class Lacking(ReportError):
    """A package that a format needs and that is not installed."""
