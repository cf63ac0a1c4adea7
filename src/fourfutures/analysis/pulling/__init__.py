"""Pulling levers: what each would change, alone, together, later, and for whom."""

from __future__ import annotations

from fourfutures.analysis.pulling.contract import LeversDocument, levers_schema
from fourfutures.analysis.pulling.document import levers_document

__all__ = ["LeversDocument", "levers_document", "levers_schema"]
