"""Deals put into a run: what they change, where, and from when."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Binding,
    EnsembleError,
    LeverPath,
    NamedChance,
    impose,
    members,
)
from fourfutures.ensemble.imposed import delivered
from fourfutures.ensemble.kernel import Engine, Part
from fourfutures.ensemble.kernel.layout import CHANNELS, COUNTRY_CHANNELS
from fourfutures.study import Offer, as_offer
from tests.ensemble.readings import path
from tests.model.worlds import MONTH

IDS = np.arange(96, dtype=np.int64)


def offer(binding: Binding, template: str = "full_package", **terms: object) -> Offer:
    usual = as_offer(binding.study.offers.template[template])
    return usual.model_copy(update={"country": "IND", "signed": "2026-07", **terms})


def with_deals(binding: Binding, *offers: Offer) -> LeverPath:
    deals = [impose(binding.study, binding.partners, each) for each in offers]
    return LeverPath(binding.study, (), 1, binding.partners.codes, deals)


def run(binding: Binding, *offers: Offer, fans: bool = True) -> Part:
    return Engine(binding, 0.5, GAMMAS, POOL_MONTHS, with_deals(binding, *offers)).run(IDS, fans=fans)


@pytest.fixture(scope="module")
def plain(binding: Binding) -> Part:
    return run(binding)


def place(binding: Binding, code: str = "IND") -> int:
    return binding.partners.codes.index(code)


def test_nothing_differs_before_the_month_of_signing_and_something_after(binding: Binding, plain: Part):
    deal = run(binding, offer(binding))
    month = binding.study.month_number("2026-07")
    assert_array_equal(deal.monthly[:month], plain.monthly[:month])
    assert_array_equal(deal.fans[:month], plain.fans[:month])
    assert (deal.fans[month:] != plain.fans[month:]).any()


@pytest.mark.parametrize("template", ["in_country", "full_package", "silk_road_cloud", "open_sovereign"])
def test_a_deal_without_capacity_fund_or_access_changes_no_bit(binding: Binding, plain: Part, template: str):
    nothing = offer(
        binding, template, capacity_mw=0.0, fund_partner_usd=0.0, fund_provider_usd=0.0, access_users=0.0,
        reciprocal_ratio=1.0,
    )  # fmt: skip
    assert_array_equal(run(binding, nothing).monthly, plain.monthly)


@pytest.mark.parametrize(
    ("template", "option"), [("full_package", 1), ("silk_road_cloud", 2), ("open_sovereign", 3)]
)
def test_a_deal_raises_the_share_of_its_own_stack_in_its_country(
    binding: Binding, plain: Part, template: str, option: int
):
    deal = run(binding, offer(binding, template, capacity_mw=3000.0))
    india = place(binding)
    assert (deal.fans[-1, option, india] > plain.fans[-1, option, india]).all()


def test_other_countries_feel_a_deal_only_through_the_world(binding: Binding, plain: Part):
    """In the month of signing no other country can know of it: the sums over countries reach it a month later."""
    deal = run(binding, offer(binding, capacity_mw=3000.0))
    month = binding.study.month_number("2026-07")
    others = [i for i in range(len(binding.partners.codes)) if i != place(binding)]
    assert_array_equal(deal.fans[month][:, others], plain.fans[month][:, others])


def test_all_that_is_signed_is_under_construction_or_energised(binding: Binding):
    chance = NamedChance(binding.seed, IDS, binding.partners.codes, MONTH, binding.guide)

    def gigawatt(*offers: Offer) -> np.ndarray:
        channels = with_deals(binding, *offers).channels(binding.draws, IDS, MONTH, 24)
        last = list(members(binding, IDS, chance, channels))[-1].state.countries.deals_us
        return np.asarray((last.deal_build_1 + last.deal_build_2 + last.deal_power)[place(binding)])

    exclusive = offer(binding, capacity_mw=700.0, exclusivity=0.0)
    assert_allclose(gigawatt(exclusive) - gigawatt(), 0.7, rtol=1e-9)


@pytest.mark.parametrize(
    "terms",
    [
        {"template": "full_package", "reciprocal_ratio": 1.0, "exclusivity": 0.9},
        {"template": "full_package", "build_months": 9.0, "capex_musd_per_mw": 30.0, "reciprocal_ratio": 0.5},
        {"template": "silk_road_cloud", "capacity_mw": 500.0, "exclusivity": 0.6},
        {"template": "open_sovereign", "build_months": 12.0},
        {"template": "open_sovereign"},
    ],
    ids=["terms of a member's own", "terms as written", "exclusive", "own, dated", "own"],
)
def test_the_kernel_says_of_a_deal_what_the_double_reading_says(binding: Binding, terms: dict[str, object]):
    deal = offer(binding, **terms)  # type: ignore[arg-type]
    part = run(binding, deal)
    chance = NamedChance(binding.seed, IDS, binding.partners.codes, MONTH, binding.guide)
    channels = with_deals(binding, deal).channels(binding.draws, IDS, MONTH, 24)
    india = place(binding)
    for moment in members(binding, IDS, chance, channels):
        exact = moment.state.countries
        for row, values in enumerate((exact.adoption, *exact.shares)):
            found = part.fans[moment.step, row, india]
            assert (np.abs(found - np.asarray(values)[india]) < 1e-4).mean() >= 1.0 - 2.0 / IDS.size


def test_money_placed_in_the_us_raises_its_compute_and_nobody_elses(binding: Binding):
    asks = run(binding, offer(binding, capacity_mw=5000.0, reciprocal_ratio=1.0))
    free = run(binding, offer(binding, capacity_mw=5000.0, reciprocal_ratio=0.0))
    us, cn = "series.compute_stock_us", "series.compute_stock_cn"
    gain = asks.month_by_month(us)[-1] / free.month_by_month(us)[-1] - 1.0
    assert (gain > -2e-6).all()
    assert np.median(gain) > 1e-4
    # China buys what the US may sell it, which follows the US's output: it may gain a little too, and loses nothing.
    assert (asks.month_by_month(cn)[-1] >= free.month_by_month(cn)[-1] * (1.0 - 2e-6)).all()


def test_after_an_exclusive_deal_the_other_side_signs_nothing_there(binding: Binding):
    chance = NamedChance(binding.seed, IDS, binding.partners.codes, MONTH, binding.guide)
    channels = with_deals(binding, offer(binding, exclusivity=0.6)).channels(binding.draws, IDS, MONTH, 24)
    month = binding.study.month_number("2026-07")
    for moment in members(binding, IDS, chance, channels):
        if moment.step >= month:
            flows = moment.flows.countries
            assert (np.asarray(flows.hazard_cn)[place(binding)] < 1e-20).all()
            assert (np.asarray(flows.hazard_us)[place(binding)] > 0.0).all()


def test_a_deal_beside_levers_is_both(binding: Binding):
    """Deals and levers share the channels of a country, each with its own multiplier."""
    study, codes = binding.study, binding.partners.codes
    deal = impose(study, binding.partners, offer(binding))
    levers = path(binding, ("partner_sovereign.IND=1", "us_permitting=1"))
    both = LeverPath(study, [p.setting for p in levers._periods], 1, codes, [deal])
    names, blocs, countries = both.pulls(CHANNELS, COUNTRY_CHANNELS, 24)
    alone = levers.pulls(CHANNELS, COUNTRY_CHANNELS, 24)
    for position, name in enumerate(alone[0]):
        assert_array_equal(blocs[:, :, names.index(name)], alone[1][:, :, position])
        assert_array_equal(countries[:, :, :, names.index(name)], alone[2][:, :, :, position])
    month = study.month_number("2026-07")
    signed = countries[:, COUNTRY_CHANNELS.index("signed_us"), place(binding)].sum(axis=1)
    assert signed[month] == pytest.approx(0.2)
    assert np.delete(signed, month).sum() == 0.0


def test_an_offer_without_a_country_or_a_month_cannot_be_put_into_a_run(binding: Binding):
    for gap in ({"country": None}, {"signed": None}):
        with pytest.raises(EnsembleError, match="no country or no month"):
            impose(binding.study, binding.partners, offer(binding, **gap))


@given(st.floats(0.1, 20.0), st.floats(0.01, 30.0), st.floats(0.01, 30.0))
def test_what_a_deal_delivers_grows_from_nothing_to_the_whole(build_years: float, early: float, late: float):
    assert delivered(0.0, build_years) == 0.0
    assert 0.0 <= delivered(min(early, late), build_years) <= delivered(max(early, late), build_years) <= 1.0
    assert delivered(1000.0 * build_years, build_years) == pytest.approx(1.0)
    # the mean of the delay is the build time: half of an Erlang-2 delay is through at .839 of it
    assert delivered(0.8391734950083302 * build_years, build_years) == pytest.approx(0.5, abs=1e-9)
