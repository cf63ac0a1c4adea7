"""One month: blocs with last month's sums over countries, countries with this month's blocs, then the sums."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, log, maximum, minimum, where
from fourfutures.model.availability import availability, next_price_gap
from fourfutures.model.capability import gap, leap, next_frontier
from fourfutures.model.chips import next_capacity, own_supply
from fourfutures.model.choice import Shares, next_shares, own_utility, stack_utility, turnover
from fourfutures.model.diffusion import adoption_rate
from fourfutures.model.home import next_home_adoption, next_home_intensity
from fourfutures.model.investment import next_cycle, next_log_investment
from fourfutures.model.levers import BlocChannels, Channels
from fourfutures.model.openness import open_origin, rescaled
from fourfutures.model.parameters import BlocParameters, Constants, CountryParameters, Parameters
from fourfutures.model.power import connect, energise, halls, starts
from fourfutures.model.programme import Terms, acceptance, build_deals, signed_cn, signed_us
from fourfutures.model.regime import import_share, next_regime
from fourfutures.model.state import (
    Bloc,
    BlocFlows,
    BlocShocks,
    Country,
    CountryFlows,
    Shocks,
    State,
    World,
)
from fourfutures.model.trade import chip_demand, chip_imports, chip_purchases, next_discrepancy
from fourfutures.model.trust import next_trust_loss, trust


class Clock(NamedTuple):
    """Where in time a step ends, and what the step must remember of the past year."""

    years: float  # since the origin, at the end of the step
    dt: float  # years
    log_stock_us_year_ago: Number
    log_stock_cn_year_ago: Number
    year: float = 1.0  # years over which growth is measured


class Origin(NamedTuple):
    """Values at the origin that later months are measured against."""

    use_us: Number
    use_cn: Number


class _Budget(NamedTuple):
    """Investment of a bloc this month and what it can make itself."""

    bloc: Bloc
    investment: Number
    supply: Number
    demand: Number


def step_blocs(
    p: Parameters, state: State, origin: Origin, shocks: Shocks, levers: Channels, clock: Clock
) -> tuple[Bloc, Bloc, World, BlocFlows, BlocFlows]:
    """Advance both blocs and the world by one step, in the order of the model reference."""
    w, c, dt = p.world, p.constants, clock.dt
    regime = next_regime(
        state.world.export_regime,
        shocks.regime,
        w.regime_up_0,
        w.regime_up_1,
        w.regime_down_1,
        w.regime_down_2,
        levers.world.regime_hazard,
        dt,
    )
    cut = where(shocks.supply < 1.0 - exp(-w.supply_shock_hazard * dt), 1.0, 0.0)
    shock = maximum(state.world.supply_shock, cut)

    promised_us = state.sums.reciprocal_us
    us = _budget(p.us, c, state.us, shock, promised_us, shocks.us, levers.us, w.deal_build_years, clock)
    cn = _budget(p.cn, c, state.cn, shock, 0.0, shocks.cn, levers.cn, w.deal_build_years, clock)
    grey = maximum(0.0, 1.0 - levers.world.grey_cut)
    buys_us = chip_imports(
        us.demand,
        us.supply,
        cn.supply,
        import_share(regime, p.us.import_cap_0, p.us.import_cap_1, p.us.import_cap_2),
        p.us.grey_share * grey,
    )
    buys_cn = chip_imports(
        cn.demand,
        cn.supply,
        us.supply,
        import_share(regime, p.cn.import_cap_0, p.cn.import_cap_1, p.cn.import_cap_2),
        p.cn.grey_share * grey,
    )
    built_us, flows_us = _build(
        p.us, p, us, buys_us.total, buys_us.licensed, buys_cn.total, shocks.us, levers.us, clock
    )
    built_cn, flows_cn = _build(
        p.cn, p, cn, buys_cn.total, buys_cn.licensed, buys_us.total, shocks.cn, levers.cn, clock
    )

    growth_us = (log(built_us.floor.compute_stock) - clock.log_stock_us_year_ago) / clock.year
    growth_cn = (log(built_cn.floor.compute_stock) - clock.log_stock_cn_year_ago) / clock.year
    frontier_us = _frontier(p.us, p.cn, p, state.us, state.cn, growth_us, shocks.us, dt)
    frontier_cn = _frontier(p.cn, p.us, p, state.cn, state.us, growth_cn, shocks.cn, dt)
    price = next_price_gap(
        state.world.price_gap,
        growth_us,
        p.us.growth_2025,
        growth_cn,
        p.cn.growth_2025,
        w.price_pass,
        levers.world.price_drift,
        dt,
    )
    avail_us = _availability(p.us, p, built_us, state.sums.use_us, origin.use_us, clock.years)
    avail_cn = _availability(p.cn, p, built_cn, state.sums.use_cn, origin.use_cn, clock.years)
    open_us, open_cn = _origins(p, frontier_us, frontier_cn, levers)

    next_us = _market(p.us, p, built_us, frontier_us, avail_us, shocks.us, levers.us, dt)
    next_cn = _market(p.cn, p, built_cn, frontier_cn, avail_cn, shocks.cn, levers.cn, dt)
    return (
        next_us,
        next_cn,
        World(regime, price, shock),
        flows_us._replace(growth=growth_us, availability=avail_us, open_origin=open_us),
        flows_cn._replace(growth=growth_cn, availability=avail_cn, open_origin=open_cn),
    )


def step_country(
    p: Parameters,
    q: CountryParameters,
    country: Country,
    us: Bloc,
    cn: Bloc,
    world: World,
    flows_us: BlocFlows,
    flows_cn: BlocFlows,
    uniform: Number,
    levers: Channels,
    clock: Clock,
) -> tuple[Country, CountryFlows]:
    """Advance one partner country by one step."""
    w, c, dt = p.world, p.constants, clock.dt
    trust_us = trust(us.trust_loss, q.affinity, c.trust_affinity)
    trust_cn = trust(cn.trust_loss, -q.affinity, c.trust_affinity)
    lead = us.frontier_level - cn.frontier_level

    local = levers.country
    hazard_us = _deal_hazard(
        p.us, p, q.affinity, lead, trust_us, flows_us.availability, local.acceptance + local.acceptance_us, levers.us
    )  # fmt: skip
    hazard_cn = _deal_hazard(
        p.cn, p, -q.affinity, -lead, trust_cn, flows_cn.availability, local.acceptance + local.acceptance_cn, levers.cn
    )  # fmt: skip
    new_us = signed_us(uniform, hazard_us, dt)
    new_cn = signed_cn(uniform, hazard_cn, dt)
    single = 1.0 - new_us * new_cn  # both in one month are ignored
    new_us = new_us * single
    new_cn = new_cn * single
    deals_us = build_deals(
        country.deals_us, new_us, q.deal_scale, local.signed_us, local.energised_us, w.deal_build_years,
        c.deal_signal_step, dt,
    )  # fmt: skip
    deals_cn = build_deals(
        country.deals_cn, new_cn, q.deal_scale, local.signed_cn, local.energised_cn, w.deal_build_years,
        c.deal_signal_step, dt,
    )  # fmt: skip

    best_now = maximum(us.frontier_level, cn.frontier_level)
    best_0 = maximum(p.us.frontier_0, p.cn.frontier_0)
    ahead = maximum(c.lead_floor, best_now - best_0 - clock.years)
    rate = adoption_rate(country.adoption, q.ceiling, c.adoption_p, w.partner_q, ahead, c.lead_effect)
    adoption = country.adoption + rate * dt

    gain_us = us.frontier_level - p.us.frontier_0
    gain_cn = cn.frontier_level - p.cn.frontier_0
    edge = 0.5 * (gain_us - gain_cn)
    aligned = where(q.affinity > 0.0, 1.0, 0.0)
    aligned_cn = where(q.affinity < 0.0, 1.0, 0.0)
    utility = Shares(
        stack_utility(
            p.us.momentum, p.us.custom, clock.years, edge, w.beta_f, 0.5 * world.price_gap, w.beta_p,
            flows_us.availability, w.beta_av, trust_us, deals_us.deal_power, q.deal_scale, w.beta_d,
            deals_us.deal_signal, levers.us.utility + levers.us.utility_aligned * aligned + local.utility_us,
        ),
        stack_utility(
            p.cn.momentum, p.cn.custom, clock.years, -edge, w.beta_f, -0.5 * world.price_gap, w.beta_p,
            flows_cn.availability, w.beta_av, trust_cn, deals_cn.deal_power, q.deal_scale, w.beta_d,
            deals_cn.deal_signal, levers.cn.utility + levers.cn.utility_aligned * aligned_cn + local.utility_cn,
        ),
        own_utility(
            w.momentum_own, w.own_trend, clock.years, trust_us, trust_cn, c.own_trust, local.own_utility
        ),
    )  # fmt: skip
    chi = turnover(rate / country.adoption, w.switch_rate, w.xi, w.intensity_trend)
    start = Shares(q.share_us_0, q.share_cn_0, q.share_own_0)
    shares = next_shares(country.shares, start, utility, w.lock_in, chi, dt)
    return Country(adoption, shares, deals_us, deals_cn), CountryFlows(new_us, new_cn, hazard_us, hazard_cn)


def stock_a_year_ago(log_stock: Number, growth_2025: Number, back: float) -> Number:
    """ln of the stock a year before; `back` is the time from the origin, at most 0, at which the record is missing.

    Before the origin the record is the exponential back-cast with the growth of 2025, from the stock at the origin.
    """
    return log_stock + growth_2025 * back


def use_of(people: Number, adoption: Number, share: Number) -> Number:
    """People of a country on one option, share of the world's working-age people; summed over countries."""
    return people * adoption * share


