"""The register and its network as of a day: nothing later, nothing twice, nothing unknown taken for 0, both sides alike."""

from __future__ import annotations

import calendar
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import fourfutures as ff
from fourfutures.analysis import deals_document, network_document
from fourfutures.analysis.register.network import reciprocal_edges, supply_edges, weights_of
from fourfutures.study import DealRow, Rung, Setback, Study, StudyError, load_study

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
DAYS = [date(2025, 6, 1), date(2025, 12, 31), date(2026, 4, 15), date(2026, 11, 22)]


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="module")
def today(study: Study) -> dict[str, Any]:
    return deals_document(study, study.meta.assembled)


def having(study: Study, *deals: DealRow) -> Study:
    return study.model_copy(update={"deals": deals})


def changed(study: Study, deal_id: str, **values: Any) -> Study:
    return having(
        study,
        *(d.model_copy(update=values) if d.deal_id == deal_id else d for d in study.deals),
    )


def last_day(text: str) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


@pytest.mark.parametrize("name", ["deals", "deal-network"])
def test_documents_have_their_published_shape(study: Study, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    document = (deals_document if name == "deals" else network_document)(study, study.meta.assembled)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), schema)


@pytest.mark.parametrize("day", DAYS)
def test_nothing_later_is_seen(study: Study, day: date) -> None:
    """Neither a deal, nor a setback, nor a figure whose own source came later; and what came later changes nothing."""
    document = deals_document(study, day)
    published = {name: card.published for name, card in study.sources.items()}
    for row in document["rows"]:
        assert date.fromisoformat(row["announced"]) <= day
        assert row["set_back_on"] is None or date.fromisoformat(row["set_back_on"]) <= day
        for figure, names in row["sources"].items():
            if figure != "setback":
                assert all(last_day(published[name] or "9999") <= day for name in names), (row["id"], figure)
    later = [
        deal.model_copy(update={"capacity_mw": 9e9, "counts": True, "stack": "cn", "supplier": ("CHN",)})
        if deal.announced > day
        else deal
        for deal in study.deals
    ]
    assert deals_document(having(study, *later), day) == document
    assert network_document(having(study, *later), day) == network_document(study, day)


def test_a_withdrawal_shows_from_its_day(study: Study) -> None:
    def norway(day: date) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in deals_document(study, day, "nor")["rows"]}

    eve, after = norway(date(2026, 4, 14)), norway(date(2026, 4, 15))
    assert eve["D006"]["standing"] == "memorandum"
    assert "D007" not in eve
    assert (after["D006"]["standing"], after["D006"]["rung"]) == ("withdrawn", "memorandum")
    assert after["D007"]["overlap"] == {"kind": "successor_of", "deal": "D006"}


def test_a_deal_is_counted_once_by_country_and_by_stack(study: Study, today: dict[str, Any]) -> None:
    counted = [row for row in today["rows"] if row["counts"]]
    for step in (*Rung, *Setback):
        mine = [row for row in counted if row["standing"] == step.value]
        for whole in (
            [total for total in today["totals"] if total["standing"] == step.value],
            [t for entry in today["economies"] for t in entry["totals"] if t["standing"] == step.value],
        ):
            assert sum(total["deals"] for total in whole) == len(mine)
            assert sum(total["capacity_mw"] for total in whole) == pytest.approx(
                sum(row["capacity_mw"] or 0.0 for row in mine)
            )
            unstated = sum(row["capacity_mw"] is None for row in mine)
            assert sum(total["capacity_unstated"] for total in whole) == unstated


def test_what_another_row_holds_enters_no_total(study: Study, today: dict[str, Any]) -> None:
    held = [row["id"] for row in today["rows"] if not row["counts"]]
    assert {"D003", "D036", "D042"} <= set(held)
    for deal_id in held:
        more = changed(study, deal_id, capacity_mw=1e6, value_usd=1e15, value_scope="whole")
        document = deals_document(more, study.meta.assembled)
        assert document["totals"] == today["totals"]
        assert [e["totals"] for e in document["economies"]] == [e["totals"] for e in today["economies"]]


