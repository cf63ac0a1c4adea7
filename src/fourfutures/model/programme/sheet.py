"""What the accounts of a deal are made from: the terms that bear on money, and what is assumed beside them."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number


class Sheet(NamedTuple):
    """Terms of one deal that bear on money. Shares of who pays and of who owns each sum to 1 where something is built."""

    capacity_mw: Number
    capex: Number  # US$ million per MW
    build_years: Number  # mean
    term_years: Number
    pay_provider: Number  # share of capital
    pay_third_party: Number
    pay_government: Number
    pay_firms: Number
    own_provider: Number  # share of profit
    own_third_party: Number
    own_government: Number
    own_firms: Number
    offtake_share: Number  # of capacity, serves users abroad
    price_discount: Number  # share of list price, users in the country
    subsidy: Number  # US$ million a year at full capacity, partner government to owners
    security_level: Number  # 0..3
    local_content: Number  # share of spending
    chip_fee: Number  # share of the chips' price; 0 for a Chinese offer
    reciprocal_ratio: Number  # US$ per US$ of capital; 0 for a Chinese offer
    reciprocal_government: Number  # share of it that the partner's government places
    fund_provider: Number  # US$ million at signing
    fund_government: Number
    equity_provider: Number  # share of the fund's return
    equity_government: Number
    access_million: Number  # million people
    us_taxed: Number  # 1 where US taxes reach the provider; 0 for a Chinese offer


class Conditions(NamedTuple):
    """What the accounts assume beside the terms. Rates are of their base; money is real US dollars."""

    service_cost: Number  # US$ million per MW and year, all-in; sets the price and nothing else
    margin: Number  # of list price over that cost
    worth: Number  # price of this stack's service over the leading provider's list price
    use: Number  # share of running capacity that is sold
    operating_cost: Number  # US$ million per MW and year, without capital
    compliance_1: Number  # US$ million per MW and year, from security level 0 to 1
    compliance_2: Number  # from 1 to 2
    compliance_3: Number  # from 2 to 3
    user_gain: Number  # what users gain, over list price
    chip_share: Number  # of capital, spent on chips: what a fee is levied on
    tax_local: Number
    tax_us: Number
    repatriated: Number  # share of the provider's profit abroad that US tax reaches
    tax_capital: Number  # US tax on what the partner's money earns there
    vat: Number
    labour_share: Number  # wages in local spending
    wage_premium: Number  # of those wages, over what the same people earn elsewhere
    tax_wages: Number
    capital_return: Number  # 1/yr, paid to the partner
    capital_product: Number  # 1/yr, earned in the US
    fund_multiple: Number
    fund_years: Number
    access_price: Number  # US$ per person and year, list
    access_cost: Number  # of serving, share of list price
    access_value: Number  # to users, share of list price
