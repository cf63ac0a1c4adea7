"""Each country's mix of the US stack, the Chinese stack and own or open systems."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, log, maximum, where


class Shares(NamedTuple):
    """Shares of use; they sum to 1."""

    us: Number
    cn: Number
    own: Number


def stack_utility(
    momentum: Number,
    custom: Number,
    years: float,
    frontier_edge: Number,
    beta_f: Number,
    price_edge: Number,
    beta_p: Number,
    availability: Number,
    beta_av: Number,
    trust: Number,
    deal_power: Number,
    deal_scale: Number,
    beta_d: Number,
    deal_signal: Number,
    lever: Number,
) -> Number:
    """Change of utility of a bloc's stack since the origin, logit units.

    Only changes matter: observed shares absorb all unmeasured tastes (the quality term of Berry, Levinsohn and Pakes),
    and no level needs an estimate.
    """
    return (
        momentum
        + custom * years
        + beta_f * frontier_edge
        + beta_p * price_edge
        + beta_av * availability
        + trust
        + beta_d * log(1.0 + deal_power / deal_scale)
        + deal_signal
        + lever
    )


def own_utility(
    momentum_own: Number,
    own_trend: Number,
    years: float,
    trust_us: Number,
    trust_cn: Number,
    own_trust: float,
    lever: Number,
) -> Number:
    """Change of utility of own or open systems since the origin; loss of trust in either bloc feeds them."""
    return momentum_own + own_trend * years - own_trust * 0.5 * (trust_us + trust_cn) + lever


def turnover(log_adoption_growth: Number, switch_rate: Number, xi: Number, intensity_trend: Number) -> Number:
    """Share of use chosen afresh per year: new use chooses freely, old use switches slowly [menlo]."""
    return log_adoption_growth + switch_rate + xi * maximum(0.0, intensity_trend)


def next_shares(
    shares: Shares,
    start: Shares,
    utility: Shares,
    lock_in: Number,
    chi: Number,
    dt: float,
) -> Shares:
    """Pivot logit with turnover: move each share towards what choosers pick now.

    The habit term pulls towards present shares; below 1 it keeps a single equilibrium. A share of exactly 0 stays 0.
    """
    us = _pull(shares.us, start.us, utility.us, lock_in)
    cn = _pull(shares.cn, start.cn, utility.cn, lock_in)
    own = _pull(shares.own, start.own, utility.own, lock_in)
    total = us + cn + own
    moved = 1.0 - exp(-chi * dt)
    next_us = shares.us + moved * (us / total - shares.us)
    next_cn = shares.cn + moved * (cn / total - shares.cn)
    return Shares(next_us, next_cn, 1.0 - next_us - next_cn)


def _pull(share: Number, start: Number, utility: Number, lock_in: Number) -> Number:
    habit = log(maximum(share, 1e-12) / maximum(start, 1e-12))
    return where(start > 0.0, start * exp(utility + lock_in * habit), 0.0)
