"""Two offers to one country: what each side can give, where they meet, what else the country can do, under each lens."""

from __future__ import annotations

from fourfutures.analysis.negotiating.contract import NegotiationDocument, negotiation_schema
from fourfutures.analysis.negotiating.document import negotiate

__all__ = ["NegotiationDocument", "negotiate", "negotiation_schema"]
