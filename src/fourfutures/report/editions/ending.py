"""What every edition says of itself: whose numbers it quotes, as of when, and how far they carry."""

from __future__ import annotations

from fourfutures.report.pen import Pen


def moment(pen: Pen) -> dict[str, str]:
    """Dates and lens of the run, for the first line of a page."""
    record = pen.record.summary
    return {
        "as_of": pen.date(record["as_of"]),
        "horizon": pen.date(record["horizon"]),
        "lens": pen.text(f"lens.{record['lens']}"),
    }


def method(pen: Pen) -> list[str]:
    """The paragraph that stands in every edition: the run behind it, its weakness if any, what the model leaves out."""
    parts = [pen.text("edition.run", run_id=pen.value("plain", "run_id"))]
    if pen.standing.flagged:
        parts.append(pen.text("opening.weak"))
    return [pen.join([*parts, pen.text("limits.skill"), pen.text("limits.scope")])]
