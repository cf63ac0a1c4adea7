"""Forecasts of known pasts: what the model would have said, from what was known then, and how it scored."""

from __future__ import annotations

from fourfutures.analysis.hindcast.document import hindcast_document, settled_discrepancies

__all__ = ["hindcast_document", "settled_discrepancies"]
