"""Requests to the evidence desk as other programs write them: what each may hold, and within which bounds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.web.asked import Body, Day, Language, Members, Name, Seed

Id = Annotated[str, Field(min_length=1, max_length=200, description="An item's id, or the beginning of it.")]
Reason = Annotated[str, Field(min_length=1, max_length=2000)]
FileName = Annotated[
    str,
    Field(min_length=1, max_length=200, description="What the file is called; its ending tells the format."),
]


class Looked(BaseModel):
    """The query of a page that is only looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Language = None


class QueueAsked(Looked):
    """GET /api/evidence."""

    status: Annotated[str, Field(max_length=20)] | None = None
    language: Annotated[str, Field(max_length=10)] | None = None
    decisions: bool = False


class DocumentAsked(Looked):
    """GET /api/evidence/document."""

    id: Annotated[str, Field(min_length=1, max_length=500, description="A document's id.")]


class ExportAsked(Looked):
    """GET /api/evidence/export."""

    everything: Annotated[bool, Field(alias="all", description="Items still to be decided as well.")] = False
    whole: Annotated[bool, Field(description="Every entry of the ledger, sealed as it is.")] = False


class Odds(BaseModel):
    """The run whose odds are asked for."""

    as_of: Day | None = None
    members: Members | None = None
    seed: Seed | None = None
    lens: Name = "neutral"
    dials: Name = "source"


class OddsAsked(Looked, Odds):
    """GET /api/evidence/languages."""


class DigestAsked(OddsAsked):
    """GET /api/evidence/digest."""

    from_date: Annotated[str, Field(alias="from", max_length=30)]
    to_date: Annotated[str | None, Field(alias="to", max_length=30)] = None


class DigestPageAsked(DigestAsked):
    """GET /api/evidence/digest-page."""

    format: Annotated[
        Literal["html", "pdf", "md"],
        Field(description="md comes as a ZIP archive: the page, its record and what it shows."),
    ] = "html"


class TermsAsked(Body):
    """What a reviewer corrects; a field left out is the item's own."""

    item: Id
    ratio: float | Name | None = None
    predicate: Annotated[str, Field(max_length=200)] | None = None
    indicator: Name | None = None
    actor: Name | None = None
    direction: Name | None = None
    strength: Annotated[int, Field(ge=1, le=3)] | None = None
    grade: Name | None = None
    dated: Day | None = None


class PreviewAsked(TermsAsked, Odds):
    """POST /api/evidence/preview."""


class Signed(Body):
    """Who decides, and why."""

    by: Name
    reason: Reason


class AcceptAsked(TermsAsked, Signed):
    """POST /api/evidence/accept; of an item that waits for a second reviewer, the confirmation."""

    expires: Day | None = None
    on: Day | None = None


class DecisionAsked(Signed):
    """POST /api/evidence/reject and /undo."""

    item: Id


class SplitAsked(DecisionAsked):
    """POST /api/evidence/split."""

    parts: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=5000)]],
        Field(max_length=20, description="Parts of the sentence, each as it stands there."),
    ]


class MergeAsked(Signed):
    """POST /api/evidence/merge."""

    items: Annotated[list[Id], Field(min_length=1, max_length=200)]
    cluster: Annotated[str, Field(max_length=200, description="An event that is there; left out: the first item's.")] | None = None  # fmt: skip


class ReviewersAsked(Signed):
    """POST /api/evidence/reviewers."""

    count: Annotated[int, Field(ge=1, le=2, description="Names that an acceptance needs.")]


class GivenAsked(Body):
    """One document: its text, or its bytes in base64 where it is a file of who knows which character set."""

    name: FileName
    text: Annotated[str, Field(max_length=8_000_000)] | None = None
    base64: Annotated[str, Field(max_length=11_000_000)] | None = None


class AddAsked(Body):
    """POST /api/evidence/add."""

    documents: Annotated[list[GivenAsked], Field(min_length=1, max_length=500)]
    dry_run: Annotated[bool, Field(description="Read and propose, put nothing on the desk.")] = False


class ImportAsked(GivenAsked):
    """POST /api/evidence/import: items as JSON Lines, or with `whole` the entries of another ledger."""

    name: FileName = "items.jsonl"
    whole: bool = False
