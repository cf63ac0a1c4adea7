"""What a country can do: take one side's offer, both at half the size, build by itself, or sign nothing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing import own_build
from fourfutures.analysis.negotiating.ground import MOMENTS, Ground
from fourfutures.study import Offer, Study, TermOrigin, as_offer

Reals = NDArray[np.float64]
USUAL = {"us": "full_package", "cn": "silk_road_cloud"}
OPTIONS = ("us", "cn", "hedge", "own", "none")
BY_HAND = TermOrigin(kind="sheet", judgement=True)


class Option(NamedTuple):
    """One thing to do: what it is worth by member, over doing nothing."""

    id: str
    utility: dict[str, Reals]  # by moment, logit units
    money: Reals  # to the partner, million US$


def usual_offer(study: Study, side: str, country: str, signed: str, capacity_mw: float) -> Offer:
    """A side's usual offer, at another size."""
    usual = as_offer(study.offers.template[USUAL[side]]).model_copy(
        update={"country": country, "signed": signed}
    )
    origins = {**usual.origins, "capacity_mw": BY_HAND}
    return usual.model_copy(update={"capacity_mw": capacity_mw, "origins": origins})


def halved(offer: Offer) -> Offer:
    """The same offer at half its size."""
    half = ("capacity_mw", "fund_partner_usd", "fund_provider_usd", "access_users", "subsidy_usd")
    return offer.model_copy(update={name: 0.5 * getattr(offer, name) for name in half})


def options(ground: Ground, us: Offer, cn: Offer) -> tuple[Option, ...]:
    """All of them, in the order of OPTIONS; building oneself has the size of the larger offer."""
    study = ground.world.study
    found = [_of(ground, side, (offer,)) for side, offer in (("us", us), ("cn", cn))]
    found.append(_of(ground, "hedge", (halved(us), halved(cn))))
    alone = own_build(max(us, cn, key=lambda offer: offer.capacity_mw), study)
    if alone is not None:
        found.append(_of(ground, "own", (alone,)))
    nothing = np.zeros(ground.weights.shape)
    return (*found, Option("none", dict.fromkeys(MOMENTS, nothing), nothing))


def _of(ground: Ground, name: str, offers: tuple[Offer, ...]) -> Option:
    """An option of one or two offers: their money adds up, what else speaks for and against them is their mean."""
    values = [ground.value(offer) for offer in offers]
    money = np.sum([found.partner for found in values], axis=0)
    by_moment = {}
    for moment in MOMENTS:
        alone = [
            ground.utility(offer, found, moment) - ground.kappa_b * found.partner / ground.permille
            for offer, found in zip(offers, values, strict=True)
        ]
        by_moment[moment] = np.mean(alone, axis=0) + ground.kappa_b * money / ground.permille
    return Option(name, by_moment, np.asarray(money))
