"""Preview: the odds of a run with an item and without it, before anybody accepts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fourfutures.analysis.explaining import Vantage
from fourfutures.analysis.hearing.panel import Panel, by_reading, heading, paired
from fourfutures.analysis.pooling import Workshop
from fourfutures.analysis.request import Request
from fourfutures.analysis.testimony_block import testimony_block
from fourfutures.assimilation import Claim, log_ratios

SCHEMA = "fourfutures/evidence-preview/1"


def preview(
    without: Request, given: Request, name: str, ratios: Mapping[str, float], workshop: Workshop
) -> dict[str, Any]:
    """What an item changes: both requests differ in it alone. `ratios` are other likelihood ratios to try, by name.

    Where the item would not count on the day, nothing changes and `counts` is false.
    """
    before, after = Vantage.of(without, workshop), Vantage.of(given, workshop)
    panel = Panel(after)
    at = panel.place(name)
    now, then = before.odds, after.odds
    block = testimony_block(given, after.world)
    item = next((one for one in block["in_force"] if one["id"] == name), None)
    return {
        **heading(after, SCHEMA),
        "item": item or {"id": name},
        "counts": at is not None,
        "others": [one["id"] for one in block["in_force"] if one["id"] != name],
        "held": _held(after, at),
        "without_evidence": by_reading(after, panel.odds(())),
        "before": by_reading(before, now),
        "after": by_reading(after, then),
        "change": paired(before, after),
        "ratios": [] if at is None else [_tried(panel, at, *pair, before=now) for pair in ratios.items()],
    }


def _held(view: Vantage, at: int | None) -> dict[str, bool]:
    """Which limits the item meets: that of a cluster, and that of all evidence together."""
    weighed = view.weighed
    if at is None or not weighed.true[at].any():
        return {"cluster": False, "total": False}
    item = weighed.claims[at].item
    own = log_ratios(tuple(claim.item for claim in weighed.claims))[at]
    column = weighed.said[at][weighed.true[at]]
    return {
        "cluster": bool(abs(own - np.log(item.ratio)) > 1e-9),
        "total": bool((np.abs(column - own) > 1e-6).any()),
    }


def _tried(panel: Panel, at: int, name: str, ratio: float, before: Any) -> dict[str, Any]:
    """The change under another likelihood ratio."""
    claims: Sequence[Claim] = [
        claim if number != at else claim._replace(item=claim.item._replace(likelihood_ratio=ratio))
        for number, claim in enumerate(panel.claims)
    ]
    return {
        "name": name,
        "ratio": ratio,
        "change": panel.by_reading(panel.odds_of(claims, panel.true) - before),
    }
