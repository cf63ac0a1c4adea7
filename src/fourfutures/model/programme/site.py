"""One year of a site's money, US$ million: what it sells, what it costs, what the states take."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, maximum, minimum, where
from fourfutures.model.programme.capacity import Phase
from fourfutures.model.programme.sheet import Conditions, Sheet


class Site(NamedTuple):
    """One year of a site, US$ million."""

    home: Number  # service used in the country, at list price
    abroad: Number  # service used abroad, at list price
    sales: Number  # what users pay
    running_cost: Number  # operation and compliance
    subsidy: Number
    profit: Number  # before tax; capital is charged when it is spent
    resources: Number  # capital spent on buildings, chips and power
    fee: Number  # on chips, on top of that
    vat: Number
    tax_local: Number
    tax_us: Number


def list_price(c: Conditions) -> Number:
    """Price of a megawatt-year of service, US$ million: a margin over the all-in cost, by what this stack is worth."""
    return c.service_cost * (1.0 + c.margin) * c.worth


def compliance(level: Number, c: Conditions) -> Number:
    """Cost of a security level, US$ million per MW and year: steps that add up, so that a higher level never costs less."""
    first = maximum(0.0, minimum(1.0, level))
    second = maximum(0.0, minimum(1.0, level - 1.0))
    third = maximum(0.0, minimum(1.0, level - 2.0))
    return c.compliance_1 * first + c.compliance_2 * second + c.compliance_3 * third


def site(sheet: Sheet, c: Conditions, now: Phase) -> Site:
    """The site in one year.

    Users abroad pay list price and gain nothing over it; users in the country pay it less the discount, and value added
    tax on top. A fee on chips comes on top of what they cost, so it moves money and makes none. Local tax allows capital
    and fee to be written off over the term; a loss is not carried forward. US tax takes the provider's share after local
    tax, as far as it reaches. A subsidy follows the capacity that runs. Price, use and cost stay as they are over the
    term, and nothing is replaced or left over at its end.
    """
    running = sheet.capacity_mw * now.running
    service = list_price(c) * running * c.use
    abroad = sheet.offtake_share * service
    home = service - abroad
    paid_at_home = home * (1.0 - sheet.price_discount)
    sales = abroad + paid_at_home
    running_cost = (c.operating_cost + compliance(sheet.security_level, c)) * running
    subsidy = where(sheet.capacity_mw > 0.0, sheet.subsidy, 0.0) * now.running
    profit = sales + subsidy - running_cost
    resources = sheet.capex * sheet.capacity_mw * now.added
    fee_rate = sheet.chip_fee * c.chip_share
    written_off = sheet.capex * (1.0 + fee_rate) * running / sheet.term_years
    tax_local = c.tax_local * maximum(0.0, profit - written_off)
    reached = sheet.us_taxed * sheet.own_provider * c.repatriated
    return Site(
        home=home,
        abroad=abroad,
        sales=sales,
        running_cost=running_cost,
        subsidy=subsidy,
        profit=profit,
        resources=resources,
        fee=fee_rate * resources,
        vat=c.vat * paid_at_home,
        tax_local=tax_local,
        tax_us=c.tax_us * reached * maximum(0.0, profit - tax_local),
    )
