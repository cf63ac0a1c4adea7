"""What a partner loses while a supplier withholds layers of its stack, and what the supplier loses itself.

A stress test beside the months of the model: nothing here says whether anyone would withhold anything.
"""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, maximum
from fourfutures.model.choice import Shares

LN2 = 0.6931471805599453


class Withheld(NamedTuple):
    """Share of a partner's use that fails for want of each layer; 0 where a layer is supplied."""

    chips: Number
    cloud: Number
    weights: Number
    updates: Number


def exposed_use(shares: Shares, exposure: Shares) -> Number:
    """Share of a partner's use that rests on a layer of one supplier: exposure of each option, by its share of use."""
    return shares.us * exposure.us + shares.cn * exposure.cn + shares.own * exposure.own


def cloud_left(in_country: Number, remote_control: Number, local_relief: Number) -> Number:
    """What is left of exposure to the cloud where part of the use is served in the country.

    Capacity that somebody abroad can stop takes nothing away.
    """
    return 1.0 - local_relief * in_country * (1.0 - remote_control)


def weights_left(in_custody: Number, held_weights: Number) -> Number:
    """What is left of exposure to weights: `held_weights` where the partner stores them and holds the keys.

    `in_custody` is 1 there and 0 elsewhere.
    """
    return 1.0 - in_custody * (1.0 - held_weights)


def onset(weeks: Number, half_weeks: Number) -> Number:
    """Share of the exposed use that has come to lack a layer whose stocks decay: none on the first day."""
    return 1.0 - exp(-LN2 * weeks / half_weeks)


def unreplaced(weeks: Number, half_recovery: Number) -> Number:
    """Share of what failed that nothing has replaced yet."""
    return exp(-LN2 * weeks / half_recovery)


def layer_lost(
    exposed: Number, left: Number, severity: Number, arrived: Number, open_still: Number
) -> Number:
    """Share of use lost to one layer: what rests on it, is not covered at home, is withheld, has failed, is not replaced."""
    return exposed * left * severity * arrived * open_still


def service_lost(lost: Withheld) -> Number:
    """Share of use lost to all layers together: what survives one may still fail for want of another."""
    return 1.0 - (1.0 - lost.chips) * (1.0 - lost.cloud) * (1.0 - lost.weights) * (1.0 - lost.updates)


def moved_use(shares: Shares, surviving: Shares, replaced: Number) -> Shares:
    """Where use that was replaced has gone: to what survives of each option, in proportion to its share.

    As the choice of stacks splits those who choose afresh while nothing else changes. `surviving` is the share of each
    option that goes on without the withheld layers.
    """
    us, cn, own = shares.us * surviving.us, shares.cn * surviving.cn, shares.own * surviving.own
    total = maximum(us + cn + own, 1e-12)
    return Shares(replaced * us / total, replaced * cn / total, replaced * own / total)


def output_at_risk(gdp: Number, adoption: Number, value_share: Number, years_lost: Number) -> Number:
    """Output that rests on the lost service, in the unit of `gdp`; `years_lost` is lost service times years."""
    return gdp * adoption * value_share * years_lost


def revenue_lost(
    gdp: Number, adoption: Number, share: Number, spend_share: Number, years_lost: Number
) -> Number:
    """Revenue that the supplier loses in one economy, in the unit of `gdp`, from its share of use there."""
    return gdp * adoption * share * spend_share * years_lost
