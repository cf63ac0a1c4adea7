"""Discovery: under which few conditions each future comes about, and whether those that were stated are among them."""

from __future__ import annotations

from fourfutures.analysis.discovery.contract import DiscoverDocument, discover_schema
from fourfutures.analysis.discovery.document import Discovery, discover
from fourfutures.analysis.discovery.measuring import CHOICES

__all__ = ["CHOICES", "DiscoverDocument", "Discovery", "discover", "discover_schema"]
