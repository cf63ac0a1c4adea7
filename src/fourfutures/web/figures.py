"""Figures of a reply in the form that other programs draw from."""

from __future__ import annotations

import json

from starlette.responses import Response

from fourfutures import public
from fourfutures.web.replies import document


def drawn(reply: Response, lang: str | None) -> Response:
    """The figures of the document in a reply as Vega-Lite specifications, by name."""
    return document(public.document_charts(json.loads(bytes(reply.body)), lang or "en"))
