"""Routes of the evidence desk: queue, documents, an item, and decisions, in the server's own ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from fourfutures import public
from fourfutures.errors import FourFuturesError
from fourfutures.web.asked import Language
from fourfutures.web.asked_evidence import (
    AcceptAsked,
    DecisionAsked,
    DocumentAsked,
    Looked,
    MergeAsked,
    QueueAsked,
    ReviewersAsked,
    SplitAsked,
)
from fourfutures.web.desk import Desk
from fourfutures.web.errors import Refused
from fourfutures.web.replies import document
from fourfutures.web.schema import answers

Id = Annotated[str, Path(max_length=200, description="An item's id, or the beginning of it.")]
Lang = Annotated[Language, Query()]


def evidence_routes(desk: Desk) -> APIRouter:
    """The routes for one server. They come last of the desk's: an item's id may be any word."""
    routes, study = APIRouter(prefix="/api/evidence"), desk.study
    decision = answers("evidence-decision", 409)

    def decided(ask: Callable[..., Any], *args: Any, **options: Any) -> Response:
        desk.require_writes()
        return document(ask(*args, study=study, **options))

    @routes.get("", responses=answers("evidence-list"))
    def queue_route(asked: Annotated[QueueAsked, Query()]) -> Response:
        """What waits for a decision, or items of another status."""
        return document(
            public.evidence_list(asked.status, lang=asked.language, decisions=asked.decisions, study=study)
        )

    @routes.get("/desk", responses=answers("evidence-desk"))
    def desk_route(asked: Annotated[Looked, Query()]) -> Response:
        """Whether decisions can be written here, why not, which formats can be read, and what evidence may be about."""
        return document(public.evidence_desk(read_only=desk.read_only, study=study))

    @routes.get("/documents", responses=answers("evidence-documents"))
    def documents_route(asked: Annotated[Looked, Query()]) -> Response:
        """Every document with its defects and how its items stand."""
        return document(public.evidence_documents())

    @routes.get("/document", responses=answers("evidence-document", 404))
    def document_route(asked: Annotated[DocumentAsked, Query()]) -> Response:
        """One document with its text and its items, in the order of the text."""
        return _found(asked.id, lambda: public.evidence_document(asked.id, study=study))

    @routes.post("/accept", responses=decision)
    def accept_route(asked: AcceptAsked, lang: Lang = None) -> Response:
        """Accept an item; of one that waits for a second reviewer, confirm it."""
        return decided(public.evidence_accept, **asked.model_dump(exclude_none=True))

    @routes.post("/reject", responses=decision)
    def reject_route(asked: DecisionAsked, lang: Lang = None) -> Response:
        """Reject an item."""
        return decided(public.evidence_reject, **asked.model_dump())

    @routes.post("/split", responses=decision)
    def split_route(asked: SplitAsked, lang: Lang = None) -> Response:
        """Split an item into parts of its sentence, each to be decided by itself."""
        return decided(public.evidence_split, **asked.model_dump())

    @routes.post("/merge", responses=decision)
    def merge_route(asked: MergeAsked, lang: Lang = None) -> Response:
        """Put items into one event: of several reports the strongest counts in full, the others in part."""
        return decided(public.evidence_merge, **asked.model_dump())

    @routes.post("/undo", responses=decision)
    def undo_route(asked: DecisionAsked, lang: Lang = None) -> Response:
        """Undo the last decision about an item, or that of an entry, written #12."""
        return decided(public.evidence_undo, asked.item, by=asked.by, reason=asked.reason)

    @routes.post("/reviewers", responses=decision)
    def reviewers_route(asked: ReviewersAsked, lang: Lang = None) -> Response:
        """Let an acceptance need one name from now on, or two different ones."""
        return decided(public.evidence_reviewers, **asked.model_dump())

    @routes.get("/{item}", responses=answers("evidence-show", 404))
    def item_route(item: Id, lang: Lang = None) -> Response:
        """One item with its document and every decision about it."""
        return _found(item, lambda: public.evidence_show(item, study=study))

    return routes


def _found(named: str, ask: Callable[[], Any]) -> Response:
    """The document about something; 404 where the desk does not hold it."""
    try:
        return document(ask())
    except FourFuturesError as error:
        if error.where in (named, named.strip()):
            raise Refused(404, error.where, error.what, error.remedy) from None
        raise
