"""A deal in money: what each party pays and gains, by member and year, and what that is worth at signing."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing.assumption import BUILD, CAPITAL, CAPITAL_RATIO, Assumptions
from fourfutures.analysis.quantile import weighted_mean, weighted_quantiles
from fourfutures.model import Phase, Sheet, book, created, phase, present_value, totals
from fourfutures.study import PARTIES, Offer

Reals = NDArray[np.float64]
MILLION = 1e6
MONTHS = 12.0  # of a year
PARTNER = ("partner_government", "partner_firms")
PROVIDER_SIDE = ("provider", "us_government", "us_economy")
RATE_OF = {
    "provider": "discount_owners",
    "third_party": "discount_owners",
    "us_government": "discount_governments",
    "partner_government": "discount_governments",
    "us_economy": "discount_firms",
    "partner_firms": "discount_firms",
    "world": "discount_firms",
}


class Valuation(NamedTuple):
    """One offer valued. US$ million; flows are (members, years), present values (members,)."""

    flows: dict[str, Reals]  # by party
    npv: dict[str, Reals]  # by party, at its own rate
    partner: Reals  # both partner parties, at the common rate


def years_of(offer: Offer, assumed: Assumptions) -> int:
    """Years of the accounts: the term, and the year in which a fund returns if that is later."""
    term = math.ceil(offer.term_years - 1e-9)
    fund = offer.fund_partner_usd + offer.fund_provider_usd > 0.0
    return max(term, math.floor(float(assumed.values["fund_years"].max())) + 1 if fund else 0)


def value(offer: Offer, assumed: Assumptions, price: float = 1.0, now: Phase | None = None) -> Valuation:
    """The offer in every member; `price` multiplies the list price. `now` is its `phases`, where they are known."""
    sheet, c = sheet_of(offer, assumed), assumed.conditions(offer.stack)
    if price != 1.0:
        c = c._replace(worth=c.worth * price)
    now = phases(offer, assumed) if now is None else now
    shape = np.zeros((assumed.values[CAPITAL].shape[0], years_of(offer, assumed)))
    flows, npv = {}, {}
    for party, amount in totals(book(sheet, c, now))._asdict().items():
        nothing = isinstance(amount, float) and amount == 0.0
        flows[party] = shape if nothing else np.asarray(amount) + shape
        rate = assumed.column(RATE_OF[party])
        npv[party] = shape[:, 0] if nothing else np.asarray(present_value(flows[party], rate))
    return Valuation(flows, npv, at_common(flows, PARTNER, assumed))


def phases(offer: Offer, assumed: Assumptions) -> Phase:
    """Where the deal stands in each year, in every member, (members, years)."""
    sheet, years = sheet_of(offer, assumed), np.arange(float(years_of(offer, assumed)))
    return phase(sheet.build_years, sheet.term_years, assumed.column("fund_years"), years)


def created_by(offer: Offer, assumed: Assumptions) -> Reals:
    """What the offer creates, (members, years), worked out from the whole and not from the parties."""
    shape = np.zeros((assumed.values[CAPITAL].shape[0], years_of(offer, assumed)))
    made = created(sheet_of(offer, assumed), assumed.conditions(offer.stack), phases(offer, assumed))
    return np.asarray(made) + shape


def closure_error(found: Valuation, made: Reals) -> float:
    """Largest gap between the parties' sum and what is created, over the size of what passes in that year."""
    every = np.stack([found.flows[party] for party in PARTIES])
    size = np.maximum(np.abs(every).sum(axis=0), np.maximum(np.abs(made), 1.0))
    return float((np.abs(every.sum(axis=0) - made) / size).max(initial=0.0))


def at_common(flows: dict[str, Reals], parties: tuple[str, ...], assumed: Assumptions) -> Reals:
    """Worth of some parties' money together, (members,): one rate, since they are added up."""
    total = np.sum([flows[party] for party in parties], axis=0)
    return np.asarray(present_value(total, assumed.column("discount_common")))


def sheet_of(offer: Offer, assumed: Assumptions) -> Sheet:
    """The terms that bear on money, as the accounts take them; a Chinese offer has no fee, no placing and no tax in the US.

    A country that builds for itself places nothing there either.
    """
    owned = offer.own_partner + offer.own_partner_firms
    government = offer.own_partner / owned if owned > 0.0 else 1.0
    chinese = offer.stack == "cn"
    build = assumed.column(BUILD) if offer.build_months is None else offer.build_months / MONTHS
    return Sheet(
        capacity_mw=offer.capacity_mw,
        capex=capex_of(offer, assumed)[:, None],
        build_years=build,
        term_years=offer.term_years,
        pay_provider=offer.provider_share,
        pay_third_party=offer.third_party_share,
        pay_government=offer.partner_share * government,
        pay_firms=offer.partner_share * (1.0 - government),
        own_provider=offer.own_provider,
        own_third_party=offer.own_third_party,
        own_government=offer.own_partner,
        own_firms=offer.own_partner_firms,
        offtake_share=offer.offtake_share,
        price_discount=offer.price_discount,
        subsidy=offer.subsidy_usd / MILLION,
        security_level=offer.security_level,
        local_content=offer.local_content,
        chip_fee=0.0 if chinese else offer.chip_fee,
        reciprocal_ratio=offer.reciprocal_ratio if offer.stack == "us" else 0.0,
        reciprocal_government=government,
        fund_provider=offer.fund_provider_usd / MILLION,
        fund_government=offer.fund_partner_usd / MILLION,
        equity_provider=offer.fund_equity_provider,
        equity_government=offer.fund_equity_partner,
        access_million=offer.access_users / MILLION,
        us_taxed=0.0 if chinese else 1.0,
    )


def capex_of(offer: Offer, assumed: Assumptions) -> Reals:
    """Capital cost, US$ million per MW, (members,): as the offer has it, else as drawn for its stack."""
    drawn = assumed.values[CAPITAL] * assumed.values[f"{CAPITAL_RATIO}_{offer.stack}"]
    return drawn if offer.capex_musd_per_mw is None else np.full_like(drawn, offer.capex_musd_per_mw)


def told(values: Reals, weights: Reals) -> dict[str, float]:
    """Mean and the ends of the 90 % interval."""
    low, high = weighted_quantiles(values, weights, (0.05, 0.95))
    return {"mean": weighted_mean(values, weights), "q05": float(low), "q95": float(high)}


def chance(true: NDArray[np.bool_], weights: Reals) -> float:
    """Share of the members' weight for which something holds."""
    return float(weights[true].sum() / weights.sum())
