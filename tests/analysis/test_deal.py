"""Deals in money: accounts that close in every member, a verdict that can be checked, break-evens that are ones."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.optimize import brentq

from fourfutures.analysis import AnalysisError, Pools, Request, deal, deal_schema
from fourfutures.analysis.dealing.assumption import Assumptions
from fourfutures.analysis.dealing.break_even import worth_to
from fourfutures.analysis.dealing.offering import offered, with_term
from fourfutures.analysis.dealing.root import first_crossing
from fourfutures.analysis.dealing.valuation import chance, created_by, value
from fourfutures.ensemble import Binding, Hands, Shelf
from fourfutures.study import PARTIES, TERMS, Offer, Study, StudyError, as_offer

Document = dict[str, Any]
TEMPLATES = ("full_package", "in_country", "access_only", "fund", "silk_road_cloud", "open_sovereign")
US = ("us_government", "us_economy")


@pytest.fixture(scope="module")
def valued(study: Study) -> Callable[..., Document]:
    kept: dict[str, Document] = {}
    pools = Pools(Shelf(None))

    def make(
        given: Offer | str = "full_package",
        country: str | None = "ARE",
        signed: str | None = None,
        assume: dict[str, float] | None = None,
        workers: int = 2,
        members: int = 400,
        **options: Any,
    ) -> Document:
        key = f"{given} {country} {signed} {assume} {workers} {members} {options}"
        if key not in kept:
            asked = Request.of(study, members=members, seed=7, **options)
            hands = Hands.of(workers)
            kept[key] = deal(asked, given, country, signed, assume or {}, hands, pools, lambda *_: None)
        return kept[key]

    return make


@pytest.fixture(scope="module")
def drawn(study: Study) -> Assumptions:
    return Assumptions.of(Binding(study, 7), np.arange(300, dtype=np.int64))


@pytest.fixture(scope="module")
def rich(study: Study) -> Offer:
    """An offer in which everything happens."""
    terms = {
        "chip_fee": 0.15, "reciprocal_ratio": 1.0, "subsidy_usd": 2e7, "partner_share": 0.6, "provider_share": 0.2,
        "third_party_share": 0.2, "own_partner": 0.4, "own_partner_firms": 0.2, "own_provider": 0.2,
        "own_third_party": 0.2,
    }  # fmt: skip
    return as_offer(study.offers.template["full_package"]).model_copy(update=terms)


@pytest.mark.parametrize("template", TEMPLATES)
def test_accounts_close_and_the_document_is_what_its_schema_says(
    valued: Callable[..., Document], template: str
) -> None:
    document = valued(template)
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), deal_schema())
    assert document["closure_error"] <= 1e-9
    annual = np.sum([entry["annual"] for entry in document["parties"].values()], axis=0)
    assert_allclose(annual, document["created"]["annual"], rtol=1e-9, atol=1e-9)
    year = document["full_year"]
    for party, total in year["totals"].items():
        assert sum(line[party] for line in year["lines"].values()) == pytest.approx(total, abs=1e-9)
    assert sum(year["totals"].values()) == pytest.approx(year["created"], abs=1e-9)


def test_every_term_has_unit_and_origin(valued: Callable[..., Document], study: Study) -> None:
    offer = valued()["offer"]
    for name in TERMS:
        assert offer[name]["unit"] == study.offers.term[name].unit
        assert offer[name]["origin"] in ("template", "drawn", "open")
        assert offer[name]["value"] is not None or offer[name]["drawn"] is not None
    assert offer["signed"] == "2026-12"  # the first month after the as-of date


@pytest.mark.parametrize("country", ["ARE", "KEN"])
def test_a_chinese_offer_leaves_the_united_states_out(valued: Callable[..., Document], country: str) -> None:
    document = valued("silk-road-cloud", country)
    for party in US:
        assert set(document["parties"][party]["annual"]) == {0.0}
    assert document["verdict"]["p"] == document["verdict"]["p_of_governments"] == 0.0
    assert document["verdict"]["thresholds"] == []


def test_the_same_numbers_on_any_number_of_hands(valued: Callable[..., Document]) -> None:
    one, two = valued(workers=1), valued(workers=2)
    assert one is not two
    assert json.dumps(one) == json.dumps(two)


def test_a_member_is_its_number(study: Study, drawn: Assumptions) -> None:
    """Draws do not depend on who is drawn beside, and the study's own are those of the same members anywhere."""
    binding, some = Binding(study, 7), np.array([5, 17, 250], dtype=np.int64)
    alone = Assumptions.of(binding, some)
    for name, values in alone.values.items():
        assert_array_equal(values, drawn.values[name][some], err_msg=name)
    everywhere = binding.values(some)
    for name in ("capex_musd_per_mw", "deal_build_years"):
        assert_array_equal(alone.values[name], everywhere[name])
    assert not np.array_equal(
        alone.values["margin"], Assumptions.of(Binding(study, 8), some).values["margin"]
    )


