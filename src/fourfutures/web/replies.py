"""Replies as bytes: documents as the command line prints them, errors in one shape, headers that keep a page to itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from fourfutures.errors import Problem

LANGUAGES = ("en", "zh")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# Browsers heed this over https and from their own machine alone, and warn their reader wherever else it comes.
TRUSTED = {"cross-origin-opener-policy": "same-origin"}
FRAMED = {  # of a page with one figure and nothing to press, which may stand in a page of another site
    "content-security-policy": HEADERS["content-security-policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    ),
    "x-frame-options": None,
    "cross-origin-resource-policy": "cross-origin",
}
# What messages of the command line call an option, and what a request calls it.
FIELDS = {
    "--as-of": "as_of",
    "--capacity": "capacity_mw",
    "--deal": "deals",
    "--lever": "levers",
}


def encoded(content: Mapping[str, Any]) -> bytes:
    """A document in UTF-8. Numbers keep every digit; a lone surrogate becomes the escape that JSON has for it."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def document(content: Mapping[str, Any] | bytes, status: int = 200) -> Response:
    """A document as a reply."""
    body = content if isinstance(content, bytes) else encoded(content)
    return Response(body, status, media_type="application/json")


def refusal(
    problem: Problem, status: int, lang: str, retry: int | None = None, allow: str | None = None
) -> Response:
    """An error as a reply: `{"error": {"where", "what", "remedy"}}` in a language."""
    told = problem.as_json(lang)
    reply = document({"error": {**told, "where": _field(told["where"])}}, status)
    reply.headers["content-language"] = lang
    reply.headers["cache-control"] = "no-store"
    if retry is not None:
        reply.headers["retry-after"] = str(retry)
    if allow is not None:
        reply.headers["allow"] = allow
    if status == 401:
        reply.headers["www-authenticate"] = "Bearer"
    return reply


def _field(where: str) -> str:
    """An option of the command line under its name in a request."""
    option, blank, rest = where.partition(" ")
    if not option.startswith("--"):
        return where
    return FIELDS.get(option, option[2:].replace("-", "_")) + blank + rest


def language(query: Mapping[str, str], headers: Mapping[str, str]) -> str:
    """The language of a reply: that of `lang`, else the first of Accept-Language that is there, else English."""
    if query.get("lang") in LANGUAGES:
        return query["lang"]
    wanted: list[tuple[float, str]] = []
    for part in headers.get("accept-language", "")[:500].split(","):
        tag, _, weight = part.strip().partition(";")
        try:
            share = float(weight.strip().removeprefix("q=") or 1.0)
        except ValueError:
            continue
        if (short := tag.strip().lower().partition("-")[0]) in LANGUAGES and share > 0.0:
            wanted.append((-share, short))
    return min(wanted, key=lambda pair: pair[0])[1] if wanted else "en"
