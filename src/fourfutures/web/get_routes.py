"""Routes that only look: the study, its levers and method, economies, scores, what to watch, what moved the odds."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from fourfutures import public
from fourfutures.errors import FourFuturesError
from fourfutures.web.asked import (
    Explaining,
    Listing,
    Looking,
    Plain,
    Registered,
    Scoring,
    Viewing,
    Watching,
)
from fourfutures.web.desk import Desk
from fourfutures.web.errors import Refused
from fourfutures.web.figures import drawn
from fourfutures.web.replies import document
from fourfutures.web.schema import answers

Code = Annotated[str, Path(max_length=60, description="An economy's code or a group's id.")]
RunId = Annotated[str, Path(pattern="^[0-9a-f]{12}$", description="The id of a run that this server made.")]
ChartName = Annotated[
    str,
    Path(
        max_length=40,
        description="quadrant, odds, fans, fan-compute, fan-adoption, movers, levers, map or shares.",
    ),
]


def get_routes(desk: Desk) -> APIRouter:
    """The routes for one desk."""
    routes, study = APIRouter(prefix="/api"), desk.study

    def kept(name: str, asked: BaseModel, ask: Callable[[], Mapping[str, Any]]) -> Response:
        options = asked.model_dump(exclude={"lang"})
        return document(desk.kept(f"{name} {json.dumps(options, sort_keys=True)}", ask))

    @routes.get("/study", responses=answers("study"))
    def study_route(asked: Annotated[Plain, Query()]) -> Response:
        """The study in short: dates, drivers, futures, economies, groups, offers."""
        return kept("study", asked, lambda: public.study_document(study))

    @routes.get("/levers", responses=answers("levers"))
    def levers_route(asked: Annotated[Plain, Query()]) -> Response:
        """The study's levers: actor, range, meaning of the ends, effects, sources."""
        return kept("levers", asked, lambda: public.lever_document(study))

    @routes.get("/method", responses=answers("method"))
    def method_route(asked: Annotated[Plain, Query()]) -> Response:
        """Dials, readings, lenses with every override, priors, indicators, sources."""
        return kept("method", asked, lambda: public.method_document(study))

    @routes.get("/scores", responses=answers("scores"))
    def scores_route(asked: Annotated[Scoring, Query()]) -> Response:
        """Forecasts of known pasts, scored beside simple rivals."""
        return kept(
            "scores",
            asked,
            lambda: public.hindcast(
                study,
                asked.target,
                members=asked.members,
                seed=asked.seed,
                progress=desk.asking()["progress"],
            ),
        )

    @routes.get("/countries", responses=answers("countries"))
    def countries_route(asked: Annotated[Looking, Query()]) -> Response:
        """All partner economies at a glance, the least settled first, read off a run."""
        return kept("countries", asked, lambda: public.countries(desk.made(asked.options()), study))

    @routes.get("/country/{iso3}", responses=answers("country", 404))
    def country_route(iso3: Code, asked: Annotated[Looking, Query()]) -> Response:
        """One economy, by its code, or a group of economies, by its id, read off a run."""
        try:
            study.partner_or_group(iso3)
        except FourFuturesError as error:
            raise Refused(404, error.where, error.what, error.remedy) from None
        return kept(
            f"country {iso3.strip().casefold()}",
            asked,
            lambda: public.country(desk.made(asked.options()), iso3, study),
        )

    @routes.get("/chart/{run_id}/{name}", responses=answers("chart", 404))
    def chart_route(run_id: RunId, name: ChartName, asked: Annotated[Plain, Query()]) -> Response:
        """A chart of a run as its brief shows it: the Vega-Lite specification, data included."""
        return document(public.chart_spec(desk.run(run_id), name, asked.lang or "en"))

    # Of an answer that was given just now; its document is at hand still.
    @routes.get("/charts/scores", responses=answers("charts"))
    def scores_charts(asked: Annotated[Scoring, Query()]) -> Response:
        """The figures of /api/scores as Vega-Lite specifications, data included."""
        return drawn(scores_route(asked), asked.lang)

    @routes.get("/charts/country/{iso3}", responses=answers("charts", 404))
    def country_charts(iso3: Code, asked: Annotated[Looking, Query()]) -> Response:
        """The figures of /api/country/{iso3} for one economy as Vega-Lite specifications, data included."""
        return drawn(country_route(iso3, asked), asked.lang)

    @routes.get("/charts/watch", responses=answers("charts"))
    def watch_charts(asked: Annotated[Watching, Query()]) -> Response:
        """The figure of /api/watch as a Vega-Lite specification, data included."""
        return drawn(watch_route(asked), asked.lang)

    @routes.get("/offers", responses=answers("offers"))
    def offers_route(asked: Annotated[Plain, Query()]) -> Response:
        """Every term of an offer with meaning, unit and range, and the templates."""
        return kept("offers", asked, lambda: public.offers(study))

    @routes.get("/deals", responses=answers("deals"))
    def deals_route(asked: Annotated[Listing, Query()]) -> Response:
        """Deals on record as of a day, of one economy if it is named, with sources and totals."""
        return kept("deals", asked, lambda: public.deals(study, economy=asked.economy, as_of=asked.as_of))

    @routes.get("/network", responses=answers("deal-network"))
    def network_route(asked: Annotated[Registered, Query()]) -> Response:
        """How central each economy is in the network of deals as of a day."""
        return kept("network", asked, lambda: public.deal_network(study, as_of=asked.as_of))

    @routes.get("/forecasts", responses=answers("forecasts"))
    def forecasts_route(asked: Annotated[Registered, Query()]) -> Response:
        """The log of frozen forecasts on this machine, and what of it has resolved by a day."""
        return document(desk.forecasts(asked.as_of))

    @routes.get("/watch", responses=answers("watch"))
    def watch_route(asked: Annotated[Watching, Query()]) -> Response:
        """What to wait for as of a day, and what it would tell."""
        return kept("watch", asked, lambda: public.watch(**desk.asking(), **asked.options()))

    @routes.get("/history", responses=answers("history"))
    def history_route(asked: Annotated[Watching, Query()]) -> Response:
        """The odds as of the end of each month up to a day, each with what was known on it."""
        return kept("history", asked, lambda: public.history(**desk.asking(), **asked.options()))

    @routes.get("/explain", responses=answers("explain"))
    def explain_route(asked: Annotated[Explaining, Query()]) -> Response:
        """What moved the odds between two days, item by item, summing to the move."""
        return kept("explain", asked, lambda: public.explain(**desk.asking(), **asked.options()))

    @routes.get("/viewpoints", responses=answers("viewpoints"))
    def viewpoints_route(asked: Annotated[Viewing, Query()]) -> Response:
        """The same evidence through every lens, side by side."""
        return kept("viewpoints", asked, lambda: public.viewpoints(**desk.asking(), **asked.options()))

    return routes