def test_rows_that_overlap_never_both_stand_on_a_rung(study: Study) -> None:
    first, last = min(deal.announced for deal in study.deals), study.meta.assembled
    days = [first + (last - first) * part / 40 for part in range(41)]
    for day in days:
        known = {deal.deal_id: deal for deal in study.known_by(day).deals}
        for deal in known.values():
            other = known.get(deal.related_to or "")
            if other is not None and deal.counts and other.counts:
                assert isinstance(other.standing(day), Setback) or isinstance(deal.standing(day), Setback)


def test_a_rung_reached_moves_a_deal_and_nothing_else(study: Study, today: dict[str, Any]) -> None:
    """Announced is not built: a licence that becomes a running site leaves its rung and enters another."""
    live = deals_document(changed(study, "D001", status_rung="energised"), study.meta.assembled)
    moved = {(t["stack"], t["standing"]): t["capacity_mw"] for t in live["totals"]}
    before = {(t["stack"], t["standing"]): t["capacity_mw"] for t in today["totals"]}
    assert moved["us", "energised"] - before.get(("us", "energised"), 0.0) == 1000.0
    assert before["us", "licensed"] - moved["us", "licensed"] == 1000.0
    rest = set(before) - {("us", "licensed"), ("us", "energised")}
    assert all(moved[key] == before[key] for key in rest)


def test_money_of_a_year_or_of_more_than_the_deal_is_in_no_total(study: Study, today: dict[str, Any]) -> None:
    for deal_id in ("D017", "D062", "D009"):
        other = changed(study, deal_id, value_usd=1e15)
        assert deals_document(other, study.meta.assembled)["totals"] == today["totals"]


def test_one_economy_shows_the_same_rows_as_the_whole(study: Study, today: dict[str, Any]) -> None:
    for code in ("ARE", "NOR", "KEN"):
        own = deals_document(study, study.meta.assembled, code.lower())
        assert own["rows"] == [row for row in today["rows"] if row["entity"] == code]
        assert own["economies"] == [entry for entry in today["economies"] if entry["entity"] == code]
    with pytest.raises(StudyError, match="XYZ is not in this study"):
        deals_document(study, study.meta.assembled, "XYZ")


def test_a_place_without_deals_and_a_day_before_all_of_them_are_empty_not_wrong(study: Study) -> None:
    assert deals_document(study, date(2020, 1, 1))["rows"] == []
    assert network_document(study, date(2020, 1, 1))["rows"] == []


def test_python_gives_one_line_a_deal(study: Study, today: dict[str, Any]) -> None:
    found = ff.deals(study)
    assert dict(found) == today
    assert len(found.frame) == len(today["rows"])
    central = ff.deal_network(study, as_of="2026-06-30").frame
    assert {"entity", "weighting", "reciprocal", "supplied", "pagerank"} <= set(central.columns)


# ---------------------------------------------------------------- network


def central(document: dict[str, Any], weighting: str, reciprocal: bool) -> dict[str, dict[str, Any]]:
    return {
        row["entity"]: row
        for row in document["rows"]
        if (row["weighting"], row["reciprocal"]) == (weighting, reciprocal)
    }


def test_mirrored_blocs_have_mirrored_places(study: Study) -> None:
    swap = {"us": "cn", "cn": "us", "other": "other", "USA": "CHN", "CHN": "USA"}
    mirrored = [
        deal.model_copy(
            update={
                "stack": swap[deal.stack],
                "supplier": tuple(swap.get(code, code) for code in deal.supplier),
            }
        )
        for deal in study.deals
    ]
    plain = network_document(study, study.meta.assembled)
    turned = network_document(having(study, *mirrored), study.meta.assembled)
    for weighting in ("deals", "rung", "capacity"):
        here, there = central(plain, weighting, False), central(turned, weighting, False)
        for code in here:
            for measure in ("supplied", "received", "eigenvector", "pagerank"):
                assert there[swap.get(code, code)][measure] == pytest.approx(here[code][measure], abs=1e-9)


