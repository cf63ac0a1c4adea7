"""Offers: what a provider may put before a country, term by term, and where each term comes from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from fourfutures.study.entry import Entry, Id, Named, Names, Sources, Text
from fourfutures.study.prior import UncertaintyTable

Stack = Literal["us", "cn", "own"]
Custody = Literal["partner", "joint", "provider"]
Value = float | bool | str


class Term(Entry):
    """A term of an offer: what it means, in which unit, and within which bounds.

    `number` has a range, `flag` is true or false, `choice` is one of `choices`. A term that names an uncertainty under
    `drawn` is drawn from it where an offer leaves it open.
    """

    id: Id
    name: Names
    what: Names
    unit: Text
    kind: Literal["number", "flag", "choice"]
    range: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    drawn: str | None = None


class TermValue(Entry):
    """A value of a term in a template, with its source, or marked as a judgement."""

    value: Value
    judgement: bool
    source: Sources = ()
    note: str = ""


class Template(Entry):
    """A usual offer. Terms it does not give are drawn or stand at nought. `aliases` are other names to ask for it by."""

    id: Id
    name: Names
    aliases: tuple[Text, ...] = ()
    what: Names
    stack: Stack
    terms: dict[str, TermValue]


class SecurityTerm(Entry):
    """A condition of security that rows of the register name by its id; `sets` are terms of an offer that follow from it."""

    id: Id
    name: Names
    sets: dict[str, Value] = Field(default_factory=dict)


class Negotiable(Entry):
    """Values of a term that a side may offer, from what suits the provider to what suits the partner."""

    values: tuple[float, ...] = Field(min_length=2)
    judgement: bool
    source: Sources = ()
    note: str = ""


class Offers(Entry):
    """The file of offers: the terms there are, templates, conditions of security, what is open to negotiation, constants.

    `ledger` holds priors of what the accounts need beyond the terms; they are drawn for each member, but are not
    uncertainties of the monthly model.
    """

    term: Annotated[dict[str, Term], Named] = Field(default_factory=dict)
    template: Annotated[dict[str, Template], Named] = Field(default_factory=dict)
    security: Annotated[dict[str, SecurityTerm], Named] = Field(default_factory=dict)
    negotiable: dict[Literal["us", "cn"], dict[str, Negotiable]] = Field(default_factory=dict)
    ledger: dict[str, UncertaintyTable] = Field(default_factory=dict)

    def find(self, name: str) -> Template | None:
        """The template of an id or alias, with - for _ and in any case; None if there is none."""
        wanted = plain_id(name)
        for template in self.template.values():
            if wanted in (plain_id(own) for own in (template.id, *template.aliases)):
                return template
        return None


class TermOrigin(Entry):
    """Where a term of an offer comes from.

    `sheet`: written in a term sheet; `deal`: from the register of deals; `template`: from a template; `drawn`: drawn from
    an uncertainty; `open`: nowhere stated, so it stands at nought.
    """

    kind: Literal["sheet", "deal", "template", "drawn", "open"]
    judgement: bool
    source: Sources = ()
    note: str = ""


class Offer(Entry):
    """An offer to one country, every term of section "Programme deals" of the model reference under its name there.

    `capex_musd_per_mw` and `build_months` are None where they are drawn. Shares of capital sum to 1; `own_*` are shares
    of ownership and default to those. Money is real US dollars of the origin's year; `signed` is a month, "2026-12".
    """

    id: Text
    name: Names
    stack: Stack
    template: str | None = None
    country: str | None = None
    signed: str | None = None
    capacity_mw: float = 0.0
    capex_musd_per_mw: float | None = None
    build_months: float | None = None
    partner_share: float = 0.0
    provider_share: float = 0.0
    third_party_share: float = 0.0
    own_partner: float = 0.0
    own_partner_firms: float = 0.0
    own_provider: float = 0.0
    own_third_party: float = 0.0
    offtake_share: float = 0.0
    fund_partner_usd: float = 0.0
    fund_provider_usd: float = 0.0
    fund_equity_partner: float = 0.0
    fund_equity_provider: float = 0.0
    access_users: float = 0.0
    price_discount: float = 0.0
    subsidy_usd: float = 0.0
    security_level: float = 0.0
    remote_control: float = 0.0
    key_custody: Custody = "partner"
    weights_in_country: bool = False
    licence_revocable: bool = False
    exclusivity: float = 0.0
    reciprocal_ratio: float = 0.0
    local_content: float = 0.0
    term_years: float = 10.0
    exit_months: float = 0.0
    chip_fee: float = 0.0
    origins: dict[str, TermOrigin] = Field(default_factory=dict)


# Terms of an offer, in the order in which they are read and shown.
TERMS: tuple[str, ...] = tuple(
    name
    for name in Offer.model_fields
    if name not in ("id", "name", "stack", "template", "country", "signed", "origins")
)

CAPITAL = ("partner_share", "provider_share", "third_party_share")
OWNERSHIP = ("own_partner", "own_partner_firms", "own_provider", "own_third_party")
FUND = ("fund_partner_usd", "fund_provider_usd")
EQUITY = ("fund_equity_partner", "fund_equity_provider")
# Shares of a site and its output, which there is none of without capacity.
SITE = (*CAPITAL, *OWNERSHIP, "offtake_share", "subsidy_usd")
# All that speaks of a site: what a template says of these falls away where an offer builds nothing.
OF_SITE = (*SITE, "capex_musd_per_mw", "build_months", "local_content", "chip_fee", "reciprocal_ratio")
DRAWN = ("capex_musd_per_mw", "build_months")
# Ownership follows the shares of capital where nothing is said of it.
OWNERS: dict[str, str] = {
    "own_partner": "partner_share",
    "own_provider": "provider_share",
    "own_third_party": "third_party_share",
}
Given = dict[str, tuple[Value, TermOrigin]]


def plain_id(name: str) -> str:
    """An id as it is compared: in small letters, with _ for - and blanks."""
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def given_by(template: Template) -> Given:
    """The terms that a template gives, each with its origin."""
    return {
        name: (
            entry.value,
            TermOrigin(kind="template", judgement=entry.judgement, source=entry.source, note=entry.note),
        )
        for name, entry in template.terms.items()
    }


def composed(given: Given, **identity: Any) -> Offer:
    """An offer of some terms: what is left out is drawn or stands at nought, and ownership follows the capital.

    `identity` are the fields beside the terms. Raises ValidationError for a term that is unknown or of the wrong kind.
    """
    values: dict[str, Value] = {name: value for name, (value, _) in given.items()}
    origins = {name: origin for name, (_, origin) in given.items()}
    for name in TERMS:
        if name not in origins:
            drawn = name in DRAWN
            origins[name] = TermOrigin(kind="drawn" if drawn else "open", judgement=not drawn)
    if not any(name in given for name in OWNERSHIP):
        for owner, payer in OWNERS.items():
            values[owner] = values.get(payer, 0.0)
            origins[owner] = TermOrigin(kind=origins[payer].kind, judgement=True)
    return Offer.model_validate({**identity, **values, "origins": origins})


def as_offer(template: Template) -> Offer:
    """The offer that a template makes, without a country or a date. Raises ValidationError for a term that is unknown."""
    return composed(
        given_by(template), id=template.id, name=template.name, stack=template.stack, template=template.id
    )
