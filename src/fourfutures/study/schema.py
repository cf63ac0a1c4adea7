"""JSON Schemas of the study's files, for editors and for other programs."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from fourfutures.study.loading import CSV_FILES, TOML_FILES
from fourfutures.study.meta import StudyMeta
from fourfutures.study.other_frame import OtherFrame
from fourfutures.study.prior import Correlation, UncertaintyTable

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of study file; for a table it describes one row, blank cells as null."""
    schemas = {"study": _schema(StudyMeta, "study.toml"), "uncertainties": _uncertainties()}
    schemas["frame"] = _schema(OtherFrame, "a file of frames/")
    for kind, shape in TOML_FILES.items():
        schemas[kind] = _schema(shape, f"{kind}.toml")
    for kind, (row, _) in CSV_FILES.items():
        schemas[kind] = _schema(row, f"a row of {kind}.csv")
    return dict(sorted(schemas.items()))


def _schema(shape: Any, title: str) -> dict[str, Any]:
    schema = TypeAdapter(shape).json_schema(by_alias=True)
    _without_filled_ids(schema)
    return {"$schema": DIALECT, **schema, "title": title}


def _uncertainties() -> dict[str, Any]:
    schema = _schema(dict[str, UncertaintyTable], "uncertainties.toml")
    pairs = TypeAdapter(tuple[Correlation, ...]).json_schema(ref_template="#/$defs/{model}")
    schema.setdefault("$defs", {}).update(pairs.pop("$defs", {}))
    return {**schema, "properties": {"correlation": pairs}}


def _without_filled_ids(schema: Any) -> None:
    """Drop ids that are the name of a table: a file does not write them."""
    if isinstance(schema, list):
        for entry in schema:
            _without_filled_ids(entry)
    if not isinstance(schema, dict):
        return
    properties = schema.get("properties", {})
    for name in [
        name for name, field in properties.items() if isinstance(field, dict) and field.get("from_key")
    ]:
        del properties[name]
        schema["required"] = [entry for entry in schema.get("required", []) if entry != name]
    for entry in schema.values():
        _without_filled_ids(entry)
