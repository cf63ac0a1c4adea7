"""Explaining: what moved the odds between two days, item by item."""

from __future__ import annotations

from fourfutures.analysis.explaining.contract import ExplainDocument, explain_schema
from fourfutures.analysis.explaining.document import explain
from fourfutures.analysis.explaining.vantage import Vantage, Workshop

__all__ = ["ExplainDocument", "Vantage", "Workshop", "explain", "explain_schema"]
