"""Documents of one economy, of a group and of all economies, small and told apart by what they lack."""

from __future__ import annotations

from typing import Any

MONTHS = [f"{year}-{month:02d}" for year in (2025, 2026, 2027) for month in range(1, 13)][11:]
SIDES = ("us", "cn", "own", "mixed")
RUN: dict[str, Any] = {
    "run_id": "0123456789ab", "as_of": "2026-11-22", "as_of_month": "2026-11", "horizon": "2027-12-31",
    "lens": "neutral",
}  # fmt: skip


def spread(middle: float, half: float = 0.1) -> dict[str, float]:
    return {
        "mean": middle, "q05": middle - half, "q25": middle - half / 2, "q50": middle, "q75": middle + half / 2,
        "q95": middle + half,
    }  # fmt: skip


def sides(**odds: float) -> dict[str, float]:
    return {side: odds.get(side, 0.0) for side in SIDES}


def ends(low: float, middle: float, high: float) -> dict[str, float]:
    return {"q05": low, "q50": middle, "q95": high}


def series(**shares: float) -> list[dict[str, Any]]:
    return [
        {"variable": variable, "month": month, **spread(middle, 0.05)}
        for variable, middle in {**shares, "lead": 0.7, "alignment_score": 0.75}.items()
        for month in MONTHS
    ]


def total(stated: float | None) -> dict[str, Any]:
    running = None if stated is None else 0.0
    return {"on_record": 3, "counted": 2, "sized": 0 if stated is None else 1, "stated_mw": stated,
            "firm_mw": None if stated is None else stated / 4, "running_mw": running}  # fmt: skip


def standing() -> dict[str, Any]:
    names = ("capability_lead", "price", "trust", "availability", "affinity", "hazard", "acceptance")
    terms = ("remote_control", "licence_revocable", "exclusivity", "reciprocal_ratio")
    return {**{name: spread(0.4) for name in names}, "terms": {term: spread(0.5) for term in terms}}


def effect(factor: str, size: float | None) -> dict[str, Any]:
    third = None if size is None else {"mean": 0.7, "mc_se": 0.01}
    return {"factor": factor, "unit": "logit", "term": spread(0.0), "effect": size,
            "low": None if size is None else size - 0.02, "high": None if size is None else size + 0.02,
            "lowest_third": third, "highest_third": third}  # fmt: skip


def tipping(ahead: str) -> dict[str, Any]:
    behind, sign = ("cn", 1.0) if ahead == "us" else ("us", -1.0)
    price = ends(0.0001, 0.002, 0.3) if ahead == "us" else ends(1.2, 40.0, 5000.0)
    rows = [
        ("price", "ratio", None, price), ("capability", "yr", None, ends(-3.0, -1.0, 0.5)),
        ("availability", "log", None, ends(-9.0, -4.0, -1.0)), ("trust", "logit", None, ends(-3.0, -2.0, -1.0)),
        ("deals", "GW", behind, ends(1.0, 50.0, 1e6)),
    ]  # fmt: skip
    return {
        "lead": spread(0.7), "explained": 0.6, "members": 1000, "effective": 800.0,
        "effects": [
            effect("start", 0.18), effect("capability", 0.06), effect("trust", -0.04), effect("levers", None),
        ],
        "choosers": {"logit": spread(2.0 * sign), "lasting_logit": spread(1.5 * sign), "p_us_ahead": 0.9},
        "closing": [
            {"factor": factor, "unit": unit, "side": side, "level": ends(0.1, 0.2, 0.3), "needed": needed,
             "lasting": needed, "as_far": 0.02}
            for factor, unit, side, needed in rows
        ],
        "renewal": {"chosen_afresh": spread(0.5), "all_to": behind, "lead_then": spread(-0.2), "p_turns": 0.8},
    }  # fmt: skip


def point(indicator: str, period: str, value: float, **changes: Any) -> dict[str, Any]:
    return {
        "indicator": indicator, "period_start": f"{period}-01", "period_end": f"{period}-30", "value": value, "low": None,
        "high": None, "unit": "share", "of": "percent", "known_on": "2026-05-06", "source_id": "s1",
        "against": None, **changes,
    }  # fmt: skip


def fact(name: str, value: float | None, **changes: Any) -> dict[str, Any]:
    return {
        "id": name, "name": {"en": f"Fact {name}", "zh": f"情况 {name}"}, "unit": "percent", "kind": "number", "value": value,
        "label": None, "year": 2024, "known_on": "2026-01-01", "source_id": ["s1"], "license": "CC0", "note": "",
        **changes,
    }  # fmt: skip


def deal(provider: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": provider, "provider": provider, "stack": "us", "status": "memorandum", "capacity_mw": 1000.0,
        "announced": "2026-02-05", "precision": "month", "kind": "data_center", "firm_share": 0.25, "counts": True,
        "source_id": ["s1"], **changes,
    }  # fmt: skip


SOURCES = [{"id": f"s{n}", "publisher": f"P{n}", "title": "T", "grade": "C3", "url": None} for n in range(9)]

