"""What a side can offer at most, what it would offer at least, and whether the two leave room for agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from fourfutures.analysis.dealing import with_term
from fourfutures.analysis.negotiating.ground import Ground, strings
from fourfutures.study import Negotiable, Offer

CONTROL = ("remote_control", "exclusivity")  # open terms that the accounts do not know


class Tried(NamedTuple):
    """One offer and what both sides have of it on average."""

    offer: Offer
    utility: float  # to the partner over nothing, logit units
    provider: float  # million US$


class Bargain(NamedTuple):
    """All offers of a side that were looked at, and the two ends of what could be agreed."""

    tried: tuple[Tried, ...]
    least: float  # the partner's best alternative, logit units
    for_partner: Tried | None  # the best for the partner that costs the provider's side nothing
    for_provider: Tried | None  # the best for the provider's side that beats the partner's alternative

    @property
    def agreed(self) -> tuple[Tried, ...]:
        """Offers that both sides prefer to none and the partner to its best alternative."""
        return tuple(one for one in self.tried if one.provider >= 0.0 and one.utility >= self.least)


def bargain(ground: Ground, usual: Offer, terms: Mapping[str, Negotiable], least: float) -> Bargain:
    """Every combination of the values open to negotiation, valued in the members of `ground`.

    Control has no part in the accounts, so each combination of money is valued once and the control put on top. Ties go to
    the offer that is better for the other side, then to the first in the order of the study's values.
    """
    money = {name: entry for name, entry in terms.items() if name not in CONTROL}
    control = {name: entry for name, entry in terms.items() if name in CONTROL}
    weight = ground.mean(ground.kappa_s)
    tried = []
    for paid in combinations(usual, money):
        found = ground.value(paid)
        utility, provider = ground.mean(ground.utility(paid, found)), ground.mean(ground.provided(found))
        for offer in combinations(paid, control):
            tried.append(Tried(offer, utility - weight * (strings(offer) - strings(paid)), provider))
    free = [one for one in tried if one.provider >= 0.0]
    better = [one for one in tried if one.utility >= least]
    return Bargain(
        tuple(tried),
        least,
        max(free, key=lambda one: (one.utility, one.provider), default=None),
        max(better, key=lambda one: (one.provider, one.utility), default=None),
    )


def combinations(usual: Offer, terms: Mapping[str, Negotiable]) -> Iterator[Offer]:
    """The offer with every combination of values."""
    for values in product(*(entry.values for entry in terms.values())):
        offer = usual
        for name, value in zip(terms, values, strict=True):
            offer = with_value(offer, name, value)
        yield offer


def with_value(offer: Offer, name: str, value: float) -> Offer:
    """The offer with one term changed; the partner pays what the provider does not."""
    if name == "provider_share":
        return with_term(offer, "partner_share", 1.0 - value)
    return offer.model_copy(update={name: value})
