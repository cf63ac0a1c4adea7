"""Parameters of a member; field names are the ids of the study's quantities, which carry unit, prior and source."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number


class BlocParameters(NamedTuple):
    """Parameters of one bloc; the study's ids end in `_us` and `_cn`."""

    compute_stock_0: Number
    growth_2025: Number
    chip_output: Number
    growth_logic: Number
    growth_memory: Number
    breakthrough_hazard: Number
    breakthrough_size: Number
    investment_0: Number
    growth_boom: Number
    bust_hazard: Number
    bust_depth: Number
    cost_per_h100e: Number
    cost_decline: Number
    power_out: Number
    build_years: Number
    start_ratio: Number
    cancel_share: Number
    power_per_h100e: Number
    power_decline: Number
    idle_halls_0: Number
    chip_backlog_0: Number  # as a share of the origin stock
    import_cap_0: Number
    import_cap_1: Number
    import_cap_2: Number
    grey_share: Number
    taiwan_exposure: Number
    frontier_0: Number
    pace: Number
    leap_hazard: Number
    home_adoption_0: Number
    home_q: Number
    home_drift: Number
    incident_hazard: Number
    incident_size: Number
    trust_decay: Number
    open_origin_0: Number
    momentum: Number
    custom: Number
    deal_arrival: Number
    deal_remote_control: Number
    deal_licence_revocable: Number
    deal_exclusivity: Number
    deal_reciprocal_ratio: Number


class WorldParameters(NamedTuple):
    """Parameters that both blocs or all partners share."""

    regime_0: Number
    regime_up_0: Number
    regime_up_1: Number
    regime_down_1: Number
    regime_down_2: Number
    build_discrepancy_rate: Number
    supply_shock_hazard: Number
    compute_passthrough: Number
    catch_up: Number
    intensity_trend: Number
    serving_gain: Number
    partner_q: Number
    switch_rate: Number
    xi: Number
    beta_f: Number
    beta_p: Number
    lock_in: Number
    beta_d: Number
    beta_av: Number
    beta_home: Number
    price_pass: Number
    momentum_own: Number
    own_trend: Number
    adoption_change_2025: Number
    deal_build_years: Number
    deal_slippage: Number
    capex_musd_per_mw: Number
    kappa_b: Number
    kappa_s: Number


class Constants(NamedTuple):
    """Fixed numbers of the equations, judgement unless the study says otherwise."""

    retire: float
    install_years: float
    shipped_regime_0: float
    investment_noise: float
    frontier_noise: float
    home_noise: float
    after_bust_growth: float
    bust_years: float
    breakthrough_release: float
    breakthrough_logic_share: float
    leap_size: float
    lead_effect: float
    lead_floor: float
    own_trust: float
    trust_affinity: float
    open_capability: float
    open_origin_limit: float
    home_base: float
    home_ceiling: float
    home_availability: float
    home_bust: float
    adoption_p: float
    acceptance_base: float
    acceptance_affinity: float
    acceptance_capability: float
    acceptance_availability: float
    acceptance_reciprocal: float
    deal_signal_step: float
    pipeline_1: float
    pipeline_2: float
    pipeline_3: float
    third_country_share: float
    nvidia_china_floor: float
    nvidia_china_price: float
    firm_use_ratio: float


class CountryParameters(NamedTuple):
    """Parameters of one partner country."""

    affinity: Number  # -1 (China) .. 1 (US)
    adoption_0: Number  # share of working-age people
    ceiling: Number  # share of working-age people
    share_us_0: Number
    share_cn_0: Number
    share_own_0: Number
    people: Number  # working-age people, share of the world
    deal_scale: Number  # GW, a typical deal of an economy of this size
    deal_1_us: Number  # GW under construction at the origin
    deal_2_us: Number
    deal_1_cn: Number
    deal_2_cn: Number


class Parameters(NamedTuple):
    """Everything a member does not change while it runs."""

    us: BlocParameters
    cn: BlocParameters
    world: WorldParameters
    constants: Constants
    people_us: float  # working-age people at home, share of the world
    people_cn: float
