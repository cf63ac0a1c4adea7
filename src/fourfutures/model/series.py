"""What a run keeps of a member's blocs and of all partners together at the end of each month."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, log
from fourfutures.model.choice import Shares
from fourfutures.model.state import Bloc, BlocFlows, World


class Series(NamedTuple):
    """One number per member and month; these names are the variables of a run's fans."""

    compute_stock_us: Number  # million H100e
    compute_stock_cn: Number
    compute_ratio: Number
    investment_us: Number  # US$bn per year
    investment_cn: Number
    chip_supply_us: Number  # million H100e per year
    chip_supply_cn: Number
    chip_imports_cn: Number
    memory_binds_cn: Number  # 1 where memory is the binding limb
    power_added_us: Number  # GW per year
    power_added_cn: Number
    frontier_gap: Number  # years, US minus China
    price_gap: Number  # ln, change since the origin
    export_regime: Number  # 0, 1, 2
    adoption_us: Number  # share of working-age people
    adoption_cn: Number
    home_intensity_us: Number  # log use per user, relative
    home_intensity_cn: Number
    build_discrepancy_us: Number  # log points
    build_discrepancy_cn: Number
    share_us: Number  # share of partner use, by people
    share_cn: Number
    share_own: Number
    open_origin_us: Number  # share of own or open use on weights of the bloc
    open_origin_cn: Number


class Standing(NamedTuple):
    """What the indices are made of, sums over partners apart."""

    log_stock_us: Number  # ln million H100e
    log_stock_cn: Number
    home_us: Number  # share of working-age people times relative use per user
    home_cn: Number
    open_us: Number  # share of own or open use on weights of the bloc
    open_cn: Number
    own_share: Number  # own share of partner use, by people


def series_of(
    us: Bloc, cn: Bloc, world: World, flows_us: BlocFlows, flows_cn: BlocFlows, used: Shares
) -> Series:
    """Read a member at the end of a month; `used` sums people x adoption x share over partners, by option."""
    total = used.us + used.cn + used.own
    return Series(
        us.floor.compute_stock,
        cn.floor.compute_stock,
        us.floor.compute_stock / cn.floor.compute_stock,
        flows_us.investment,
        flows_cn.investment,
        flows_us.supply,
        flows_cn.supply,
        flows_cn.imports,
        flows_cn.memory_binds,
        flows_us.new_power,
        flows_cn.new_power,
        us.frontier_level - cn.frontier_level,
        world.price_gap,
        world.export_regime,
        us.adoption,
        cn.adoption,
        us.home_intensity,
        cn.home_intensity,
        us.build_discrepancy,
        cn.build_discrepancy,
        used.us / total,
        used.cn / total,
        used.own / total,
        flows_us.open_origin,
        flows_cn.open_origin,
    )


def standing_of(us: Bloc, cn: Bloc, flows_us: BlocFlows, flows_cn: BlocFlows, used: Shares) -> Standing:
    """Read what the indices need; `used` as for `series_of`."""
    return Standing(
        log(us.floor.compute_stock),
        log(cn.floor.compute_stock),
        us.adoption * exp(us.home_intensity),
        cn.adoption * exp(cn.home_intensity),
        flows_us.open_origin,
        flows_cn.open_origin,
        used.own / (used.us + used.cn + used.own),
    )
