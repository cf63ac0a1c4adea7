"""The shape of what `brief` and `verify` print and of the record of an edition; their JSON Schemas come from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Card = dict[str, str | None]


class Part(BaseModel):
    """A block that holds these fields and no others."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class BriefFilesDocument(Part):
    """`brief --json`: paths of the files that were written, pages first."""

    schema_: Literal["fourfutures/brief-files/1"] = Field(alias="schema")
    edition: Literal["brief", "change", "country", "deal", "lens", "digest"]
    files: list[str]


class Told(Part):
    """One thing to put right, in the language that was asked for."""

    where: str
    what: str
    remedy: str


class VerifyDocument(Part):
    """`verify --json`: what was looked at, and everything that is wrong with it."""

    schema_: Literal["fourfutures/verify/1"] = Field(alias="schema")
    run_id: str | None
    study: str | None
    study_hash: str | None
    seed: int | None
    as_of: str | None
    pages: list[str]
    files: int = Field(ge=0)
    same_code: bool
    simulated: bool
    ok: bool
    problems: list[Told]


class EditionDocument(BaseModel):
    """`NAME.record.json`: what an edition was written from. `document` is that of `explain`, `country` or `viewpoints`,
    for a deal those of `deal` and `switchoff`, for a digest those of `evidence digest` and `evidence languages`; further kinds may follow."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: Literal["fourfutures/edition/1"] = Field(alias="schema")
    edition: str
    about: str
    run_id: str
    study: str
    study_hash: str
    code_version: str
    seed: int
    as_of: str
    members: int
    lens: str
    request: dict[str, Any]
    sources: dict[str, Card]
    document: dict[str, Any]
    digest: str = Field(pattern="^[0-9a-f]{64}$")


def brief_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas of the documents, by name."""
    models: dict[str, type[BaseModel]] = {
        "brief-files": BriefFilesDocument,
        "verify": VerifyDocument,
        "edition": EditionDocument,
    }
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {
        name: {"$schema": draft, **model.model_json_schema(by_alias=True)} for name, model in models.items()
    }
