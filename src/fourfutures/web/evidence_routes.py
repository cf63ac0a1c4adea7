"""Routes of the evidence desk: the queue, an item, what it would do, and decisions about it, in the server's own ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from fourfutures import public
from fourfutures.errors import FourFuturesError
from fourfutures.web.asked import AcceptAsked, DecisionAsked, Language, PreviewAsked, QueueAsked
from fourfutures.web.desk import Desk
from fourfutures.web.errors import Refused
from fourfutures.web.post_routes import Session
from fourfutures.web.replies import document
from fourfutures.web.schema import answers

Id = Annotated[str, Path(max_length=200, description="An item's id, or the beginning of it.")]
Lang = Annotated[Language, Query()]


def evidence_routes(desk: Desk) -> APIRouter:
    """The routes for one server. What the desk holds changes, so no reply of theirs may be kept."""
    routes, study = APIRouter(prefix="/api/evidence"), desk.study

    @routes.get("", responses=answers("evidence-list", 409))
    def queue_route(asked: Annotated[QueueAsked, Query()]) -> Response:
        """What waits for a decision, or items of another status."""
        options = asked.model_dump(exclude={"lang"})
        found = public.evidence_list(
            options["status"], lang=options["language"], decisions=options["decisions"], study=study
        )
        return _fresh(document(found))

    @routes.get("/{item}", responses=answers("evidence-show", 404, 409))
    def item_route(item: Id, lang: Lang = None) -> Response:
        """One item with its document and every decision about it."""
        try:
            return _fresh(document(public.evidence_show(item, study=study)))
        except FourFuturesError as error:
            if error.where == item.strip():
                raise Refused(404, error.where, error.what, error.remedy) from None
            raise

    @routes.post("/preview", responses=answers("evidence-preview", 409, 503))
    def preview_route(asked: PreviewAsked, session: Session = None, lang: Lang = None) -> Response:
        """What an item would do to the odds, before anybody accepts it."""
        stay = desk.sessions.ticket("preview", session)
        with desk.work.one(stay):
            return document(
                public.evidence_preview(**desk.asking(stay), **asked.model_dump(exclude_none=True))
            )

    @routes.post("/accept", responses=answers("evidence-decision", 409))
    def accept_route(asked: AcceptAsked, lang: Lang = None) -> Response:
        """Accept an item."""
        return document(public.evidence_accept(study=study, **asked.model_dump(exclude_none=True)))

    @routes.post("/reject", responses=answers("evidence-decision", 409))
    def reject_route(asked: DecisionAsked, lang: Lang = None) -> Response:
        """Reject an item."""
        return document(public.evidence_reject(asked.item, by=asked.by, reason=asked.reason, study=study))

    @routes.post("/undo", responses=answers("evidence-decision", 409))
    def undo_route(asked: DecisionAsked, lang: Lang = None) -> Response:
        """Undo the last decision about an item, or that of an entry, written #12."""
        return document(public.evidence_undo(asked.item, by=asked.by, reason=asked.reason, study=study))

    return routes


def _fresh(reply: Response) -> Response:
    reply.headers["cache-control"] = "no-store"
    return reply
