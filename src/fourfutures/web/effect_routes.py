"""Routes of the evidence desk that say what items do to the odds: before, by language, over some days, and that as a page."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from fourfutures import public
from fourfutures.web.asked import Language
from fourfutures.web.asked_evidence import DigestAsked, DigestPageAsked, OddsAsked, PreviewAsked
from fourfutures.web.desk import Desk
from fourfutures.web.post_routes import Session
from fourfutures.web.replies import document, language
from fourfutures.web.schema import answers, files

Lang = Annotated[Language, Query()]
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "md": "application/zip"}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of members of an archive, so that one page gives the same bytes
DAYS = {"from_date", "to_date", "format", "lang"}


def effect_routes(desk: Desk) -> APIRouter:
    """The routes for one server."""
    routes = APIRouter(prefix="/api/evidence")

    @routes.post("/preview", responses=answers("evidence-preview", 409, 503))
    def preview_route(asked: PreviewAsked, session: Session = None, lang: Lang = None) -> Response:
        """What an item would do to the odds, before anybody accepts it."""
        stay = desk.sessions.ticket("preview", session)
        with desk.work.one(stay):
            return document(
                public.evidence_preview(**desk.asking(stay), **asked.model_dump(exclude_none=True))
            )

    def odds(asked: OddsAsked) -> dict[str, Any]:
        return {**desk.asking(), **asked.model_dump(exclude_none=True, exclude={"lang"})}

    @routes.get("/languages", responses=answers("evidence-languages"))
    def languages_route(asked: Annotated[OddsAsked, Query()]) -> Response:
        """Odds under English-sourced, Chinese-sourced and all accepted evidence, and the items that split them."""
        with desk.work.one(desk.sessions.stay):
            return document(public.evidence_languages(**odds(asked)))

    @routes.get("/digest", responses=answers("evidence-digest"))
    def digest_route(asked: Annotated[DigestAsked, Query()]) -> Response:
        """What was decided from one day to another, both included, and what it did to the odds."""
        with desk.work.one(desk.sessions.stay):
            return document(public.evidence_digest(**odds(asked)))

    @routes.get("/digest-page", responses=files(*TYPES.values()))
    def page_route(asked: Annotated[DigestPageAsked, Query()], request: Request) -> Response:
        """The same as a page to hand on: HTML, PDF, or Markdown with its record in an archive."""
        lang = language(request.query_params, request.headers)
        options = asked.model_dump(exclude_none=True, exclude=DAYS)
        with desk.work.one(desk.sessions.stay), tempfile.TemporaryDirectory() as folder:
            paths = public.brief(
                desk.made(options), formats=(asked.format,), lang=lang, out=folder, digest=True,
                from_date=asked.from_date, to_date=asked.to_date, study=desk.study,
                progress=desk.asking()["progress"],
            )  # fmt: skip
            page = paths[0]
            content = _archive(paths, Path(folder)) if asked.format == "md" else page.read_bytes()
        name = f"{page.stem}.zip" if asked.format == "md" else page.name
        return Response(
            content,
            media_type=TYPES[asked.format],
            headers={"content-disposition": f'attachment; filename="{name}"', "content-language": lang},
        )

    return routes


def _archive(paths: list[Path], folder: Path) -> bytes:
    """Files of a folder in one archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            name = path.relative_to(folder).as_posix()
            archive.writestr(
                zipfile.ZipInfo(name, FIRST_DAY), path.read_bytes(), compress_type=zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()
