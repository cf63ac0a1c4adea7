"""Apportioning: which inputs the spread of the outcomes comes from."""

from __future__ import annotations

from fourfutures.analysis.apportioning.contract import SensitivityDocument, sensitivity_schema
from fourfutures.analysis.apportioning.document import sensitivity_document
from fourfutures.analysis.apportioning.partition import first_order
from fourfutures.analysis.apportioning.saltelli import bootstrap, sobol

__all__ = [
    "SensitivityDocument",
    "bootstrap",
    "first_order",
    "sensitivity_document",
    "sensitivity_schema",
    "sobol",
]