def promised(new_us: Number, deal_scale: Number, capex_musd_per_mw: Number, ratio: Number) -> Number:
    """Reciprocal capital promised with a deal, US$bn (GW times US$m per MW); summed over countries."""
    return new_us * deal_scale * capex_musd_per_mw * ratio


def _budget(
    b: BlocParameters,
    c: Constants,
    bloc: Bloc,
    supply_shock: Number,
    promised_last_month: Number,
    shocks: BlocShocks,
    levers: BlocChannels,
    deal_build_years: Number,
    clock: Clock,
) -> _Budget:
    dt = clock.dt
    cycle = next_cycle(bloc.cycle, shocks.bust, b.bust_hazard, levers.bust_hazard, c.bust_years, dt)
    log_investment = next_log_investment(
        bloc.log_investment, cycle.investment_phase, shocks.investment, b.growth_boom, b.bust_depth,
        c.after_bust_growth, levers.investment_growth, c.investment_noise, dt,
    )  # fmt: skip
    # Spread over the build as a first-order delay: it conserves the money and needs no record of each deal.
    pending = bloc.reciprocal_pending + promised_last_month
    reciprocal = pending / deal_build_years
    capacity = next_capacity(
        bloc.capacity, shocks.breakthrough, b.growth_logic, b.growth_memory, b.breakthrough_hazard,
        b.breakthrough_size, c.breakthrough_release, c.breakthrough_logic_share, levers.chip_growth,
        levers.breakthrough_hazard, dt,
    )  # fmt: skip
    investment = exp(log_investment) + reciprocal
    moved = bloc._replace(
        cycle=cycle,
        log_investment=log_investment,
        capacity=capacity,
        reciprocal_pending=pending - reciprocal * dt,
    )
    return _Budget(
        moved,
        investment,
        own_supply(capacity, b.chip_output, supply_shock, b.taiwan_exposure),
        chip_demand(investment, b.cost_per_h100e, b.cost_decline, clock.years),
    )


