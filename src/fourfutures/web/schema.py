"""The description of the interface: every route with the documents and errors that it gives."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fourfutures.public import document_schemas

ERRORS = {
    400: "The body cannot be read.",
    401: "The token is missing or wrong; only where the server was started with one.",
    403: "Asked under the name of another machine, by a page of another site, or to write where nothing may be written.",
    404: "There is no such economy, group, item or document.",
    409: "Overtaken by a newer request of the same session.",
    413: "The body is too large.",
    422: "Something asked for is wrong: where, what, and what to do.",
    500: "A fault of the program, with its number in the log.",
    503: "Too many requests wait; ask again in a few seconds.",
}
ALWAYS = (401, 403, 422, 500, 503)
# Documents without a schema of their own, by what is always in them.
_HEAD = {"schema": "string", "study": "string", "study_hash": "string", "code_version": "string"}
OWN: dict[str, dict[str, str]] = {
    "study": {**_HEAD, "frame": "object", "drivers": "object", "economies": "array", "offers": "object"},
    "levers": {**_HEAD, "levers": "array", "sources": "object"},
    "method": {**_HEAD, "dials": "object", "readings": "object", "lenses": "object", "uncertainties": "object"},
    "scores": {"targets": "array"},
    "offers": {**_HEAD, "terms": "object", "templates": "object", "sources": "object"},
    "offer": {**_HEAD, "ok": "boolean", "problems": "array"},
    "forecasts": {"schema": "string", "list": "object", "score": "object"},
    "history": {**_HEAD, "as_of": "string", "members": "integer", "reading": "string", "days": "array"},
    "evidence-desk": {
        "schema": "string", "ledger": "string", "writes": "boolean", "reads": "object", "indicators": "object",
    },
    "live": {
        "schema": "string", "study_hash": "string", "as_of": "string", "members": "integer", "seed": "integer",
        "lens": "string", "reading": "string", "levers": "object", "deals": "array", "ess": "number",
        "futures": "object", "path": "array",
    },
    "chart": {"$schema": "string"},
    "charts": {"schema": "string", "charts": "object"},
    "member": {
        "schema": "string", "dot": "integer", "member": "integer", "future": "string", "path": "array",
        "drivers": "array", "exports": "array", "sentence": "object",
    },
    "published": {"schema": "string", "series": "array", "sources": "object"},
    "region": {"schema": "string", "p": "number", "mc_se": "number", "drivers": "array", "sentence": "object"},
}  # fmt: skip
PART = "#/components/schemas/"


def answers(kind: str, *more: int) -> dict[int | str, dict[str, Any]]:
    """The replies of a route that gives documents of a kind."""
    # An economy's address also stands for groups, whose pages have a shape of their own.
    kinds = ("country", "country-group") if kind == "country" else (kind,)
    schemas = [{"$ref": PART + name} for name in kinds]
    shape = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    given: dict[int | str, dict[str, Any]] = {
        200: {"description": "The document.", "content": {"application/json": {"schema": shape}}}
    }
    if not {409}.intersection(more):
        given[304] = {"description": "The reader holds it already (If-None-Match)."}
    return given | _refusals({*ALWAYS, *more, *((400, 413) if 409 in more else ())})


def files(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The replies of a route that gives a file of one of some media types."""
    content = {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in kinds}
    return {200: {"description": "The file.", "content": content}, **_refusals(set(ALWAYS))}


def _refusals(codes: set[int]) -> dict[int | str, dict[str, Any]]:
    """The errors of a route."""
    given: dict[int | str, dict[str, Any]] = {}
    for status in sorted(codes):
        given[status] = {
            "description": ERRORS[status],
            "content": {"application/json": {"schema": {"$ref": PART + "Error"}}},
        }
    return given


def describe(app: FastAPI, version: str) -> dict[str, Any]:
    """The OpenAPI document."""
    found = get_openapi(
        title="fourfutures",
        version=version,
        summary="Odds of named futures, from a runnable model and sourced data.",
        routes=app.routes,
    )
    parts = found.setdefault("components", {}).setdefault("schemas", {})
    for leftover in ("HTTPValidationError", "ValidationError"):
        parts.pop(leftover, None)
    parts["Error"] = _error()
    for name, fields in OWN.items():
        parts[name] = {
            "type": "object",
            "properties": {field: {"type": kind} for field, kind in fields.items()},
            "required": list(fields),
        }
    for name, schema in document_schemas().items():
        inner = schema.get("$defs", {})
        parts[name] = _moved({k: v for k, v in schema.items() if k not in ("$defs", "$schema", "$id")}, name)
        for part, content in inner.items():
            parts[f"{name}.{part}"] = _moved(content, name)
    return found


def _error() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("where", "what", "remedy")}
    inner = {"type": "object", "properties": texts, "required": list(texts), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"error": inner},
        "required": ["error"],
        "additionalProperties": False,
    }


def _moved(content: Any, name: str) -> Any:
    """A schema whose own parts stand among all the others, under names that begin with its own."""
    if isinstance(content, dict):
        return {
            key: f"{PART}{name}.{value.rsplit('/', 1)[1]}"
            if key == "$ref" and isinstance(value, str) and value.startswith("#/$defs/")
            else _moved(value, name)
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_moved(value, name) for value in content]
    return content
