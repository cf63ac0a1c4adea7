"""A hindcast of few forecasts, so that each dot of its chart can be counted by hand."""

from __future__ import annotations

from typing import Any


def forecasts(p: float, came_true: int, n: int) -> list[dict[str, Any]]:
    """So many forecasts of two classes, one at p, which came true so many times."""
    return [{"observed": "us" if at < came_true else "cn", "p": {"us": p, "cn": 1.0 - p}} for at in range(n)]


PASTS: dict[str, Any] = {
    "schema": "fourfutures/hindcast/1", "members": 2000, "confidence": 0.9,
    "targets": [
        {"target": "one", "n": 12, "coverage": {"50": 0.5, "80": 0.75, "90": 1.0}},
        {"target": "two", "n": 8, "coverage": {"50": 0.25, "80": 0.5, "90": 0.75}},
        {"target": "untried", "n": 0, "coverage": {}},
    ],
    "classes": {"n": 16, "targets": [{"forecasts": [*forecasts(0.7, 9, 12), *forecasts(1.0, 4, 4)]}]},
    "verdicts": {"en": "The verdict.", "zh": "结论如此。"},
}  # fmt: skip
NO_PASTS: dict[str, Any] = {**PASTS, "targets": [], "classes": {"n": 0, "targets": []}}
