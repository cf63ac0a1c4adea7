"""The accounts of a deal: they close whatever is agreed, transfers make nothing, and nothing comes from nothing."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray
from scipy import integrate, stats

from fourfutures.model import (
    Book,
    Conditions,
    Parties,
    Phase,
    Sheet,
    Worth,
    book,
    created,
    phase,
    present_value,
    shapley,
    totals,
)

YEARS = np.arange(20.0)
TRANSFERS = (
    "chip_fee", "subsidy", "vat", "local_tax", "us_tax", "wage_tax", "access_paid", "reciprocal_interest",
    "reciprocal_tax", "sales",
)  # fmt: skip


def shares(parts: int) -> st.SearchStrategy[list[float]]:
    """Shares that sum to 1, some of them 0."""
    return st.lists(st.floats(0.0, 1.0), min_size=parts, max_size=parts).map(
        lambda drawn: [x / sum(drawn) for x in drawn] if sum(drawn) > 0.0 else [1.0] + [0.0] * (parts - 1)
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Any terms, far beyond those that anybody would sign."""
    pay, own, equity = draw(shares(4)), draw(shares(4)), draw(shares(3))
    share = st.floats(0.0, 1.0)
    money = st.one_of(st.just(0.0), st.floats(0.0, 1e5))
    return Sheet(
        capacity_mw=draw(st.one_of(st.just(0.0), st.floats(0.1, 20_000.0))),
        capex=draw(st.floats(1.0, 100.0)),
        build_years=draw(st.floats(0.1, 10.0)),
        term_years=draw(st.floats(1.0, 20.0)),
        pay_provider=pay[0], pay_third_party=pay[1], pay_government=pay[2], pay_firms=pay[3],
        own_provider=own[0], own_third_party=own[1], own_government=own[2], own_firms=own[3],
        offtake_share=draw(share), price_discount=draw(share), subsidy=draw(money),
        security_level=draw(st.floats(0.0, 3.0)), local_content=draw(share), chip_fee=draw(share),
        reciprocal_ratio=draw(st.floats(0.0, 5.0)), reciprocal_government=draw(share),
        fund_provider=draw(money), fund_government=draw(money), equity_provider=equity[0],
        equity_government=equity[1], access_million=draw(st.floats(0.0, 2000.0)), us_taxed=draw(st.sampled_from([0.0, 1.0])),
    )  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn) -> Conditions:
    """Any assumptions."""
    share = st.floats(0.0, 1.0)
    own = {
        "service_cost": st.floats(0.1, 50.0), "margin": st.floats(0.0, 5.0), "worth": st.floats(0.0, 2.0),
        "operating_cost": st.floats(0.0, 10.0), "user_gain": st.floats(0.0, 10.0), "capital_return": st.floats(-0.1, 0.3),
        "capital_product": st.floats(-0.1, 0.3), "fund_multiple": st.floats(0.0, 20.0), "fund_years": st.floats(1.0, 12.0),
        "access_price": st.floats(0.0, 500.0), "access_cost": st.floats(0.0, 3.0), "access_value": st.floats(0.0, 5.0),
    }  # fmt: skip
    return Conditions(**{name: draw(own.get(name, share)) for name in Conditions._fields})


def years(sheet: Sheet, c: Conditions) -> Phase:
    return phase(sheet.build_years, sheet.term_years, c.fund_years, YEARS)


def flows(sheet: Sheet, c: Conditions) -> dict[str, NDArray[np.float64]]:
    found = totals(book(sheet, c, years(sheet, c)))._asdict()
    return {party: np.asarray(amount) + 0.0 * YEARS for party, amount in found.items()}


def usual() -> tuple[Sheet, Conditions]:
    """A plain deal, shared out among four sides."""
    sheet = Sheet(
        200.0, 35.0, 1.5, 10.0, 0.2, 0.1, 0.5, 0.2, 0.2, 0.1, 0.5, 0.2, 0.4, 0.1, 20.0, 2.0, 0.3, 0.15, 1.0, 0.7,
        25.0, 25.0, 0.25, 0.25, 1.0, 1.0,
    )  # fmt: skip
    c = Conditions(
        8.5, 0.25, 1.0, 0.7, 0.9, 0.03, 0.07, 0.15, 1.0, 0.6, 0.2, 0.21, 0.4, 0.1, 0.08, 0.3, 0.2, 0.2, 0.08, 0.11,
        1.2, 7.0, 60.0, 0.4, 0.7,
    )  # fmt: skip
    return sheet, c


@given(sheets(), conditions())
@settings(deadline=None)
def test_parties_sum_to_what_is_created_whatever_is_agreed(sheet: Sheet, c: Conditions) -> None:
    found = flows(sheet, c)
    made = np.asarray(created(sheet, c, years(sheet, c))) + 0.0 * YEARS
    scale = np.maximum(np.sum([np.abs(amount) for amount in found.values()], axis=0), 1e-6)
    assert np.all(np.abs(sum(found.values()) - made) <= 1e-9 * scale)


