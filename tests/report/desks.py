"""Documents of the evidence desk, with every case that a screen has words for. All of it invented."""

from __future__ import annotations

from typing import Any

NAME = {"en": "Invented indicator", "zh": "虚构指标"}
KINDS = ("accepted", "confirmed", "rejected", "split", "merged", "undone", "reviewers")
SOURCE = {
    "id": "d",
    "title": "Invented",
    "lang": "en",
    "published": "2031-01-02",
    "publisher": "P",
    "url": "https://example.org/a",
}
BARE = {**SOURCE, "lang": "zh", "title": None, "published": None, "publisher": None}
CLAIM = {"variable": "export_regime", "comparison": "at_least", "threshold": 2.0, "by": "2031-06-30"}
ACCEPTED: dict[str, Any] = {
    "by": ["lead"], "reasons": ["reason"], "on": "2031-01-03", "expires": "2031-12-31", "likelihood_ratio": 2.5,
    "anchor": {"en": "clearly more likely", "zh": "明显更可能见到"}, "predicate": CLAIM,
}  # fmt: skip
DECISIONS = [
    {"entry": at, "kind": kind, "by": "lead", "reason": "reason", "written": "2031-01-03T00:00:00+00:00", "about": ["p-1"],
     "undone_by": 9 if at == 1 else None}
    for at, kind in enumerate(KINDS, start=1)
]  # fmt: skip
WHY = {"judgement": True, "file": "sources.toml", "en": "Invented reason.", "zh": "虚构理由。"}
MODEL = {
    "name": "made", "host": "127.0.0.1:1", "prompt": "1", "quote": "1", "actor": "USA", "direction": "US", "strength": 3,
    "confidence": 0.5,
}  # fmt: skip
ITEM: dict[str, Any] = {
    "id": "p-1", "status": "accepted", "origin": "read", "parent": None, "document": SOURCE, "lang": "en",
    "sentence": "Invented 1", "indicator": "made", "name": NAME, "actor": "USA", "direction": "US", "strength": 3,
    "grade": "B2", "quantity": None, "unit": None, "date": None, "confidence": 0.5, "cluster": "e", "same_event": ["p-2"],
    "dated": "2031-01-02", "suggested": {}, "acceptance": ACCEPTED, "decisions": DECISIONS,
    "grade_reason": WHY, "proposed_by": ["model"], "model": MODEL,
}  # fmt: skip
OTHERS = [
    {**ITEM, "status": "proposed", "direction": "CN", "document": BARE, "acceptance": None, "actor": "KEN",
     "proposed_by": ["rules", "model"]},
    {**ITEM, "status": "waiting", "direction": "neutral", "document": None, "name": None, "same_event": [], "decisions": [],
     "grade_reason": {**WHY, "judgement": False},
     "acceptance": {**ACCEPTED, "likelihood_ratio": None, "anchor": None, "predicate": {**CLAIM, "comparison": "at_most"}}},
    {**ITEM, "status": "rejected", "acceptance": None, "sentence": "", "proposed_by": ["rules", "model"]},
    {**ITEM, "status": "split", "acceptance": None, "proposed_by": [], "model": None, "grade_reason": None},
]  # fmt: skip
COUNTS = {"proposed": 1, "waiting": 1, "accepted": 1, "rejected": 1, "split": 1}
LEDGERED = {"ledger": "ledger", "entries": 9, "head": "b" * 64}
QUEUE = {
    **LEDGERED,
    "reviewers": 2,
    "documents": 2,
    "counts": COUNTS,
    "rows": [ITEM, *OTHERS] * 5,
    "decisions": DECISIONS,
}
EMPTY = {**QUEUE, "reviewers": 1, "rows": [], "decisions": None}
TEXT = {
    "url": "https://example.org/a",
    "defects": [{"id": "x", "where": "y", "en": "Odd date", "zh": "日期有误"}],
}
SHOWN = {**LEDGERED, "item": ITEM, "text": TEXT}
LONE = {**LEDGERED, "item": OTHERS[1], "text": None}
DECIDED = [{**LEDGERED, "decision": made, "reviewers": 2, "items": [ITEM]} for made in DECISIONS]
IMPORTED = {**LEDGERED, "file": "file", "whole": False, "added": ["a"], "known": []}
CHECKED = {**LEDGERED, "ok": True, "documents": 2, "counts": COUNTS}

FUTURES = ("americas_century", "us_standard", "ai_plus_world", "chinese_characteristics", "contested")
ODDS = {reading: dict.fromkeys(FUTURES, 0.2) for reading in ("source", "committed", "strict")}
MOVE = {reading: {**dict.fromkeys(FUTURES, -0.01), "contested": 0.04} for reading in ODDS}
TOP: dict[str, Any] = {
    "ledger": "ledger", "name": {"en": "Invented study", "zh": "虚构研究"}, "as_of": "2031-01-31", "members": 400,
    "reading": "source", "notes": [{"code": "x", "en": "A note", "zh": "附注"}],
}  # fmt: skip
PREVIEW = {
    **TOP, "standing": ITEM, "counts": True, "item": {"id": "p-1", "likelihood_ratio": 2.5, "true_with_data": 0.4},
    "held": {"cluster": True, "total": True}, "without_evidence": ODDS, "before": ODDS, "after": ODDS,
    "change": {
        reading: {name: {"p": moved, "low": moved - 0.01, "high": moved + 0.01} for name, moved in block.items()}
        for reading, block in MOVE.items()
    },
    "ratios": [{"name": "clearly", "ratio": 2.5, "words": ACCEPTED["anchor"], "change": MOVE}],
}  # fmt: skip
IDLE = {**PREVIEW, "counts": False}
PART = {"id": "p-1", "lang": "en", "text": "Invented 1" * 9, "gap": MOVE}
LANGUAGES = {
    **TOP, "counts": {"en": 1, "zh": 1, "all": 3, "unknown": 1}, "odds": dict.fromkeys(("none", "en", "zh", "all"), ODDS),
    "gap": MOVE, "widest": {"reading": "source", "future": "contested", "gap": 0.04},
    "items": [PART, {**PART, "lang": "zh"}],
}  # fmt: skip
SILENT = {**LANGUAGES, "items": []}
DIGEST = {
    **TOP, "from_date": "2031-01-01", "to_date": "2031-01-31", "without_evidence": ODDS, "from": ODDS, "to": ODDS,
    "move": MOVE, "parts": [{"id": "p-1", "delta": MOVE}, {"id": "p-9", "delta": MOVE}], "waiting": 1,
    "arrived": {"documents": 1, "proposals": 2}, "decisions": [{**made, "items": [ITEM]} for made in DECISIONS],
}  # fmt: skip
