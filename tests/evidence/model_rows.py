"""A document of two sentences of our own, and rows that a model says of the second."""

from __future__ import annotations

from typing import Any

from fourfutures.evidence import Patience

PERMIT = "Ohio regulators blocked the permit of a 900-megawatt data center on March 3, 2026."
QUIET = "The ferry to the island ran late that week."
DOCUMENT = f"{PERMIT} {QUIET}"
KEY = "sk-test-0123456789"
FAST = Patience(seconds=5.0, silence=2.0)


def row(**changed: Any) -> dict[str, Any]:
    """A row about the second sentence that holds."""
    given = {
        "n": 2, "quote": "The ferry to the island ran late", "indicator": "us_power_permitting", "actor": "USA",
        "direction": "CN", "strength": 1, "quantity": None, "unit": None, "date": None, "confidence": 0.4,
    }  # fmt: skip
    return given | changed


def by_model(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["proposals"] if one["model"]]
