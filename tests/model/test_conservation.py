"""Nothing comes from nowhere: every ledger closes over whole runs, at the ends of the priors and under any levers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import Moment
from tests.model.worlds import MONTH, World, bound
from tests.strategies import Extreme, extremes

BLOCS = ("us", "cn")
ROUNDING = 1.0 + 1e-12


def bloc(moments: Sequence[Moment], side: str) -> list:
    return [getattr(moment.state, side) for moment in moments]


def total(moments: Sequence[Moment], side: str, flow: str) -> np.ndarray:
    """Sum of a yearly flow over all months of a run."""
    return sum(np.asarray(getattr(getattr(m.flows, side), flow)) * MONTH for m in moments[1:])


def closes(left: object, right: object, size: object = 0.0) -> None:
    """Equal to rounding, relative to what went through the ledger."""
    scale = np.max(np.abs(left)) + np.max(np.abs(right)) + np.max(np.abs(size)) + 1e-12
    assert_allclose(left, right, rtol=1e-9, atol=1e-11 * scale)


@settings(max_examples=40, deadline=None)
@given(extremes())
def test_every_ledger_closes_in_every_member(extreme: Extreme) -> None:
    world = extreme.world()
    moments = world.run()
    for side in BLOCS:
        chips_are_energised_or_wait(moments, side)
        halls_are_filled_or_wait(moments, side)
        only_the_origin_stock_retires(world, moments, side)
        power_is_connected_or_under_construction(moments, side)
        cancellation_takes_its_share(world, moments, side)
        breakthroughs_are_released_or_wait(world, moments, side)
        deals_are_built_or_under_construction(world, moments, side)
    chips_of_one_bloc_are_not_had_twice(moments)
    use_adds_up(world, moments)
    promised_money_is_spent_or_pending(world, moments)


def chips_are_energised_or_wait(moments: Sequence[Moment], side: str) -> None:
    first, last = bloc(moments, side)[0].floor, bloc(moments, side)[-1].floor
    bought = total(moments, side, "purchases")
    closes(bought, total(moments, side, "energised") + last.chip_queue - first.chip_queue, last.chip_queue)


def halls_are_filled_or_wait(moments: Sequence[Moment], side: str) -> None:
    first, last = bloc(moments, side)[0].floor, bloc(moments, side)[-1].floor
    built = total(moments, side, "hall")
    closes(built, total(moments, side, "energised") + last.idle_halls - first.idle_halls, last.idle_halls)


def only_the_origin_stock_retires(world: World, moments: Sequence[Moment], side: str) -> None:
    floors = [state.floor for state in bloc(moments, side)]
    grown = floors[-1].compute_stock - floors[0].compute_stock
    closes(
        grown, total(moments, side, "energised") - (floors[0].origin_stock - floors[-1].origin_stock), grown
    )
    left = floors[0].origin_stock * (1.0 - world.p.constants.retire * MONTH) ** (len(moments) - 1)
    closes(floors[-1].origin_stock, left)


def power_is_connected_or_under_construction(moments: Sequence[Moment], side: str) -> None:
    first, last = sum(bloc(moments, side)[0].grid), sum(bloc(moments, side)[-1].grid)
    closes(total(moments, side, "started"), total(moments, side, "connected") + last - first, first)


def cancellation_takes_its_share(world: World, moments: Sequence[Moment], side: str) -> None:
    share = getattr(world.p, side).cancel_share
    for moment, levers in zip(moments[1:], world.channels, strict=True):
        flows = getattr(moment.flows, side)
        cancelled = flows.connected * share * np.exp(getattr(levers, side).cancellation)
        closes(flows.connected, flows.new_power + cancelled)


def breakthroughs_are_released_or_wait(world: World, moments: Sequence[Moment], side: str) -> None:
    """Memory capacity and what waits rise by growth, and now and then by one breakthrough."""
    params = getattr(world.p, side)
    for (before, after), levers in zip(pairwise(bloc(moments, side)), world.channels, strict=True):
        was, now = (s.capacity.log_memory_capacity + s.capacity.breakthrough_backlog for s in (before, after))
        jump = now - was - (params.growth_memory + getattr(levers, side).chip_growth) * MONTH
        whole = np.rint(jump / params.breakthrough_size)
        assert set(np.unique(whole)) <= {0.0, 1.0}
        assert_allclose(jump, whole * params.breakthrough_size, atol=1e-9)


def deals_are_built_or_under_construction(world: World, moments: Sequence[Moment], side: str) -> None:
    deals = [getattr(m.state.countries, f"deals_{side}") for m in moments]
    signed = sum(getattr(m.flows.countries, f"signed_{side}") for m in moments[1:])
    held = [d.deal_build_1 + d.deal_build_2 + d.deal_power for d in (deals[0], deals[-1])]
    closes(held[1], held[0] + signed * world.q.deal_scale)
    closes(deals[-1].deal_signal, signed * world.p.constants.deal_signal_step)


def chips_of_one_bloc_are_not_had_twice(moments: Sequence[Moment]) -> None:
    for moment in moments:
        us, cn = moment.flows.us, moment.flows.cn
        assert_array_equal(us.exports, cn.imports)
        assert_array_equal(cn.exports, us.imports)
        for buyer, seller in ((us, cn), (cn, us)):
            assert (buyer.imports <= seller.supply * ROUNDING).all()
            assert (buyer.imports_licensed <= buyer.imports * ROUNDING).all()
        bought = us.purchases * np.exp(-moment.state.us.build_discrepancy)
        bought = bought + cn.purchases * np.exp(-moment.state.cn.build_discrepancy)
        assert (bought <= (us.supply + cn.supply) * ROUNDING).all()


def use_adds_up(world: World, moments: Sequence[Moment]) -> None:
    for moment in moments:
        countries, sums = moment.state.countries, moment.state.sums
        for side, people in (("us", world.p.people_us), ("cn", world.p.people_cn)):
            abroad = (world.q.people * countries.adoption * getattr(countries.shares, side)).sum(axis=0)
            closes(getattr(sums, f"use_{side}"), abroad + people * getattr(moment.state, side).adoption)


def promised_money_is_spent_or_pending(world: World, moments: Sequence[Moment]) -> None:
    promised: object = 0.0
    for moment, levers in zip(moments[1:], world.channels, strict=True):
        ratio = world.p.us.deal_reciprocal_ratio + levers.us.reciprocal
        scale = world.q.deal_scale * world.p.world.capex_musd_per_mw
        signed = (moment.flows.countries.signed_us * scale * ratio).sum(axis=0)
        closes(moment.state.sums.reciprocal_us, signed)
        promised = promised + signed
    spent = sum(
        (m.flows.us.investment - np.exp(m.state.us.log_investment)) * MONTH for m in moments[1:]
    )  # a small part of investment, so what rounding leaves is relative to the whole
    last = moments[-1].state
    waiting = last.us.reciprocal_pending + last.sums.reciprocal_us
    closes(promised, spent + waiting, total(moments, "us", "investment"))
    assert_array_equal(last.cn.reciprocal_pending, 0.0)


def test_a_promise_is_spent_over_the_time_of_building(binding) -> None:
    """One promise of 12 US$bn with a build of 1.5 years: a month later two thirds of it a year begin to flow."""
    world = bound(binding, months=3)
    first = world.run()[0].state.us
    assert_array_equal(first.reciprocal_pending, 0.0)
    world = world.with_bloc("us", deal_reciprocal_ratio=np.full(64, 1.0))
    moments = world.run()
    signed = moments[1].state.sums.reciprocal_us
    assert (signed > 0).any()
    flow = moments[2].flows.us.investment - np.exp(moments[2].state.us.log_investment)
    assert_allclose(flow, signed / world.p.world.deal_build_years, atol=1e-9)
    assert_allclose(moments[1].flows.us.investment, np.exp(moments[1].state.us.log_investment), rtol=1e-12)


@pytest.mark.parametrize("side", BLOCS)
def test_a_ledger_notices_a_leak(binding, side: str) -> None:
    """The ledgers are not closed by being loose: a hundredth of a month's chips would show."""
    moments = bound(binding).run()
    state = getattr(moments[-1].state, side)
    flows = getattr(moments[-1].flows, side)
    lost = state.floor.chip_queue - 0.01 * flows.purchases * MONTH
    leaky = state._replace(floor=state.floor._replace(chip_queue=lost))
    moments[-1] = moments[-1]._replace(state=moments[-1].state._replace(**{side: leaky}))
    with pytest.raises(AssertionError):
        chips_are_energised_or_wait(moments, side)
