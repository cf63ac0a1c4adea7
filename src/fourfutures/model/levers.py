"""Channels through which levers and imposed deals reach the equations.

A lever acts on named channels; several levers may share one. Every channel is 0 when no lever is pulled, and every
equation gives the very same bits then. Channels of kind *rate* on utilities arrive as their integral over time.
"""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number


class BlocChannels(NamedTuple):
    """Channels of one bloc."""

    build_time: Number = 0.0  # log
    cancellation: Number = 0.0  # log
    investment_growth: Number = 0.0  # per year
    bust_hazard: Number = 0.0  # log
    chip_growth: Number = 0.0  # log per year
    breakthrough_hazard: Number = 0.0  # log
    deal_arrival: Number = 0.0  # log
    acceptance: Number = 0.0  # logit
    utility: Number = 0.0  # logit, integral of a yearly rate
    utility_aligned: Number = 0.0  # the same, where affinity is above 0
    incident_hazard: Number = 0.0  # log
    open_odds: Number = 0.0  # logit, integral of a yearly rate
    home_drift: Number = 0.0  # log per year
    reciprocal: Number = 0.0  # US$ into US compute per US$ of partner capacity
    remote_control: Number = 0.0  # share, added to the terms of the bloc's offers


class WorldChannels(NamedTuple):
    """Channels that no single bloc owns."""

    regime_hazard: Number = 0.0  # log
    grey_cut: Number = 0.0  # share
    price_drift: Number = 0.0  # log per year, positive makes the Chinese offer dearer


class CountryChannels(NamedTuple):
    """Channels that may differ by country."""

    own_utility: Number = 0.0  # logit, integral of a yearly rate
    acceptance: Number = 0.0  # logit, for offers of either bloc
    exposure: Number = 0.0  # share
    utility_us: Number = 0.0  # logit, of the US stack
    utility_cn: Number = 0.0
    acceptance_us: Number = 0.0  # logit, for offers of the US
    acceptance_cn: Number = 0.0
    signed_us: Number = 0.0  # GW put under construction in this step
    signed_cn: Number = 0.0
    energised_us: Number = 0.0  # GW energised in this step
    energised_cn: Number = 0.0
    reciprocal: Number = 0.0  # US$bn promised to US compute in this step


class Channels(NamedTuple):
    """All channels in one month."""

    us: BlocChannels = BlocChannels()
    cn: BlocChannels = BlocChannels()
    world: WorldChannels = WorldChannels()
    country: CountryChannels = CountryChannels()


UNTOUCHED = Channels()
