"""US export regime for AI chips: 0 tight, 1 partial (one generation behind), 2 open."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, where


def next_regime(
    regime: Number,
    uniform: Number,
    regime_up_0: Number,
    regime_up_1: Number,
    regime_down_1: Number,
    regime_down_2: Number,
    lever: Number,
    dt: float,
) -> Number:
    """Move the regime by at most one step.

    One uniform serves both directions (up if it is high, down if it is low), which makes the path monotone in the
    lever under shared draws. Hazards are per year; `lever` is in log points of the upward hazard.

    A Markov chain and not a trend: the rule changed six times between 2022-10 and 2025-12, in both directions, at
    gaps of 3 to 14 months.
    """
    up = where(regime < 0.5, regime_up_0, where(regime < 1.5, regime_up_1, 0.0)) * exp(lever)
    down = where(regime > 1.5, regime_down_2, where(regime > 0.5, regime_down_1, 0.0)) * exp(-lever)
    rises = where(uniform > exp(-up * dt), 1.0, 0.0)
    falls = where(uniform < 1.0 - exp(-down * dt), 1.0, 0.0)
    return regime + rises - falls


def import_share(regime: Number, cap_0: Number, cap_1: Number, cap_2: Number) -> Number:
    """Licensed share of the other bloc's chip output that may be bought; caps are increments, so they are ordered."""
    return cap_0 + where(regime > 0.5, cap_1, 0.0) + where(regime > 1.5, cap_2, 0.0)
