"""What deals put into the world change: the odds, and the economies that sign them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fourfutures.analysis.live import Live
from fourfutures.study import Offer


def imposed_effect(live: Live, deals: Sequence[Offer]) -> dict[str, Any]:
    """`futures_effect` and `country_effect` of deals, each with a country, as paired differences with 95 % intervals.

    The world is that of `live`, with nothing else pulled. Capacity that would be energised after the horizon counts only
    as far as it is built by then.
    """
    answer = live.answer(deals=deals)
    codes = list(dict.fromkeys(deal["country"] for deal in answer["deals"]))
    return {
        "deals": answer["deals"],
        "futures_effect": {
            reading: {name: cell["change"] for name, cell in futures.items()}
            for reading, futures in answer["futures"].items()
        },
        "country_effect": live.economies(codes, deals=deals) if codes else {},
        "members": answer["members"],
        "ess": answer["ess"],
    }
