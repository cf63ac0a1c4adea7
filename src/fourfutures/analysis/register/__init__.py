"""The register of deals: what is on record as of a day, and the network that it draws."""

from __future__ import annotations

from fourfutures.analysis.register.contract import DealsDocument, NetworkDocument, register_schemas
from fourfutures.analysis.register.listing import deals_document
from fourfutures.analysis.register.network import network_document

__all__ = ["DealsDocument", "NetworkDocument", "deals_document", "network_document", "register_schemas"]
