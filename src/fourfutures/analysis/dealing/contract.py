"""The shape of a deal's document, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from fourfutures.analysis.contract import Part, described
from fourfutures.study import PARTIES, TERMS

Text = dict[Literal["en", "zh"], str]
Party = Literal[
    "provider", "us_government", "us_economy", "partner_government", "partner_firms", "third_party", "world"
]
Side = Literal["partner", "partner_government", "partner_firms", "provider", "third_party"]
Stack = Literal["us", "cn", "own"]
Share = Field(ge=0.0, le=1.0)


class Interval(Part):
    """Mean and the ends of the 90 % interval of the weighted members."""

    mean: float
    q05: float
    q95: float


class TermEntry(Part):
    """A term: its value, its unit, and where the value comes from; `drawn` where each member has its own."""

    name: Text
    value: float | bool | str | None
    unit: str
    origin: Literal["sheet", "deal", "template", "drawn", "open"]
    judgement: bool
    source_ids: list[str]
    note: str
    drawn: Interval | None = None


class OfferIdentity(Part):
    """Which offer to whom, from when."""

    id: str
    name: Text
    stack: Stack
    template: str | None
    country: str
    signed: str


OfferBlock = create_model(
    "OfferBlock",
    __base__=OfferIdentity,
    __doc__="The offer with every term.",
    **dict.fromkeys(TERMS, (TermEntry, ...)),  # type: ignore[call-overload] # fields by name: create_model has no type for them
)


class CountryEntry(Part):
    """The partner economy."""

    entity: str
    name: Text
    gdp_musd: float | None
    people: float | None


class PartyEntry(Part):
    """One party: money by year from signing, its worth at the party's own rate, odds of gain and loss."""

    annual: list[float]
    annual_q05: list[float]
    annual_q95: list[float]
    npv: Interval
    rate: float
    p_gains: float = Share
    p_loses: float = Share


class Created(Part):
    """What the deal makes less what it uses up, by year."""

    annual: list[float]


class SideEntry(Interval):
    """Both partner parties together, at the common rate; the mean also over a year's GDP, where that is known."""

    p_loses: float = Share
    share_of_gdp: float | None


class FullYear(Part):
    """One year at full capacity: entries by party, their totals, and what is created."""

    lines: dict[str, dict[Party, float]]
    totals: dict[Party, float]
    created: float


class Jobs(Interval):
    """People at work."""

    unit: str
    judgement: bool


class Move(Part):
    """One assumption alone at an end of its prior, and what that does to the claim."""

    id: str
    name: Text
    unit: str
    judgement: bool
    end: Literal["q05", "q95"]
    value: float
    p: float = Share
    p_of_governments: float = Share
    leader: Party | None
    leader_of_governments: Party | None
    flips: bool
    flips_governments: bool
    change: float
    margin_change: float


class Threshold(Part):
    """The least value of a term from which the US government has the largest mean, of all or of the two governments.

    None if there is none in the range.
    """

    term: str
    value: float | None
    value_of_governments: float | None
    now: float
    range: list[float]


class Verdict(Part):
    """The claim that the US government gains most. `low` and `high`: over one assumption at a time."""

    claim: Literal["us_government_gains_most"]
    holds: bool
    p: float = Share
    mc_se: float
    low: float = Share
    high: float = Share
    p_of_governments: float = Share
    low_of_governments: float = Share
    high_of_governments: float = Share
    leader: Party | None
    leader_of_governments: Party | None
    p_largest: dict[Party, float]
    ranks: list[float] = Field(min_length=len(PARTIES), max_length=len(PARTIES))
    margin: Interval
    decides: list[Move]
    flips: list[str]
    thresholds: list[Threshold]


class CurvePoint(Part):
    """A side's mean and share of members that lose at one value of a term."""

    value: float
    mean: float
    p_loses: float = Share


class BreakEven(Part):
    """Where a side's mean passes 0 as one term moves, the others as they are; None if it does not in the range."""

    term: str
    unit: str
    side: Side
    now: float
    range: list[float]
    value: float | None
    loses: Literal["above", "below", "always", "never"]
    mean_now: float
    p_loses_now: float = Share
    curve: list[CurvePoint]


class Difference(Interval):
    """The deal less the alternative, in the same members."""

    p_better: float = Share


class Counterfactual(Part):
    """An alternative: what parties have there, and the deal less that for the partner."""

    template: str | None
    name: Text | None
    stack: Stack | None
    capacity_mw: float
    parties: dict[Party, Interval]
    partner: Interval
    difference: dict[Literal["partner", "partner_government", "partner_firms"], Difference]


class DivisionBlock(Part):
    """What is created at the common rate: as cash falls to the sides, and by what each adds."""

    created: Interval
    partner_alone: Interval
    cash: dict[Literal["provider", "partner", "third_party", "world"], Interval]
    shapley: dict[Literal["provider", "partner", "third_party"], Interval]


class Assumption(Interval):
    """A number that the accounts assume; `replaced` by the reader."""

    name: Text
    unit: str
    judgement: bool
    replaced: bool
    source_ids: list[str]
    note: str


class DealDocument(BaseModel):
    """`deal --json`. Money is million real US dollars. Further blocks may follow; these are promised."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)

    schema_: Literal["fourfutures/deal/1"] = Field(alias="schema")
    study: str
    study_hash: str
    code_version: str
    as_of: str
    seed: int
    members: int
    lens: str
    start: Literal["vintage", "best_estimate"]
    assimilated: bool
    ess: float
    name: Text
    country: CountryEntry
    unit: Literal["million US$"]
    offer: OfferBlock
    parties: dict[Party, PartyEntry]
    partner: SideEntry
    created: Created
    closure_error: float = Field(ge=0.0)
    shares_of_positive_npv: dict[Party, float | None]
    gains_and_losses: dict[Literal["gains", "loses"], float | None]
    full_year: FullYear
    jobs: dict[Literal["building", "running"], Jobs]
    verdict: Verdict
    break_evens: list[BreakEven]
    counterfactuals: dict[
        Literal["own_build", "other_offer", "other_offer_same_size", "no_deal"], Counterfactual | None
    ]
    division: DivisionBlock
    lens_values: dict[str, Interval]
    assumptions: dict[str, Assumption]
    country_effect: dict[str, Any] | None
    futures_effect: dict[str, Any] | None
    sources: dict[str, dict[str, str | None]]
    notes: list[dict[str, str]]


def deal_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(DealDocument)
