"""Charts of a run: specification, picture, data and a text reading each, in both languages."""

from __future__ import annotations

from fourfutures.report.charts import economy, odds, quadrant, withdrawal
from fourfutures.report.charts.album import chart_names, draw_all

__all__ = [
    "chart_names",
    "draw_all",
    "economy",
    "odds",
    "quadrant",
    "withdrawal",
]