def test_a_new_assumption_changes_no_other_draw(study: Study, drawn: Assumptions) -> None:
    offers, ids = study.offers, np.arange(300, dtype=np.int64)
    more = offers.model_copy(update={"ledger": {"another": offers.ledger["margin"], **offers.ledger}})
    again = Assumptions.of(Binding(study.model_copy(update={"offers": more}), 7), ids)
    for name, values in drawn.values.items():
        assert_array_equal(values, again.values[name], err_msg=name)
    assert not np.array_equal(again.values["another"], again.values["margin"])


# ---------------------------------------------------------------- laws of the whole


def test_what_each_owner_holds_leaves_the_total_as_it_is(rich: Offer, drawn: Assumptions) -> None:
    other = rich.model_copy(update={"own_partner": 0.0, "own_provider": 0.6})
    assert_array_equal(created_by(rich, drawn), created_by(other, drawn))
    totals = [sum(value(offer, drawn).flows[party] for party in PARTIES) for offer in (rich, other)]
    assert_allclose(*totals, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("term", ["chip_fee", "subsidy_usd"])
def test_fees_and_subsidies_create_nothing(rich: Offer, drawn: Assumptions, term: str) -> None:
    without = rich.model_copy(update={term: 0.0})
    assert_array_equal(created_by(rich, drawn), created_by(without, drawn))
    gains = {"chip_fee": "us_government", "subsidy_usd": "third_party"}[term]
    assert np.all(value(rich, drawn).npv[gains] > value(without, drawn).npv[gains])


def test_nothing_built_no_fund_no_access_is_nothing(study: Study, drawn: Assumptions) -> None:
    nothing = as_offer(study.offers.template["in_country"]).model_copy(
        update={"capacity_mw": 0.0, "subsidy_usd": 1e6}
    )
    found = value(nothing, drawn)
    for party in PARTIES:
        assert_array_equal(found.flows[party], 0.0)
    assert_array_equal(created_by(nothing, drawn), 0.0)


def test_reciprocal_investment_costs_the_partner_money_in_the_first_year(
    rich: Offer, drawn: Assumptions
) -> None:
    first = []
    for ratio in (0.0, 0.5, 1.0, 2.0):
        flows = value(rich.model_copy(update={"reciprocal_ratio": ratio}), drawn).flows
        first.append(flows["partner_government"][:, 0] + flows["partner_firms"][:, 0])
    assert all(np.all(later < earlier) for earlier, later in itertools.pairwise(first))


def test_at_rate_nought_values_are_sums(valued: Callable[..., Document]) -> None:
    rates = ("discount_owners", "discount_governments", "discount_firms", "discount_common")
    document = valued(assume=dict.fromkeys(rates, 0.0))
    for entry in document["parties"].values():
        assert entry["rate"] == 0.0
        assert entry["npv"]["mean"] == pytest.approx(math.fsum(entry["annual"]), rel=1e-9, abs=1e-9)
    assert document["division"]["created"]["mean"] == pytest.approx(sum(document["created"]["annual"]))


def test_both_columns_of_the_division_sum_to_what_is_created(
    valued: Callable[..., Document], rich: Offer
) -> None:
    for offer in ("full_package", "silk_road_cloud", "access_only", rich):
        block = valued(offer)["division"]
        for part in ("cash", "shapley"):
            total = sum(spread["mean"] for spread in block[part].values())
            assert total == pytest.approx(block["created"]["mean"], rel=1e-9, abs=1e-9)
    assert valued()["division"]["shapley"]["third_party"] == {"mean": 0.0, "q05": 0.0, "q95": 0.0}
    assert valued(rich)["division"]["shapley"]["third_party"]["mean"] > 0.0


def test_a_lens_weighs_parties(valued: Callable[..., Document], study: Study) -> None:
    document = valued()
    for name, lens in study.lenses.items():
        expected = sum(
            lens.party_weights[party] * document["parties"][party]["npv"]["mean"] for party in PARTIES
        )
        assert document["lens_values"][name]["mean"] == pytest.approx(expected, rel=1e-9)


def test_gains_less_losses_are_the_whole(valued: Callable[..., Document]) -> None:
    net = valued("access_only")["gains_and_losses"]
    assert net["loses"] > 0.0
    assert net["gains"] - net["loses"] == pytest.approx(1.0)
    by_party = valued("access_only")["shares_of_positive_npv"]
    assert sum(share for share in by_party.values() if share > 0.0) == pytest.approx(1.0)
    assert by_party["partner_government"] < 0.0


def test_a_country_that_builds_alone_adds_everything_itself(valued: Callable[..., Document]) -> None:
    document = valued("open_sovereign")
    assert document["counterfactuals"]["own_build"] is None
    assert document["division"]["shapley"]["partner"] == document["division"]["created"]
    assert document["division"]["shapley"]["provider"]["mean"] == 0.0


# ---------------------------------------------------------------- verdict


@pytest.mark.parametrize("template", ["full_package", "access_only", "fund"])
def test_the_verdict_is_a_probability_inside_its_interval(
    valued: Callable[..., Document], template: str
) -> None:
    found = valued(template)["verdict"]
    assert 0.0 <= found["low"] <= found["p"] <= found["high"] <= 1.0
    assert found["low_of_governments"] <= found["p_of_governments"] <= found["high_of_governments"]
    assert sum(found["ranks"]) == pytest.approx(1.0)
    assert sum(found["p_largest"].values()) <= 1.0 + 1e-9
    assert found["p"] == found["p_largest"]["us_government"] <= found["ranks"][0] + 1e-12
    assert found["p"] <= found["p_of_governments"]


def test_what_decides_the_order_of_governments_does_so_when_it_is_assumed(
    valued: Callable[..., Document],
) -> None:
    found = valued()["verdict"]
    move = found["decides"][0]
    assert move["flips_governments"] and not move["flips"]
    other = valued(assume={move["id"]: move["value"]})["verdict"]
    assert other["leader_of_governments"] != found["leader_of_governments"]
    assert other["p_of_governments"] == pytest.approx(move["p_of_governments"], abs=1e-12)


def test_enough_money_through_the_united_states_makes_the_claim_true(
    valued: Callable[..., Document], study: Study
) -> None:
    """A deal for users abroad with a fee on everything: the claim can hold, and is then said to."""
    terms = {"offtake_share": 1.0, "access_users": 0.0, "chip_fee": 1.0, "fund_partner_usd": 0.0}
    offer = as_offer(study.offers.template["full_package"]).model_copy(update=terms)
    found = valued(offer)["verdict"]
    assert found["holds"] and found["leader"] == "us_government"
    assert found["p"] > 0.9
    threshold = next(entry for entry in found["thresholds"] if entry["term"] == "chip_fee")
    assert 0.0 < threshold["value"] < 1.0
    for fee, holds in ((threshold["value"] - 0.02, False), (threshold["value"] + 0.02, True)):
        assert valued(offer.model_copy(update={"chip_fee": fee}))["verdict"]["holds"] is holds


# ---------------------------------------------------------------- break-evens and alternatives


def test_at_a_break_even_the_mean_is_nought_and_beyond_it_a_loss(
    valued: Callable[..., Document], study: Study
) -> None:
    document = valued()
    assumed = Assumptions.of(Binding(study, 7), np.arange(500, dtype=np.int64))
    weights = np.full(500, 1.0 / 500)
    offer = offered("full_package", study, "ARE", None, "2026-12")
    checked = 0
    for entry in document["break_evens"]:
        assert entry["loses"] in ("above", "below") or entry["value"] is None
        if entry["value"] is None or entry["term"] == "price":
            continue
        # The document's members carry weights; the same rule on others finds their own break-even.
        low, high = entry["range"]

        def mean(at: float, entry: Document = entry) -> float:
            found = value(with_term(offer, entry["term"], at), assumed)
            return float((worth_to(entry["side"], found) * weights).sum())

        grid = np.linspace(low, high, 9)
        own = first_crossing(mean, grid, [mean(float(at)) for at in grid])
        assert own is not None
        step = 0.02 * (high - low)
        beyond, before = (step, -step) if entry["loses"] == "above" else (-step, step)
        assert mean(own + beyond) < 0.0 < mean(own + before)
        assert abs(mean(own)) < 1e-3 * max(abs(mean(low)), abs(mean(high)))
        lost = [point["p_loses"] for point in entry["curve"]]
        assert lost[-1 if entry["loses"] == "above" else 0] > 0.5
        checked += 1
    assert checked


def test_the_partner_never_gains_from_giving_its_capacity_away(valued: Callable[..., Document]) -> None:
    curves = [entry for entry in valued()["break_evens"] if entry["term"] == "offtake_share"]
    firms = next(entry for entry in curves if entry["side"] == "partner_firms")["curve"]
    means = [point["mean"] for point in firms]
    assert means == sorted(means, reverse=True)


def test_alternatives_are_deals_valued_in_the_same_members(
    valued: Callable[..., Document], study: Study
) -> None:
    document = valued()
    blocks = document["counterfactuals"]
    theirs = valued("silk_road_cloud")
    for party in PARTIES:
        assert blocks["other_offer"]["parties"][party] == theirs["parties"][party]["npv"]
    assert blocks["own_build"]["capacity_mw"] == document["offer"]["capacity_mw"]["value"]
    for party in ("provider", "third_party", *US):
        assert blocks["own_build"]["parties"][party]["mean"] == 0.0
    for block in blocks.values():
        gap = document["partner"]["mean"] - block["partner"]["mean"]
        assert block["difference"]["partner"]["mean"] == pytest.approx(gap, rel=1e-9, abs=1e-9)
    assert blocks["no_deal"]["partner"] == {"mean": 0.0, "q05": 0.0, "q95": 0.0}


def test_a_change_of_the_partners_share_is_taken_from_the_others(study: Study) -> None:
    offer = with_term(as_offer(study.offers.template["in_country"]), "partner_share", 0.4)
    assert offer.partner_share + offer.provider_share + offer.third_party_share == pytest.approx(1.0)
    assert (offer.own_partner, offer.own_provider) == (pytest.approx(0.4), pytest.approx(0.6))


# ---------------------------------------------------------------- mistakes


@given(st.floats(0.02, 0.98), st.floats(0.2, 5.0), st.booleans())
def test_a_crossing_is_the_root_that_others_find(root: float, power: float, rising: bool) -> None:
    def height(at: float) -> float:
        return (1.0 if rising else -1.0) * (at**power - root**power)

    grid = np.linspace(0.0, 1.0, 9)
    found = first_crossing(height, grid, [height(float(at)) for at in grid])
    assert found == pytest.approx(brentq(height, 0.0, 1.0, xtol=1e-12), abs=1e-5)
    assert first_crossing(lambda at: at + 1.0, grid, list(grid + 1.0)) is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"given": "full_pakage"}, "full_package"),
        ({"country": None}, "--country"),
        ({"country": "ARX"}, "ARX"),
        ({"country": "USA"}, "home market"),
        ({"signed": "2026-11"}, "2026-12"),
        ({"signed": "soon"}, "soon"),
        ({"assume": {"tax_locl": 0.1}}, "tax_local"),
        ({"assume": {"tax_local": 3.0}}, "0.4"),
        ({"assume": {"margin": -1.0}}, "-1"),
        ({"assume": {"margin": math.nan}}, "nan"),
    ],
)
def test_a_mistake_names_itself_and_its_remedy(
    valued: Callable[..., Document], options: dict[str, Any], words: str
) -> None:
    with pytest.raises((AnalysisError, StudyError)) as refusal:
        valued(**options)
    assert words in str(refusal.value)
    assert refusal.value.remedy.zh


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"capacity_mw": -5.0}, "capacity_mw"),
        ({"capacity_mw": 1e9}, "20000"),
        ({"partner_share": 0.5}, "sum to 0.6"),
        ({"own_partner": 0.5}, "ownership"),
        ({"fund_equity_partner": 0.9}, "at most 1"),
    ],
)
def test_bad_terms_are_refused(
    valued: Callable[..., Document], study: Study, terms: dict[str, float], words: str
) -> None:
    offer = as_offer(study.offers.template["full_package"]).model_copy(update=terms)
    with pytest.raises(AnalysisError) as refusal:
        valued(offer)
    assert words in str(refusal.value)


