"""What else the country could do: build the same itself, take the other side's offer, or sign nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing.assumption import Assumptions
from fourfutures.analysis.dealing.offering import CAPITAL_SHARES, OWNERSHIP
from fourfutures.analysis.dealing.valuation import PARTNER, Valuation, chance, told, value
from fourfutures.study import PARTIES, Offer, Study, as_offer

Reals = NDArray[np.float64]
OTHER = {"us": "cn", "cn": "us", "own": "us"}


def own_build(offer: Offer, study: Study) -> Offer | None:
    """The same megawatts and term on the country's own account, with the terms of the study's own-stack template.

    None where nothing is built, and for an offer that is such a build itself.
    """
    alone = next((t for t in study.offers.template.values() if t.stack == "own"), None)
    if alone is None or offer.capacity_mw <= 0.0 or offer.stack == "own":
        return None
    return as_offer(alone).model_copy(
        update={
            "capacity_mw": offer.capacity_mw,
            "term_years": offer.term_years,
            "capex_musd_per_mw": offer.capex_musd_per_mw,
            "local_content": max(offer.local_content, as_offer(alone).local_content),
            **dict.fromkeys(CAPITAL_SHARES, 0.0),
            **dict.fromkeys(OWNERSHIP, 0.0),
            "partner_share": 1.0,
            "own_partner": 1.0,
            "country": offer.country,
            "signed": offer.signed,
        }
    )


def others_offer(offer: Offer, study: Study) -> Offer | None:
    """The usual offer of the other side: its first template that builds something, with its own size and terms."""
    stack = OTHER[offer.stack]
    made = [as_offer(t) for t in study.offers.template.values() if t.stack == stack]
    built = [one for one in made if one.capacity_mw > 0.0 and one.fund_provider_usd > 0.0] or [
        one for one in made if one.capacity_mw > 0.0
    ]
    return built[0].model_copy(update={"country": offer.country, "signed": offer.signed}) if built else None


def counterfactuals(
    offer: Offer, found: Valuation, assumed: Assumptions, weights: Reals, study: Study
) -> dict[str, Any]:
    """Each alternative valued in the same members, and the deal less it."""
    alone, theirs = own_build(offer, study), others_offer(offer, study)
    chosen: dict[str, Offer | None] = {"own_build": alone, "other_offer": theirs}
    if theirs is not None and offer.capacity_mw > 0.0:
        chosen["other_offer_same_size"] = theirs.model_copy(
            update={"capacity_mw": offer.capacity_mw, "term_years": offer.term_years}
        )
    blocks: dict[str, Any] = {
        name: None if other is None else _block(other, value(other, assumed), found, weights)
        for name, other in chosen.items()
    }
    nothing = np.zeros_like(found.partner)
    blocks["no_deal"] = _block(None, Valuation({}, dict.fromkeys(PARTIES, nothing), nothing), found, weights)
    return blocks


def _block(other: Offer | None, there: Valuation, found: Valuation, weights: Reals) -> dict[str, Any]:
    gaps = {party: found.npv[party] - there.npv[party] for party in PARTNER} | {
        "partner": found.partner - there.partner
    }
    return {
        "template": None if other is None else other.template,
        "name": None if other is None else other.name.model_dump(),
        "stack": None if other is None else other.stack,
        "capacity_mw": 0.0 if other is None else other.capacity_mw,
        "parties": {party: told(there.npv[party], weights) for party in PARTIES},
        "partner": told(there.partner, weights),
        "difference": {
            side: {**told(gap, weights), "p_better": chance(gap > 0.0, weights)} for side, gap in gaps.items()
        },
    }
