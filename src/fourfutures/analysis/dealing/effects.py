"""What a deal changes in the world: its effect on the country and on the odds."""

from __future__ import annotations

from typing import Any, NamedTuple

from fourfutures.analysis.request import Request
from fourfutures.study import Offer


class Effects(NamedTuple):
    """Blocks of the document; None where the effect has not been simulated."""

    country: dict[str, Any] | None
    futures: dict[str, Any] | None


def effects(offer: Offer, request: Request) -> Effects:
    """Effects of the offer, imposed in the members of the request. Not simulated here: the accounts do not need them."""
    return Effects(None, None)
