"""The shape of `country` documents, as other programs may rely on it; their JSON Schemas are generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fourfutures.analysis.contract import Part, Quantiles

Text = dict[Literal["en", "zh"], str]
Side = Literal["us", "cn", "own", "mixed"]
Option = Literal["us", "cn", "own"]
Stack = Literal["us", "cn", "other"]


class AlignmentMonth(Part):
    """Odds of each alignment at the end of a month, and their Monte-Carlo error."""

    month: str
    us: float = Field(ge=0.0, le=1.0)
    cn: float = Field(ge=0.0, le=1.0)
    own: float = Field(ge=0.0, le=1.0)
    mixed: float = Field(ge=0.0, le=1.0)
    mc_se: dict[Side, float]


class Flip(Part):
    """Chance of a lasting change of side after a month; shorter changes do not count."""

    months: int
    from_: str = Field(alias="from")
    held: dict[Side, float]
    p: float = Field(ge=0.0, le=1.0)
    mc_se: float = Field(ge=0.0)
    to: dict[Side, float]


class SeriesRow(Quantiles):
    """A variable at the end of a month."""

    variable: Literal["adoption", "share_us", "share_cn", "share_own", "lead", "alignment_score"]
    month: str


class Point(Part):
    """A published figure about the economy."""

    indicator: str
    period_start: str
    period_end: str
    value: float
    low: float | None
    high: float | None
    unit: Literal["share", "ratio"]
    of: str
    known_on: str
    source_id: str
    against: Literal["below", "within", "above"] | None


class DealEntry(Part):
    """A deal of the register; announced is not built, and what does not count overlaps another row."""

    id: str
    announced: str
    precision: Literal["day", "month", "year"]
    provider: str
    stack: Stack
    kind: str
    capacity_mw: float | None
    status: str
    firm_share: float
    counts: bool
    source_id: list[str]


class DealsTotal(Part):
    """Deals of one stack added up without overlaps."""

    on_record: int
    counted: int
    sized: int
    stated_mw: float | None
    firm_mw: float | None
    running_mw: float | None


class Standing(Part):
    """What a bloc brings today, and the terms of its usual offer."""

    affinity: Quantiles
    capability_lead: Quantiles
    price: Quantiles
    trust: Quantiles
    availability: Quantiles
    hazard: Quantiles
    acceptance: Quantiles
    terms: dict[str, Quantiles]


class Standings(Part):
    """Both blocs at the end of a month."""

    month: str
    units: dict[str, str]
    us: Standing
    cn: Standing


class MeanWithError(Part):
    """A conditional mean and its Monte-Carlo error."""

    mean: float
    mc_se: float


class Effect(Part):
    """What one factor does to the lead, from its 10th to its 90th percentile; None where it does not vary."""

    factor: str
    unit: Literal["logit"]
    term: Quantiles
    effect: float | None
    low: float | None
    high: float | None
    lowest_third: MeanWithError | None
    highest_third: MeanWithError | None


class Ends(Part):
    """Median and 90 % interval."""

    q05: float
    q50: float
    q95: float


class Closing(Part):
    """How far one factor alone would have to go to close the lead."""

    factor: str
    unit: str
    side: Literal["us", "cn"] | None
    level: Ends
    needed: Ends
    lasting: Ends
    as_far: float


class Choosers(Part):
    """The choices made at the horizon, and where they lead at rest."""

    logit: Quantiles
    lasting_logit: Quantiles
    p_us_ahead: float


class Renewal(Part):
    """How much of use is chosen afresh by the horizon, and the lead if one side got all of it."""

    chosen_afresh: Quantiles
    all_to: Literal["us", "cn"]
    lead_then: Quantiles
    p_turns: float


class Tipping(Part):
    """What would turn the economy's lead, US share minus Chinese share, at the horizon."""

    lead: Quantiles
    explained: float
    members: int
    effective: float
    effects: list[Effect]
    choosers: Choosers
    closing: list[Closing]
    renewal: Renewal


class Assimilated(Part):
    """A row about the economy that weighed its members, and what it moved."""

    id: str
    indicator: str
    observed: float
    unit: str
    period_end: str
    date: str
    source_id: str
    moved: dict[str, float]
    before: dict[str, float]
    after: dict[str, float]


class Fact(Part):
    """A covariate; a value of None is unknown, not 0."""

    id: str
    name: Text
    unit: str
    kind: Literal["number", "flag", "class"]
    value: float | None
    label: Text | None
    year: int | None
    known_on: str | None
    source_id: list[str]
    license: str
    note: str


class ScoreRange(Part):
    """Mean alignment score at the horizon and its range over definitions."""

    mean: float
    low: float
    high: float


class _OfRun(BaseModel):
    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    run_id: str
    study_hash: str
    data_vintage: str
    seed: int
    as_of: str
    as_of_month: str
    horizon: str
    lens: str


class CountryDocument(_OfRun):
    """`country ISO3 --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/country/1"] = Field(alias="schema")
    entity: str
    name: Text
    kind: Literal["partner", "remainder"]
    imputed: bool
    alignment: dict[Side, float]
    alignment_se: dict[Side, float]
    alignment_path: list[AlignmentMonth]
    flip: Flip
    score: ScoreRange
    ess: float
    series: list[SeriesRow]
    observed: list[Point]
    deals: list[DealEntry]
    deals_total: dict[Stack, DealsTotal]
    offers: Standings
    tipping: Tipping
    observations: list[Assimilated]
    covariates: list[Fact]
    dependency: dict[str, Any] | None
    sources: list[dict[str, str | None]]


class WeighedRow(Quantiles):
    """A variable of a group at the end of a month, weighed by people or by output."""

    weighing: Literal["people", "gdp"]
    variable: Literal["adoption", "share_us", "share_cn", "share_own"]
    month: str


class Coverage(Part):
    """How much of a group the study holds; shares of people and output outside home markets, None where unknown."""

    economies: int
    left_out: list[str]
    home: list[str]
    people: float | None
    gdp: float | None


class SideCount(Part):
    """Economies on a side, and the share of people in them."""

    economies: Quantiles
    people: Quantiles


class GroupDocument(_OfRun):
    """`country GROUP --json`."""

    schema_: Literal["fourfutures/country/1"] = Field(alias="schema")
    kind: Literal["group"]
    group: str
    name: Text
    weights: Literal["run"]
    economies: list[dict[str, Any]]
    coverage: Coverage
    people: float
    gdp_usd: float
    imputed_people: float
    series: list[WeighedRow]
    users: list[dict[str, Any]]
    alignment: dict[Side, SideCount]
    between: dict[Option, dict[str, float]]
    deals_total: dict[Stack, DealsTotal]
    sources: list[dict[str, str | None]]


class OverviewEntry(Part):
    """One partner economy at a glance."""

    entity: str
    name: Text
    kind: Literal["partner", "remainder"]
    region: str
    alignment: dict[Side, float]
    likeliest: Side
    p: float
    flip: Flip
    lead: Quantiles
    shares: dict[Literal["us", "cn", "own"], float]
    adoption: float
    users: float | None
    deals: dict[Stack, DealsTotal]
    imputed: bool
    ess: float


class OverviewDocument(_OfRun):
    """`country --all --json`."""

    schema_: Literal["fourfutures/countries/1"] = Field(alias="schema")
    economies: list[OverviewEntry]
    counts: dict[Side, SideCount]


def country_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas of the three documents by file name."""
    found = {}
    for name, shape in (
        ("country", CountryDocument),
        ("country-group", GroupDocument),
        ("countries", OverviewDocument),
    ):
        schema = shape.model_json_schema(by_alias=True)
        found[name] = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return found
