"""What a country may sign: deals that arrive, are accepted, and are built."""

from __future__ import annotations

from fourfutures.model.programme.deals import (
    Deals,
    Terms,
    acceptance,
    build_deals,
    signed_cn,
    signed_us,
    under_way,
)

__all__ = ["Deals", "Terms", "acceptance", "build_deals", "signed_cn", "signed_us", "under_way"]
