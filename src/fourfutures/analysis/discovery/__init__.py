"""Discovery: under which few conditions each future comes about, and whether those that were stated are among them."""

from __future__ import annotations

from fourfutures.analysis.discovery.contract import DiscoverDocument, discover_schema
from fourfutures.analysis.discovery.document import Discovery, discover
from fourfutures.analysis.discovery.measuring import CHOICES, STRENGTHS, described
from fourfutures.analysis.discovery.sentence import future_name, inside

__all__ = [
    "CHOICES",
    "STRENGTHS",
    "DiscoverDocument",
    "Discovery",
    "described",
    "discover",
    "discover_schema",
    "future_name",
    "inside",
]