def _build(
    b: BlocParameters,
    p: Parameters,
    budget: _Budget,
    imports: Number,
    licensed: Number,
    exports: Number,
    shocks: BlocShocks,
    levers: BlocChannels,
    clock: Clock,
) -> tuple[Bloc, BlocFlows]:
    bloc, dt = budget.bloc, clock.dt
    z = next_discrepancy(bloc.build_discrepancy, shocks.discrepancy, p.world.build_discrepancy_rate, dt)
    purchases = chip_purchases(budget.demand, budget.supply, imports, exports, z)
    started = starts(b.start_ratio, b.power_out, budget.investment, b.investment_0)
    grid, connected = connect(bloc.grid, started, b.build_years * exp(levers.build_time), dt)
    new_power = connected * (1.0 - b.cancel_share * exp(levers.cancellation))
    hall = halls(new_power, b.power_per_h100e, b.power_decline, clock.years, z)
    floor, energised = energise(
        bloc.floor, purchases, hall, p.constants.install_years, p.constants.retire, dt
    )
    binds = where(bloc.capacity.log_memory_capacity < bloc.capacity.log_logic_capacity, 1.0, 0.0)
    flows = BlocFlows(
        budget.supply, imports, licensed, exports, purchases, hall, energised, started, connected, new_power,
        budget.investment, 0.0, 0.0, 0.0, binds,
    )  # fmt: skip
    return bloc._replace(floor=floor, grid=grid, build_discrepancy=z), flows


