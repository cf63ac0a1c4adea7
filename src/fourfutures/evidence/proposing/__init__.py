"""Proposals: what each sentence may be evidence for, by terms of both languages and a small classifier."""

from __future__ import annotations

from fourfutures.evidence.proposing.events import clustered
from fourfutures.evidence.proposing.grades import Grades
from fourfutures.evidence.proposing.proposing import Proposer, propose, proposer_of, sayings
from fourfutures.evidence.proposing.quantities import quantities
from fourfutures.evidence.proposing.tables import table
from fourfutures.evidence.proposing.when import when

__all__ = [
    "Grades",
    "Proposer",
    "clustered",
    "propose",
    "proposer_of",
    "quantities",
    "sayings",
    "table",
    "when",
]