@given(sheets(), conditions())
@settings(deadline=None)
def test_a_transfer_makes_nothing(sheet: Sheet, c: Conditions) -> None:
    entries: Book = book(sheet, c, years(sheet, c))
    for name in TRANSFERS:
        amounts = [np.asarray(amount) for amount in getattr(entries, name)]
        size = sum(float(np.abs(amount).max(initial=0.0)) for amount in amounts)
        assert_allclose(sum(amounts), 0.0, atol=1e-9 * max(size, 1e-6), err_msg=name)


@given(sheets(), conditions(), shares(4))
@settings(deadline=None)
def test_who_owns_moves_money_and_creates_none(sheet: Sheet, c: Conditions, own: list[float]) -> None:
    other = sheet._replace(
        own_provider=own[0], own_third_party=own[1], own_government=own[2], own_firms=own[3]
    )
    assert_array_equal(created(sheet, c, years(sheet, c)), created(other, c, years(sheet, c)))
    before, after = sum(flows(sheet, c).values()), sum(flows(other, c).values())
    assert_allclose(before, after, atol=1e-9 * max(1.0, flows_size(sheet, c)))


def flows_size(sheet: Sheet, c: Conditions) -> float:
    entries = book(sheet, c, years(sheet, c))
    return sum(float(np.abs(amount).max(initial=0.0)) for line in entries for amount in map(np.asarray, line))


@given(sheets(), conditions(), st.floats(0.0, 1.0), st.floats(0.0, 1e4))
@settings(deadline=None)
def test_a_fee_or_a_subsidy_moves_money_and_creates_none(
    sheet: Sheet, c: Conditions, fee: float, subsidy: float
) -> None:
    plain, moved = sheet._replace(chip_fee=0.0, subsidy=0.0), sheet._replace(chip_fee=fee, subsidy=subsidy)
    now = years(sheet, c)
    assert_array_equal(created(plain, c, now), created(moved, c, now))
    before, after = sum(flows(plain, c).values()), sum(flows(moved, c).values())
    assert_allclose(before, after, atol=1e-9 * max(1.0, flows_size(moved, c)))


@given(sheets(), conditions())
@settings(deadline=None)
def test_nothing_built_no_fund_and_no_access_is_nothing_for_anybody(sheet: Sheet, c: Conditions) -> None:
    nothing = sheet._replace(capacity_mw=0.0, fund_provider=0.0, fund_government=0.0, access_million=0.0)
    for party, amounts in flows(nothing, c).items():
        assert_array_equal(amounts, 0.0, err_msg=party)
    assert_array_equal(created(nothing, c, years(nothing, c)), 0.0)


@given(sheets(), conditions(), st.floats(0.0, 5.0), st.floats(0.0, 5.0))
@settings(deadline=None)
def test_more_reciprocal_investment_never_raises_the_partners_money_in_the_first_year(
    sheet: Sheet, c: Conditions, one: float, other: float
) -> None:
    """A return of more than the money itself within the year apart, and a term that ends in it."""
    c = c._replace(capital_return=min(c.capital_return, 0.3), tax_capital=max(0.0, c.tax_capital))
    low, high = sorted((one, other))
    sheet = sheet._replace(term_years=max(sheet.term_years, 2.0))

    def first(ratio: float) -> float:
        found = flows(sheet._replace(reciprocal_ratio=ratio), c)
        return float(found["partner_government"][0] + found["partner_firms"][0])

    assert first(high) <= first(low) + 1e-9 * max(1.0, abs(first(low)))


@given(sheets(), conditions())
@settings(deadline=None)
def test_a_chinese_offer_leaves_the_united_states_out(sheet: Sheet, c: Conditions) -> None:
    chinese = sheet._replace(chip_fee=0.0, reciprocal_ratio=0.0, us_taxed=0.0)
    found = flows(chinese, c)
    for party in ("us_government", "us_economy"):
        assert_array_equal(found[party], 0.0)


def test_suppliers_and_users_abroad_neither_gain_nor_lose() -> None:
    sheet, c = usual()
    assert_allclose(flows(sheet, c)["world"], 0.0, atol=1e-12)


def test_what_goes_out_to_the_united_states_comes_back_when_the_term_ends() -> None:
    """Without return and product only time passes between the two."""
    sheet, c = usual()
    idle = c._replace(capital_return=0.0, capital_product=0.0)
    entries = book(sheet, idle, years(sheet, idle))
    placed = np.asarray(entries.reciprocal_placed.partner_government)
    returned = np.asarray(entries.reciprocal_returned.partner_government) + 0.0 * YEARS
    assert placed.sum() == pytest.approx(-returned.sum(), rel=1e-12)
    assert np.flatnonzero(returned).tolist() == [9]


