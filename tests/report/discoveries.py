"""Documents of discovery with every case that a screen has words for. All figures invented."""

from __future__ import annotations

from typing import Any

TEXT = {"en": "An invented sentence.", "zh": "虚构的一句话。"}
FUTURE = {"name": TEXT, "p": 0.4, "effective": 90.0, "boxes": 1, "coverage": 0.5, "sentence": TEXT}
BOUND = {
    "name": "made", "low": 1.0, "high": None, "values": None, "label": TEXT, "unit": "ratio", "quasi_p": 0.01,
    "frequency": 0.9,
}  # fmt: skip
FILLED = {"mass": 0.3, "density": 0.6, "coverage": 0.5}
ROW = {
    **FILLED, "future": "us_standard", "number": 1, "box": [BOUND, BOUND], "base": 0.4, "density_low": 0.5,
    "density_high": 0.7, "coverage_low": 0.4, "coverage_high": 0.6, "lift": 1.5, "alone": FILLED, "stability": 0.8,
    "held_out": FILLED, "reached": False, "sentence": TEXT,
}  # fmt: skip
BARE = {**ROW, "stability": None, "held_out": None, "reached": None}
TREE = {"leaves": [], "asked": {"made": 0.9}, "agreement": 0.8}
VERDICTS = ("necessary", "typical", "weak", "none", "opposite", "definition", "absent")
CONDITIONS = [
    {
        "id": verdict, "future": "us_standard", "part": "a", "kind": "measured", "text": TEXT, "verdict": verdict,
        "met": None if verdict in ("definition", "absent") else 0.7,
        "met_all": None if verdict in ("definition", "absent") else 0.5,
    }
    for verdict in VERDICTS
]  # fmt: skip
REASONS = {
    "text": TEXT, "judgement": True, "note": "", "necessary_from": 0.9, "typical_from": 2 / 3, "conditions": CONDITIONS,
    "futures": {"us_standard": {"all": {"mass": 0.1, "p": 0.5, "coverage": 0.2}, "any": None, "sentence": TEXT, "triggers": {"sentence": TEXT}}},
}  # fmt: skip
DISCOVERY: dict[str, Any] = {
    "name": TEXT, "as_of": "2026-11-22", "horizon": "2027-12-31", "lens": "neutral", "dials": {"reading": "source"},
    "members": 20000, "effective": 5000.0, "threshold": 0.7, "inputs": [{"name": "made", "label": TEXT}],
    "futures": {"us_standard": FUTURE, "contested": {**FUTURE, "boxes": 0}}, "rows": [ROW, BARE],
    "trees": {"us_standard": TREE, "contested": {**TREE, "asked": {}}}, "reasons": REASONS,
    "notes": [{"code": "n", **TEXT}],
}  # fmt: skip
FRAMED: dict[str, Any] = {
    "name": TEXT, "as_of": "2026-11-22", "horizon": "2027-12-31", "dials": {"reading": "source"},
    "notes": [{"code": "n", **TEXT}],
    "frames": {"made": {
        "name": TEXT, "what": TEXT, "outcomes": [{"id": "one", "name": TEXT}],
        "mapping": [
            {"compute": side, "adoption": side, "future": "contested", "outcome": "one"} for side in ("us", "contested", "cn")
        ],
        "odds": {reading: {"one": {"p": 0.5, "low": 0.4, "high": 0.6}} for reading in ("source", "strict")},
        "together": {"source": {"contested": {"one": 0.5}, "us_standard": {"one": 0.0}}},
    }},
}  # fmt: skip
UNSTATED = {**DISCOVERY, "reasons": {**REASONS, "text": None, "conditions": [], "futures": {}}, "notes": []}
