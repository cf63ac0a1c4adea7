"""The application: routes, errors in one shape, the guard before them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from fourfutures import __version__, public
from fourfutures.errors import Both, FourFuturesError, Problem
from fourfutures.study import Study
from fourfutures.web.complaints import by_status, complaint
from fourfutures.web.desk import Desk
from fourfutures.web.effect_routes import effect_routes
from fourfutures.web.errors import Refused
from fourfutures.web.evidence_routes import evidence_routes
from fourfutures.web.get_routes import get_routes
from fourfutures.web.guard import Guard
from fourfutures.web.intake_routes import intake_routes
from fourfutures.web.pages import Pages
from fourfutures.web.post_routes import post_routes
from fourfutures.web.replies import language, refusal
from fourfutures.web.schema import describe
from fourfutures.web.workshop_routes import workshop_routes

# The places of the app; all of them are one page.
PLACES = (
    "/", "/why", "/watch", "/countries", "/countries/{code}", "/deal", "/evidence", "/scores", "/method", "/workshop",
)  # fmt: skip
PACKED_FROM = (
    48 * 1024
)  # bytes; answers to a lever that moves are smaller, and packing them would take longer than sending
OUT_OF_MEMORY = Problem(
    Both("memory", "内存"),
    Both("is not enough for this request", "不足以完成这次请求"),
    Both("ask for fewer members", "请减少成员数"),
)


def assembled(
    study: Study, token: str | None = None, runs: Path | None = None, read_only: bool = False
) -> FastAPI:
    """The application for one study. Runs go to `runs`, the user's cache if left out."""
    desk = Desk(study, runs, read_only)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    known = public.study_document(study)
    app.include_router(get_routes(desk))
    app.include_router(post_routes(desk))
    app.include_router(effect_routes(desk))
    app.include_router(intake_routes(desk))
    app.include_router(evidence_routes(desk))
    app.include_router(workshop_routes(desk))
    description: dict[str, Any] = describe(app, __version__)
    pages = Pages()

    def shell_route(request: Request) -> Response:
        return pages.shell(language(request.query_params, request.headers), request.headers)

    for place in PLACES:
        app.get(place, include_in_schema=False)(shell_route)

    @app.get("/app/{version}/{name:path}", include_in_schema=False)
    def file_route(version: str, name: str, request: Request) -> Response:
        found = pages.file(name, request.headers) if version == pages.version else None
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/openapi.json", include_in_schema=False)
    def openapi_route() -> dict[str, Any]:
        return description

    _speak(app)
    app.state.desk = desk
    app.add_middleware(GZipMiddleware, minimum_size=PACKED_FROM, compresslevel=4)
    app.add_middleware(
        Guard, state=f"{known['study_hash']} {known['code_version']}", heard=desk.heard, token=token
    )
    return app


def _speak(app: FastAPI) -> None:
    """Every error in one shape, in the language of the request."""

    def said(request: Request, problem: Problem, status: int, retry: int | None = None) -> Response:
        return refusal(problem, status, language(request.query_params, request.headers), retry)

    @app.exception_handler(FourFuturesError)
    async def refused(request: Request, error: FourFuturesError) -> Response:
        if isinstance(error, Refused):
            return said(request, error.problem, error.status, error.retry)
        return said(request, error.problem, 422)

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> Response:
        errors = error.errors()
        status = 400 if any(one["type"] == "json_invalid" for one in errors) else 422
        return said(request, complaint(errors), status)

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: HTTPException) -> Response:
        reply = said(
            request, by_status(error.status_code, request.method, request.url.path), error.status_code
        )
        if error.status_code == 405:
            reply.headers["allow"] = (error.headers or {}).get("Allow", "GET")
        return reply

    @app.exception_handler(MemoryError)
    async def short(request: Request, error: MemoryError) -> Response:
        return said(request, OUT_OF_MEMORY, 503)
