"""Errors of downloads."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError


class DownloadError(FourFuturesError):
    """A document that could not be had, or may not be asked for."""
