"""No number leaves its range, however far out the priors and whatever the levers."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from numpy.testing import assert_allclose

from fourfutures.ensemble import Moment
from fourfutures.model import Bloc, BlocFlows, Country
from tests.model.worlds import World, numbers
from tests.strategies import Extreme, extremes


@settings(max_examples=40, deadline=None)
@given(extremes())
def test_every_number_of_every_member_stays_in_its_range(extreme: Extreme) -> None:
    world = extreme.world()
    with np.errstate(invalid="raise", divide="raise", over="raise"):
        moments = world.run()
    for moment in moments:
        assert all(np.isfinite(values).all() for values in numbers([moment]))
        for bloc in (moment.state.us, moment.state.cn):
            a_bloc_is_possible(world, bloc)
        for flows in (moment.flows.us, moment.flows.cn):
            flows_are_possible(flows)
        a_partner_is_possible(world, moment.state.countries)
        the_world_is_possible(world, moment)


def a_bloc_is_possible(world: World, bloc: Bloc) -> None:
    assert (bloc.floor.compute_stock > 0).all() and (bloc.floor.origin_stock > 0).all()
    assert (bloc.floor.chip_queue >= 0).all() and (bloc.floor.idle_halls >= 0).all()
    assert all((stage >= 0).all() for stage in bloc.grid)
    assert ((bloc.adoption > 0) & (bloc.adoption <= world.p.constants.home_ceiling)).all()
    assert (bloc.trust_loss >= 0).all() and (bloc.reciprocal_pending >= 0).all()
    assert (bloc.capacity.breakthrough_backlog >= 0).all()
    assert set(np.unique(bloc.cycle.investment_phase)) <= {0.0, 1.0, 2.0}


def flows_are_possible(flows: BlocFlows) -> None:
    for flow in (flows.supply, flows.started, flows.investment, flows.connected):
        assert (flow > 0).all()
    for flow in (flows.imports, flows.exports, flows.purchases, flows.hall, flows.energised, flows.new_power):
        assert (flow >= 0).all()
    assert (flows.availability <= 0).all()
    assert ((flows.open_origin > 0) & (flows.open_origin < 1)).all()


def a_partner_is_possible(world: World, country: Country) -> None:
    assert ((country.adoption > 0) & (country.adoption <= world.q.ceiling)).all()
    us, cn, own = country.shares
    assert all(((share > 0) & (share < 1)).all() for share in (us, cn, own))
    assert_allclose(us + cn + own, 1.0, atol=1e-12)
    for deals in (country.deals_us, country.deals_cn):
        assert all((part >= 0).all() for part in deals)


def the_world_is_possible(world: World, moment: Moment) -> None:
    assert set(np.unique(moment.state.world.export_regime)) <= {0.0, 1.0, 2.0}
    assert set(np.unique(moment.state.world.supply_shock)) <= {0.0, 1.0}
    origins = moment.flows.us.open_origin + moment.flows.cn.open_origin
    limit = world.p.constants.open_origin_limit
    assert moment.step == 0 or (origins <= limit + 1e-12).all()
    both = moment.flows.countries.signed_us * moment.flows.countries.signed_cn
    assert not np.any(both)
