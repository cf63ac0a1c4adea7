"""Who has how much of what a deal creates: in cash, and as three sides might divide it by what each adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing.assumption import Assumptions
from fourfutures.analysis.dealing.counterfactual import own_build
from fourfutures.analysis.dealing.valuation import (
    PARTNER,
    PROVIDER_SIDE,
    Valuation,
    at_common,
    created_by,
    told,
)
from fourfutures.analysis.quantile import weighted_mean
from fourfutures.model import Worth, present_value, shapley
from fourfutures.study import PARTIES, Lens, Offer, Study

Reals = NDArray[np.float64]
SIDES = {"provider": PROVIDER_SIDE, "partner": PARTNER, "third_party": ("third_party",), "world": ("world",)}


def division(
    offer: Offer, found: Valuation, assumed: Assumptions, weights: Reals, study: Study
) -> dict[str, Any]:
    """Cash of each side and its Shapley value, at the common rate; both sum to what the deal creates.

    What sides can create: without the partner nothing, since site and users are in its country. The partner alone, or
    with third-party capital, builds the same itself if that is worth more than nothing on average. Provider and partner
    make the deal, smaller by the third party's share of its capital. All three make the deal as signed; a country's own
    build it makes alone. The rest of the world gains nothing and is no side.
    """
    common = assumed.column("discount_common")

    def worth(one: Offer) -> Reals:
        return np.asarray(present_value(created_by(one, assumed), common))

    together = worth(offer)
    nothing = np.zeros_like(together)
    alone = nothing
    if offer.stack == "own":
        alone = together
    own = own_build(offer, study)
    if own is not None:
        built = worth(own)
        alone = built if weighted_mean(built, weights) > 0.0 else nothing
    pair = together
    if offer.third_party_share > 0.0 and offer.capacity_mw > 0.0:
        rest = (1.0 - offer.third_party_share) * offer.capacity_mw
        pair = worth(offer.model_copy(update={"capacity_mw": rest}))
    parts = shapley(Worth(nothing, alone, nothing, pair, nothing, alone, together))
    cash = {side: at_common(found.flows, parties, assumed) for side, parties in SIDES.items()}
    return {
        "created": told(together, weights),
        "partner_alone": told(alone, weights),
        "cash": {side: told(amount, weights) for side, amount in cash.items()},
        "shapley": {side: told(np.asarray(part), weights) for side, part in parts._asdict().items()},
    }


def shares(
    npv: Mapping[str, Reals], weights: Reals
) -> tuple[dict[str, float | None], dict[str, float | None]]:
    """Share of all gains by party, a loss as a negative share of them; and gains and losses over the net of both."""
    means = {party: weighted_mean(npv[party], weights) for party in PARTIES}
    gains = sum(mean for mean in means.values() if mean > 0.0)
    losses = -sum(mean for mean in means.values() if mean < 0.0)
    net = gains - losses
    by_party = {party: mean / gains if gains > 0.0 else None for party, mean in means.items()}
    return by_party, {
        "gains": gains / net if net > 0.0 else None,
        "loses": losses / net if net > 0.0 else None,
    }


def lens_values(npv: Mapping[str, Reals], lenses: Mapping[str, Lens], weights: Reals) -> dict[str, Any]:
    """Present values added up under each lens, every party's at its own rate times its weight."""
    found = {}
    for name, lens in lenses.items():
        total = np.sum([lens.party_weights.get(party, 0.0) * npv[party] for party in PARTIES], axis=0)
        found[name] = told(total, weights)
    return found
