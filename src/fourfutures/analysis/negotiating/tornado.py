"""Which terms matter: one at a time from one end of what is open to the other, and where both sides would still sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from fourfutures.analysis.dealing import told
from fourfutures.analysis.negotiating.bargaining import with_value
from fourfutures.analysis.negotiating.ground import Ground
from fourfutures.study import Negotiable, Offer

STEPS = 9  # places along a term


def tornado(
    ground: Ground, usual: Offer, terms: Mapping[str, Negotiable], least: float
) -> list[dict[str, Any]]:
    """One entry a term, those that move the partner most first; `least` is what the partner's best alternative is worth."""
    found = [_along(ground, usual, name, entry, least) for name, entry in terms.items()]
    return sorted(found, key=lambda entry: -abs(entry["utility"][-1] - entry["utility"][0]))


def _along(ground: Ground, usual: Offer, name: str, entry: Negotiable, least: float) -> dict[str, Any]:
    places = np.linspace(entry.values[0], entry.values[-1], STEPS)
    utility, provider, accepted, partner = [], [], [], []
    for place in places:
        offer = with_value(usual, name, float(place))
        valued = ground.value(offer)
        worth = ground.utility(offer, valued)
        utility.append(ground.mean(worth))
        accepted.append(ground.accepted(worth))
        provider.append(ground.mean(ground.provided(valued)))
        partner.append(valued.partner)
    both = [float(p) for p, u, v in zip(places, utility, provider, strict=True) if u >= least and v >= 0.0]
    return {
        "term": name,
        "values": [float(place) for place in places],
        "now": float(getattr(usual, name)),
        "utility": utility,
        "accepted": accepted,
        "provider": provider,
        "partner": [ground.mean(money) for money in partner],
        "partner_change": told(partner[-1] - partner[0], ground.weights),
        "agreed": [min(both), max(both)] if both else None,
    }
