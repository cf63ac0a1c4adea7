"""What published series can see of a member at the end of a month."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, log, maximum
from fourfutures.model.parameters import Parameters
from fourfutures.model.state import Bloc, BlocFlows, World


class PartnerSums(NamedTuple):
    """Sums over partner countries that series about the world outside the two blocs see."""

    use_us: Number  # people times share on the US stack
    use_cn: Number
    use_own: Number
    north: Number  # mean adoption of the Global North, blocs' home markets included
    south: Number
    hazard_us: Number  # deals expected since the origin
    hazard_cn: Number
    deal_power_us: Number  # GW energised from deals since the origin
    deal_power_cn: Number


class Observables(NamedTuple):
    """One number per member and month for each thing a series may measure; units in the field comments."""

    log_investment_us: Number  # ln US$bn per year
    log_investment_cn: Number
    nvidia_china_sales_log: Number  # ln US$bn per quarter
    import_licensed_cn: Number  # million H100e per year
    log_chip_purchases_allied: Number  # ln million H100e per quarter
    log_own_supply_us: Number  # ln million H100e per year
    log_own_supply_cn: Number
    log_stock_us: Number  # ln million H100e
    log_stock_cn: Number
    regime: Number  # 0, 1, 2
    frontier_gap: Number  # years, US minus China
    log_use_ratio_cn_us: Number  # ln of use on Chinese over use on US weights
    log_open_origin_ratio: Number  # ln of open weights of Chinese over US origin
    price_gap: Number  # ln, change since the origin
    logit_home_us: Number  # logit share
    logit_firms_us: Number  # logit of the share of firms
    logit_home_cn: Number
    logit_north: Number
    logit_south: Number
    deal_share_us: Number  # share of deals signed since the origin
    log_deal_power: Number  # ln GW
    power_added_us: Number  # GW per year
    power_added_cn: Number
    chips_added_us: Number  # million H100e per year
    chips_added_cn: Number
    deal_power_us: Number  # GW energised from deals since the origin
    deal_power_cn: Number
    trust_us: Number  # logit units, change since the origin, in a partner that leans to neither side
    trust_cn: Number


def logit(share: Number) -> Number:
    """Log odds."""
    return log(share / (1.0 - share))


def observe(
    p: Parameters,
    us: Bloc,
    cn: Bloc,
    world: World,
    flows_us: BlocFlows,
    flows_cn: BlocFlows,
    sums: PartnerSums,
) -> Observables:
    """Read a member at the end of a month as the published series would, without their errors."""
    c = p.constants
    third = 1.0 - c.third_country_share
    weights_us = sums.use_us + flows_us.open_origin * sums.use_own
    weights_cn = sums.use_cn + flows_cn.open_origin * sums.use_own
    return Observables(
        log(flows_us.investment),
        log(flows_cn.investment),
        log(c.nvidia_china_floor + c.nvidia_china_price * flows_cn.imports_licensed / 4.0),
        flows_cn.imports_licensed,
        log((flows_us.purchases + flows_cn.imports) / third / 4.0),
        log(flows_us.supply),
        log(flows_cn.supply),
        log(us.floor.compute_stock),
        log(cn.floor.compute_stock),
        world.export_regime,
        us.frontier_level - cn.frontier_level,
        log(weights_cn / weights_us),
        log(flows_cn.open_origin / flows_us.open_origin),
        world.price_gap,
        logit(us.adoption),
        logit(c.firm_use_ratio * us.adoption),
        logit(cn.adoption),
        logit(sums.north),
        logit(sums.south),
        sums.hazard_us / maximum(sums.hazard_us + sums.hazard_cn, 1e-12),
        log(maximum(sums.deal_power_us + sums.deal_power_cn, 1e-6)),
        flows_us.new_power,
        flows_cn.new_power,
        flows_us.energised,
        flows_cn.energised,
        sums.deal_power_us,
        sums.deal_power_cn,
        -us.trust_loss,
        -cn.trust_loss,
    )
