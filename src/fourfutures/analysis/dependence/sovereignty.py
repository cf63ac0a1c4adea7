"""What an offer leaves with the partner, part by part, and the study's judgement of them in one number."""

from __future__ import annotations

from typing import Any

from fourfutures.model import Left, left_with_partner, sovereignty_score
from fourfutures.study import Offer, Study

KEYS = {"partner": 1.0, "joint": 0.5, "provider": 0.0}


def sovereignty(offer: Offer, study: Study) -> dict[str, Any]:
    """Parts, weights and score of an offer. Residency is not control: their difference is given too."""
    exposure = study.exposure
    left = left_with_partner(
        built=float(offer.capacity_mw > 0.0),
        offtake_share=offer.offtake_share,
        weights_in_country=float(offer.weights_in_country),
        owned=offer.own_partner + offer.own_partner_firms,
        keys_held=KEYS[offer.key_custody],
        licence_revocable=float(offer.licence_revocable),
        remote_control=offer.remote_control,
        exit_months=offer.exit_months,
        longest_notice=exposure.number["longest_notice"].prior.centre,
    )
    weights = Left(**{name: exposure.sovereignty[name].weight for name in Left._fields})
    control = 0.5 * (float(left.legal_control) + float(left.key_custody))
    return {
        "score": float(sovereignty_score(left, weights)),
        "judgement": True,
        "parts": [
            {
                "id": name,
                "name": exposure.sovereignty[name].name.model_dump(),
                "value": float(value),
                "weight": exposure.sovereignty[name].weight,
            }
            for name, value in left._asdict().items()
        ],
        "residency_over_control": float(left.residency) - control,
    }
