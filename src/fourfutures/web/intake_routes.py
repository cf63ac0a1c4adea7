"""Routes by which documents and items come onto the desk and leave it, and by which its ledger is looked over."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from fourfutures import public
from fourfutures.evidence import Bounds
from fourfutures.web.asked import Language
from fourfutures.web.asked_evidence import AddAsked, ExportAsked, ImportAsked, Looked
from fourfutures.web.desk import Desk
from fourfutures.web.handed import as_file, handed
from fourfutures.web.replies import document, language
from fourfutures.web.schema import answers, files

Lang = Annotated[Language, Query()]
LINES = "application/jsonl"
BOUNDS = Bounds(file=8_000_000, documents=2_000)  # of one request; more belongs on the command line


def intake_routes(desk: Desk) -> APIRouter:
    """The routes for one server."""
    routes, study = APIRouter(prefix="/api/evidence"), desk.study

    def said(content: dict[str, Any], request: Request) -> Response:
        lang = language(request.query_params, request.headers)
        problems = [problem.as_json(lang) for problem in content["problems"]]
        return document({**content, "problems": problems})

    @routes.post("/add", responses=answers("evidence-add", 409))
    def add_route(asked: AddAsked, request: Request, lang: Lang = None) -> Response:
        """Read documents and put them and what may be evidence in them on the desk; what cannot be read stands in `problems`."""
        if not asked.dry_run:
            desk.require_writes()
        given = [handed(one) for one in asked.documents]
        with desk.work.one(desk.sessions.stay):
            taken = public.evidence_add(given, study=study, dry_run=asked.dry_run, bounds=BOUNDS)
        return said(taken, request)

    @routes.get("/export", responses=files(LINES))
    def export_route(asked: Annotated[ExportAsked, Query()]) -> Response:
        """Accepted items as JSON Lines, with `all` those to be decided too, with `whole` every entry of the ledger."""
        text = public.evidence_export(everything=asked.everything, whole=asked.whole, study=study)
        name = "ledger.jsonl" if asked.whole else "items.jsonl"
        return Response(
            text.encode("utf-8", "backslashreplace"),
            media_type=LINES,
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    @routes.post("/import", responses=answers("evidence-import", 409))
    def import_route(asked: ImportAsked, lang: Lang = None) -> Response:
        """Items as proposals: they weigh nothing until accepted here. With `whole` a ledger with its decisions, into an empty one."""
        desk.require_writes()
        with as_file(asked) as path:
            found = public.evidence_import(path, whole=asked.whole, study=study)
        return document({**found, "file": asked.name})

    @routes.get("/check", responses=answers("evidence-check"))
    def check_route(asked: Annotated[Looked, Query()], request: Request) -> Response:
        """Whether every entry of the ledger is as it was written, in its place, and makes sense after those before it."""
        return said(public.evidence_check(), request)

    return routes
