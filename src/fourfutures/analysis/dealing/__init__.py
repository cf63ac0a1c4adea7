"""A deal in money: who pays and gains, by year and at signing, in every member of a weighed world."""

from __future__ import annotations

from fourfutures.analysis.dealing.contract import DealDocument, deal_schema
from fourfutures.analysis.dealing.document import deal

__all__ = ["DealDocument", "deal", "deal_schema"]
