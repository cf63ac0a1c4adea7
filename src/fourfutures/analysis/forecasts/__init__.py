"""Forecasts frozen for later: figures to come and odds, in a log that only grows, and their scores once they resolve."""

from __future__ import annotations

from fourfutures.analysis.forecasts.contract import ListDocument, ScoreDocument, forecast_schemas
from fourfutures.analysis.forecasts.due import Due, expected
from fourfutures.analysis.forecasts.entry import entry, opened
from fourfutures.analysis.forecasts.figures import Figure, latest, published, scaled, unscaled
from fourfutures.analysis.forecasts.predicting import anchored, template
from fourfutures.analysis.forecasts.record import (
    Logged,
    default_log,
    entries,
    log_run,
    mend,
)
from fourfutures.analysis.forecasts.scoring import score

__all__ = [
    "Due",
    "Figure",
    "ListDocument",
    "Logged",
    "ScoreDocument",
    "anchored",
    "default_log",
    "entries",
    "entry",
    "expected",
    "forecast_schemas",
    "latest",
    "log_run",
    "mend",
    "opened",
    "published",
    "scaled",
    "score",
    "template",
    "unscaled",
]
