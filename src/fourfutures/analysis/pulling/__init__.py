"""Pulling levers: what each would change, alone, together, later, and for whom."""

from __future__ import annotations

from fourfutures.analysis.pulling.contract import LeversDocument, levers_schema
from fourfutures.analysis.pulling.document import levers_document
from fourfutures.analysis.pulling.outcome import OWN_SHARE, SIDES, Outcome, outcomes, read_off
from fourfutures.analysis.pulling.trial import Trials
from fourfutures.analysis.pulling.ways import full, part

__all__ = [
    "OWN_SHARE",
    "SIDES",
    "LeversDocument",
    "Outcome",
    "Trials",
    "full",
    "levers_document",
    "levers_schema",
    "outcomes",
    "part",
    "read_off",
]
