"""Documents of the forecast log and of public files, with every case that a screen has words for. All figures invented."""

from __future__ import annotations

from typing import Any

NAME = {"en": "Invented series", "zh": "虚构序列"}
CHANCES = {"contested": 0.5, "americas_century": 0.5}
ENTRY: dict[str, Any] = {
    "entry": 1, "logged": "2031-01-02T03:04:05Z", "run_id": "0123456789ab", "study": "ai-2027", "as_of": "2026-11-22",
    "lens": "neutral", "assimilated": True, "manifest_sha256": "a" * 64, "digest": "b" * 64, "figures": 2,
    "next": "2026-12-31", "odds": {"source": CHANCES, "strict": CHANCES},
}  # fmt: skip
LOG: dict[str, Any] = {
    "schema": "fourfutures/forecast-list/1", "log": "log", "head": "b" * 64, "ok": True, "problems": [], "rows": [ENTRY],
}  # fmt: skip
LOGGED = {**ENTRY, "schema": "fourfutures/forecast-log/1", "log": "log", "added": True, "set_aside": None}
HEAD = {
    "entry": 1, "run_id": "0123456789ab", "as_of": "2026-11-22", "logged": "2031-01-02T03:04:05Z", "lens": "neutral",
    "resolves_on": "2026-12-31",
}  # fmt: skip
FIGURE = HEAD | {
    "kind": "number", "id": "made:2026-12-31", "indicator": "made", "entity": "USA", "area": 1, "name": NAME,
    "unit": "ratio", "period_end": "2026-12-31", "rule": NAME, "status": "resolved", "observed": 2.0,
    "known_on": "2027-01-05", "source_id": "s", "hindsight": False, "q05": 1.0, "q10": 1.1, "q25": 1.5, "q50": 2.0,
    "q75": 2.5, "q90": 2.9, "q95": 3.0, "inside_80": True, "miss": False, "rank": 0.5, "crps": 0.4,
    "baselines": {"persistence": {"crps": 0.6}},
}  # fmt: skip
ODDS = HEAD | {
    "kind": "odds", "id": "odds:source", "reading": "source", "chances": CHANCES, "status": "resolved",
    "happened": "contested", "known_on": "2028-02-01", "source_id": "s", "hindsight": True, "miss": True, "rank": 0.5,
    "log": 0.7, "brier": 0.5, "baselines": {"persistence": {"log": None, "brier": None}},
}  # fmt: skip
CATEGORY = ODDS | {
    "kind": "category", "id": "rules:2026-12-31", "entity": "CHN", "name": NAME, "period_end": "2026-12-31",
    "chances": {"0": 0.5, "1": 0.5}, "happened": "1", "hindsight": False,
}  # fmt: skip
OPEN = [{**ODDS, "status": "overdue"}] + [{**FIGURE, "status": "open", "entity": "USA-CHN"}] * 20
SUMMARY = {
    "resolved": 2, "hindsight": 1, "open": 20, "overdue": 1, "figures": 2, "misses": 1, "numbers": 1, "inside_80": 1,
    "better_than_persistence": 1, "compared": 1, "crps_ratio": 0.66, "log": 0.7, "brier": 0.5,
}  # fmt: skip
SCORES: dict[str, Any] = {
    "schema": "fourfutures/forecast-score/1", "log": "log", "study": "ai-2027", "study_hash": "c" * 64, "seed": 1,
    "as_of": "2026-11-22", "ok": True, "problems": [], "summary": SUMMARY, "other_studies": 1,
    "rows": [ODDS, CATEGORY, FIGURE, *OPEN],
}  # fmt: skip
NONE_YET = {**SCORES, "summary": {**SUMMARY, "resolved": 0, "crps_ratio": None, "log": None}}

FILE = {
    "connector": "made", "name": NAME, "status": "new", "previous": "2031-01-01T000000Z",
    "vintage": "2031-01-02T000000Z", "folder": "folder", "file": "made.csv", "url": "https://example.org/made.csv",
    "sha256": "d" * 64, "bytes": 10, "rows": 3, "licence": "none", "source_id": "s", "feeds": ["made"],
    "difference": {
        "added": 1, "removed": 1, "changed": 1, "touched": 1, "same": 1, "columns_added": ["new"],
        "columns_removed": ["old"], "left_out": 5,
        "changes": [
            {"change": "added", "key": {"id": "a"}, "nth": 1, "cells": {"x": [None, "1"]}},
            {"change": "removed", "key": {"id": "b"}, "nth": 1, "cells": {"x": ["1", None]}},
            {"change": "changed", "key": {"id": "c"}, "nth": 1, "cells": {"x": ["1", ""], "y": ["a" * 60, "b"]}},
        ] * 4,
    },
}  # fmt: skip
UPDATE: dict[str, Any] = {
    "schema": "fourfutures/update/1", "study": "ai-2027", "into": "vintages", "ok": False, "problems": [],
    "rows": [
        FILE,
        {**FILE, "difference": None},
        {**FILE, "status": "first", "difference": None},
        {**FILE, "status": "unchanged", "difference": None},
        {**FILE, "status": "refused", "vintage": None, "sha256": None, "rows": None, "difference": None},
    ],
}  # fmt: skip
CONNECTORS: dict[str, Any] = {
    "schema": "fourfutures/connectors/1", "into": "vintages",
    "rows": [
        {"connector": "made", "name": NAME, "url": "https://example.org/made.csv", "unit": "ratio", "licence": "none",
         "source_id": "s", "feeds": feeds, "note": NAME, "vintage": vintage}
        for feeds, vintage in ((["made"], None), ([], "2031-01-02T000000Z"))
    ],
}  # fmt: skip
