"""Charts of a run: specification, picture, data and a text reading each, in both languages."""

from __future__ import annotations

from fourfutures.report.charts import economy, odds, quadrant, withdrawal
from fourfutures.report.charts.album import FOLDER, chart_names, draw_all
from fourfutures.report.charts.lightness import lighter

__all__ = [
    "FOLDER",
    "chart_names",
    "draw_all",
    "economy",
    "lighter",
    "odds",
    "quadrant",
    "withdrawal",
]
