"""State of a member at the end of a month, the shocks of a month, and what a month lets through."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number
from fourfutures.model.chips import Capacity
from fourfutures.model.choice import Shares
from fourfutures.model.investment import Cycle
from fourfutures.model.power import Floor, Grid
from fourfutures.model.programme import Deals


class Bloc(NamedTuple):
    """State of one bloc."""

    floor: Floor
    grid: Grid
    cycle: Cycle
    capacity: Capacity
    log_investment: Number  # ln US$bn per year
    build_discrepancy: Number  # log points
    frontier_level: Number  # years, the US at the origin is 0
    adoption: Number  # share of working-age people at home
    home_intensity: Number  # log use per user relative to the common trend
    trust_loss: Number  # logit units
    reciprocal_pending: Number  # US$bn promised and not yet spent


class World(NamedTuple):
    """State that no bloc owns."""

    export_regime: Number  # 0 tight, 1 partial, 2 open
    price_gap: Number  # ln(CN price / US price), change since the origin
    supply_shock: Number  # 0 or 1


class Country(NamedTuple):
    """State of one partner country."""

    adoption: Number  # share of working-age people
    shares: Shares
    deals_us: Deals
    deals_cn: Deals


class Sums(NamedTuple):
    """Sums over countries that the next month's blocs read."""

    use_us: Number  # people on the US stack, share of the world's working-age people
    use_cn: Number
    reciprocal_us: Number  # US$bn promised this month to US compute


class State(NamedTuple):
    """A member at the end of a month."""

    us: Bloc
    cn: Bloc
    world: World
    countries: Country
    sums: Sums


class BlocShocks(NamedTuple):
    """Chance of one month for one bloc: uniforms in (0, 1); normals already scaled by the root of the step."""

    bust: Number  # uniform
    investment: Number  # normal
    breakthrough: Number  # uniform
    discrepancy: Number  # normal
    frontier: Number  # normal
    leap: Number  # uniform
    leap_size: Number  # uniform
    incident: Number  # uniform
    incident_size: Number  # uniform
    home: Number  # normal


class Shocks(NamedTuple):
    """Chance of one month."""

    us: BlocShocks
    cn: BlocShocks
    regime: Number  # uniform
    supply: Number  # uniform
    deal: Number  # uniform, one per country


class BlocFlows(NamedTuple):
    """What went through a bloc in one month."""

    supply: Number  # million H100e per year
    imports: Number
    imports_licensed: Number
    exports: Number
    purchases: Number
    hall: Number
    energised: Number
    started: Number  # GW per year
    connected: Number  # GW per year leaving construction, before cancellation
    new_power: Number  # GW per year energised
    investment: Number  # US$bn per year, reciprocal capital included
    growth: Number  # ln stock now - ln stock a year ago
    availability: Number  # log points
    open_origin: Number  # share
    memory_binds: Number  # 1 where memory, not logic, is the binding limb


class CountryFlows(NamedTuple):
    """What went through a country in one month."""

    signed_us: Number  # deals
    signed_cn: Number
    hazard_us: Number  # deals per year, arrival thinned by acceptance
    hazard_cn: Number


class Flows(NamedTuple):
    """What went through in one month."""

    us: BlocFlows
    cn: BlocFlows
    countries: CountryFlows
