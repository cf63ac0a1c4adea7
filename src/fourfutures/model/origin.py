"""The state at the origin: it lies on the flows, so that the first months continue what was under way.

Chips being fitted at the origin were bought under the export rule of the quarter before, `shipped_regime_0`: a licence
announced and not yet shipped is part of the regime, not of the floor.
"""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, log, minimum
from fourfutures.model.chips import Capacity
from fourfutures.model.choice import Shares
from fourfutures.model.investment import Cycle
from fourfutures.model.openness import rescaled
from fourfutures.model.parameters import BlocParameters, Constants, CountryParameters, Parameters
from fourfutures.model.power import Floor, Grid
from fourfutures.model.programme import Deals
from fourfutures.model.regime import import_share
from fourfutures.model.state import Bloc, BlocFlows, Country, World
from fourfutures.model.trade import Imports, chip_demand, chip_imports, chip_purchases


def start_blocs(p: Parameters) -> tuple[Bloc, Bloc, World]:
    """Both blocs and the world at the origin."""
    buys_us = _imports(p.us, p.cn, p.constants)
    buys_cn = _imports(p.cn, p.us, p.constants)
    us = _start_bloc(p.us, p.constants, buys_us.total, buys_cn.total)
    cn = _start_bloc(p.cn, p.constants, buys_cn.total, buys_us.total)
    zero = 0.0 * p.world.regime_0
    return us, cn, World(p.world.regime_0, zero, zero)


def start_flows(p: Parameters) -> tuple[BlocFlows, BlocFlows]:
    """What goes through each bloc at the origin, in the shape of a month's flows."""
    buys_us = _imports(p.us, p.cn, p.constants)
    buys_cn = _imports(p.cn, p.us, p.constants)
    limit = p.constants.open_origin_limit
    open_us = rescaled(p.us.open_origin_0, p.cn.open_origin_0, limit)
    open_cn = rescaled(p.cn.open_origin_0, p.us.open_origin_0, limit)
    return _flows(p.us, p, buys_us, buys_cn.total, open_us), _flows(p.cn, p, buys_cn, buys_us.total, open_cn)


def _flows(
    b: BlocParameters, p: Parameters, imports: Imports, exports: Number, open_origin: Number
) -> BlocFlows:
    c = p.constants
    demand = chip_demand(b.investment_0, b.cost_per_h100e, b.cost_decline, 0.0)
    purchases = chip_purchases(demand, b.chip_output, imports.total, exports, 0.0)
    hall = c.pipeline_3 * b.power_out / b.power_per_h100e
    queue = c.install_years * purchases + b.chip_backlog_0 * b.compute_stock_0
    free = c.install_years * hall + b.idle_halls_0
    energised = minimum(queue, free) / c.install_years
    zero = 0.0 * purchases
    return BlocFlows(
        b.chip_output + zero, imports.total, imports.licensed, exports, purchases, hall, energised,
        b.start_ratio * b.power_out, c.pipeline_3 * b.power_out / (1.0 - b.cancel_share), c.pipeline_3 * b.power_out,
        b.investment_0 + zero, b.growth_2025 + zero, zero, open_origin + zero, zero,
    )  # fmt: skip


def start_country(q: CountryParameters) -> Country:
    """One partner country at the origin; deals in force are under construction."""
    zero = 0.0 * q.adoption_0
    return Country(
        q.adoption_0,
        Shares(q.share_us_0, q.share_cn_0, q.share_own_0),
        Deals(q.deal_1_us, q.deal_2_us, zero, zero),
        Deals(q.deal_1_cn, q.deal_2_cn, zero, zero),
    )


def pipeline(power_out: Number, cancel_share: Number, build_years: Number, c: Constants) -> Grid:
    """A growing pipeline whose first output, after cancellation, is `power_out`."""
    level = power_out / (1.0 - cancel_share) * build_years / 3.0
    return Grid(level * c.pipeline_1, level * c.pipeline_2, level * c.pipeline_3)


def _imports(b: BlocParameters, rival: BlocParameters, c: Constants) -> Imports:
    licensed = import_share(c.shipped_regime_0, b.import_cap_0, b.import_cap_1, b.import_cap_2)
    demand = chip_demand(b.investment_0, b.cost_per_h100e, b.cost_decline, 0.0)
    return chip_imports(demand, b.chip_output, rival.chip_output, licensed, b.grey_share)


def _start_bloc(b: BlocParameters, c: Constants, imports: Number, exports: Number) -> Bloc:
    demand = chip_demand(b.investment_0, b.cost_per_h100e, b.cost_decline, 0.0)
    purchases = chip_purchases(demand, b.chip_output, imports, exports, 0.0)
    fitting = c.install_years * c.pipeline_3 * b.power_out / b.power_per_h100e
    zero = 0.0 * purchases
    return Bloc(
        Floor(
            b.compute_stock_0,
            b.compute_stock_0,
            c.install_years * purchases + b.chip_backlog_0 * b.compute_stock_0,
            fitting + b.idle_halls_0,
        ),
        pipeline(b.power_out, b.cancel_share, b.build_years, c),
        Cycle(zero, zero),
        Capacity(zero, zero, zero),
        log(b.investment_0),
        zero,
        b.frontier_0 + zero,
        b.home_adoption_0 + zero,
        zero,
        zero,
        zero,
    )
