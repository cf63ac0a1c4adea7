"""Routes of a workshop: open it, look at it, vote, move, turn the phase, read the debrief."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import PlainTextResponse, Response

from fourfutures import public
from fourfutures.web.asked import EntryAsked, Language, LiveAsked, WorkshopAsked
from fourfutures.web.desk import Desk
from fourfutures.web.replies import document
from fourfutures.web.schema import answers

Code = Annotated[str, Path(max_length=20, description="The code on the facilitator's screen.")]
Lang = Annotated[Language, Query()]


def workshop_routes(desk: Desk) -> APIRouter:
    """The routes for one desk. What a workshop holds changes, so no reply of theirs may be kept."""
    routes = APIRouter(prefix="/api/workshop")
    workshops = public.Workshops(desk.study, desk.workshops)

    @routes.post("", responses=answers("workshop", 409))
    def open_route(asked: WorkshopAsked, lang: Lang = None) -> Response:
        """Open a workshop: its code for the room, and the facilitator's key, told this once."""
        return _fresh(document(workshops.open(**asked.model_dump())))

    @routes.get("/{code}", responses=answers("workshop", 409))
    def see_route(code: Code, lang: Lang = None) -> Response:
        """The workshop as it stands; ballots once they are revealed."""
        return _fresh(document(workshops.see(code)))

    @routes.post("/{code}", responses=answers("workshop", 409))
    def entry_route(code: Code, asked: EntryAsked, lang: Lang = None) -> Response:
        """A ballot or a move by anyone in the room; a turn of the phase or a move taken back by the facilitator."""
        entry = asked.model_dump(exclude_none=True, exclude={"key"})
        return _fresh(document(workshops.enter(code, entry, asked.key)))

    @routes.get("/{code}/debrief", responses=answers("debrief", 409))
    def debrief_route(
        code: Code,
        form: Annotated[str, Query(alias="format", pattern="^(json|md)$")] = "json",
        lang: Lang = None,
    ) -> Response:
        """What was thought, played and changed: as JSON, or as a page of Markdown in a language."""
        setting = workshops.standing(code).opened.setting
        members = desk.members(LiveAsked(**setting.model_dump()))
        with desk.quick.one(desk.sessions.stay):
            if form == "md":
                page = workshops.debrief_page(code, members, lang or "en")
                return _fresh(PlainTextResponse(page, media_type="text/markdown"))
            return _fresh(document(workshops.debrief(code, members)))

    return routes


def _fresh(reply: Response) -> Response:
    reply.headers["cache-control"] = "no-store"
    return reply
