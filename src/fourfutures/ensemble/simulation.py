"""Run members through time with the NumPy reading of the equations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import Chance
from fourfutures.ensemble.draws import Ids, Reals
from fourfutures.model import (
    Channels,
    Clock,
    Country,
    CountryFlows,
    CountryParameters,
    Flows,
    Origin,
    Parameters,
    State,
    Sums,
    promised,
    start_blocs,
    start_country,
    start_flows,
    step_blocs,
    step_country,
    stock_a_year_ago,
    use_of,
)


class Moment(NamedTuple):
    """A member at the end of a step."""

    step: int
    years: float
    state: State
    flows: Flows


def simulate(
    p: Parameters,
    q: CountryParameters,
    chance: Chance,
    channels: Sequence[Channels],
    dt: float = 1.0 / 12.0,
) -> Iterator[Moment]:
    """Yield the origin and then the end of each step.

    Bloc values have shape (members,), country values (partners, members). One step reads the sums over countries of
    the step before, as a monthly kernel must.
    """
    us, cn, world = start_blocs(p)
    country = start_country(q)
    sums = _sums(p, q, country, us.adoption, cn.adoption, None)
    origin = Origin(sums.use_us, sums.use_cn)
    flows_us, flows_cn = start_flows(p)
    state = State(us, cn, world, country, sums)
    silent = CountryFlows(0.0, 0.0, 0.0, 0.0)
    yield Moment(0, 0.0, state, Flows(flows_us, flows_cn, silent))

    year = round(1.0 / dt)
    history = [(np.log(us.floor.compute_stock), np.log(cn.floor.compute_stock))]
    for step, levers in enumerate(channels, start=1):
        years = step * dt
        clock = Clock(years, dt, *_year_ago(p, history, step, year, dt))
        shocks = chance.shocks(step)
        us, cn, world, flows_us, flows_cn = step_blocs(p, state, origin, shocks, levers, clock)
        country, flow = step_country(
            p, q, state.countries, us, cn, world, flows_us, flows_cn, shocks.deal, levers, clock
        )
        sums = _sums(p, q, country, us.adoption, cn.adoption, (flow, levers))
        state = State(us, cn, world, country, sums)
        history.append((np.log(us.floor.compute_stock), np.log(cn.floor.compute_stock)))
        yield Moment(step, years, state, Flows(flows_us, flows_cn, flow))


def members(
    binding: Binding, ids: Ids, chance: Chance, channels: Sequence[Channels], dt: float = 1.0 / 12.0
) -> Iterator[Moment]:
    """Run the members `ids` of a bound study."""
    p = binding.parameters(ids)
    return simulate(p, binding.countries(ids, p), chance, channels, dt)


def ordered_sum(values: Reals) -> Reals:
    """Sum over partners (the first axis), row after row in the order of the study.

    NumPy reduces an outer axis in that order whatever the number of members beside it, as long as there are at least
    two; tiles are padded, so a member's sums never depend on its neighbours.
    """
    return np.asarray(np.add.reduce(values, axis=0))


def _year_ago(
    p: Parameters, history: Sequence[tuple[Reals, Reals]], step: int, year: int, dt: float
) -> tuple[Reals, Reals]:
    us, cn = history[max(0, step - year)]
    back = min(0.0, step * dt - 1.0) if step < year else 0.0
    return (
        np.asarray(stock_a_year_ago(us, p.us.growth_2025, back)),
        np.asarray(stock_a_year_ago(cn, p.cn.growth_2025, back)),
    )


def _sums(
    p: Parameters,
    q: CountryParameters,
    country: Country,
    adoption_us: Reals | float,
    adoption_cn: Reals | float,
    signed: tuple[CountryFlows, Channels] | None,
) -> Sums:
    reciprocal: Reals = np.zeros_like(np.asarray(adoption_us))
    if signed is not None:
        flow, levers = signed
        ratio = np.asarray(p.us.deal_reciprocal_ratio + levers.us.reciprocal)
        if np.any(ratio != 0.0):
            reciprocal = ordered_sum(
                np.asarray(promised(flow.signed_us, q.deal_scale, p.world.capex_musd_per_mw, ratio))
            )
        if np.any(levers.country.reciprocal):
            reciprocal = reciprocal + ordered_sum(np.asarray(levers.country.reciprocal))
    return Sums(
        ordered_sum(np.asarray(use_of(q.people, country.adoption, country.shares.us)))
        + p.people_us * adoption_us,
        ordered_sum(np.asarray(use_of(q.people, country.adoption, country.shares.cn)))
        + p.people_cn * adoption_cn,
        reciprocal,
    )
