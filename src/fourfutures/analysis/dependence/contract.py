"""The shape of a test of withheld supply, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.analysis.contract import Part, described

Text = dict[Literal["en", "zh"], str]
LayerName = Literal["chips", "cloud", "weights", "updates"]
Option = Literal["us", "cn", "own"]
Measure = Literal[
    "dependency_index", "weeks_to_half", "area_52w", "gdp_at_risk_usd", "supplier_cost_usd", "share_lost"
]


class Range(Part):
    """Mean and quantiles of the weighted members."""

    mean: float
    q05: float
    q10: float
    q50: float
    q90: float
    q95: float


class Ends(Part):
    """A number with all exposures lower, and with all of them higher."""

    low: float
    high: float


class LayerPart(Part):
    """One layer in one economy: the parts that multiply to its loss, means of members."""

    exposed: float = Field(ge=0.0, le=1.0)  # share of use that rests on it
    left: float = Field(ge=0.0, le=1.0)  # of that, what capacity in the country does not cover
    severity: float = Field(ge=0.0, le=1.0)
    at_once: bool  # whether it bites on the first day
    half_recovery_weeks: float = Field(gt=0.0)


class OnSitePart(Part):
    """Capacity in the country on the supplier's stack: what it can serve, and what that rests on."""

    share: Range  # of the use there
    remote_control: float
    basis: Literal["none_on_record", "stated", "drawn"]
    deals: list[str]
    unstated: int


class Moved(Part):
    """Use that has been replaced by week 52, and where it has gone; means of members."""

    replaced: float
    to: dict[Option, float]


class CountryLoss(Part):
    """What one economy loses. `loss_by_week` is the mean of members, weeks 0 to 52; `loss_low` and `loss_high` q10, q90.

    `weeks_to_half` is None where nothing is lost. `area_52w` counts weeks of service. Money is US$ over the 52 weeks.
    `share_lost` is what the supplier has lost of use there through lost trust `months_after` later.
    """

    name: Text
    kind: str
    region: str
    imputed: bool
    shares: dict[Option, float]
    adoption: float
    loss_by_week: list[float] = Field(min_length=53, max_length=53)
    loss_low: list[float] = Field(min_length=53, max_length=53)
    loss_high: list[float] = Field(min_length=53, max_length=53)
    dependency_index: float = Field(ge=0.0, le=1.0)
    weeks_to_half: float | None
    area_52w: float = Field(ge=0.0, le=52.0)
    gdp_at_risk_usd: float = Field(ge=0.0)
    supplier_cost_usd: float = Field(ge=0.0)
    ranges: dict[Measure, Range | None]
    index_if_exposures: Ends
    layers: dict[LayerName, LayerPart]
    substitution: Moved
    on_site: OnSitePart
    ess: float


class Total(Part):
    """All economies of the test together; means are sums or use-weighted means of theirs."""

    loss_by_week: list[float] = Field(min_length=53, max_length=53)
    loss_low: list[float] = Field(min_length=53, max_length=53)
    loss_high: list[float] = Field(min_length=53, max_length=53)
    gdp_at_risk_usd: Range


class SupplierCost(Part):
    """What the test costs the supplier: revenue over the 52 weeks, and a year's revenue of the share lost with trust.

    `withdrawal_usd` takes the loss of each economy as a whole, `own_users_usd` that of those who use the supplier's stack.
    """

    withdrawal_usd: Range
    own_users_usd: Range
    trust_usd_per_year: Range


class Trust(Part):
    """The incident that a withdrawal is taken to be, felt by all partners, and the share of their use it costs."""

    size_logit: Range
    decay_per_year: float
    months_after: int
    share_lost: Range  # of all use in partner economies
    approximation: Text


class ScorePart(Part):
    """A part of what an offer leaves with the partner."""

    id: str
    name: Text
    value: float = Field(ge=0.0, le=1.0)
    weight: float


class Sovereignty(Part):
    """What an offer leaves with the partner. The score is a judgement in numbers."""

    score: float = Field(ge=0.0, le=1.0)
    judgement: Literal[True]
    parts: list[ScorePart]
    residency_over_control: float  # residency less the mean of legal control and custody of keys


class OfferPart(Part):
    """An offer and the same country with it in full service."""

    id: str
    name: Text
    stack: Option
    capacity_mw: float
    sovereignty: Sovereignty
    with_offer: CountryLoss
    change: dict[Literal["dependency_index", "area_52w"], Range]  # paired, with less without


class AssumptionPart(Part):
    """A number that the test rests on."""

    id: str
    name: Text
    unit: str
    prior: dict[str, Any]
    judgement: bool
    source_ids: list[str]
    note: str


class ExposurePart(Part):
    """A column of the matrix: share of each option's use that rests on a layer of the supplier."""

    layer: LayerName
    name: Text
    us: float
    cn: float
    own: float
    judgement: bool
    source_ids: list[str]
    note: str


class SwitchoffDocument(BaseModel):
    """`switchoff --json`. Further blocks may follow; these are promised."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: Literal["fourfutures/switchoff/1"] = Field(alias="schema")
    study: str
    study_hash: str
    code_version: str
    as_of: str
    at: Literal["as_of", "horizon"]
    month: str
    seed: int
    members: int
    lens: str
    start: Literal["vintage", "best_estimate"]
    supplier: Literal["US", "CN"]
    layers: list[LayerName]
    severity: dict[LayerName, float]
    countries: dict[str, CountryLoss]
    total: Total
    supplier_cost_usd: float
    supplier_cost: SupplierCost
    trust: Trust
    offer: OfferPart | None
    exposure: list[ExposurePart]
    assumptions: list[AssumptionPart]
    judgement_count: int
    caveats: list[Text]
    sources: dict[str, dict[str, str | None]]
    notes: list[dict[str, str]]


def switchoff_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(SwitchoffDocument)
