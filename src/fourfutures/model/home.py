"""The home market of a bloc: how many use AI, and how deeply."""

from __future__ import annotations

from fourfutures.model.arithmetic import Number, exp, where


def next_home_adoption(
    adoption: Number,
    home_q: Number,
    availability: Number,
    home_base: float,
    home_ceiling: float,
    home_availability: float,
    dt: float,
) -> Number:
    """Bass diffusion at home, slowed when the bloc cannot serve its users; each home market is closed to the other."""
    rate = home_base + home_q * exp(home_availability * availability) * adoption / home_ceiling
    return adoption + rate * (home_ceiling - adoption) * dt


def next_home_intensity(
    log_intensity: Number,
    home_drift: Number,
    beta_home: Number,
    availability: Number,
    phase: Number,
    home_bust: float,
    lever: Number,
    shock: Number,
    home_noise: float,
    dt: float,
) -> Number:
    """Log use per user relative to the common trend; success in a closed market is depth of use."""
    bust = where((phase > 0.5) & (phase < 1.5), home_bust, 0.0)
    drift = home_drift + beta_home * availability - bust + lever
    return log_intensity + drift * dt + home_noise * shock
