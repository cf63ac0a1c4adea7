"""The shapes of the log's documents, as other programs may rely on them; their JSON Schemas are generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Names = dict[Literal["en", "zh"], str]
Chances = dict[str, float]


class Part(BaseModel):
    """A block of a document: nothing beyond what it declares."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Wrong(Part):
    """Something that is wrong."""

    where: str
    what: str
    remedy: str


class ListedEntry(Part):
    """One entry of the log in short."""

    entry: int
    logged: str
    run_id: str
    study: str
    as_of: str
    lens: str
    assimilated: bool
    manifest_sha256: str
    digest: str
    figures: int
    next: str | None  # the first day on which something of it resolves
    odds: dict[str, Chances]


class LogDocument(ListedEntry):
    """`forecast log --json`."""

    schema_: Literal["fourfutures/forecast-log/1"] = Field(alias="schema")
    log: str
    added: bool  # false where the run was in the log already
    set_aside: str | None  # file that the torn end of the log went to


class ListDocument(Part):
    """`forecast list --json`."""

    schema_: Literal["fourfutures/forecast-list/1"] = Field(alias="schema")
    log: str
    head: str  # digest of the last entry
    ok: bool
    problems: list[Wrong]
    rows: list[ListedEntry]


class ScoredRow(Part):
    """One forecast. What scores it is there once it has resolved."""

    entry: int
    run_id: str
    as_of: str
    logged: str
    lens: str
    kind: Literal["number", "category", "odds"]
    id: str
    resolves_on: str
    status: Literal["resolved", "open", "overdue"]
    indicator: str | None = None
    entity: str | None = None
    area: int | None = None
    name: Names | None = None
    unit: str | None = None
    period_end: str | None = None
    rule: Names | None = None
    reading: str | None = None
    observed: float | None = None
    happened: str | None = None
    known_on: str | None = None
    source_id: str | None = None
    hindsight: bool | None = None  # known when it was logged, so no forecast
    chances: Chances | None = None
    q05: float | None = None
    q10: float | None = None
    q25: float | None = None
    q50: float | None = None
    q75: float | None = None
    q90: float | None = None
    q95: float | None = None
    inside_80: bool | None = None
    miss: bool | None = None
    rank: float | None = None
    crps: float | None = None
    log: float | None = None
    brier: float | None = None
    baselines: dict[str, dict[str, float | None]] | None = None


class Summary(Part):
    """Counts over forecasts whose figure was not known when they were logged."""

    resolved: int
    hindsight: int
    open: int
    overdue: int
    figures: int
    misses: int
    numbers: int
    inside_80: int
    better_than_persistence: int
    compared: int
    crps_ratio: float | None
    log: float | None
    brier: float | None


class ScoreDocument(Part):
    """`forecast score --json`: misses first, then other resolved forecasts, then open ones by the day they resolve."""

    schema_: Literal["fourfutures/forecast-score/1"] = Field(alias="schema")
    log: str
    study: str
    study_hash: str
    seed: int
    as_of: str
    ok: bool
    problems: list[Wrong]
    summary: Summary
    other_studies: int
    rows: list[ScoredRow]


def forecast_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by name."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "forecast-log": {**dialect, **LogDocument.model_json_schema(by_alias=True)},
        "forecast-list": {**dialect, **ListDocument.model_json_schema(by_alias=True)},
        "forecast-score": {**dialect, **ScoreDocument.model_json_schema(by_alias=True)},
    }
