"""Briefs and charts of a run folder."""

from __future__ import annotations

from pathlib import Path

from fourfutures.report.charts import draw_all
from fourfutures.report.errors import ReportError
from fourfutures.report.page import pages
from fourfutures.report.record import RunRecord


def write_pages(folder: Path) -> list[str]:
    """Write the briefs in both languages and their charts into a run folder; returns relative names.

    Everything comes from the folder; no number is computed. Raises ReportError where the record lacks what a page needs
    or a file cannot be written.
    """
    record = RunRecord.read(folder)
    written = draw_all(record, folder)
    for lang, text in pages(record).items():
        name = f"brief.{lang}.md"
        try:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise ReportError(
                where=str(folder / name),
                what=f"cannot be written ({error.strerror or error})",
                remedy="free some space, or change the folder's permissions",
            ) from error
        written.append(name)
    return written