def _frontier(
    b: BlocParameters,
    rival: BlocParameters,
    p: Parameters,
    own: Bloc,
    other: Bloc,
    growth: Number,
    shocks: BlocShocks,
    dt: float,
) -> Number:
    c, w = p.constants, p.world
    return next_frontier(
        own.frontier_level, b.pace, growth, b.growth_2025, w.compute_passthrough, w.catch_up,
        gap(own.frontier_level, other.frontier_level), gap(b.frontier_0, rival.frontier_0), shocks.frontier,
        leap(shocks.leap, shocks.leap_size, b.leap_hazard, c.leap_size, dt), c.frontier_noise, dt,
    )  # fmt: skip


def _availability(
    b: BlocParameters, p: Parameters, bloc: Bloc, use: Number, use_0: Number, years: float
) -> Number:
    change = log(bloc.floor.compute_stock / b.compute_stock_0)
    return availability(change, use, use_0, p.world.serving_gain, p.world.intensity_trend, years)


def _origins(
    p: Parameters, frontier_us: Number, frontier_cn: Number, levers: Channels
) -> tuple[Number, Number]:
    w, c = p.world, p.constants
    us = open_origin(
        p.us.open_origin_0, levers.us.open_odds, frontier_us - p.us.frontier_0, w.beta_f, c.open_capability
    )
    cn = open_origin(
        p.cn.open_origin_0, levers.cn.open_odds, frontier_cn - p.cn.frontier_0, w.beta_f, c.open_capability
    )
    return rescaled(us, cn, c.open_origin_limit), rescaled(cn, us, c.open_origin_limit)


def _market(
    b: BlocParameters,
    p: Parameters,
    bloc: Bloc,
    frontier: Number,
    avail: Number,
    shocks: BlocShocks,
    levers: BlocChannels,
    dt: float,
) -> Bloc:
    c = p.constants
    loss = next_trust_loss(
        bloc.trust_loss, shocks.incident, shocks.incident_size, b.incident_hazard, b.incident_size, b.trust_decay,
        levers.incident_hazard, dt,
    )  # fmt: skip
    adoption = next_home_adoption(
        bloc.adoption, b.home_q, avail, c.home_base, c.home_ceiling, c.home_availability, dt
    )
    intensity = next_home_intensity(
        bloc.home_intensity, b.home_drift, p.world.beta_home, avail, bloc.cycle.investment_phase, c.home_bust,
        levers.home_drift, shocks.home, c.home_noise, dt,
    )  # fmt: skip
    return bloc._replace(
        frontier_level=frontier, adoption=adoption, home_intensity=intensity, trust_loss=loss
    )


def _deal_hazard(
    b: BlocParameters,
    p: Parameters,
    affinity: Number,
    lead: Number,
    trust_in_bloc: Number,
    avail: Number,
    local: Number,
    own_levers: BlocChannels,
) -> Number:
    c, w = p.constants, p.world
    terms = Terms(
        minimum(1.0, b.deal_remote_control + own_levers.remote_control),
        b.deal_licence_revocable,
        b.deal_exclusivity,
        b.deal_reciprocal_ratio,
        0.0,  # a sampled deal carries no ledger, so its value to the partner stays at the median the base implies
    )
    chance = acceptance(
        affinity, lead, trust_in_bloc, avail, terms, w.kappa_b, w.kappa_s, c.acceptance_base, c.acceptance_affinity,
        c.acceptance_capability, c.acceptance_availability, c.acceptance_reciprocal,
        own_levers.acceptance + local,
    )  # fmt: skip
    return b.deal_arrival * exp(own_levers.deal_arrival) * chance
