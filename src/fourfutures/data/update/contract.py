"""The shapes of documents about public files; their JSON Schemas are generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Names = dict[Literal["en", "zh"], str]


class Part(BaseModel):
    """A block of a document: nothing beyond what it declares."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Wrong(Part):
    """Something that is wrong."""

    where: str
    what: str
    remedy: str


class ChangedRow(Part):
    """A row that came, went or says something else; cells before and after, null where there was no row."""

    change: Literal["added", "removed", "changed"]
    key: dict[str, str]
    nth: int
    cells: dict[str, tuple[str | None, str | None]]


class Difference(Part):
    """What a vintage changes: counts of rows, columns, and the first changes."""

    added: int
    removed: int
    changed: int
    touched: int
    same: int
    columns_added: list[str]
    columns_removed: list[str]
    changes: list[ChangedRow]
    left_out: int


class UpdatedFile(Part):
    """What became of one connector."""

    connector: str
    name: Names
    status: Literal["first", "new", "unchanged", "refused"]
    previous: str | None
    vintage: str | None
    folder: str | None
    file: str
    url: str
    sha256: str | None
    bytes: int | None
    rows: int | None
    licence: str
    source_id: str
    feeds: list[str]
    difference: Difference | None


class Head(Part):
    """Which study a document is about, and where the vintages lie."""

    study: str
    study_hash: str
    seed: int
    as_of: str
    into: str


class UpdateDocument(Head):
    """`data update --json`."""

    schema_: Literal["fourfutures/update/1"] = Field(alias="schema")
    ok: bool
    problems: list[Wrong]
    rows: list[UpdatedFile]


class ListedConnector(Part):
    """One connector."""

    connector: str
    name: Names
    url: str
    format: Literal["csv", "json", "xlsx"]
    key: list[str]
    columns: dict[str, str]
    unit: str
    licence: str
    source_id: str
    feeds: list[str]
    note: Names
    vintage: str | None


class ConnectorsDocument(Head):
    """`data update --list --json`."""

    schema_: Literal["fourfutures/connectors/1"] = Field(alias="schema")
    rows: list[ListedConnector]


def update_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "update": {**dialect, **UpdateDocument.model_json_schema(by_alias=True)},
        "connectors": {**dialect, **ConnectorsDocument.model_json_schema(by_alias=True)},
    }
