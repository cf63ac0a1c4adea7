"""What a part of the benchmarks brings back: numbers by key with their spread, tables, or the reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = float | bool


class Unmeasured(Exception):  # named after what it says
    """Something cannot be measured here; the text says why."""


class Finding(NamedTuple):
    """One number; `low` and `high` enclose the middle half of its repetitions, `reason` says why there is none."""

    value: Value | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


class Table(NamedTuple):
    """A table for the page, all cells as text."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


class Findings(NamedTuple):
    """Everything a part brings back."""

    figures: Mapping[str, Finding]
    tables: Sequence[Table] = ()


def missing(keys: Sequence[str], reason: str) -> Findings:
    """No number, and why."""
    return Findings({key: Finding(None, reason=reason) for key in keys})


def digits(value: float | None, count: int = 3) -> str:
    """A number as a reader wants it: a few significant digits, thousands apart."""
    if value is None:
        return "none"
    if value == 0.0 or 1e-3 <= abs(value) < 1e7:
        rounded = float(f"{value:.{count}g}")
        return f"{rounded:,.0f}" if abs(rounded) >= 10 ** (count - 1) else f"{rounded:.{count}g}"
    return f"{value:.{count - 1}e}"
