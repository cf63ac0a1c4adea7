"""Registers of deals and a network of them, with every case that a screen has words for. All figures invented."""

from __future__ import annotations

from typing import Any

NAME = {"en": "Invented", "zh": "虚构"}
ROW: dict[str, Any] = {
    "id": "D1", "entity": "IND", "place": NAME, "announced": "2031-01-02", "precision": "day", "provider": NAME,
    "stack": "us", "kind": "data_center", "direction": "inbound", "suppliers": ["USA"], "rung": "memorandum",
    "standing": "memorandum", "set_back_on": None, "serves": False, "counts": True, "overlap": None, "counted_in": [],
    "capacity_mw": None, "value": None, "chips": None, "owner": [], "operator": [], "partner_share": None,
    "ownership": {}, "offtake_share": None, "capex_musd_per_mw": None, "access_users": None, "reciprocal": None,
    "security": [], "judged": [], "source_id": ["S1"], "sources": {},
}  # fmt: skip
FULL = ROW | {
    "id": "D2", "capacity_mw": 200.0, "value": {"usd": 2e9, "scope": "whole"}, "owner": ["Firm"], "operator": ["Firm"],
    "chips": {"number": 5000.0, "type": "X1", "scope": "stated"}, "partner_share": 0.5, "judged": ["partner_share"],
    "ownership": {"partner": 0.5, "third_party": 0.5}, "offtake_share": 0.5, "capex_musd_per_mw": 30.0,
    "access_users": 40_000.0, "reciprocal": {"ratio": 1.0, "usd": None}, "security": [{"id": "c", "name": NAME}],
    "overlap": {"kind": "extends", "deal": "D1"}, "sources": {"owner": ["S2"]},
}  # fmt: skip
SET_BACK = ROW | {
    "id": "D3", "standing": "paused", "set_back_on": "2031-02-03", "chips": {"number": None, "type": "X1", "scope": None},
    "reciprocal": {"ratio": None, "usd": 1e9}, "stack": "cn", "precision": "month",
}  # fmt: skip
HELD = ROW | {
    "id": "D4", "counts": False, "counted_in": ["D2"], "overlap": {"kind": "part_of", "deal": "D2"}, "stack": "other",
    "chips": {"number": 10.0, "type": None, "scope": "up_to"}, "reciprocal": {"ratio": None, "usd": None},
    "precision": "year",
}  # fmt: skip
OUTSIDE = ROW | {"id": "D5", "counts": False}
STEPS = [
    {"id": name, "order": None, "serves": False, "name": NAME, "what": NAME} for name in ("memorandum", "paused")
]  # fmt: skip
TOTAL = {
    "stack": "us", "standing": "memorandum", "deals": 3, "capacity_mw": 200.0, "capacity_unstated": 2, "value_usd": 2e9,
    "value_unstated": 0,
}  # fmt: skip
BARE = TOTAL | {"stack": "cn", "standing": "paused", "deals": 1, "capacity_unstated": 1, "value_unstated": 1}
WHOLE: dict[str, Any] = {
    "schema": "fourfutures/deals/1", "as_of": "2031-12-31", "economy": None, "ladder": STEPS, "notes": [NAME, NAME],
    "rows": [ROW, FULL, SET_BACK, HELD, OUTSIDE],
    "economies": [{"entity": "IND", "name": NAME, "deals": 5, "not_counted": 2, "totals": []}],
    "totals": [TOTAL, BARE], "sources": [],
}  # fmt: skip
REGISTERS = [WHOLE, {**WHOLE, "economy": "IND"}, {**WHOLE, "rows": [], "economies": [], "totals": []}]
CENTRAL: dict[str, Any] = {
    "entity": "USA", "name": NAME, "supplied": 0.5, "received": 0.0, "eigenvector": 1.0, "pagerank": 0.4, "rank": 1,
}  # fmt: skip
NETWORK: dict[str, Any] = {
    "schema": "fourfutures/deal-network/1", "as_of": "2031-12-31", "deals": 2, "notes": [NAME],
    "left_out": {"overlapping": 1, "set_back": 2, "without_supplier": 3, "without_capacity": 4}, "edges": [],
    "rows": [
        {**CENTRAL, "weighting": weighting, "reciprocal": back, "entity": entity, "eigenvector": central}
        for weighting in ("deals", "rung", "capacity")
        for back in (False, True)
        for entity, central in (("USA", 1.0), ("KEN", None))
        if back or entity == "USA"
    ],
}  # fmt: skip
