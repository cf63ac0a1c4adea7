"""The shape of an explanation, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.analysis.contract import DialValues, Future, Part, Reading, described

Text = dict[Literal["en", "zh"], str]


class DatedOdds(Part):
    """A probability on a day, its sampling error and its range over prior sets and definitions."""

    p: float = Field(ge=0.0, le=1.0)
    mc_se: float = Field(ge=0.0)
    low: float = Field(ge=0.0, le=1.0)
    high: float = Field(ge=0.0, le=1.0)


class Ends(BaseModel):
    """Odds on both days under one reading, and the move between them."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    from_: dict[Future, DatedOdds] = Field(alias="from")
    to: dict[Future, DatedOdds]
    move: dict[Future, float]


class Figure(Part):
    """An earlier figure and the end of its period."""

    value: float
    period_end: str


class Contribution(Part):
    """One item and what it changed; `delta` is in the chosen reading."""

    id: str
    kind: Literal["indicator", "event", "evidence", "guard", "start", "members"]
    name: Text
    indicator: str | None
    entity: str | None
    place: Text | None
    observed: float | None
    unit: str | None
    before: Figure | None
    period_end: str
    date: str
    delta: dict[Future, float]
    readings: dict[Reading, dict[Future, float]]
    source_id: str
    source_ids: list[str]
    status: Literal["accepted", "expired", "weighed anew"] | None
    reasons: list[Text]


class Changes(BaseModel):
    """What the absence of a source changes on both days."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    from_: dict[Future, float] = Field(alias="from")
    to: dict[Future, float]


class PlainEnds(BaseModel):
    """Odds on both days without a range, and how they differ from those with the source."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    from_: dict[Future, float] = Field(alias="from")
    to: dict[Future, float]
    change: Changes


class Without(PlainEnds):
    """The same odds had a source not been there."""

    source_id: str
    rows: list[str]
    readings: dict[Reading, PlainEnds]


class Starts(BaseModel):
    """How the state at the origin was known on both days."""

    model_config = ConfigDict(extra="forbid")

    from_: Literal["vintage", "best_estimate"] = Field(alias="from")
    to: Literal["vintage", "best_estimate"]


class ExplainDocument(BaseModel):
    """`explain --json`. Further blocks may follow; these are promised."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: Literal["fourfutures/explain/1"] = Field(alias="schema")
    study: str
    study_hash: str
    code_version: str
    as_of: str
    from_date: str
    to_date: str
    seed: int
    members: int
    lens: str
    dials: DialValues
    starts: Starts
    from_: dict[Future, DatedOdds] = Field(alias="from")
    to: dict[Future, DatedOdds]
    move: dict[Future, float]
    readings: dict[Reading, Ends]
    contributions: list[Contribution]
    unexplained: float
    without: Without | None
    sources: dict[str, dict[str, str | None]]
    notes: list[dict[str, str]]


def explain_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(ExplainDocument)
