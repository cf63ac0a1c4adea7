"""The channels through which levers reach the model, as data: the study may name these and no others.

The kinds say how a channel may be fed. A *rate* channel takes the integral over time of a yearly rate; the others take
a level while the lever is pulled, or for a window of months.
"""

from __future__ import annotations

LEVELS = ("level", "window")
RATES = ("rate",)

_BLOC: dict[str, tuple[str, ...]] = {
    "build_time": LEVELS,  # log
    "cancellation": LEVELS,  # log
    "investment_growth": LEVELS,  # log per year
    "bust_hazard": LEVELS,  # log
    "chip_growth": LEVELS,  # log per year
    "breakthrough_hazard": LEVELS,  # log
    "deal_arrival": LEVELS,  # log
    "acceptance": LEVELS,  # logit
    "utility": RATES,  # logit per year
    "utility_aligned": RATES,  # logit per year, where affinity is above 0
    "incident_hazard": LEVELS,  # log
    "open_odds": RATES,  # logit per year
    "home_drift": LEVELS,  # log per year
    "reciprocal": LEVELS,  # US$ per US$
    "remote_control": LEVELS,  # share
}
_WORLD: dict[str, tuple[str, ...]] = {
    "regime_hazard": LEVELS,  # log
    "grey_cut": LEVELS,  # share
    "price_drift": LEVELS,  # log per year
    "own_utility": RATES,  # logit per year, may differ by country
    "acceptance": LEVELS,  # logit, offers of both sides, may differ by country
    "exposure": LEVELS,  # share, may differ by country
}

CHANNELS: dict[str, tuple[str, ...]] = {
    **{f"{bloc}.{name}": kinds for bloc in ("us", "cn") for name, kinds in _BLOC.items()},
    **{f"world.{name}": kinds for name, kinds in _WORLD.items()},
}
# Channels that may differ by country: all a lever with `country = true` may use.
COUNTRY_CHANNELS = ("world.own_utility", "world.acceptance", "world.exposure")
