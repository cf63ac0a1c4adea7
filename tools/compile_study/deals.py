"""Deals on record, with the rung each had reached and the share of its capacity that counts as firm (judgement)."""

from __future__ import annotations

from pathlib import Path

from tables import Row, number, read, write

COLUMNS = (
    "deal_id", "country", "announced", "date_precision", "provider", "stack", "kind", "capacity_mw", "status",
    "status_rung", "firm_share", "counts", "source_id", "note_en",
)  # fmt: skip
FIRM = {
    "interest": 0.15, "memorandum": 0.25, "contract": 0.6, "licensed": 0.7, "energised": 1.0, "adopted": 1.0,
    "withdrawn": 0.0,
}  # fmt: skip
RUNGS = {
    "announced": "memorandum", "planned": "memorandum", "planned_2026": "memorandum", "launched": "adopted",
    "running": "adopted", "live": "energised", "live_planned_2024-03": "energised", "pilot": "adopted",
    "released": "adopted", "installing": "licensed", "licensed": "licensed", "licensed_first_phase": "licensed",
    "signed": "contract", "agreed_to_sign": "memorandum", "closed": "contract", "under_construction": "licensed",
    "framework": "memorandum", "mou": "memorandum", "signed_non_binding": "memorandum", "letter_of_intent": "memorandum",
    "letter_of_intent_stalled": "interest", "exploring": "interest", "offered": "interest", "invited": "interest",
    "pitch": "interest", "being_finalised": "interest", "delayed": "interest", "offered_no_interest": "withdrawn",
    "retracted_by_ministry": "withdrawn",
}  # fmt: skip
# Set back after the origin: the start may not know it, so the rung is the one held at the end of 2025.
SET_BACK_LATER = {
    "openai_withdrew_2026-04": "memorandum",
    "paused_2026-04-09": "memorandum",
    "stalled_2026-05": "memorandum",
}
# Capacity that stands inside another row, or is a campus of which another row is the first part.
OVERLAPS = {"D003": "contains D001", "D007": "successor of D006", "D042": "extends D037"}
HOME_OF_CHINA = ("CHN", "HKG", "MAC")
NOT_AN_ECONOMY = {"XSC"}
STACKS = {"US": "us", "CN": "cn"}


def compile_deals(data: Path, study: Path) -> list[Row]:
    """Write deals.csv; returns its rows."""
    rows: list[dict[str, object]] = []
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
                "capacity_mw": number(deal["capacity_mw"]),
                "status_rung": rung,
                "firm_share": FIRM[rung],
                "counts": deal["deal_id"] not in OVERLAPS and deal["country"] not in HOME_OF_CHINA,
                "source_id": deal["source_id"],
                "note_en": OVERLAPS.get(deal["deal_id"], ""),
            }
        )
    write(study / "deals.csv", COLUMNS, rows)
    return [{name: str(value) for name, value in row.items()} for row in rows]


def precision(cell: str) -> str:
    """How much of a date is known."""
    return {0: "year", 1: "month", 2: "day"}[cell.count("-")]
