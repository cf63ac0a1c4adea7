"""AI capital expenditure of a bloc: boom, bust, after."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, where


class Cycle(NamedTuple):
    """Where a bloc stands in its investment cycle."""

    investment_phase: Number  # 0 boom, 1 bust, 2 after
    months_in_phase: Number  # month


def next_cycle(
    cycle: Cycle, uniform: Number, bust_hazard: Number, lever: Number, bust_years: float, dt: float
) -> Cycle:
    """Enter a bust with hazard `bust_hazard` per year while in a boom; leave it after `bust_years`.

    The time after a bust is absorbing: nobody resumes a boom within the horizon.
    """
    in_boom = cycle.investment_phase < 0.5
    in_bust = (cycle.investment_phase > 0.5) & (cycle.investment_phase < 1.5)
    enters = in_boom & (uniform < 1.0 - exp(-bust_hazard * exp(lever) * dt))
    leaves = in_bust & (cycle.months_in_phase > 12.0 * (bust_years - 0.5 * dt))
    phase = where(enters, 1.0, where(leaves, 2.0, cycle.investment_phase))
    months = where(enters | leaves, 0.0, cycle.months_in_phase) + 12.0 * dt
    return Cycle(phase, months)


def next_log_investment(
    log_investment: Number,
    phase: Number,
    shock: Number,
    growth_boom: Number,
    bust_depth: Number,
    after_bust_growth: float,
    lever: Number,
    investment_noise: float,
    dt: float,
) -> Number:
    """Advance ln I (I in US$bn per year) by drift and noise; `shock` is a standard normal scaled by the root of dt."""
    drift = where(phase < 0.5, growth_boom, where(phase < 1.5, -bust_depth, after_bust_growth)) + lever
    return log_investment + drift * dt + investment_noise * shock
