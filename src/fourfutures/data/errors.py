"""Errors of a study's data: the package, its series, and what a user asks of them."""

from __future__ import annotations

from fourfutures.errors import SeveralProblems


class DataError(SeveralProblems):
    """Data that cannot be found, read or trusted, or a series that is not there."""
