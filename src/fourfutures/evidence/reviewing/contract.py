"""The shapes of what the desk says of its items; their JSON Schemas are generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.evidence.document import Defect, Document, Format, Language
from fourfutures.evidence.proposal import GradeReason, ModelReading
from fourfutures.evidence.proposal import Source as Proposer

Text = dict[Literal["en", "zh"], str]


class Part(BaseModel):
    """A block of a document: nothing beyond what it declares."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Wrong(Part):
    """Something that is wrong."""

    where: str
    what: str
    remedy: str


class Source(Part):
    """The document of an item in short."""

    id: str
    title: str | None
    lang: str
    published: str | None
    publisher: str | None
    url: str | None


class Accepted(Part):
    """On what terms an item was accepted, and by whom; with one name of two it waits."""

    by: list[str]
    reasons: list[str]
    on: str
    expires: str
    likelihood_ratio: float | None
    anchor: Text | None
    predicate: dict[str, Any] | None


class Decision(Part):
    """One decision; `undone_by` is the entry that undid it."""

    entry: int
    kind: str
    by: str
    reason: str
    written: str
    about: list[str]
    undone_by: int | None


class ItemPart(Part):
    """One item as it stands."""

    id: str
    status: Literal["proposed", "waiting", "accepted", "rejected", "split"]
    origin: Literal["read", "imported", "split"]
    parent: str | None
    document: Source | None
    lang: str | None
    sentence: str
    indicator: str
    name: Text | None
    actor: str
    direction: str
    strength: int
    grade: str
    grade_reason: GradeReason | None
    quantity: str | None
    unit: str | None
    date: str | None
    confidence: float | None
    cluster: str
    same_event: list[str]
    dated: str | None
    suggested: dict[str, Any]
    proposed_by: list[Proposer]
    model: ModelReading | None
    acceptance: Accepted | None
    decisions: list[Decision]


class Ledgered(Part):
    """Which ledger, and how far it goes."""

    schema_: str = Field(alias="schema")
    ledger: str
    entries: int
    head: str


class ListDocument(Ledgered):
    """`evidence list --json`."""

    reviewers: int
    documents: int
    counts: dict[str, int]
    rows: list[ItemPart]
    decisions: list[Decision] | None


class ShowDocument(Ledgered):
    """`evidence show --json`."""

    item: ItemPart
    text: Document | None


class DecisionDocument(Ledgered):
    """What a decision's command prints with --json."""

    decision: Decision
    reviewers: int
    items: list[ItemPart]


class Listed(Part):
    """A document in short: `items` says how many of what was proposed from it stand how."""

    id: str
    title: str | None
    lang: Language
    published: str | None
    publisher: str | None
    url: str | None
    format: Format
    same_as: str | None
    source: str
    defects: list[Defect]
    came: str
    items: dict[str, int]


class DocumentsDocument(Ledgered):
    """Documents of the desk; `imported` counts items that came without one."""

    rows: list[Listed]
    imported: int


class DocumentDocument(Ledgered):
    """One document of the desk, and its items in the order of its text."""

    document: Document
    items: list[ItemPart]


class CheckDocument(Ledgered):
    """`evidence check --json`."""

    ok: bool
    problems: list[Wrong]
    documents: int
    counts: dict[str, int]


class ImportDocument(Ledgered):
    """`evidence import --json`."""

    file: str
    whole: bool
    added: list[str]
    known: list[str]


def desk_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    shapes: dict[str, type[BaseModel]] = {
        "evidence-list": ListDocument, "evidence-show": ShowDocument, "evidence-decision": DecisionDocument,
        "evidence-document": DocumentDocument, "evidence-documents": DocumentsDocument,
        "evidence-check": CheckDocument, "evidence-import": ImportDocument,
    }  # fmt: skip
    return {name: {**dialect, **shape.model_json_schema(by_alias=True)} for name, shape in shapes.items()}
