"""Intake: files, folders, pipes and pages to documents in one form, with what is wrong with each."""

from __future__ import annotations

from fourfutures.evidence.intake.gathering import gathered
from fourfutures.evidence.intake.limits import Bounds
from fourfutures.evidence.intake.source import Source
from fourfutures.evidence.intake.taking import Taken, take

__all__ = ["Bounds", "Source", "Taken", "gathered", "take"]
