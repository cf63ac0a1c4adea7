"""Deals put into a run: what each lets through the channels of its country, and when."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.partners import Constant, Partners
from fourfutures.errors import Both
from fourfutures.study import Offer, Study

CLOSED = -60.0  # logit: an offer that is as good as never accepted
EXCLUSIVE = 0.5  # above it the other bloc's offers are closed
OWN_WEIGHT = "beta_d"  # capacity of its own pulls in an economy as energised deals of its size do
CAPITAL = "capex_musd_per_mw"


class Flow(NamedTuple):
    """What a deal lets through a country channel in one step: `size` times a prior of the member, or as it is."""

    channel: str
    prior: str | None
    size: float


class Imposed(NamedTuple):
    """A dated deal in one economy."""

    partner: int  # position among the partners
    stack: str  # us, cn or own
    month: int  # signed at its beginning; 1 is the first month
    gigawatt: float
    build_years: float | None  # None: as long as the member builds
    own_build_years: float  # median, for capacity of the country's own
    scale: float  # GW, a typical deal of an economy of this size
    signal: float  # logit, from signing on
    exclusive: bool
    reciprocal: float  # US$ placed in the US per US$ of capital
    capital: float | None  # million US$ per MW; None: as drawn

    def flows(self, before: float, after: float) -> Iterator[Flow]:
        """What it lets through in the step between two times, in months since the origin."""
        start = self.month - 1.0
        if after <= start + 1e-9:
            return
        if self.signal != 0.0:
            yield Flow("own_utility" if self.stack == "own" else f"utility_{self.stack}", None, self.signal)
        if self.exclusive and self.stack != "own":
            yield Flow(f"acceptance_{'cn' if self.stack == 'us' else 'us'}", None, CLOSED)
        first = before <= start + 1e-9
        if first and self.reciprocal != 0.0 and self.gigawatt > 0.0:
            amount = self.gigawatt * self.reciprocal
            if self.capital is None:
                yield Flow("reciprocal", CAPITAL, amount)
            else:
                yield Flow("reciprocal", None, amount * self.capital)
        if self.gigawatt <= 0.0:
            return
        if self.stack == "own":
            years = self.own_build_years if self.build_years is None else self.build_years
            standing = self.gigawatt * delivered((after - start) / 12.0, years)
            yield Flow("own_utility", OWN_WEIGHT, math.log1p(standing / self.scale))
        elif self.build_years is None:
            if first:
                yield Flow(f"signed_{self.stack}", None, self.gigawatt)
        else:
            done = delivered((after - start) / 12.0, self.build_years)
            earlier = delivered((before - start) / 12.0, self.build_years)
            yield Flow(f"energised_{self.stack}", None, self.gigawatt * (done - earlier))


def delivered(years: float, build_years: float) -> float:
    """Share of a deal energised some years after signing: an Erlang-2 delay with that mean, as the monthly step has it."""
    if years <= 0.0:
        return 0.0
    passed = 2.0 * years / build_years
    return 1.0 - (1.0 + passed) * math.exp(-passed)


def impose(study: Study, partners: Partners, offer: Offer) -> Imposed:
    """A dated offer as a deal of the run. Raises EnsembleError for an offer without a country or a month.

    An offer that builds nothing, funds nothing and gives nobody access signals nothing.
    """
    if offer.country is None or offer.signed is None:
        raise EnsembleError(
            where=Both(f"offer {offer.id}", f"方案 {offer.id}"),
            what=Both("has no country or no month of signing", "没有写明国家或签约月份"),
            remedy=Both("name a partner and a month such as 2026-12", "请写明伙伴方和2026-12这样的月份"),
        )
    position = partners.codes.index(study.partner(offer.country).code)
    something = offer.capacity_mw or offer.fund_partner_usd or offer.fund_provider_usd or offer.access_users
    return Imposed(
        partner=position,
        stack=offer.stack,
        month=max(1, study.month_number(offer.signed)),
        gigawatt=offer.capacity_mw / 1000.0,
        build_years=None if offer.build_months is None else offer.build_months / 12.0,
        own_build_years=study.uncertainties["deal_build_years"].prior.centre,
        scale=float(partners.deal_scale[position]),
        signal=Constant(study)("deal_signal_step") if something else 0.0,
        exclusive=offer.exclusivity > EXCLUSIVE,
        reciprocal=offer.reciprocal_ratio if offer.stack == "us" else 0.0,
        capital=offer.capex_musd_per_mw,
    )
