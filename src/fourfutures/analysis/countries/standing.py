"""What each bloc brings to a partner today: capability, price, trust, supply, and how likely its usual offer is taken."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.countries.scene import Scene
from fourfutures.analysis.quantile import spread
from fourfutures.ensemble import Choice, parameter_values

Reals = NDArray[np.float64]
TERMS = ("remote_control", "licence_revocable", "exclusivity", "reciprocal_ratio")
UNITS = {
    "affinity": "score", "capability_lead": "yr", "price": "ratio", "trust": "logit", "availability": "log",
    "hazard": "1/yr", "acceptance": "probability",
}  # fmt: skip


def offers_block(
    scene: Scene, month: int, now: Choice, ids: NDArray[np.int64], weights: Reals
) -> dict[str, Any]:
    """Both blocs' standing with a partner at the end of a month, as spreads of the weighted members.

    `price` is the bloc's own price over the other's, `trust` and `availability` are changes since the origin;
    `acceptance` is the model's probability that an offer on the usual terms is taken up, if it comes, `hazard` how many a
    year come and are taken.
    """
    drawn = parameter_values(scene.binding, ids)
    sides = {
        "us": (now.affinity, now.lead, np.exp(-now.price_gap), now.trust_us, now.availability_us, now.hazard_us,
               now.acceptance_us),
        "cn": (-now.affinity, -now.lead, np.exp(now.price_gap), now.trust_cn, now.availability_cn, now.hazard_cn,
               now.acceptance_cn),
    }  # fmt: skip
    return {
        "month": scene.study.month_name(month),
        "units": UNITS,
        **{
            side: {
                **{
                    name: spread(np.asarray(values), weights)
                    for name, values in zip(UNITS, parts, strict=True)
                },
                "terms": {term: _term(scene, f"deal_{term}_{side}", drawn, weights) for term in TERMS},
            }
            for side, parts in sides.items()
        },
    }


def _term(scene: Scene, name: str, drawn: dict[str, Reals], weights: Reals) -> dict[str, float]:
    """A usual term: drawn, or fixed by the study."""
    if name in drawn:
        return spread(drawn[name], weights)
    value = scene.binding.draws.value(name, np.zeros(1, dtype=np.int64))
    return spread(np.broadcast_to(np.asarray(value, dtype=np.float64), weights.shape), weights)
