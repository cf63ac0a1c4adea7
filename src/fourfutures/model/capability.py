"""Frontier capability of a bloc, in years of frontier progress."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, log, maximum, where


def gap(own: Number, rival: Number) -> Number:
    """Years by which a bloc trails the other, 0 when it leads."""
    return maximum(0.0, rival - own)


def leap(uniform: Number, uniform_size: Number, leap_hazard: Number, leap_size: float, dt: float) -> Number:
    """A jump of exponential size (mean `leap_size` years) with hazard `leap_hazard` per year."""
    return where(uniform < 1.0 - exp(-leap_hazard * dt), -leap_size * log(uniform_size), 0.0)


def next_frontier(
    frontier: Number,
    pace: Number,
    growth: Number,
    growth_2025: Number,
    compute_passthrough: Number,
    catch_up: Number,
    gap_now: Number,
    gap_0: Number,
    shock: Number,
    jump: Number,
    frontier_noise: float,
    dt: float,
) -> Number:
    """Advance the frontier level F (years).

    One log unit of compute growth is about 0.38 years of progress, times the share of a fleet that serves training
    [epoch-trends]. Catch-up is in deviation form, so that the gap of the origin stays unless something changes.
    """
    drift = pace + compute_passthrough * (growth - growth_2025) + catch_up * (gap_now - gap_0)
    return frontier + drift * dt + frontier_noise * shock + jump
