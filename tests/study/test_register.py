"""The register: a ladder in order, setbacks by their day, overlaps told apart, and deals as offers whose unknowns show."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from fourfutures.study import (
    FIGURES,
    TERMS,
    DealRow,
    Rung,
    Setback,
    Study,
    discords,
    load_study,
    recorded_offer,
    standing,
    value_fault,
)

OWNERSHIP = ("own_partner", "own_partner_firms", "own_provider", "own_third_party")
PUBLIC_OF_D001 = {"capacity_mw": 1000.0, "licence_revocable": True, "reciprocal_ratio": 1.0}


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study("ai-2027")


@pytest.fixture(scope="module")
def deals(study: Study) -> dict[str, DealRow]:
    return {deal.deal_id: deal for deal in study.deals}


def test_rungs_stand_in_the_order_of_the_way_from_talk_to_use() -> None:
    names = ["interest", "memorandum", "contract", "licensed", "energised", "adopted"]
    assert [rung.value for rung in sorted(Rung, key=lambda rung: rung.order)] == names
    for lower, upper in pairwise(map(Rung, names)):
        assert lower < upper
        assert upper >= lower
        assert not upper <= lower
        assert upper > lower.value
    assert [rung.value for rung in Rung if rung.serves] == ["energised", "adopted"]


def test_what_is_no_rung_has_no_place_on_the_ladder() -> None:
    assert standing("paused") is Setback.PAUSED
    assert standing("licensed") is Rung.LICENSED
    with pytest.raises(ValueError, match="built"):
        standing("built")
    with pytest.raises(ValueError, match="paused"):
        assert Rung.INTEREST < "paused"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_name_rungs_and_setbacks_as_the_ladder_does(lang: str) -> None:
    path = files("fourfutures.report") / "locale" / f"{lang}.toml"
    texts = tomllib.loads(path.read_text("utf-8"))
    for step in (*Rung, *Setback):
        assert texts[f"rung.{step.value}"] == step.name_in.text(lang)
        assert bool(re.search(r"[\u4e00-\u9fff]", step.what.text(lang))) == (lang == "zh")


def test_a_setback_counts_from_its_day_and_not_before(deals: dict[str, DealRow], study: Study) -> None:
    norway = deals["D006"]
    assert norway.standing(date(2026, 4, 14)) is Rung.MEMORANDUM
    assert norway.standing(date(2026, 4, 15)) is Setback.WITHDRAWN
    assert norway.known_by(date(2026, 4, 14)).setback is None
    assert norway.known_by(date(2026, 4, 15)) == norway
    early = next(deal for deal in study.known_by(date(2026, 1, 1)).deals if deal.deal_id == "D006")
    assert (early.setback, early.setback_on) == (None, None)


def test_no_row_speaks_of_one_announced_later(deals: dict[str, DealRow]) -> None:
    related = [deal for deal in deals.values() if deal.related_to is not None]
    assert len(related) >= 4
    for deal in related:
        other = deals[deal.related_to or ""]
        assert other.announced <= deal.announced
        # One of the two counts, unless the earlier had been set back when the later came.
        over = other.setback_on is not None and other.setback_on <= deal.announced
        assert over or not (deal.counts and other.counts)


def test_every_figure_has_a_source_with_a_card(deals: dict[str, DealRow], study: Study) -> None:
    for deal in deals.values():
        for figure in FIGURES:
            if getattr(deal, figure) not in (None, (), {}):
                assert deal.sources_of(figure), (deal.deal_id, figure)
                assert set(deal.sources_of(figure)) <= set(study.sources)


def test_who_offers_is_written_in_both_languages(deals: dict[str, DealRow]) -> None:
    for deal in deals.values():
        names = deal.names
        assert names.en == deal.provider
        assert not re.search(r"\b(government|governments|licence|region|first|and|with)\b", names.zh, re.I), (
            names.zh
        )


def test_money_of_a_year_or_of_several_countries_is_marked_as_such(deals: dict[str, DealRow]) -> None:
    assert deals["D017"].value_scope == "per_year"
    assert deals["D062"].value_scope == deals["D094"].value_scope == "several_countries"


def test_stargate_uae_is_an_offer_with_its_public_terms_and_every_other_flagged(study: Study) -> None:
    deal = next(deal for deal in study.deals if deal.deal_id == "D001")
    offer = recorded_offer(deal, study)
    assert (offer.id, offer.stack, offer.country, offer.signed) == ("D001", "us", "ARE", "2025-05")
    assert offer.name.zh != offer.name.en
    for name, value in PUBLIC_OF_D001.items():
        assert getattr(offer, name) == value
        origin = offer.origins[name]
        assert (origin.kind, origin.judgement) == ("deal", False), name
        assert origin.source
        assert set(origin.source) <= set(study.sources)
    assert offer.partner_share == 1.0  # who pays the site is public; that this covers the chips is a reading
    assert offer.origins["partner_share"].judgement
    assert offer.origins["partner_share"].source == ("mint-wsj-g42",)
    for name in set(TERMS) - set(PUBLIC_OF_D001):
        origin = offer.origins[name]
        assert origin.judgement or origin.kind == "drawn", name
        assert origin.kind == "deal" or not origin.source, name


def test_every_deal_on_record_is_an_offer_within_bounds_and_in_harmony(study: Study) -> None:
    for deal in study.deals:
        offer = recorded_offer(deal, study)
        assert not list(discords(offer)), deal.deal_id
        assert set(offer.origins) == set(TERMS)
        for name in TERMS:
            value = getattr(offer, name)
            assert value is None or value_fault(study.offers.term[name], value) is None, (deal.deal_id, name)
            origin = offer.origins[name]
            assert origin.judgement or origin.source or origin.kind == "drawn", (deal.deal_id, name)
            assert origin.kind != "template" or origin.judgement  # of this deal the term is not public


def test_what_is_public_of_a_deal_is_what_its_offer_says(study: Study) -> None:
    for deal in study.deals:
        offer = recorded_offer(deal, study)
        for name in ("capacity_mw", "partner_share", "offtake_share", "access_users"):
            if getattr(deal, name) is not None:
                assert getattr(offer, name) == getattr(deal, name), deal.deal_id
        if deal.ownership and offer.capacity_mw > 0:
            assert {name: getattr(offer, name) for name in OWNERSHIP} == {
                name: deal.ownership.get(name.removeprefix("own_"), 0.0) for name in OWNERSHIP
            }
        if "export_licence" in deal.security and deal.stack == "us":
            assert offer.licence_revocable


def test_a_deal_without_a_site_builds_none(study: Study) -> None:
    for deal in study.deals:
        if deal.kind in ("chatgpt_access", "training", "mou") and deal.capacity_mw is None:
            assert recorded_offer(deal, study).capacity_mw == 0.0, deal.deal_id
