"""Charts: specification, picture, data and a text reading each, in both languages, of a run or of what a command prints."""

from __future__ import annotations

from fourfutures.report.charts import economy, odds, quadrant, withdrawal
from fourfutures.report.charts.album import (
    CHARTS,
    FOLDER,
    chart_file,
    chart_names,
    draw_all,
    drawn,
    specification,
)
from fourfutures.report.charts.portfolio import charts, panels, write_charts
from fourfutures.report.charts.printing import printed
from fourfutures.report.charts.raster import as_png
from fourfutures.report.charts.style import NIGHT

__all__ = [
    "CHARTS",
    "FOLDER",
    "NIGHT",
    "as_png",
    "chart_file",
    "chart_names",
    "charts",
    "draw_all",
    "drawn",
    "economy",
    "odds",
    "panels",
    "printed",
    "quadrant",
    "specification",
    "withdrawal",
    "write_charts",
]
