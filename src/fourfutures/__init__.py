"""Runnable scenario planning for the global AI contest: odds of named futures, from sourced data, as of any date."""

from __future__ import annotations

from fourfutures.errors import FourFuturesError, Problem
from fourfutures.public import Run, check, country, run, series, show
from fourfutures.study import Study, load_study

__version__ = "0.1.0"

__all__ = [
    "FourFuturesError",
    "Problem",
    "Run",
    "Study",
    "__version__",
    "check",
    "country",
    "load_study",
    "run",
    "series",
    "show",
]