def test_offtake_for_users_abroad_takes_the_gain_of_users_at_home() -> None:
    sheet, c = usual()
    gains = [flows(sheet._replace(offtake_share=x), c)["partner_firms"].sum() for x in (0.0, 0.3, 0.6, 1.0)]
    assert gains == sorted(gains, reverse=True)


# ---------------------------------------------------------------- capacity over time


@given(st.floats(0.05, 20.0), st.floats(0.1, 10.0), st.floats(1.0, 20.0))
def test_capacity_comes_as_a_gamma_delay_of_two_stages(age: float, build: float, term: float) -> None:
    delay = stats.gamma(a=2.0, scale=build / 2.0)
    now = phase(build, term, 7.0, YEARS)
    reached = min(term, float(YEARS[-1] + 1.0))
    assert np.asarray(now.added).sum() == pytest.approx(delay.cdf(reached), rel=1e-9, abs=1e-12)
    served, _ = integrate.quad(delay.cdf, 0.0, reached, epsabs=1e-11)
    assert np.asarray(now.running).sum() == pytest.approx(served, rel=1e-7, abs=1e-9)


@given(st.floats(0.1, 10.0), st.floats(1.0, 20.0))
def test_shares_of_a_year_are_shares(build: float, term: float) -> None:
    now = phase(build, term, 7.0, YEARS)
    for name in ("active", "running", "added", "closing"):
        share = np.asarray(getattr(now, name))
        assert np.all(share >= -1e-12) and np.all(share <= 1.0 + 1e-12), name
    assert np.all(np.asarray(now.running) <= np.asarray(now.active) + 1e-12)
    assert np.count_nonzero(now.closing) == 1
    assert np.count_nonzero(now.fund_due) == 1
    assert np.count_nonzero(now.signing) == 1
    assert np.asarray(now.active).sum() == pytest.approx(term)


# ---------------------------------------------------------------- worth at signing


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_at_rate_nought_the_present_value_is_the_sum(amounts: list[float]) -> None:
    found = float(present_value(np.array(amounts), 0.0))
    assert found == pytest.approx(math.fsum(amounts), rel=1e-12, abs=1e-6)


@given(st.floats(1.0, 1e6), st.floats(0.001, 0.5), st.integers(1, 40))
def test_a_level_amount_is_worth_its_annuity(amount: float, rate: float, count: int) -> None:
    annuity = amount * (1.0 - (1.0 + rate) ** -count) / rate * (1.0 + rate)  # due at the start of each year
    assert float(present_value(np.full(count, amount), rate)) == pytest.approx(annuity, rel=1e-10)


def test_rates_may_differ_by_member() -> None:
    amounts = np.arange(12.0).reshape(2, 6)
    both = present_value(amounts, np.array([[0.04], [0.10]]))
    one_by_one = [float(present_value(amounts[0], 0.04)), float(present_value(amounts[1], 0.10))]
    assert_allclose(both, one_by_one, rtol=1e-14)


# ---------------------------------------------------------------- division

WORTHS = st.builds(Worth, *([st.floats(-1e6, 1e6)] * 7))


@given(WORTHS)
def test_parts_sum_to_what_all_create_together(w: Worth) -> None:
    assert sum(shapley(w)) == pytest.approx(w.together, rel=1e-9, abs=1e-6)


@given(WORTHS)
def test_sides_that_add_the_same_get_the_same(w: Worth) -> None:
    even = w._replace(partner=w.provider, partner_third_party=w.provider_third_party)
    found = shapley(even)
    assert found.provider == pytest.approx(found.partner, rel=1e-9, abs=1e-6)


@given(WORTHS)
def test_a_side_that_never_adds_anything_gets_nothing(w: Worth) -> None:
    idle = w._replace(
        third_party=0.0,
        provider_third_party=w.provider,
        partner_third_party=w.partner,
        together=w.provider_partner,
    )
    assert shapley(idle).third_party == pytest.approx(0.0, abs=1e-6)


@given(WORTHS)
def test_it_is_the_average_over_the_orders_of_joining(w: Worth) -> None:
    sides = ("provider", "partner", "third_party")
    worth = {
        frozenset(): 0.0, frozenset(sides[:1]): w.provider, frozenset(sides[1:2]): w.partner,
        frozenset(sides[2:]): w.third_party, frozenset(sides[:2]): w.provider_partner,
        frozenset((sides[0], sides[2])): w.provider_third_party, frozenset(sides[1:]): w.partner_third_party,
        frozenset(sides): w.together,
    }  # fmt: skip
    added = dict.fromkeys(sides, 0.0)
    for order in itertools.permutations(sides):
        there: frozenset[str] = frozenset()
        for side in order:
            added[side] += (worth[there | {side}] - worth[there]) / 6.0
            there |= {side}
    for side in sides:
        assert getattr(shapley(w), side) == pytest.approx(added[side], rel=1e-9, abs=1e-6)


def test_a_party_without_entries_has_nothing() -> None:
    assert totals(Book()) == Parties()
