"""A chart where a page shows it: the picture with its text reading, and a line that says how to read it."""

from __future__ import annotations

from fourfutures.report.charts import CHARTS, FOLDER
from fourfutures.report.pen import Pen
from fourfutures.report.picture_texts import TEXTS


def figure(pen: Pen, name: str, caption: str) -> list[str]:
    """The paragraph of a chart, or none where the run lacks its data."""
    drawable, _ = CHARTS[name]
    if not drawable(pen.record):
        return []
    return [f"![{TEXTS[name](pen)}]({FOLDER}/{name}.{pen.texts.lang}.svg) {caption}"]
