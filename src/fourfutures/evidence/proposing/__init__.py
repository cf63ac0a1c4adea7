"""Proposals: what each sentence may be evidence for, by terms of both languages and a small classifier."""

from __future__ import annotations

from fourfutures.evidence.proposing.proposing import Proposer, propose, proposer_of

__all__ = ["Proposer", "propose", "proposer_of"]
