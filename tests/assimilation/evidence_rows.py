"""Rows for tests, with nothing in them that matters but the day they were known."""

from __future__ import annotations

from datetime import date, timedelta

from fourfutures.assimilation import Row


def plain_row(days: int, name: str = "series") -> Row:
    """A row known some days after the first of 2026."""
    day = date(2026, 1, 1) + timedelta(days=days)
    return Row(
        id=f"{name}:{day}", indicator=name, block=name, entity="USA", observable="price_gap", months=(1,), change=False,
        value=0.0, error_sd=1.0, bias_sd=0.0, slope=1.0, slope_sd=0.0, known_on=day, source_id="s", period_end=day,
        observed=0.0, unit="ratio",
    )  # fmt: skip
