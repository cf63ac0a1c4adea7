"""Languages: the odds under English-sourced, Chinese-sourced and all evidence, and the items that split them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.explaining import Vantage
from fourfutures.analysis.hearing.panel import Panel, by_reading, heading
from fourfutures.analysis.pooling import Workshop
from fourfutures.analysis.request import Request
from fourfutures.assimilation import Item

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/evidence-languages/1"
SIDES = ("en", "zh")


def by_language(
    asked: Callable[[Sequence[Item]], Request],
    items: Sequence[Item],
    langs: Mapping[str, str | None],
    workshop: Workshop,
) -> dict[str, Any]:
    """Odds with the items of each language alone, with all and with none; and what each item adds to the gap.

    `asked` makes the run with some items, `langs` holds the language of each item's document. Items of a language come
    in one after the other, so that their parts add up to what the language moves; the gap is English less Chinese.
    """
    chosen = {side: [item for item in items if langs.get(item.id) == side] for side in SIDES}
    views = {
        name: Vantage.of(asked(some), workshop)
        for name, some in {"none": (), **chosen, "all": list(items)}.items()
    }
    parts: list[tuple[Item, str, Reals]] = []
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        found = _parts(views[side], views["none"].odds)
        parts += [(item, side, sign * delta) for item, delta in found]
    whole = views["all"]
    gap = views["en"].odds - views["zh"].odds
    widest = _widest(gap, whole)
    parts.sort(key=lambda part: (-abs(part[2][widest]), part[0].id))
    ids, reading = whole.world.study.frame.ids, list(whole.world.dials)
    return {
        **heading(whole, SCHEMA),
        "odds": {name: by_reading(view, view.odds) for name, view in views.items()},
        "counts": {
            **{side: len(views[side].weighed.claims) for side in SIDES},
            "all": len(whole.weighed.claims),
            "unknown": sum(langs.get(claim.item.id) not in SIDES for claim in whole.weighed.claims),
        },
        "gap": by_reading(whole, gap),
        "widest": {
            "reading": reading[widest // len(ids)],
            "future": ids[widest % len(ids)],
            "gap": float(gap[widest]),
        },
        "items": [
            {
                "id": item.id,
                "lang": side,
                "indicator": item.indicator,
                "name": whole.world.study.evidence[item.indicator].name.model_dump(),
                "direction": item.direction,
                "likelihood_ratio": item.ratio,
                "dated": item.dated.isoformat(),
                "text": item.text,
                "gap": by_reading(whole, delta),
            }
            for item, side, delta in parts
        ],
        "unexplained": float(np.abs(gap - sum((delta for _, _, delta in parts), np.zeros_like(gap))).max()),
    }


def _parts(view: Vantage, start: Reals) -> list[tuple[Item, Reals]]:
    """What each item in force adds to the odds, in the order in which they were accepted."""
    panel, now = Panel(view), start
    found: list[tuple[Item, Reals]] = []
    for count in range(1, len(panel.claims) + 1):
        after = panel.odds(range(count))
        found.append((panel.claims[count - 1].item, after - now))
        now = after
    return found


def _widest(gap: Reals, view: Vantage) -> int:
    """Where the languages differ most, in the reading asked for."""
    count, at = len(view.world.study.frame.ids), list(view.world.dials).index(view.request.reading)
    inside = np.abs(gap[at * count : (at + 1) * count])
    return at * count + int(np.argmax(inside))
