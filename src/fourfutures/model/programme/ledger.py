"""The accounts of a deal: seven parties, every transfer entered twice, and what is created beside them. US$ million."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number
from fourfutures.model.programme.capacity import Phase
from fourfutures.model.programme.elements import access, fund, reciprocal, wages_premium
from fourfutures.model.programme.sheet import Conditions, Sheet
from fourfutures.model.programme.site import site


class Parties(NamedTuple):
    """An amount for each party; a party left out has none."""

    provider: Number = 0.0
    us_government: Number = 0.0
    us_economy: Number = 0.0
    partner_government: Number = 0.0
    partner_firms: Number = 0.0  # firms and households
    third_party: Number = 0.0
    world: Number = 0.0  # users abroad, suppliers at cost


class Book(NamedTuple):
    """One year by entry. A transfer sums to 0 over the parties; the others are what is made or used up."""

    sales: Parties = Parties()  # users to owners
    use: Parties = Parties()  # made: service, at what it is worth to users
    running_cost: Parties = Parties()  # used up
    capital: Parties = Parties()  # used up: buildings, chips, power
    chip_fee: Parties = Parties()
    subsidy: Parties = Parties()
    vat: Parties = Parties()
    local_tax: Parties = Parties()
    us_tax: Parties = Parties()
    wages: Parties = Parties()  # made: what workers gain
    wage_tax: Parties = Parties()
    access_paid: Parties = Parties()
    access_cost: Parties = Parties()  # used up
    access_use: Parties = Parties()  # made
    fund_paid: Parties = Parties()  # used up
    fund_returned: Parties = Parties()  # made
    reciprocal_placed: Parties = Parties()  # used up
    reciprocal_returned: Parties = Parties()  # made: the asset, at that value
    reciprocal_product: Parties = Parties()  # made
    reciprocal_interest: Parties = Parties()
    reciprocal_tax: Parties = Parties()


def book(sheet: Sheet, c: Conditions, now: Phase) -> Book:
    """Every entry of one year.

    Capital is charged to those who pay it, profit and its local tax go to those who own; where nothing else is agreed
    these are the same. Suppliers are paid at cost and so have no entry.
    """
    s, a, f, r = site(sheet, c, now), access(sheet, c, now), fund(sheet, c, now), reciprocal(sheet, c, now)
    premium = wages_premium(sheet, c, s.resources + s.running_cost)
    firms_placing = 1.0 - sheet.reciprocal_government
    founders = 1.0 - sheet.equity_provider - sheet.equity_government
    sold, received = s.sales - s.abroad, _owners(sheet, s.sales)
    interest = Parties(
        us_economy=-r.interest,
        partner_government=sheet.reciprocal_government * r.interest,
        partner_firms=firms_placing * r.interest,
    )
    return Book(
        sales=received._replace(partner_firms=received.partner_firms - sold, world=-s.abroad),
        use=Parties(partner_firms=s.home * (1.0 + c.user_gain), world=s.abroad),
        running_cost=_owners(sheet, -s.running_cost),
        capital=_payers(sheet, -s.resources),
        chip_fee=_payers(sheet, -s.fee)._replace(us_government=s.fee),
        subsidy=_less_government(_owners(sheet, s.subsidy), s.subsidy),
        vat=Parties(partner_government=s.vat, partner_firms=-s.vat),
        local_tax=_less_government(_owners(sheet, -s.tax_local), -s.tax_local),
        us_tax=Parties(provider=-s.tax_us - a.tax_us, us_government=s.tax_us + a.tax_us),
        wages=Parties(partner_firms=premium),
        wage_tax=Parties(partner_government=c.tax_wages * premium, partner_firms=-c.tax_wages * premium),
        access_paid=Parties(provider=a.paid, partner_government=-a.paid),
        access_cost=Parties(provider=-a.cost),
        access_use=Parties(partner_firms=a.value),
        fund_paid=Parties(provider=-f.paid_provider, partner_government=-f.paid_government),
        fund_returned=Parties(
            provider=sheet.equity_provider * f.returned,
            partner_government=sheet.equity_government * f.returned,
            partner_firms=founders * f.returned,
        ),
        reciprocal_placed=Parties(
            partner_government=-sheet.reciprocal_government * r.placed,
            partner_firms=-firms_placing * r.placed,
        ),
        reciprocal_returned=Parties(
            partner_government=sheet.reciprocal_government * r.returned,
            partner_firms=firms_placing * r.returned,
        ),
        reciprocal_product=Parties(us_economy=r.product),
        reciprocal_interest=interest,
        reciprocal_tax=Parties(
            us_government=r.tax,
            partner_government=-sheet.reciprocal_government * r.tax,
            partner_firms=-firms_placing * r.tax,
        ),
    )


def totals(entries: Book) -> Parties:
    """What each party has at the end of the year: the sum of its entries."""
    return Parties(*(_sum(amounts) for amounts in zip(*entries, strict=True)))


def created(sheet: Sheet, c: Conditions, now: Phase) -> Number:
    """What the deal makes less what it uses up, whoever has it. The parties' totals sum to this, year by year.

    Users' worth of the service, less operation, compliance and what is spent on building; what workers gain; access at
    its value less its cost; the fund's return less what went in; the product of capital in the United States, less what
    was placed there and with the asset that stays.
    """
    s, a, f, r = site(sheet, c, now), access(sheet, c, now), fund(sheet, c, now), reciprocal(sheet, c, now)
    service = s.home * (1.0 + c.user_gain) + s.abroad
    premium = wages_premium(sheet, c, s.resources + s.running_cost)
    from_fund = f.returned - f.paid_provider - f.paid_government
    from_capital = r.product - r.placed + r.returned
    return service - s.running_cost - s.resources + premium + a.value - a.cost + from_fund + from_capital


def _sum(amounts: tuple[Number, ...]) -> Number:
    """Their sum; those left out of an entry cost nothing to add."""
    return sum((amount for amount in amounts if not isinstance(amount, float) or amount), start=0.0)


def _owners(sheet: Sheet, amount: Number) -> Parties:
    return Parties(
        provider=sheet.own_provider * amount,
        partner_government=sheet.own_government * amount,
        partner_firms=sheet.own_firms * amount,
        third_party=sheet.own_third_party * amount,
    )


def _payers(sheet: Sheet, amount: Number) -> Parties:
    return Parties(
        provider=sheet.pay_provider * amount,
        partner_government=sheet.pay_government * amount,
        partner_firms=sheet.pay_firms * amount,
        third_party=sheet.pay_third_party * amount,
    )


def _less_government(given: Parties, amount: Number) -> Parties:
    """A transfer between the owners and the partner's government, which may be an owner itself."""
    return given._replace(partner_government=given.partner_government - amount)
