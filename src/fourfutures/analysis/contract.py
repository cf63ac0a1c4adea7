"""The shape of a run's summary, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Future = Literal["americas_century", "chinese_characteristics", "us_standard", "ai_plus_world", "contested"]
Reading = Literal["source", "committed", "strict"]
Axis = Literal["compute", "adoption"]
Leader = Literal["us", "contested", "cn"]


class Part(BaseModel):
    """A block of the document: nothing beyond what it declares."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Odds(Part):
    """A probability, its sampling error, its range, and what it was before and after data."""

    p: float = Field(ge=0.0, le=1.0)
    mc_se: float = Field(ge=0.0)
    low: float = Field(ge=0.0, le=1.0)
    high: float = Field(ge=0.0, le=1.0)
    prior_p: float = Field(ge=0.0, le=1.0)
    data_p: float = Field(ge=0.0, le=1.0)


class Change(Part):
    """A paired change and its 95 % interval."""

    p: float
    low: float
    high: float


class Span(Part):
    """Ends of a range."""

    low: float
    high: float


class Quantiles(Part):
    """Mean and quantiles of the weighted members."""

    mean: float
    q05: float
    q25: float
    q50: float
    q75: float
    q95: float


class Outcome(Quantiles):
    """The same with unit and the 80 % interval."""

    unit: str
    q10: float
    q90: float


class Step(Part):
    """One month of the path."""

    month: str
    futures: dict[Future, float]
    compute: Quantiles
    adoption: Quantiles


class MoverItem(Part):
    """One row of evidence and what it moved."""

    id: str
    kind: Literal["indicator", "event", "evidence"]
    name: dict[Literal["en", "zh"], str]
    observed: float
    unit: str
    entity: str
    period_end: str
    delta: dict[Future, float]
    source_id: str
    date: str


class LeftOut(Part):
    """A block of rows, and the odds that the data would give without it."""

    block: str
    indicators: list[str]
    names: list[dict[Literal["en", "zh"], str]]
    basis: Literal["level", "change", "category"]
    rows: int
    source_ids: list[str]
    ess: float
    futures: dict[Reading, dict[Future, float]]


class Moments(Part):
    """Mean and standard deviation of an index."""

    mean: float
    sd: float


class CrossCheck(Part):
    """One index by the weights and by an ensemble smoother with the same rows, without evidence and levers."""

    weights: Moments
    smoother: Moments
    tolerance: float
    differs: bool


class FitItem(Part):
    """A block of rows held against what the prior expected of it, and what the data leave unexplained of it."""

    block: str
    names: list[dict[Literal["en", "zh"], str]]
    p: float = Field(ge=0.0, le=1.0)
    factor: float = Field(ge=1.0)  # on the block's errors
    p_after: float = Field(ge=0.0, le=1.0)
    unexplained: float | None  # root mean square, in the rows' own errors; none of categories
    precision: float | None  # that the smoother gives the block; below 1 it is doubted


class Discrepancy(Part):
    """What the equations cannot explain of a bloc's build-out, accumulated since the origin."""

    name: str
    bloc: Literal["US", "CN"]
    month: str
    unit: Literal["log"]
    mean: float
    sd: float
    prior_sd: float


class Collapse(Part):
    """Parameters that had collapsed, and the odds that the data gave before all errors were doubled."""

    parameters: list[str]
    futures_before: dict[Reading, dict[Future, float]]


class Diagnostics(Part):
    """How far the weights can be trusted."""

    pool: int
    ess: float
    unique_members: int
    recorded_members: int  # run with full output: behind fans, economies, effects of levers
    guided: bool
    max_weight: float
    pareto_k: float | None
    failed_members: int
    surprises: list[str]
    collapsed: list[str]
    cross_check: dict[Axis, CrossCheck] | None
    judgement_share: dict[str, float]


class DialValues(Part):
    """The chosen reading and its five definitions."""

    reading: Reading
    tau: float
    rho_c: float
    gamma: float
    psi: float
    theta: float


class StudyDocument(BaseModel):
    """A document that answers a request. Further blocks may follow; those declared are promised."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: str = Field(alias="schema")
    study: str
    study_hash: str
    code_version: str
    as_of: str
    horizon: str
    seed: int
    members: int


class ReadDocument(StudyDocument):
    """The same, read through one lens, with the definitions of one reading."""

    lens: str
    dials: DialValues
    start: Literal["vintage", "best_estimate"]


class RunDocument(BaseModel):
    """summary.json and `run --json`. Further blocks may follow; these are promised."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: Literal["fourfutures/run/1"] = Field(alias="schema")
    run_id: str
    study: str
    study_hash: str
    code_version: str
    data_vintage: str
    as_of: str
    origin: str
    horizon: str
    members: int
    seed: int
    lens: str
    dials: DialValues
    start: Literal["vintage", "best_estimate"]
    levers: dict[str, float]
    deals: list[dict[str, Any]]
    assimilated: bool
    futures: dict[Reading, dict[Future, Odds]]
    axes: dict[Reading, dict[Axis, dict[Leader, float]]]
    axis_ranges: dict[Reading, dict[Axis, dict[Leader, Span]]]
    indices: dict[Axis, Quantiles]
    outcomes: dict[str, Outcome]
    path: list[Step]
    difference: dict[Future, Change] | None = None
    movers: list[MoverItem]
    left_out: list[LeftOut]
    diagnostics: Diagnostics
    fit: list[FitItem]
    collapse: Collapse | None
    discrepancies: list[Discrepancy]
    evidence: dict[str, Any]
    notes: list[dict[str, str]]
    rows: dict[str, Any]


def described(document: type[BaseModel]) -> dict[str, Any]:
    """JSON Schema of a document."""
    schema = document.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def run_schema() -> dict[str, Any]:
    """JSON Schema of the summary document."""
    return described(RunDocument)
