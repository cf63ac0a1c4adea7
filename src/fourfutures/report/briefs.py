"""Briefs and charts of a run folder."""

from __future__ import annotations

from pathlib import Path

from fourfutures.files import write_whole
from fourfutures.report.charts import draw_all
from fourfutures.report.page import pages
from fourfutures.report.record import RunRecord


def write_pages(folder: Path) -> list[str]:
    """Write the briefs in both languages and their charts into a run folder; returns relative names.

    Everything comes from the folder; no number is computed. Raises ReportError where the record lacks what a page needs,
    FileError where a file cannot be written.
    """
    record = RunRecord.read(folder)
    written = draw_all(record, folder)
    for lang, text in pages(record).items():
        name = f"brief.{lang}.md"
        write_whole(folder / name, text.encode())
        written.append(name)
    return written
