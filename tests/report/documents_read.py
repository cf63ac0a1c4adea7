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


_WHY = {"judgement": True, "file": "sources.toml", "en": "made", "zh": "虚构"}
_MODEL = {"name": "made", "host": "127.0.0.1:1", "prompt": "1"}
_KINDS = ("quote", "indicator", "actor", "direction", "form", "surplus", "figure", "date")


def _proposal(number: int, side: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"p{number}", "document_id": "a", "sentence": "1", "indicator": "us_capex", "actor": "USA", "direction": side,
        "strength": 2, "quantity": None, "unit": None, "date": None, "date_text": None, "confidence": 0.5,
        "grade": "B6", "grade_reason": _WHY, "proposed_by": ["rules"], "model": None, **fields,
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
        _proposal(2, "CN", date_text="3", proposed_by=["model"], model=_MODEL),
        _proposal(
            3,
            "CN",
            document_id="b",
            proposed_by=["rules", "model"],
            model=_MODEL,
            grade_reason={**_WHY, "judgement": False},
        ),
        *(_proposal(number, "neutral") for number in range(4, 17)),
    ],
    "indicators": {"us_capex": {"en": "Capital spending", "zh": "资本开支"}},
    "model": None,
    "added": None,
    "ledger": None,
}
_ASKED = {
    **_MODEL,
    "questions": 3,
    "proposals": 2,
    "agreed": 1,
    "dropped": dict.fromkeys(_KINDS, 1),
    "unasked": 0,
}
ADDED = {
    **READ,
    "model": _ASKED,
    "added": {"documents": 3, "proposals": 15, "known": 0},
    "ledger": "evidence.sqlite",
}
