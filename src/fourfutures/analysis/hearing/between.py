"""Between: what a desk's decisions of some days did to the odds, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fourfutures.analysis.explaining import Vantage
from fourfutures.analysis.hearing.panel import Panel, by_reading, heading, paired
from fourfutures.analysis.pooling import Workshop
from fourfutures.analysis.request import Request
from fourfutures.assimilation import Item

SCHEMA = "fourfutures/evidence-digest/1"


def between(
    first: Request, last: Request, both: Request, changed: Sequence[str], workshop: Workshop
) -> dict[str, Any]:
    """Odds with the items of an earlier desk and of a later one, the same day and data; and the part of each item.

    `both` has the items of either desk, of one that was decided anew both forms; `changed` are ids whose standing changed, in the order in which it did. Parts
    come one after the other and add up to the move, but for `unexplained`, which is sampling where members differ.
    """
    early, late = Vantage.of(first, workshop), Vantage.of(last, workshop)
    panel = Panel(Vantage.of(both, workshop))
    old, new = _by_id(first), _by_id(last)
    now = dict(old)
    odds = _odds(panel, now)
    parts: list[dict[str, Any]] = []
    told = np.zeros_like(odds)
    for name in changed:
        if old.get(name) == new.get(name):
            continue
        now.pop(name, None)
        if name in new:
            now[name] = new[name]
        after = _odds(panel, now)
        parts.append({"id": name, "delta": panel.by_reading(after - odds)})
        told = told + (after - odds)
        odds = after
    move = late.odds - early.odds
    return {
        **heading(late, SCHEMA),
        "without_evidence": by_reading(late, panel.odds(())),
        "from": by_reading(early, early.odds),
        "to": by_reading(late, late.odds),
        "move": by_reading(late, move),
        "change": paired(early, late),
        "parts": parts,
        "unexplained": float(np.abs(move - told).max()),
    }


def _by_id(request: Request) -> dict[str, Item]:
    return {item.id: item for item in request.items_in_force}


def _odds(panel: Panel, items: Mapping[str, Item]) -> Any:
    """Odds with some items, each read as it stands in them: one that was decided anew is there in both forms."""
    wanted = [item._replace(id="") for item in items.values()]
    return panel.odds([at for at, claim in enumerate(panel.claims) if claim.item._replace(id="") in wanted])