def test_only_flows_back_reach_a_home_market(study: Study) -> None:
    document = network_document(study, study.meta.assembled)
    back = [edge for edge in document["edges"] if edge["reciprocal"]]
    assert {(edge["source"], edge["target"]) for edge in back} == {("ARE", "USA"), ("SAU", "USA")}
    for edge in document["edges"]:
        assert edge["reciprocal"] == (edge["target"] == "USA")
    for weighting in ("deals", "rung", "capacity"):
        without, with_back = central(document, weighting, False), central(document, weighting, True)
        assert without["USA"]["received"] == 0.0
        assert with_back["USA"]["received"] > 0.0
        assert without["CHN"]["received"] == with_back["CHN"]["received"] == 0.0
        assert with_back["ARE"]["pagerank"] > without["ARE"]["pagerank"]
    unsized = next(edge for edge in back if edge["source"] == "SAU")
    assert unsized["weights"]["deals"] == 1.0
    assert unsized["weights"]["capacity"] == 0.0  # dollars alone say no megawatts


def test_a_flow_back_weighs_megawatts_only_by_a_stated_ratio(study: Study) -> None:
    deal = next(deal for deal in study.deals if deal.deal_id == "D001")
    for ratio, megawatts in ((None, 0.0), (0.5, 350.0)):
        edges = reciprocal_edges([deal.model_copy(update={"reciprocal_ratio": ratio, "firm_share": 0.7})])
        assert weights_of(edges, "capacity").get(("ARE", "USA"), 0.0) == megawatts
        assert weights_of(edges, "deals") == {("ARE", "USA"): 1.0 if ratio is None else ratio}


def test_a_deal_set_back_or_held_by_another_row_draws_no_edge(study: Study) -> None:
    document = network_document(study, study.meta.assembled)
    drawn = {name for edge in document["edges"] for name in edge["deals"]}
    for deal in study.deals:
        standing = deal.standing(study.meta.assembled)
        if not deal.counts or isinstance(standing, Setback) or deal.direction == "outbound":
            assert deal.deal_id not in {
                n for e in document["edges"] if not e["reciprocal"] for n in e["deals"]
            }
    assert "D001" in drawn


def test_suppliers_of_one_deal_share_it(study: Study) -> None:
    edges = supply_edges([deal for deal in study.deals if deal.deal_id == "D046"])
    assert weights_of(edges, "deals") == {("ARE", "FRA"): 0.5, ("USA", "FRA"): 0.5}


def test_one_more_deal_never_lowers_its_suppliers_share(study: Study) -> None:
    plain = network_document(study, study.meta.assembled)
    for source, side, code in (("D001", "us", "USA"), ("D066", "cn", "CHN")):
        deal = next(deal for deal in study.deals if deal.deal_id == source)
        more = deal.model_copy(update={"deal_id": "D900", "relation": None, "related_to": None, "reciprocal": None, "reciprocal_ratio": None})  # fmt: skip
        assert more.stack == side
        document = network_document(having(study, *study.deals, more), study.meta.assembled)
        for weighting in ("deals", "rung"):
            assert central(document, weighting, False)[code]["supplied"] > central(plain, weighting, False)[code]["supplied"]  # fmt: skip


def test_the_order_of_rows_does_not_matter(study: Study) -> None:
    turned = having(study, *reversed(study.deals))
    plain, other = (network_document(s, study.meta.assembled) for s in (study, turned))
    for row, same in zip(plain["rows"], other["rows"], strict=True):
        assert {**row, "pagerank": 0, "eigenvector": 0} == {**same, "pagerank": 0, "eigenvector": 0}
        assert row["pagerank"] == pytest.approx(same["pagerank"], abs=1e-12)


def test_the_network_grows_with_the_days(study: Study) -> None:
    days = [date(2024, 6, 1) + timedelta(days=90 * n) for n in range(10)]
    counts = [network_document(study, day)["deals"] for day in days]
    assert all(
        later >= earlier for earlier, later in pairwise(counts[:6])
    )  # nothing was set back before 2025-05
    assert counts[-1] > counts[0]
