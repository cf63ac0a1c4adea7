"""Routes that work something out from a body: runs, answers to levers at once, deals, tests of supply, negotiations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query
from starlette.responses import Response

from fourfutures import public
from fourfutures.web.asked import DealAsked, Language, LiveAsked, NegotiationAsked, RunAsked, SwitchoffAsked
from fourfutures.web.desk import Desk
from fourfutures.web.replies import document
from fourfutures.web.schema import answers

Session = Annotated[
    str | None,
    Header(
        alias="Fourfutures-Session",
        max_length=100,
        description="Any text of one reader. A newer request of the same session and address makes older ones stop (409).",
    ),
]

Lang = Annotated[Language, Query()]


def post_routes(desk: Desk) -> APIRouter:
    """The routes for one desk."""
    routes = APIRouter(prefix="/api")

    @routes.post("/run", responses=answers("run", 409, 503))
    def run_route(asked: RunAsked, session: Session = None, lang: Lang = None) -> Response:
        """The odds of every future with ranges, the way there, and what levers and deals change."""
        return document(desk.run_document(asked, desk.sessions.ticket("run", session)))

    @routes.post("/live", responses=answers("live", 409, 503))
    def live_route(asked: LiveAsked, session: Session = None, lang: Lang = None) -> Response:
        """The same odds and changes in short, from members at hand, for drawing while a lever is moved."""
        return document(desk.live(asked, desk.sessions.ticket("live", session)))

    @routes.post("/deal", responses=answers("deal", 409, 503))
    def deal_route(asked: DealAsked, session: Session = None, lang: Lang = None) -> Response:
        """Who pays and gains from a deal, by year and at signing, with alternatives."""
        options = {**asked.options(), "offer": desk.offer(asked.offer)}
        stay = desk.sessions.ticket("deal", session)
        with desk.work.one(stay):
            return document(public.deal(**desk.asking(stay), **options))

    @routes.post("/switchoff", responses=answers("switchoff", 409, 503))
    def switchoff_route(asked: SwitchoffAsked, session: Session = None, lang: Lang = None) -> Response:
        """A stress test of withheld supply, with the supplier's own cost; no forecast."""
        options = asked.options()
        if asked.offer is not None:
            options["offer"] = desk.offer(asked.offer)
        stay = desk.sessions.ticket("switchoff", session)
        with desk.work.one(stay):
            return document(public.switchoff(**desk.asking(stay), **options))

    @routes.post("/negotiate", responses=answers("negotiation", 409, 503))
    def negotiate_route(asked: NegotiationAsked, session: Session = None, lang: Lang = None) -> Response:
        """Two offers to one country side by side, room for agreement, what it could do instead."""
        stay = desk.sessions.ticket("negotiate", session)
        with desk.work.one(stay):
            return document(public.negotiate(**desk.asking(stay), **asked.options()))

    return routes
