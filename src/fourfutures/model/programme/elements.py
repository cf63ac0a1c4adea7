"""What comes beside the site: access for people, the fund, wages, and capital placed in the United States. US$ million."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, maximum
from fourfutures.model.programme.capacity import Phase
from fourfutures.model.programme.sheet import Conditions, Sheet


class Access(NamedTuple):
    """One year of access for people, paid by the partner's government."""

    paid: Number  # government to provider
    cost: Number  # of serving, spent by the provider on suppliers
    value: Number  # to the people who use it
    tax_us: Number  # on the provider's gain


class Fund(NamedTuple):
    """One year of the start-up fund."""

    paid_provider: Number
    paid_government: Number
    returned: Number


class Reciprocal(NamedTuple):
    """One year of the partner's money in the United States."""

    placed: Number  # spent on resources there
    returned: Number  # principal, at the end of the term
    product: Number  # what the capital earns there
    interest: Number  # what the partner is paid of it
    tax: Number  # US tax on that


def access(sheet: Sheet, c: Conditions, now: Phase) -> Access:
    """Access from signing to the end of the term: it needs no site.

    The government pays list price less the discount for each person, which is the whole subsidy to the users, who pay
    nothing. Many would not have bought at list price, so what it is worth to them is a share of that price, above 1 where
    they would have paid more. Serving is paid for at cost, so suppliers neither gain nor lose.
    """
    listed = sheet.access_million * now.active * c.access_price * c.worth
    paid = listed * (1.0 - sheet.price_discount)
    cost = listed * c.access_cost
    return Access(
        paid=paid,
        cost=cost,
        value=listed * c.access_value,
        tax_us=sheet.us_taxed * c.tax_us * maximum(0.0, paid - cost),
    )


def fund(sheet: Sheet, c: Conditions, now: Phase) -> Fund:
    """Paid in at signing and spent on founders' resources; returned once, as a multiple, after some years."""
    paid_in = sheet.fund_provider + sheet.fund_government
    return Fund(
        paid_provider=sheet.fund_provider * now.signing,
        paid_government=sheet.fund_government * now.signing,
        returned=paid_in * c.fund_multiple * now.fund_due,
    )


def wages_premium(sheet: Sheet, c: Conditions, spending: Number) -> Number:
    """What local workers earn above what they would elsewhere, from the local part of what is spent."""
    return sheet.local_content * spending * c.labour_share * c.wage_premium


def reciprocal(sheet: Sheet, c: Conditions, now: Phase) -> Reciprocal:
    """Money placed in the United States as the site is built, in proportion to its capital without any fee.

    The stock earns its product there and pays the partner the return, taxed at the source; principal comes back when the
    term ends and the asset stays, at that value.
    """
    pledged = sheet.reciprocal_ratio * sheet.capex * sheet.capacity_mw
    stock = pledged * now.running
    interest = c.capital_return * stock
    return Reciprocal(
        placed=pledged * now.added,
        returned=pledged * now.closing,
        product=c.capital_product * stock,
        interest=interest,
        tax=c.tax_capital * interest,
    )
