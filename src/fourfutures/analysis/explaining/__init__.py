"""Explaining: what moved the odds between two days, item by item."""

from __future__ import annotations

from fourfutures.analysis.explaining.contract import ExplainDocument, explain_schema
from fourfutures.analysis.explaining.document import explain
from fourfutures.analysis.explaining.vantage import Vantage

__all__ = ["ExplainDocument", "Vantage", "explain", "explain_schema"]
