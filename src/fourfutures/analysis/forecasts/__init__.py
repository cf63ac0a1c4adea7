"""Forecasts frozen for later: figures to come and odds, in a log that only grows, and their scores once they resolve."""

from __future__ import annotations

from fourfutures.analysis.forecasts.contract import ListDocument, ScoreDocument, forecast_schemas
from fourfutures.analysis.forecasts.entry import entry, opened
from fourfutures.analysis.forecasts.record import (
    Logged,
    default_log,
    entries,
    log_run,
    mend,
)
from fourfutures.analysis.forecasts.scoring import score

__all__ = [
    "ListDocument",
    "Logged",
    "ScoreDocument",
    "default_log",
    "entries",
    "entry",
    "forecast_schemas",
    "log_run",
    "mend",
    "opened",
    "score",
]
