"""Programme deals of one bloc in one country: arrival thinned by acceptance, then an Erlang-2 build."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, where


class Deals(NamedTuple):
    """Deals of one bloc in one country."""

    deal_build_1: Number  # GW under construction, first stage
    deal_build_2: Number  # GW under construction, second stage
    deal_power: Number  # GW energised from deals since the origin
    deal_signal: Number  # logit units, from signed terms


class Terms(NamedTuple):
    """Terms of a sampled deal that bear on its acceptance."""

    remote_control: Number  # share, 0..1
    licence_revocable: Number  # share, 0..1
    exclusivity: Number  # share, 0..1
    reciprocal_ratio: Number  # US$ placed in the US per US$ of partner capacity
    partner_value: Number  # net present value to the partner, per mille of GDP


def under_way(gigawatt: Number, age: Number, build_years: Number, slippage: Number) -> tuple[Number, Number]:
    """GW in each stage of the Erlang-2 build of a deal signed `age` years before the origin.

    It has passed its stages with the probabilities of that delay; what is already built stands in the observed shares.
    """
    rate = 2.0 / (build_years * slippage)
    waiting = exp(-rate * age)
    return gigawatt * waiting, gigawatt * rate * age * waiting


def acceptance(
    affinity_to_bloc: Number,
    frontier_lead: Number,
    trust: Number,
    availability: Number,
    terms: Terms,
    kappa_b: Number,
    kappa_s: Number,
    acceptance_base: float,
    acceptance_affinity: float,
    acceptance_capability: float,
    acceptance_availability: float,
    acceptance_reciprocal: float,
    lever: Number,
) -> Number:
    """Probability that an offer is accepted: a logit of affinity, capability, trust, supply, money and strings."""
    strings = (terms.remote_control + terms.licence_revocable + terms.exclusivity) / 3.0
    utility = (
        acceptance_base
        + acceptance_affinity * affinity_to_bloc
        + acceptance_capability * frontier_lead
        + trust
        + acceptance_availability * availability
        + kappa_b * terms.partner_value
        - kappa_s * strings
        - acceptance_reciprocal * terms.reciprocal_ratio
        + lever
    )
    return 1.0 / (1.0 + exp(-utility))


def signed_us(uniform: Number, hazard: Number, dt: float) -> Number:
    """1 where a US deal is signed this step; the low end of the one uniform that serves both blocs."""
    return where(uniform < 1.0 - exp(-hazard * dt), 1.0, 0.0)


def signed_cn(uniform: Number, hazard: Number, dt: float) -> Number:
    """1 where a Chinese deal is signed this step; the high end of the same uniform."""
    return where(uniform > exp(-hazard * dt), 1.0, 0.0)


def build_deals(
    deals: Deals,
    signed: Number,
    size: Number,
    imposed: Number,
    delivered: Number,
    build_years: Number,
    signal_step: float,
    dt: float,
) -> Deals:
    """Add what was signed (GW) and advance the Erlang-2 build by one step.

    `imposed` GW of a deal that was put into the run join the build; `delivered` GW of one with dates of its own are
    energised as those dates say.
    """
    rate = 2.0 / build_years
    first = rate * deals.deal_build_1
    second = rate * deals.deal_build_2
    return Deals(
        deals.deal_build_1 + signed * size + imposed - first * dt,
        deals.deal_build_2 + (first - second) * dt,
        deals.deal_power + second * dt + delivered,
        deals.deal_signal + signal_step * signed,
    )
