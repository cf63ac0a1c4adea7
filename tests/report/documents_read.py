"""Documents just read, with every text that the screen has."""

from __future__ import annotations

from typing import Any

_QUESTIONED = {
    "id": "no_date",
    "where": "date",
    "en": "no date of publication is given",
    "zh": "没有发布日期",
}
_NOTE = {"key": "1", "text": "", "url": None, "retrieved": None, "claims": ["x"]}


def _document(id: str, **fields: Any) -> dict[str, Any]:  # noqa: A002 - the field's own name
    return {
        "id": id, "title": None, "lang": "en", "script": None, "published": None, "publisher": None, "author": None,
        "url": None, "text": "", "source": "made.md", "footnotes": [], "defects": [], "same_as": None, **fields,
    }  # fmt: skip


def _proposal(number: int, side: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"p{number}", "document_id": "a", "sentence": "1", "indicator": "us_capex", "actor": "USA", "direction": side,
        "strength": 2, "quantity": None, "unit": None, "date": None, "date_text": None, "confidence": 0.5, **fields,
    }  # fmt: skip


READ: dict[str, Any] = {
    "documents": [
        _document(
            "a",
            url="https://example.org/",
            footnotes=[_NOTE],
            defects=[
                {**_QUESTIONED, "where": where}
                for where in ("date", "title", "source", "author", "text", "[^1]")
            ],
            published="2026-03-05",
        ),
        _document("b", lang="zh", script="Hans", same_as="a"),
        _document("c", lang="zh", script="Hant", publisher="made"),
    ],
    "proposals": [
        _proposal(1, "US", quantity="5", unit="%", date="2026-03-03", date_text="3"),
        _proposal(2, "CN", date_text="3"),
        *(_proposal(number, "neutral") for number in range(3, 16)),
    ],
    "indicators": {"us_capex": {"en": "Capital spending", "zh": "资本开支"}},
    "added": None,
    "ledger": None,
}
ADDED = {**READ, "added": {"documents": 3, "proposals": 15, "known": 0}, "ledger": "evidence.sqlite"}
