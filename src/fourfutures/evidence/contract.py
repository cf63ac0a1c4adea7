"""The shape of what `evidence add` prints; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.evidence.document import Document
from fourfutures.evidence.language_model import ModelPart
from fourfutures.evidence.proposal import Proposal

ADD = "fourfutures/evidence-add/1"
Names = dict[Literal["en", "zh"], str]


class Part(BaseModel):
    """A block of a document: nothing beyond what it declares."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Wrong(Part):
    """Something that was not taken in."""

    where: str
    what: str
    remedy: str


class HandedOver(Part):
    """What the ledger took: new documents and proposals, and how many it knew."""

    documents: int
    proposals: int
    known: int


class AddDocument(Part):
    """`evidence add --json`: documents in the order given, proposals in the order of their texts."""

    schema_: Literal["fourfutures/evidence-add/1"] = Field(alias="schema")
    study: str
    study_hash: str
    as_of: str
    dry_run: bool
    ledger: str | None
    added: HandedOver | None
    documents: list[Document]
    proposals: list[Proposal]
    model: ModelPart | None
    indicators: dict[str, Names]
    problems: list[Wrong]


def evidence_add_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**dialect, **AddDocument.model_json_schema(by_alias=True)}
