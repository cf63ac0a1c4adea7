"""Block of the summary about analyst evidence: what was accepted, how it is read, how much it says."""

from __future__ import annotations

from typing import Any

from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World
from fourfutures.assimilation import Claim, log_ratios
from fourfutures.study import PATH_VARIABLES, Study


def testimony_block(request: Request, world: World) -> dict[str, Any]:
    """Items in force with the share of members of which each is true, and how many others there are."""
    claims, weighed = world.weighed.claims, world.weighed
    ratios = log_ratios(tuple(claim.item for claim in claims))
    found = []
    for number, (claim, ratio) in enumerate(zip(claims, ratios, strict=True)):
        item = claim.item
        true = weighed.true[number]
        found.append(
            {
                "id": item.id,
                "indicator": item.indicator,
                "name": world.study.evidence[item.indicator].name.model_dump(),
                "actor": item.actor,
                "direction": item.direction,
                "strength": item.strength,
                "likelihood_ratio": item.ratio,
                "likelihood_ratio_given": item.likelihood_ratio,
                "log_ratio": ratio,
                "cluster": item.cluster,
                "predicate": _predicate(claim, world.study),
                "true_before": float(weighed.prior.mass[true].sum()),
                "true_with_data": float(weighed.data.mass[true].sum()),
                "grade": item.grade,
                "dated": item.dated.isoformat(),
                "accepted_by": item.accepted_by,
                "accepted_on": None if item.accepted_on is None else item.accepted_on.isoformat(),
                "expires": None if item.expires is None else item.expires.isoformat(),
                "reason": item.reason,
                "source_id": item.source_id,
                "text": item.text,
            }
        )
    counted = {item.id for item in request.items_in_force}
    others = [item for item in request.items if item.id not in counted]
    late = [item for item in others if item.accepted_by is not None]
    return {
        "used": request.assimilate and request.evidence,
        "in_force": found,
        "proposed": len(others) - len(late),
        "expired": sum(item.expires is not None and item.expires < request.as_of for item in late),
        "not_used": len(others),
    }


def _predicate(claim: Claim, study: Study) -> dict[str, Any] | None:
    """How the item is read: a threshold reached, or a change that goes further than that of the median member."""
    sight, given = claim.sight, claim.item.predicate
    if sight is None:
        return None
    read: dict[str, Any] = {"variable": sight.variable, "unit": PATH_VARIABLES[sight.variable]}
    if given is not None:
        return {
            **read,
            "comparison": given.comparison,
            "threshold": given.threshold,
            "by": given.by.isoformat(),
        }
    return {
        **read,
        "comparison": "rises_further" if claim.sign > 0.0 else "falls_further",
        "threshold": None,
        "from": study.month_name(sight.first),
        "by": study.month_end(sight.last).isoformat(),
    }
