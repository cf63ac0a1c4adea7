"""Deals on record, with the rung each had reached and the share of its capacity that counts as firm (judgement).

Terms that the collected table words freely are coded by hand in `deal_terms.csv`, beside this module.
"""

from __future__ import annotations

from pathlib import Path

from tables import Row, number, read, write

HERE = Path(__file__).resolve().parent
CODED = (
    "provider_zh", "direction", "supplier", "setback", "setback_on", "relation", "related_to", "value_scope", "chips",
    "chips_type", "chips_scope", "owner", "operator", "partner_share", "ownership", "offtake_share", "capex_musd_per_mw",
    "access_users", "reciprocal", "reciprocal_ratio", "security", "judged", "figure_sources",
)  # fmt: skip
COLUMNS = (
    "deal_id", "country", "announced", "date_precision", "provider", "provider_zh", "stack", "kind", "direction",
    "supplier", "capacity_mw", "status", "status_rung", "setback", "setback_on", "firm_share", "counts", "relation",
    "related_to", "value_usd", "value_scope", "chips", "chips_type", "chips_scope", "owner", "operator", "partner_share",
    "ownership", "offtake_share", "capex_musd_per_mw", "access_users", "reciprocal", "reciprocal_ratio",
    "reciprocal_us_investment_usd", "security", "judged", "source_id", "figure_sources",
)  # fmt: skip
FIRM = {
    "interest": 0.15, "memorandum": 0.25, "contract": 0.6, "licensed": 0.7, "energised": 1.0, "adopted": 1.0,
}  # fmt: skip
RUNGS = {
    "announced": "memorandum", "planned": "memorandum", "planned_2026": "memorandum", "launched": "adopted",
    "running": "adopted", "live": "energised", "live_planned_2024-03": "energised", "pilot": "adopted",
    "released": "adopted", "installing": "licensed", "licensed": "licensed", "licensed_first_phase": "licensed",
    "signed": "contract", "agreed_to_sign": "memorandum", "closed": "contract", "under_construction": "licensed",
    "framework": "memorandum", "mou": "memorandum", "signed_non_binding": "memorandum", "letter_of_intent": "memorandum",
    "letter_of_intent_stalled": "interest", "exploring": "interest", "offered": "interest", "invited": "interest",
    "pitch": "interest", "being_finalised": "interest", "delayed": "interest", "offered_no_interest": "interest",
    "retracted_by_ministry": "memorandum",
}  # fmt: skip
# Set back after the origin: the start may not know it, so the rung is the one held at the end of 2025.
SET_BACK_LATER = {
    "openai_withdrew_2026-04": "memorandum",
    "paused_2026-04-09": "memorandum",
    "stalled_2026-05": "memorandum",
}
NOTHING_FIRM = {"offered_no_interest", "retracted_by_ministry"}
# Capacity or money that another row also holds; `relation` says how.
OVERLAPS = {"D003", "D036", "D042"}
HOME_OF_CHINA = ("CHN", "HKG", "MAC")
NOT_AN_ECONOMY = {"XSC"}
STACKS = {"US": "us", "CN": "cn"}


def compile_deals(data: Path, study: Path) -> list[Row]:
    """Write deals.csv; returns its rows."""
    rows: list[dict[str, object]] = []
    coded = {row["deal_id"]: row for row in read(HERE, "deal_terms.csv")}
    for deal in read(data, "deals/deals.csv"):
        if deal["country"] in NOT_AN_ECONOMY:
            continue
        rung = RUNGS.get(deal["status"]) or SET_BACK_LATER[deal["status"]]
        rows.append(
            {
                **{
                    name: deal[name]
                    for name in ("deal_id", "country", "announced", "provider", "kind", "status")
                },
                "date_precision": precision(deal["announced"]),
                "stack": STACKS.get(deal["stack"], "other"),
                **{name: coded[deal["deal_id"]][name] for name in CODED},
                **{
                    name: number(deal[name])
                    for name in ("capacity_mw", "value_usd", "reciprocal_us_investment_usd")
                },
                "status_rung": rung,
                "firm_share": 0.0 if deal["status"] in NOTHING_FIRM else FIRM[rung],
                "counts": deal["deal_id"] not in OVERLAPS and deal["country"] not in HOME_OF_CHINA,
                "source_id": deal["source_id"],
            }
        )
    write(study / "deals.csv", COLUMNS, rows)
    return [{name: str(value) for name, value in row.items()} for row in rows]


def precision(cell: str) -> str:
    """How much of a date is known."""
    return {0: "year", 1: "month", 2: "day"}[cell.count("-")]
