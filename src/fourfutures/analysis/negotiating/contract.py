"""The shape of a negotiation, as other programs may rely on it; its JSON Schema is generated from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import Future, Part, StudyDocument, described

Text = dict[Literal["en", "zh"], str]
Side = Literal["us", "cn"]
OptionId = Literal["us", "cn", "hedge", "own", "none"]
Moment = Literal["now", "horizon"]


class Told(Part):
    """Mean and the ends of the 90 % interval over members."""

    mean: float
    q05: float
    q95: float


class Money(Told):
    """Million US$ at signing, and the share of members with a loss."""

    p_loses: float = Field(ge=0.0, le=1.0)


class OfferEntry(Part):
    """One offer: terms open to negotiation, money of both sides, worth to the partner over nothing in logit units."""

    terms: dict[str, float]
    strings: float = Field(ge=0.0, le=1.0)
    partner: Money
    provider: Money
    utility: Told
    accepted: dict[Moment, float]


class Room(Part):
    """Offers that both would sign, of all combinations looked at; `limit` says who stands in the way where there is none."""

    alternative: OptionId
    least: float
    offers: int
    agreed: int
    utility: list[float] | None
    provider: list[float] | None
    limit: Literal["provider", "partner", "both"] | None


class TermEntry(Part):
    """One term from the provider's wish to the partner's, all else usual; `agreed` are the values both would sign."""

    term: str
    values: list[float]
    now: float
    utility: list[float]
    accepted: list[float]
    provider: list[float]
    partner: list[float]
    partner_change: Told
    agreed: list[float] | None


class SideEntry(Part):
    """What one side offers."""

    usual: OfferEntry
    for_partner: OfferEntry | None
    for_provider: OfferEntry | None
    room: Room
    terms: list[TermEntry]


class OptionEntry(Part):
    """One thing the country can do."""

    option: OptionId
    utility: dict[Moment, Told]
    money: Told


class RegretRow(Part):
    """An option in every future with members enough."""

    option: OptionId
    utility: dict[Future, float]
    regret: dict[Future, float]
    greatest_regret: float | None
    first: float = Field(ge=0.0, le=1.0)


class Robust(Part):
    """Regret over the futures."""

    futures: list[Future]
    rows: list[RegretRow]
    least_regret: OptionId | None


class LensEntry(Part):
    """The same options under a lens."""

    utility: dict[OptionId, float]
    accepted: dict[OptionId, float]
    first: dict[OptionId, float]
    best: OptionId
    least_regret: OptionId | None


class CountryEntry(Part):
    """Who negotiates."""

    entity: str
    name: Text
    gdp_musd: float


class NegotiationDocument(StudyDocument):
    """`negotiate --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/negotiation/1"] = Field(alias="schema")
    lens: str
    start: Literal["vintage", "best_estimate"]
    ess: float
    country: CountryEntry
    signed: str
    capacity_mw: float
    template_mw: dict[Side, float]
    unit: Literal["million US$"]
    sides: dict[Side, SideEntry]
    options: list[OptionEntry]
    robust: Robust
    lenses: dict[str, LensEntry]
    term_names: dict[str, Text]
    notes: list[dict[str, str]]


def negotiation_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(NegotiationDocument)
