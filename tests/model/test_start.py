"""The state at the origin lies on the flows of the months before it."""

from __future__ import annotations

import numpy as np
import pytest

from fourfutures.ensemble import Binding, simulate
from tests.model.worlds import World, bound


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding, members=512, months=3)


@pytest.mark.parametrize("bloc", ["us", "cn"])
def test_chips_energised_in_the_first_months_are_near_the_flow_of_the_last_quarter_of_2025(world, bloc):
    """The flow of the record: growth of the stock over that quarter, and what retired meanwhile."""
    params = getattr(world.p, bloc)
    added = params.compute_stock_0 * (1.0 - np.exp(-params.growth_2025 / 4.0)) * 4.0
    record = np.median(added + world.p.constants.retire * params.compute_stock_0)
    for moment in world.run()[1:]:
        assert 0.5 * record < np.median(getattr(moment.flows, bloc).energised) < 1.5 * record


def test_licences_that_had_not_shipped_leave_no_chips_on_the_floor(world):
    """Announced in December, they open the rule of the first month, not the shipments of the months before."""
    partial, tight = (world.with_world(regime_0=np.full(512, regime)).run()[0] for regime in (1.0, 0.0))
    assert np.array_equal(partial.state.cn.floor.chip_queue, tight.state.cn.floor.chip_queue)
    assert np.array_equal(partial.flows.cn.imports, tight.flows.cn.imports)
    assert (partial.state.world.export_regime == 1.0).all()


def test_queues_halls_and_building_sites_hold_what_the_equations_of_the_start_say(world):
    start = world.run()[0]
    for own, other, bloc in ((world.p.us, world.p.cn, "us"), (world.p.cn, world.p.us, "cn")):
        demand = own.investment_0 / own.cost_per_h100e

        def bought(b, rival):
            wanted = np.maximum(0.0, b.investment_0 / b.cost_per_h100e - b.chip_output)
            return np.minimum((b.import_cap_0 + b.grey_share) * rival.chip_output, wanted)

        purchases = np.minimum(demand, own.chip_output + bought(own, other) - bought(other, own))
        state = getattr(start.state, bloc)
        np.testing.assert_allclose(
            state.floor.chip_queue, 0.25 * purchases + own.chip_backlog_0 * own.compute_stock_0, rtol=1e-12
        )
        np.testing.assert_allclose(
            state.floor.idle_halls,
            0.25 * 1.05 * own.power_out / own.power_per_h100e + own.idle_halls_0,
            rtol=1e-12,
        )
        for stage, factor in zip(state.grid, (1.35, 1.20, 1.05), strict=True):
            level = own.power_out / (1.0 - own.cancel_share) * own.build_years / 3.0
            np.testing.assert_allclose(stage, factor * level, rtol=1e-12)


def test_origins_of_open_weights_keep_their_limit_from_the_start(world):
    """Also in members whose two draws sum to more."""
    drawn = np.asarray(world.p.us.open_origin_0) + world.p.cn.open_origin_0
    assert (drawn > world.p.constants.open_origin_limit).any()
    for moment in world.run():
        joint = moment.flows.us.open_origin + moment.flows.cn.open_origin
        assert (joint <= world.p.constants.open_origin_limit + 1e-12).all()


def test_months_before_the_origin_grow_as_in_2025(world):
    """Growth over twelve months, at month 3: a quarter simulated and three quarters of the record."""
    moments = list(simulate(world.p, world.q, world.chance, world.channels))
    for bloc in ("us", "cn"):
        params = getattr(world.p, bloc)
        grown = np.log(getattr(moments[3].state, bloc).floor.compute_stock / params.compute_stock_0)
        np.testing.assert_allclose(
            getattr(moments[3].flows, bloc).growth, grown + 0.75 * params.growth_2025, rtol=1e-9
        )
