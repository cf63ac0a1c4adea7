"""The one base of every error a user can cause: where it is, what it is, what to do, in both languages."""

from __future__ import annotations

from fourfutures.errors.both import Both, listed, told
from fourfutures.errors.problem import FourFuturesError, Problem
from fourfutures.errors.several import SeveralProblems, guess, meant
from fourfutures.errors.system import reason

__all__ = [
    "Both",
    "FourFuturesError",
    "Problem",
    "SeveralProblems",
    "guess",
    "listed",
    "meant",
    "reason",
    "told",
]
