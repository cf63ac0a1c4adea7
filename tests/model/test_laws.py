"""Laws of the model: conservation, bounds, extremes, symmetry, causality, monotone couplings."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import Binding
from fourfutures.model import UNTOUCHED, BlocChannels, Channels, WorldChannels
from tests.model.worlds import MONTH, Calm, Replaced, World, bound, mirrored, numbers


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding)


def stock(moments, bloc):
    return np.array([getattr(m.state, bloc).floor.compute_stock for m in moments])


def still(world: World) -> World:
    """A world without growth, drift, shock, momentum or deals."""
    members, partners = np.shape(world.p.world.partner_q)[0], np.shape(world.q.affinity)[0]
    calm = world._replace(chance=Calm(members, partners))
    for bloc in ("us", "cn"):
        calm = calm.with_bloc(bloc, momentum=0.0, custom=0.0, home_drift=0.0)
    calm = calm.with_world(momentum_own=0.0, own_trend=0.0)
    zero = np.zeros_like(np.asarray(world.q.deal_1_us))
    return calm._replace(q=calm.q._replace(deal_1_us=zero, deal_2_us=zero, deal_1_cn=zero, deal_2_cn=zero))


def test_shares_of_use_sum_to_one_and_stay_inside_their_bounds(world):
    for moment in world.run():
        shares = moment.state.countries.shares
        assert_allclose(shares.us + shares.cn + shares.own, 1.0, atol=1e-12)
        assert all((np.asarray(share) > 0).all() for share in shares)
        adoption = np.asarray(moment.state.countries.adoption)
        assert (adoption > 0).all() and (adoption <= world.q.ceiling).all()
        for bloc in (moment.state.us, moment.state.cn):
            assert (bloc.floor.compute_stock > 0).all()
            assert (bloc.floor.chip_queue >= 0).all() and (bloc.floor.idle_halls >= 0).all()
            assert (bloc.adoption > 0).all() and (bloc.adoption <= world.p.constants.home_ceiling).all()


def test_every_chip_bought_is_energised_or_waits_and_every_hall_is_used_or_waits(world):
    moments = world.run()
    for before, after in pairwise(moments):
        for bloc in ("us", "cn"):
            old, new = getattr(before.state, bloc).floor, getattr(after.state, bloc).floor
            flow = getattr(after.flows, bloc)
            assert_allclose(
                new.chip_queue - old.chip_queue, (flow.purchases - flow.energised) * MONTH, atol=1e-12
            )
            assert_allclose(new.idle_halls - old.idle_halls, (flow.hall - flow.energised) * MONTH, atol=1e-12)
            retired = world.p.constants.retire * old.origin_stock
            assert_allclose(
                new.compute_stock - old.compute_stock, (flow.energised - retired) * MONTH, atol=1e-12
            )


def test_exports_of_one_bloc_are_the_imports_of_the_other(world):
    for moment in world.run():
        assert_array_equal(moment.flows.us.exports, moment.flows.cn.imports)
        assert_array_equal(moment.flows.cn.exports, moment.flows.us.imports)


def test_power_started_is_connected_cancelled_or_still_under_construction(world):
    moments = world.run()
    for bloc, params in (("us", world.p.us), ("cn", world.p.cn)):
        started = sum(np.asarray(getattr(m.flows, bloc).started) * MONTH for m in moments[1:])
        energised = sum(np.asarray(getattr(m.flows, bloc).new_power) * MONTH for m in moments[1:])
        cancelled = energised * params.cancel_share / (1.0 - params.cancel_share)
        first, last = getattr(moments[0].state, bloc).grid, getattr(moments[-1].state, bloc).grid
        assert_allclose(started, energised + cancelled + sum(last) - sum(first), rtol=1e-10)


def test_without_investment_and_with_empty_queues_the_stock_only_retires(world):
    poor = world._replace(chance=Calm(64, world.q.affinity.shape[0]))
    for bloc in ("us", "cn"):
        zero = np.zeros(64)
        poor = poor.with_bloc(
            bloc,
            investment_0=np.full(64, 1e-9),
            power_out=zero + 1e-12,
            chip_backlog_0=zero,
            idle_halls_0=zero,
        )
    moments = poor.run()
    kept = (1.0 - world.p.constants.retire * MONTH) ** 24
    for bloc in ("us", "cn"):
        path = stock(moments, bloc)
        assert_allclose(path[-1], path[0] * kept, rtol=1e-6)


def test_without_power_the_queue_grows_and_the_stock_falls(world):
    dark = world.with_bloc("us", power_out=np.full(64, 1e-12), idle_halls_0=np.zeros(64))
    moments = dark.run()
    path = stock(moments, "us")
    queue = np.array([m.state.us.floor.chip_queue for m in moments])
    assert (np.diff(path[3:], axis=0) < 0).all()
    assert (np.diff(queue, axis=0) > 0).all()


def test_with_infinite_demand_imports_are_exactly_the_licensed_and_grey_share(world):
    hungry = world.with_bloc("cn", investment_0=np.full(64, 1e9))
    for moment in hungry.run()[1:]:
        regime = moment.state.world.export_regime
        cn = world.p.cn
        share = (
            cn.import_cap_0
            + np.where(regime > 0.5, cn.import_cap_1, 0)
            + np.where(regime > 1.5, cn.import_cap_2, 0)
        )
        assert_allclose(moment.flows.cn.imports, (share + cn.grey_share) * moment.flows.us.supply, rtol=1e-12)


def test_without_switching_and_growth_shares_do_not_move(world):
    held = still(world).with_world(switch_rate=np.zeros(64), xi=np.zeros(64), partner_q=np.zeros(64))
    held = held.with_constants(adoption_p=0.0)
    moments = held.run()
    for now, start in zip(moments[-1].state.countries.shares, moments[0].state.countries.shares, strict=True):
        assert_allclose(now, start, atol=1e-12)


def test_an_option_that_everyone_uses_keeps_everyone(world):
    one = np.ones_like(world.q.affinity)
    only = world._replace(q=world.q._replace(share_us_0=one, share_cn_0=0 * one, share_own_0=0 * one))
    assert_allclose(only.run()[-1].state.countries.shares.us, 1.0, atol=1e-12)


def test_without_incidents_trust_stays_at_zero(world):
    kind = world.with_bloc("us", incident_hazard=np.zeros(64)).with_bloc("cn", incident_hazard=np.zeros(64))
    for moment in kind.run():
        assert_array_equal(moment.state.us.trust_loss, 0.0)
        assert_array_equal(moment.state.cn.trust_loss, 0.0)


def test_a_world_where_nothing_changes_keeps_its_shares(world):
    """Stationarity: no growth, drift, shock or momentum, and supply in step with use."""
    held = still(world).with_world(
        beta_f=np.zeros(64), beta_av=np.zeros(64), beta_p=np.zeros(64), beta_home=np.zeros(64)
    )
    moments = held.run()
    for now, start in zip(moments[-1].state.countries.shares, moments[0].state.countries.shares, strict=True):
        assert_allclose(now, start, atol=1e-9)


def test_exchanging_the_blocs_exchanges_every_result(world):
    moments, mirror = world.run(), mirrored(world).run()
    for here, there in zip(moments, mirror, strict=True):
        for one, other in ((here.state.us, there.state.cn), (here.state.cn, there.state.us)):
            assert_allclose(one.floor.compute_stock, other.floor.compute_stock, rtol=1e-9)
            assert_allclose(one.adoption, other.adoption, rtol=1e-9)
            assert_allclose(one.home_intensity, other.home_intensity, atol=1e-9)
            assert_allclose(one.frontier_level, other.frontier_level, atol=1e-9)
        assert_allclose(here.state.world.price_gap, -there.state.world.price_gap, atol=1e-9)
        assert_allclose(here.state.countries.shares.us, there.state.countries.shares.cn, rtol=1e-9)
        assert_allclose(here.state.countries.shares.own, there.state.countries.shares.own, rtol=1e-9)
        assert_allclose(here.flows.us.open_origin, there.flows.cn.open_origin, rtol=1e-9)


def test_levers_at_zero_leave_every_bit_alone(world):
    zero = np.zeros(64)
    idle = Channels(
        BlocChannels(*([zero] * len(BlocChannels._fields))),
        BlocChannels(*([zero] * len(BlocChannels._fields))),
        WorldChannels(*([zero] * len(WorldChannels._fields))),
    )
    touched = world._replace(channels=[idle] * 24)
    for plain, with_levers in zip(numbers(world.run()), numbers(touched.run()), strict=True):
        assert_array_equal(plain, with_levers)


def test_a_change_at_a_month_alters_nothing_before_it(world):
    strong = Channels(
        us=BlocChannels(build_time=-0.3, utility=0.5, incident_hazard=1.0),
        cn=BlocChannels(chip_growth=0.5),
        world=WorldChannels(regime_hazard=1.2, price_drift=0.3),
    )
    later = world._replace(channels=[UNTOUCHED] * 11 + [strong] * 13)
    plain, changed = world.run(), later.run()
    for before, after in zip(numbers(plain[:12]), numbers(changed[:12]), strict=True):
        assert_array_equal(before, after)
    assert not np.array_equal(plain[12].state.countries.shares.us, changed[12].state.countries.shares.us)


def test_loosening_export_rules_never_lowers_the_chinese_stock_nor_raises_the_us_one(binding):
    world = bound(binding, members=256)
    loose = world._replace(channels=[Channels(world=WorldChannels(regime_hazard=1.2))] * 24)
    plain, eased = world.run(), loose.run()
    assert (stock(eased, "cn") >= stock(plain, "cn") - 1e-12).all()
    assert (stock(eased, "us") <= stock(plain, "us") + 1e-12).all()
    assert (stock(eased, "cn")[-1] > stock(plain, "cn")[-1]).any()


def test_faster_permitting_never_lowers_the_us_stock(binding):
    world = bound(binding, members=256)
    eased = world._replace(channels=[Channels(us=BlocChannels(build_time=-0.28, cancellation=-0.69))] * 24)
    assert (stock(eased.run(), "us") >= stock(world.run(), "us") - 1e-9).all()


@pytest.mark.parametrize("bloc", ["us", "cn"])
def test_more_trust_incidents_never_raise_that_blocs_share(binding, bloc):
    world = bound(binding, members=128)._replace(channels=[UNTOUCHED] * 24)
    scared = world._replace(channels=[Channels(**{bloc: BlocChannels(incident_hazard=1.0)})] * 24)
    plain, hurt = world.run(), scared.run()
    # Affinity may make friends lose less, never gain.
    before = np.array([getattr(m.state.countries.shares, bloc) for m in plain])
    after = np.array([getattr(m.state.countries.shares, bloc) for m in hurt])
    assert (after <= before + 1e-9).mean() > 0.999


def test_a_country_without_people_changes_no_other_number(world):
    """One partner's weight set to 0 must leave blocs and other partners as they are, but for its own use."""
    people = np.array(world.q.people, copy=True)
    people[7] = 0.0
    absent = world._replace(q=world.q._replace(people=people))
    changed_affinity = np.array(world.q.affinity, copy=True)
    changed_affinity[7] = -1.0
    other = absent._replace(q=absent.q._replace(affinity=changed_affinity))
    one, two = absent.run()[-1], other.run()[-1]
    assert_array_equal(one.state.us.adoption, two.state.us.adoption)
    rest = np.arange(people.shape[0]) != 7
    assert_array_equal(one.state.countries.shares.us[rest], two.state.countries.shares.us[rest])


def test_a_supply_cut_through_the_strait_takes_the_exposed_share_of_output(world):
    cut = Replaced(world.chance, lambda s: s._replace(supply=np.zeros(64)), first=6)
    plain, shocked = world.run(), world._replace(chance=cut).run()
    exposed = world.p.us.taiwan_exposure
    free = plain[6].state.world.supply_shock == 0
    assert_allclose(
        shocked[6].flows.us.supply[free], plain[6].flows.us.supply[free] * (1.0 - exposed), rtol=1e-12
    )
    assert_allclose(shocked[6].flows.cn.supply, plain[6].flows.cn.supply)
