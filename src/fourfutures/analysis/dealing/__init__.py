"""A deal in money: who pays and gains, by year and at signing, in every member of a weighed world."""

from __future__ import annotations

from fourfutures.analysis.dealing.assumption import Assumptions
from fourfutures.analysis.dealing.contract import DealDocument, deal_schema
from fourfutures.analysis.dealing.counterfactual import own_build
from fourfutures.analysis.dealing.document import deal, offer_block
from fourfutures.analysis.dealing.offering import require_sound, with_term
from fourfutures.analysis.dealing.valuation import (
    PROVIDER_SIDE,
    Valuation,
    at_common,
    chance,
    told,
    value,
)

__all__ = [
    "PROVIDER_SIDE",
    "Assumptions",
    "DealDocument",
    "Valuation",
    "at_common",
    "chance",
    "deal",
    "deal_schema",
    "offer_block",
    "own_build",
    "require_sound",
    "told",
    "value",
    "with_term",
]
