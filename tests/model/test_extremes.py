"""Worlds in which the answer is known: nothing bought, no power, an open border, nobody switching, nothing changing."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from fourfutures.ensemble import Binding
from fourfutures.model import BlocChannels, Channels, WorldChannels
from tests.model.worlds import MONTH, Replaced, World, bound, path

MEMBERS = 64
NOTHING = 1e-12  # a trickle: the equations take logs of these
BLOCS = ("us", "cn")


@pytest.fixture(scope="module")
def world(binding: Binding) -> World:
    return bound(binding, MEMBERS)


@pytest.mark.parametrize("bloc", BLOCS)
def test_without_new_chips_the_stock_only_retires(world: World, bloc: str) -> None:
    poor = world.with_bloc(bloc, investment_0=NOTHING, chip_backlog_0=0.0)
    stock = path(poor.run(), f"{bloc}.floor.compute_stock")
    kept = (1.0 - world.p.constants.retire * MONTH) ** np.arange(25)
    assert_allclose(stock, stock[0] * kept[:, None], rtol=1e-9)


@pytest.mark.parametrize("bloc", BLOCS)
def test_without_power_the_stock_falls_once_idle_halls_are_full_and_the_queue_grows(
    world: World, bloc: str
) -> None:
    spare = 0.5 * path(world.run(), f"{bloc}.floor.compute_stock")[0]
    moments = world.with_bloc(bloc, power_out=NOTHING, idle_halls_0=spare).run()
    stock, queue, idle, origin = (
        path(moments, f"{bloc}.floor.{name}")
        for name in ("compute_stock", "chip_queue", "idle_halls", "origin_stock")
    )
    fitted = stock - stock[0] + origin[0] - origin
    assert (fitted <= spare + 1e-9).all()  # no more than there were halls
    full = idle[:-1] < 1e-3 * spare
    assert full.any()
    assert (np.diff(stock, axis=0)[full] < 0).all()
    assert (np.diff(queue, axis=0)[full] > 0).all()


@pytest.mark.parametrize("regime", [0, 1, 2])
def test_a_bloc_that_wants_everything_imports_exactly_what_the_rules_and_smugglers_let_through(
    world: World, regime: int
) -> None:
    still = np.zeros(MEMBERS)
    held = {f"regime_{name}": still for name in ("up_0", "up_1", "down_1", "down_2")}
    hungry = world.with_bloc("cn", investment_0=np.full(MEMBERS, 1e9))
    hungry = hungry.with_world(regime_0=still + regime, **held)
    cn = world.p.cn
    share = sum([cn.import_cap_0, cn.import_cap_1, cn.import_cap_2][: regime + 1])
    assert (share + cn.grey_share < 1.0).all()
    for moment in hungry.run()[1:]:  # what flows at the origin was bought under the rule before
        assert_array_equal(moment.state.world.export_regime, regime)
        assert_allclose(moment.flows.cn.imports, (share + cn.grey_share) * moment.flows.us.supply, rtol=1e-12)
        assert_allclose(moment.flows.cn.imports_licensed, share * moment.flows.us.supply, rtol=1e-12)


@pytest.mark.parametrize(
    ("sure", "start", "end"),
    [("up_0", 0, 1), ("up_0", 1, 1), ("up_1", 1, 2), ("up_1", 0, 0), ("down_1", 1, 0), ("down_1", 2, 2),
     ("down_2", 2, 1), ("down_2", 1, 1)],
)  # fmt: skip
def test_where_one_change_of_the_rules_is_sure_and_no_other_possible_that_one_happens(
    world: World, sure: str, start: int, end: int
) -> None:
    none = np.zeros(MEMBERS)
    hazards = {f"regime_{name}": none for name in ("up_0", "up_1", "down_1", "down_2")}
    hazards[f"regime_{sure}"] = none + 1e9
    regimes = path(world.with_world(regime_0=none + start, **hazards).run(), "world.export_regime")
    assert_array_equal(regimes[1:], end)


def test_where_nothing_is_licensed_and_smuggling_is_stopped_nothing_comes_in(world: World) -> None:
    """However much stronger than needed the enforcement is."""
    shut = dict.fromkeys(("import_cap_0", "import_cap_1", "import_cap_2"), 0.0)
    stopped = Channels(world=WorldChannels(grey_cut=5.0))
    moments = world.with_bloc("cn", **shut)._replace(channels=[stopped] * 24).run()
    for moment in moments[1:]:
        assert_array_equal(moment.flows.cn.imports, 0.0)


def test_a_rule_without_a_ceiling_still_leaves_no_more_than_there_is(world: World) -> None:
    hungry = world.with_bloc("cn", investment_0=np.full(MEMBERS, 1e9), import_cap_0=3.0)
    for moment in hungry.run():
        assert_allclose(moment.flows.cn.imports, moment.flows.us.supply, rtol=1e-12)
        assert_allclose(moment.flows.us.purchases, 0.0, atol=1e-12)


def test_where_nobody_switches_and_use_does_not_grow_shares_do_not_move(world: World) -> None:
    """Whatever happens to appeal: incidents, leaps, prices and deals go on."""
    held = world.with_world(switch_rate=0.0, xi=0.0, partner_q=0.0).with_constants(adoption_p=0.0)
    moments = held.run()
    for option in ("us", "cn", "own"):
        shares = path(moments, f"countries.shares.{option}")
        assert_allclose(shares, np.broadcast_to(shares[0], shares.shape), atol=1e-12)


@pytest.mark.parametrize("option", ["us", "cn", "own"])
def test_an_option_that_everyone_uses_keeps_everyone(world: World, option: str) -> None:
    none = np.zeros_like(world.q.affinity)
    shares = {f"share_{name}_0": none + float(name == option) for name in ("us", "cn", "own")}
    only = world._replace(q=world.q._replace(**shares))
    kept = path(only.run(), f"countries.shares.{option}")
    assert_allclose(kept, 1.0, atol=1e-12)


def test_without_incidents_trust_stays_at_zero_however_hard_partners_are_pressed(world: World) -> None:
    pressed = Channels(us=BlocChannels(incident_hazard=3.0), cn=BlocChannels(incident_hazard=3.0))
    kind = world._replace(channels=[pressed] * 24)
    for bloc in BLOCS:
        kind = kind.with_bloc(bloc, incident_hazard=0.0)
    moments = kind.run()
    for bloc in BLOCS:
        assert_array_equal(path(moments, f"{bloc}.trust_loss"), 0.0)


def test_without_offers_no_deal_is_signed_and_those_in_force_are_finished(world: World) -> None:
    idle = world.with_bloc("us", deal_arrival=0.0).with_bloc("cn", deal_arrival=0.0)
    last = idle.run()[-1].state.countries
    for side, deals in (("us", last.deals_us), ("cn", last.deals_cn)):
        begun = getattr(world.q, f"deal_1_{side}") + getattr(world.q, f"deal_2_{side}")
        assert_array_equal(deals.deal_signal, 0.0)
        assert (deals.deal_power <= begun + 1e-12).all()
        assert_allclose(deals.deal_build_1 + deals.deal_build_2 + deals.deal_power, begun, atol=1e-12)


def unchanging(world: World) -> World:
    """No growth, drift, noise, jump, momentum or deal, and no chips beyond those that stand; tastes as they are."""
    none = np.zeros(MEMBERS)
    bloc = dict.fromkeys(
        ("growth_2025", "growth_logic", "growth_memory", "breakthrough_hazard", "growth_boom", "bust_hazard",
         "cost_decline", "power_decline", "leap_hazard", "home_q", "home_drift", "incident_hazard", "momentum", "custom",
         "deal_arrival", "chip_backlog_0", "idle_halls_0"), none,
    )  # fmt: skip
    shared = dict.fromkeys(
        ("regime_up_0", "regime_up_1", "regime_down_1", "regime_down_2", "supply_shock_hazard", "momentum_own",
         "own_trend", "partner_q", "serving_gain", "intensity_trend", "build_discrepancy_rate"), none,
    )  # fmt: skip
    fixed = dict.fromkeys(
        ("retire", "home_base", "adoption_p", "investment_noise", "frontier_noise", "home_noise"), 0.0
    )
    for side in BLOCS:
        world = world.with_bloc(side, pace=1.0, investment_0=none + NOTHING, power_out=none + NOTHING, **bloc)
    deals = {
        name: np.zeros_like(world.q.affinity) for name in ("deal_1_us", "deal_2_us", "deal_1_cn", "deal_2_cn")
    }
    return world.with_world(**shared).with_constants(**fixed)._replace(q=world.q._replace(**deals))


def test_a_world_in_which_nothing_changes_keeps_its_shares_and_all_else(world: World) -> None:
    moments = unchanging(world).run()
    assert (world.p.world.switch_rate > 0).all() and (world.p.world.beta_f > 0).all()
    for name in ("countries.shares.us", "countries.shares.cn", "countries.shares.own", "countries.adoption",
                 "us.floor.compute_stock", "cn.floor.compute_stock", "us.adoption", "cn.adoption", "us.home_intensity",
                 "cn.home_intensity", "sums.use_us", "sums.use_cn", "world.price_gap"):  # fmt: skip
        found = path(moments, name)
        assert_allclose(found, np.broadcast_to(found[0], found.shape), rtol=1e-9, atol=1e-12, err_msg=name)
    gap = path(moments, "us.frontier_level") - path(moments, "cn.frontier_level")
    assert_allclose(gap, np.broadcast_to(gap[0], gap.shape), atol=1e-12)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("momentum", lambda w: w.with_bloc("cn", momentum=0.1)),
        ("custom", lambda w: w.with_bloc("us", custom=0.1)),
        ("a trend to own systems", lambda w: w.with_world(own_trend=0.1)),
        ("a faster frontier", lambda w: w.with_bloc("us", pace=1.1)),
        ("heavier use", lambda w: w.with_world(intensity_trend=0.3)),
        ("an incident", lambda w: w.with_bloc("us", incident_hazard=1e9)),
        ("relative growth beyond its trend", lambda w: w.with_bloc("us", growth_2025=-0.1)),
        ("deals under construction", lambda w: w._replace(q=w.q._replace(deal_2_us=w.q.affinity * 0 + 0.2))),
    ],
)
def test_each_thing_that_may_change_does_move_shares(world: World, what: str, change) -> None:
    plain, moved = unchanging(world), change(unchanging(world))
    one, other = (path(w.run(), "countries.shares.us")[-1] for w in (plain, moved))
    assert np.abs(one - other).max() > 1e-4, what


def test_a_cut_through_the_strait_takes_the_exposed_share_of_output_and_lasts(world: World) -> None:
    cut = Replaced(world.chance, lambda s: s._replace(supply=np.zeros(MEMBERS)), first=6, last=6)
    plain, shocked = world.run(), world._replace(chance=cut).run()
    free = path(plain, "world.supply_shock")[-1] == 0
    assert free.any()
    exposed = {"us": world.p.us.taiwan_exposure, "cn": world.p.cn.taiwan_exposure}
    for moment, other in zip(plain[6:], shocked[6:], strict=True):
        for bloc in BLOCS:
            before, after = (getattr(m.flows, bloc).supply[free] for m in (moment, other))
            assert_allclose(after, before * (1.0 - exposed[bloc]), rtol=1e-12)
