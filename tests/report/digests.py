"""Records of digests of accepted evidence, with every case that the page has words for. All of it invented."""

from __future__ import annotations

import copy
from typing import Any

from desks import FUTURES

Document = dict[str, Any]
NAME = {"en": "Invented indicator 5", "zh": "虚构指标5"}
WORDS = {
    "en": "clearly more likely to be seen if the claim is true (5 times to 2)",
    "zh": "若为真，明显更可能见到（5次对2次）",
}
HARM = (
    "Rose 12%* & <script>alert('x')</script> | `code` _a_ [x](http://e.org) {{< y >}} [^1] <!--c1--> \\ ~~z~~"
)
READINGS = ("source", "committed", "strict")


def by(values: list[float]) -> dict[str, dict[str, float]]:
    """One number a future, the same in every reading."""
    return {reading: dict(zip(FUTURES, values, strict=True)) for reading in READINGS}


EVEN = [0.2] * 5
DELTAS = {
    "p-0": [0.03, -0.02, -0.01, 0.0, 0.0],
    "p-9": [0.01, 0.0, 0.0, 0.0, -0.01],
    "rest": [0.005, 0.0, 0.0, -0.005, 0.0],
}
MOVE = [sum(parts) for parts in zip(*DELTAS.values(), strict=True)]


def item(number: int, sentence: str = "An invented sentence.", **other: Any) -> Document:
    """An accepted item."""
    return {
        "id": f"p-{number}", "sentence": sentence, "lang": "en", "document": "d", "publisher": "Paper *of* record",
        "dated": "2026-06-15", "name": NAME, "direction": "US", "grade": "B2", "ratio": 2.5, "words": WORDS,
        "signed": [{"by": "lead", "why": "two filings", "day": "2026-11-17"}], "on": "2026-11-17", "expires": "2027-06-30",
        "card": "desk:d", **other,
    }  # fmt: skip


def line(kind: str, sentence: str = HARM) -> Document:
    """A decision told in one line."""
    return {"kind": kind, "by": "lead <b>", "why": "a *reason*", "day": "2026-11-18", "sentence": sentence}


REQUEST: Document = {
    "from_date": "2026-11-16", "to_date": "2026-11-25", "before": [{"id": "p-9"}], "after": [{"id": "p-0"}], "decided": 9,
    "arrived": {"documents": 1, "proposals": 2}, "waiting": 1,
    "accepted": [item(0, HARM), *(item(number) for number in range(1, 7))],
    "rejected": [line("rejected")], "undone": [line("undone", "")],
    "other": [line("split"), line("merged"), {**line("reviewers"), "sentence": ""}] * 3,
    "expiring": [{"id": "p-0", "sentence": HARM, "expires": "2026-12-30"}, {"id": "p-8", "sentence": "", "expires": "2027-06-30"}],
    "known": {"p-0": HARM, "p-9": HARM},
}  # fmt: skip
DOCUMENT: Document = {
    "digest": {
        "reading": "source", "from": by(EVEN), "to": by([0.2 + moved for moved in MOVE]), "move": by(MOVE),
        "change": {
            reading: {name: {"p": moved, "low": moved - 0.004, "high": moved + 0.004} for name, moved in block.items()}
            for reading, block in by(MOVE).items()
        },
        "unexplained": 0.002, "notes": [{"code": "n", "en": "A note.", "zh": "提示。"}],
    },
    "languages": {
        "counts": {"all": 3, "en": 1, "zh": 1, "unknown": 1}, "odds": dict.fromkeys(("none", "en", "zh", "all"), by(EVEN)),
        "gap": by(MOVE), "widest": {"reading": "source", "future": FUTURES[0], "gap": MOVE[0]},
    },
    "shown": [{"id": name, "delta": by(DELTAS[name])} for name in ("p-0", "p-9")],
    "rest": by(DELTAS["rest"]), "others": ["p-1"], "counting": ["p-0"], "as_run": False,
}  # fmt: skip
CARDS = {
    "desk:d": {
        "title": "A *title* | <b>bold</b> {x}", "publisher": "Paper *of* record", "url": "https://example.org/a_b*c",
        "published": "2026-11-24", "accessed": "2026-11-25", "grade": "B2",
    }
}  # fmt: skip
NOTHING: Document = {
    **{name: [] for name in ("before", "after", "accepted", "rejected", "undone", "other", "expiring")},
    "from_date": "2026-11-16", "to_date": "2026-11-22", "decided": 0, "arrived": {"documents": 0, "proposals": 0},
    "waiting": 0, "known": {},
}  # fmt: skip


def still() -> Document:
    """Odds that nothing moved."""
    made = copy.deepcopy(DOCUMENT)
    made["digest"] |= {
        "to": by([0.3, 0.25, 0.2, 0.15, 0.1]),
        "from": by([0.3, 0.25, 0.2, 0.15, 0.1]),
        "move": by([0.0] * 5),
    }
    made["digest"] |= {"unexplained": 0.0, "notes": []}
    return {
        **made,
        "languages": None,
        "shown": [],
        "rest": None,
        "others": [],
        "counting": [],
        "as_run": True,
    }


def sized(size: float, spread: float) -> Document:
    """One future moved by a size, with an interval of a spread."""
    made = copy.deepcopy(DOCUMENT)
    moves = [size, -size / 4, -size / 4, -size / 4, -size / 4]
    made["digest"]["move"] = by(moves)
    made["digest"]["change"] = {
        reading: {
            name: {"p": moved, "low": moved - spread, "high": moved + spread} for name, moved in block.items()
        }
        for reading, block in by(moves).items()
    }
    return {**made, "rest": None, "as_run": True}


def cases() -> list[tuple[Document, Document]]:
    """Request and document: everything; nothing decided; decided and idle; within sampling; under a point; one alone."""
    plain = {**REQUEST, "other": [], "expiring": [], "after": [{"id": "p-0"}, {"id": "p-9"}]}
    second = {"by": "second", "why": "read both", "day": "2026-11-18"}
    two = item(0, publisher=None, card=None, lang=None, signed=[*item(0)["signed"], second])
    waits = {
        **NOTHING,
        "decided": 1,
        "accepted": [two],
        "expiring": REQUEST["expiring"],
        "other": [{**line("reviewers"), "sentence": ""}],
    }
    return [
        (REQUEST, DOCUMENT),
        (NOTHING, still()),
        (waits, still()),
        (plain, sized(0.02, 0.03)),
        (plain, sized(0.004, 0.001)),
        ({**plain, "accepted": [item(0, lang="zh", direction="CN")]}, sized(0.018, 0.001)),
    ]
