"""Robustness: policies of an actor that hold up, whatever the state of the world and the other side's answer."""

from __future__ import annotations

from fourfutures.analysis.robustness.contract import RobustDocument, robust_schema
from fourfutures.analysis.robustness.document import Question, robust_document

__all__ = ["Question", "RobustDocument", "robust_document", "robust_schema"]
