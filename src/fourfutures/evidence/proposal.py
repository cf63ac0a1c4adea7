"""A proposal: what a sentence may be evidence for, read off its words; it weighs nothing until somebody accepts it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Side = Literal["US", "CN", "neutral"]
Source = Literal["rules", "model"]


class GradeReason(BaseModel):
    """Why a source got its first grade, by which file, and whether that is a judgement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    judgement: bool
    file: str
    en: str
    zh: str


class ModelReading(BaseModel):
    """What a language model made of the sentence; the quote was found in it, everything else is only said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    host: str  # of the endpoint that was asked
    prompt: str  # version of what was asked
    quote: str  # a substring of the sentence
    actor: str
    direction: Side
    strength: Literal[1, 2, 3]
    confidence: float = Field(ge=0.0, le=1.0)  # as the model puts it


class Proposal(BaseModel):
    """One sentence as it stands, and the reading of it that a reviewer accepts, corrects or rejects."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str  # from the document's id and the sentence, so that the same sentence is proposed once
    document_id: str
    sentence: str  # a substring of the document's text
    indicator: str  # one of the study's 31
    actor: str  # ISO 3166-1 alpha-3, EUU or GLOBAL
    direction: Side  # the side that it favours on that driver
    strength: Literal[1, 2, 3]
    quantity: str | None  # as stated, in digits; several joined by ";", ranges by "-"
    unit: str | None
    date: date | None  # resolved against the day of publication
    date_text: str | None = None  # as stated
    confidence: float = Field(ge=0.0, le=1.0)
    grade: str = "F6"  # Admiralty A1 to F6; F6 where nothing is known of the source
    grade_reason: GradeReason | None = None
    cluster: str | None = None  # event: several reports of one event count once
    proposed_by: tuple[Source, ...] = ("rules",)
    model: ModelReading | None = Field(
        None, description="reading of a language model; beside that of the rules where both proposed it"
    )
