"""Routes that work something out from a body: runs, answers to levers at once, deals, tests of supply, negotiations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response

from fourfutures import public
from fourfutures.errors import Both
from fourfutures.web.asked import (
    DealAsked,
    Language,
    LiveAsked,
    MemberAsked,
    NegotiationAsked,
    OfferAsked,
    RegionAsked,
    RunAsked,
    SwitchoffAsked,
)
from fourfutures.web.desk import Desk
from fourfutures.web.errors import Refused
from fourfutures.web.figures import drawn
from fourfutures.web.replies import document, language
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
NO_OFFER = Refused(
    422,
    "body.offer",
    Both("is missing, and so is sheet", "缺失，sheet 也没有给出"),
    Both(
        "name a template or a deal on record, or write the terms in sheet",
        "请写明模板或登记的协议，或在 sheet 中写出条款",
    ),
)


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
        stay = desk.sessions.ticket("live", session)
        return document(
            desk.live(asked, stay, lambda live, deals: live.answer(asked.levers, deals, asked.dots))
        )

    @routes.post("/live/member", responses=answers("member", 409, 503))
    def member_route(asked: MemberAsked, session: Session = None, lang: Lang = None) -> Response:
        """The member behind a dot of the map: its way month by month, and the draws that took it there."""
        stay = desk.sessions.ticket("member", session)
        return document(
            desk.live(
                asked, stay, lambda live, deals: live.member(asked.nth, asked.levers, deals, asked.dots)
            )
        )

    @routes.post("/live/region", responses=answers("region", 409, 503))
    def region_route(asked: RegionAsked, session: Session = None, lang: Lang = None) -> Response:
        """The members that end in a region of the map: its odds, and the draws that set them apart."""
        stay = desk.sessions.ticket("region", session)
        return document(
            desk.live(
                asked,
                stay,
                lambda live, deals: live.region(asked.compute, asked.adoption, asked.levers, deals),
            )
        )

    @routes.post("/live/published", responses=answers("published", 409, 503))
    def published_route(asked: LiveAsked, session: Session = None, lang: Lang = None) -> Response:
        """Published figures in force beside what members without levers say of them, by driver, with their sources."""
        stay = desk.sessions.ticket("published", session)
        return document(desk.live(asked, stay, lambda live, deals: live.published()))

    @routes.post("/deal", responses=answers("deal", 409, 503))
    def deal_route(asked: DealAsked, session: Session = None, lang: Lang = None) -> Response:
        """Who pays and gains from a deal, by year and at signing, with alternatives."""
        options = asked.options()
        options.pop("sheet", None)
        options["offer"] = desk.meant(asked.offer, asked.sheet, asked.country, asked.as_of)
        if options["offer"] is None:
            raise NO_OFFER
        stay = desk.sessions.ticket("deal", session)
        with desk.work.one(stay):
            return document(public.deal(**desk.asking(stay), **options))

    @routes.post("/offer", responses=answers("offer", 409))
    def offer_route(asked: OfferAsked, request: Request, lang: Lang = None) -> Response:
        """Whether an offer holds together, all that is wrong with it, and every term with where it comes from."""
        if asked.offer is not None and asked.sheet is None:
            desk.offer(asked.offer)
        given = asked.offer if asked.sheet is None else asked.sheet.content()
        if given is None:
            raise NO_OFFER
        return document(
            public.check_offer(
                given,
                desk.study,
                country=asked.country,
                signed=asked.signed,
                as_of=asked.as_of,
                lang=language(request.query_params, request.headers),
            )
        )

    @routes.post("/switchoff", responses=answers("switchoff", 409, 503))
    def switchoff_route(asked: SwitchoffAsked, session: Session = None, lang: Lang = None) -> Response:
        """A stress test of withheld supply, with the supplier's own cost; no forecast."""
        options = asked.options()
        options.pop("sheet", None)
        options["offer"] = desk.meant(asked.offer, asked.sheet, asked.country, asked.as_of)
        stay = desk.sessions.ticket("switchoff", session)
        with desk.work.one(stay):
            return document(public.switchoff(**desk.asking(stay), **options))

    @routes.post("/charts/deal", responses=answers("charts", 409, 503))
    def deal_charts(asked: DealAsked, session: Session = None, lang: Lang = None) -> Response:
        """The figures of /api/deal as Vega-Lite specifications, data included."""
        return drawn(deal_route(asked, session, lang), lang)

    @routes.post("/charts/switchoff", responses=answers("charts", 409, 503))
    def switchoff_charts(asked: SwitchoffAsked, session: Session = None, lang: Lang = None) -> Response:
        """The figure of /api/switchoff as a Vega-Lite specification, data included; of many economies, the most dependent."""
        return drawn(switchoff_route(asked, session, lang), lang)

    @routes.post("/negotiate", responses=answers("negotiation", 409, 503))
    def negotiate_route(asked: NegotiationAsked, session: Session = None, lang: Lang = None) -> Response:
        """Two offers to one country side by side, room for agreement, what it could do instead."""
        stay = desk.sessions.ticket("negotiate", session)
        with desk.work.one(stay):
            return document(public.negotiate(**desk.asking(stay), **asked.options()))

    return routes