INDIA: dict[str, Any] = {
    **RUN,
    "kind": "partner",
    "name": {"en": "India", "zh": "印度"},
    "imputed": True,
    "start": {"filled": ["adoption_h2", "gdp_usd"]},
    "alignment": sides(us=0.97, own=0.01, mixed=0.02),
    "alignment_se": sides(us=0.003, mixed=0.002),
    "alignment_path": [{"month": month, **sides(us=0.97, own=0.01, mixed=0.02)} for month in MONTHS],
    "flip": {"months": 3, "from": "2026-11", "held": sides(us=1.0), "p": 0.02, "mc_se": 0.001, "to": sides(mixed=0.02)},
    "score": {"mean": 0.75, "low": 0.7, "high": 0.8},
    "ess": 812.0,
    "members": 2000,
    "series": series(adoption=0.3, share_us=0.8, share_cn=0.1, share_own=0.1),
    "observed": [
        point("ai_user_share_working_age", "2025-12", 0.284, against="below"),
        point("ai_user_share_working_age", "2026-03", 0.391, against="above"),
        point("deepseek_market_share_band", "2025-12", 0.08, low=0.06, high=0.1),
        point("claude_usage_per_capita_index", "2025-08", 0.27, unit="ratio", source_id="gone"),
    ],
    "observations": [
        {"observed": 0.391, "period_end": "2026-03-31", "moved": {"adoption": 0.012, "lead": -0.001}}
    ],
    "deals": [
        deal("Later"),
        deal("Earlier", stack="cn", status="licensed", capacity_mw=None, announced="2025-01-01", precision="year"),
        deal("Inside", counts=False, stack="other"),
    ],
    "deals_total": {"us": total(1000.0), "cn": total(None), "other": total(50.0)},
    "offers": {"month": "2026-11", "us": standing(), "cn": standing()},
    "tipping": tipping("us"),
    "covariates": [
        fact("internet", 56.0),
        fact("nato", 0.0, kind="flag"),
        fact("pact", 1.0, kind="flag", year=None),
        fact("tier", 2.0, kind="class", label={"en": "tier 2", "zh": "第二层级"}),
        fact("cloud_aws", 3.0, unit="count", source_id=[]),
        fact("cloud_regions_us", 3.0, unit="count", source_id=["gone"]),
        fact("gdp", None, source_id=[]),
    ],
    "sources": SOURCES,
}  # fmt: skip
TURNING: dict[str, Any] = {
    **INDIA,
    "imputed": False,
    "start": {"filled": []},
    "alignment": sides(us=0.1, cn=0.5, mixed=0.4),
    "flip": {**INDIA["flip"], "held": sides(mixed=0.6, cn=0.4), "to": sides()},
    "series": series(adoption=0.3, share_us=0.3, share_cn=0.5, share_own=0.2),
    "observed": [],
    "observations": [],
    "deals": [],
    "deals_total": {},
    "tipping": tipping("cn"),
    "sources": SOURCES[:2],
}
OWN: dict[str, Any] = {**INDIA, "series": series(adoption=0.3, share_us=0.2, share_cn=0.2, share_own=0.6)}
OPEN: dict[str, Any] = {**TURNING, "alignment": sides(us=0.1, cn=0.45, mixed=0.45)}
ECONOMIES = (INDIA, TURNING, OWN, OPEN)

GROUP: dict[str, Any] = {
    **RUN,
    "kind": "group",
    "name": {"en": "Africa", "zh": "非洲"},
    "note": {"en": "By a list.", "zh": "按名单。"},
    "economies": [
        {"entity": f"E{n:02d}", "name": {"en": f"Economy {n}", "zh": f"经济体 {n}"}, "users": None if n == 1 else 2.5e7,
         "share_us": 0.7, "share_cn": 0.2, "share_own": 0.1}
        for n in range(14)
    ],
    "coverage": {"economies": 14, "left_out": ["DZA", "TUN"], "home": ["CHN"], "people": 0.9, "gdp": 0.8},
    "imputed_people": 0.4,
    "series": [
        {"weighing": weighing, **row}
        for weighing in ("people", "gdp")
        for row in series(adoption=0.3, share_us=0.7, share_cn=0.2, share_own=0.1)
    ],
    "alignment": {side: {"economies": spread(3.0, 1.0), "people": spread(0.4)} for side in SIDES},
    "between": {"us": {"lowest": 0.6, "highest": 0.8, "sd": 0.04}},
    "deals_total": {"us": total(100.0)},
    "sources": SOURCES,
}  # fmt: skip
GROUPS = (
    GROUP,
    {**GROUP, "note": None, "coverage": {**GROUP["coverage"], "people": None, "gdp": None, "home": []}},
)

OVERVIEW: dict[str, Any] = {
    **RUN,
    "counts": {side: {"economies": spread(10.0, 3.0)} for side in SIDES},
    "economies": [
        {"name": {"en": f"Economy of {side}", "zh": f"经济体 {side}"}, "likeliest": side, "p": 0.6,
         "flip": {"p": 0.2}, "lead": spread(-0.02, 0.3), "users": None if side == "cn" else 1.2e7,
         "deals": {"us": total(1.0)}, "imputed": side == "own"}
        for side in SIDES
    ],
}  # fmt: skip