def test_a_templates_access_is_cut_to_the_people_there_are(study: Study) -> None:
    small = min(study.partners, key=lambda entity: entity.population or math.inf)
    tiny = small.model_copy(update={"population": 1000.0})
    others = tuple(tiny if entity.code == small.code else entity for entity in study.entities)
    offer = offered("access_only", study.model_copy(update={"entities": others}), small.code, None, "2026-12")
    assert offer.access_users == 1000.0
    assert "1,000,000" in offer.origins["access_users"].note


def test_ledger_numbers_have_units_sources_and_both_names(study: Study) -> None:
    for name, entry in study.offers.ledger.items():
        assert entry.unit in study.units, name
        assert entry.judgement or entry.source, name
        assert set(entry.source) <= set(study.sources), name
        assert entry.note, name
        assert any("\u4e00" <= sign <= "\u9fff" for sign in entry.name.zh), name
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in entry.name.en), name


def test_a_deal_of_an_earlier_day_knows_less(valued: Callable[..., Document]) -> None:
    early = valued(as_of=date(2026, 1, 31))
    assert early["offer"]["signed"] == "2026-02"
    assert early["as_of"] == "2026-01-31"


def test_the_effect_on_country_and_odds_is_that_of_the_deal_imposed(valued: Callable[..., Document]) -> None:
    document = valued()
    for changes in document["futures_effect"].values():
        assert sum(change["p"] for change in changes.values()) == pytest.approx(0.0, abs=1e-9)
    months = [row["month"] for row in document["country_effect"]["series"]]
    assert min(months) == document["offer"]["signed"]


def test_a_deal_signed_after_the_horizon_is_valued_without_effects(valued: Callable[..., Document]) -> None:
    late, now = valued(signed="2028-06"), valued()
    assert late["country_effect"] is None and late["futures_effect"] is None
    assert late["notes"][-1]["code"] == "deal.effect.late"
    assert late["parties"] == now["parties"] and late["verdict"] == now["verdict"]


def test_a_deal_signed_before_the_day_is_valued_as_signed(
    valued: Callable[..., Document], rich: Offer
) -> None:
    past = valued(rich.model_copy(update={"country": "NOR", "signed": "2026-03"}), country=None)
    assert (past["offer"]["signed"], past["country"]["entity"]) == ("2026-03", "NOR")
    assert past["futures_effect"] is None
    assert past["notes"][-1]["code"] == "deal.effect.signed"


def test_shares_of_members_are_shares() -> None:
    weights = np.array([0.5, 0.3, 0.2])
    assert chance(np.array([True, False, True]), weights) == pytest.approx(0.7)
