"""A proposal: what a sentence may be evidence for, read off its words; it weighs nothing until somebody accepts it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Proposal(BaseModel):
    """One sentence as it stands, and the reading of it that a reviewer accepts, corrects or rejects."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str  # from the document's id and the sentence, so that the same sentence is proposed once
    document_id: str
    sentence: str  # a substring of the document's text
    indicator: str  # one of the study's 31
    actor: str  # ISO 3166-1 alpha-3, EUU or GLOBAL
    direction: Literal["US", "CN", "neutral"]  # the side that it favours on that driver
    strength: Literal[1, 2, 3]
    quantity: str | None  # as stated, in digits; several joined by ";", ranges by "-"
    unit: str | None
    date: date | None  # resolved against the day of publication
    date_text: str | None = None  # as stated
    confidence: float = Field(ge=0.0, le=1.0)
    grade: str = "F6"  # Admiralty A1 to F6; F6 where nothing is known of the source
    cluster: str | None = None  # event: several reports of one event count once
