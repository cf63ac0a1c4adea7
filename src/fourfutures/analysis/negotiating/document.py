"""The document of a negotiation: both sides' offers, room for agreement, options of the country, a choice that holds up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing import chance, require_sound, told
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.head import head
from fourfutures.analysis.negotiating.bargaining import Bargain, bargain
from fourfutures.analysis.negotiating.ground import Ground, stand, strings
from fourfutures.analysis.negotiating.options import USUAL, Option, options, usual_offer
from fourfutures.analysis.negotiating.regret import regrets
from fourfutures.analysis.negotiating.tornado import tornado
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands, Partners
from fourfutures.errors import Both
from fourfutures.study import Entity, Negotiable, Offer, Study, as_offer

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/negotiation/1"
Side = Literal["us", "cn"]
SIDES: tuple[Side, ...] = ("us", "cn")
LARGE = 10.0  # thousandths of GDP
SEARCHED = 400  # members in which every combination of terms is valued; the ends are valued in all


def negotiate(
    request: Request,
    country: str,
    capacity_mw: float | None,
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    study = request.study
    entity = study.partner(country)
    signed = study.month_name(max(1, study.month_of(request.as_of) + 1))
    size = usual_size(study, entity) if capacity_mw is None else capacity_mw
    usual = {side: usual_offer(study, side, entity.code, signed, size) for side in SIDES}
    for offer in usual.values():
        require_sound(offer, study)
    terms = {side: _terms(study, side) for side in SIDES}
    month = study.month_of(request.as_of)
    world = weigh(request, request.lens, hands, pools, progress)
    ground = stand(world, entity, month, hands)
    chosen = options(ground, usual["us"], usual["cn"])
    return {
        **head(SCHEMA, request),
        "lens": request.lens,
        "start": request.start,
        "ess": float(1.0 / (ground.weights**2).sum()),
        "name": study.meta.name.model_dump(),
        "country": {
            "entity": entity.code,
            "name": {"en": entity.name_en, "zh": entity.name_zh},
            "gdp_musd": ground.permille * 1e3,
        },
        "signed": signed,
        "capacity_mw": size,
        "template_mw": {side: as_offer(study.offers.template[USUAL[side]]).capacity_mw for side in SIDES},
        "unit": "million US$",
        "sides": {
            side: _side(ground, usual[side], terms[side], _least(ground, chosen, side)) for side in SIDES
        },
        "options": [_option(ground, option) for option in chosen],
        "robust": regrets(ground, chosen),
        "lenses": {
            lens: _under(request, lens, country, month, usual, hands, pools, progress)
            for lens in study.lenses
        },
        "term_names": {name: term.name.model_dump() for name, term in study.offers.term.items()},
        "notes": [*request.notes, *_notes(ground, chosen)],
    }


def usual_size(study: Study, entity: Entity) -> float:
    """MW of a sampled deal in an economy of this size: what both sides' offers are compared at."""
    partners = Partners.of(study)
    return float(round(1000.0 * partners.deal_scale[partners.codes.index(entity.code)]))


def _notes(ground: Ground, chosen: Sequence[Option]) -> list[dict[str, str]]:
    """A warning where the money at stake is larger against the economy than its weight in the model was judged for."""
    most = max(abs(ground.mean(option.money)) for option in chosen) / ground.permille
    if most <= LARGE:
        return []
    shown = f"{most / 10.0:.0f}"
    return [
        {
            "code": "negotiation.large",
            "en": f"Worth {shown} % of the country's yearly product, if all the capacity finds users there at list price: "
            "a strong assumption for an economy of this size, and beyond what the weight of money was judged for.",
            "zh": f"若全部容量都能按标价找到用户，价值相当于该国年度生产总值的{shown}%：对这样规模的经济体是很强的假设，"
            "也超出了研判金额权重时的范围。",
        }
    ]


def _terms(study: Study, side: Side) -> Mapping[str, Negotiable]:
    """What a side may put into an offer. Raises AnalysisError where the study does not say."""
    found = study.offers.negotiable.get(side)
    if not found:
        raise AnalysisError(
            where=f"{study.meta.files.offers}, negotiable.{side}",
            what=Both("says nothing of what this side may offer", "没有写明该方可以提供的条款范围"),
            remedy=Both("add values for the terms open to negotiation", "请补上可谈条款的取值"),
        )
    return dict(found)


def _least(ground: Ground, chosen: Sequence[Option], side: str) -> tuple[str, float]:
    """The country's best alternative to dealing with a side: the other's usual offer, its own, or none."""
    others = [option for option in chosen if option.id not in (side, "hedge")]
    best = max(others, key=lambda option: ground.mean(option.utility["now"]))
    return best.id, ground.mean(best.utility["now"])


def _side(
    ground: Ground, usual: Offer, terms: Mapping[str, Negotiable], alternative: tuple[str, float]
) -> dict[str, Any]:
    name, least = alternative
    found = bargain(_fewer(ground), usual, terms, least)
    agreed = found.agreed
    return {
        "usual": _offer(ground, usual, terms),
        "for_partner": None if found.for_partner is None else _offer(ground, found.for_partner.offer, terms),
        "for_provider": None
        if found.for_provider is None
        else _offer(ground, found.for_provider.offer, terms),
        "room": {
            "alternative": name,
            "least": least,
            "offers": len(found.tried),
            "agreed": len(agreed),
            "utility": _ends([one.utility for one in agreed]),
            "provider": _ends([one.provider for one in agreed]),
            "limit": _limit(found),
        },
        "terms": tornado(ground, usual, terms, least),
    }


def _fewer(ground: Ground) -> Ground:
    """The ground with an even sample of its members: enough to rank many offers."""
    count = ground.weights.shape[0]
    rows = np.arange(min(count, SEARCHED)) * count // min(count, SEARCHED)
    return ground._replace(
        weights=ground.weights[rows] / ground.weights[rows].sum(),
        assumed=ground.assumed._replace(
            values={name: values[rows] for name, values in ground.assumed.values.items()}
        ),
        bare={
            moment: {stack: values[rows] for stack, values in by_stack.items()}
            for moment, by_stack in ground.bare.items()
        },
        kappa_b=ground.kappa_b[rows],
        kappa_s=ground.kappa_s[rows],
        label=ground.label[rows],
    )


def _ends(values: Sequence[float]) -> list[float] | None:
    return [min(values), max(values)] if values else None


def _limit(found: Bargain) -> str | None:
    """What stands in the way where there is no room: no offer pays the provider, or none suits the partner."""
    if found.agreed:
        return None
    if found.for_partner is None:
        return "provider"
    return "partner" if found.for_provider is None else "both"


def _offer(ground: Ground, offer: Offer, terms: Mapping[str, Negotiable]) -> dict[str, Any]:
    valued = ground.value(offer)
    now, then = (ground.utility(offer, valued, moment) for moment in ("now", "horizon"))
    provided = ground.provided(valued)
    return {
        "terms": {"capacity_mw": offer.capacity_mw, **{name: float(getattr(offer, name)) for name in terms}},
        "strings": strings(offer),
        "partner": {
            **told(valued.partner, ground.weights),
            "p_loses": chance(valued.partner < 0.0, ground.weights),
        },
        "provider": {**told(provided, ground.weights), "p_loses": chance(provided < 0.0, ground.weights)},
        "utility": told(now, ground.weights),
        "accepted": {"now": ground.accepted(now), "horizon": ground.accepted(then)},
    }


def _option(ground: Ground, option: Option) -> dict[str, Any]:
    return {
        "option": option.id,
        "utility": {moment: told(worth, ground.weights) for moment, worth in option.utility.items()},
        "money": told(option.money, ground.weights),
    }


def _under(
    request: Request,
    lens: str,
    country: str,
    month: int,
    usual: Mapping[Side, Offer],
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The country's options under a lens: its own priors and futures, the same offers."""
    world = weigh(request, lens, hands, pools, progress)
    ground = stand(world, world.study.partner(country), month, hands)
    chosen = options(ground, usual["us"], usual["cn"])
    table = regrets(ground, chosen)
    means = {option.id: ground.mean(option.utility["now"]) for option in chosen}
    return {
        "utility": means,
        "accepted": {
            option.id: ground.accepted(option.utility["now"]) for option in chosen if option.id != "none"
        },
        "first": {row["option"]: row["first"] for row in table["rows"]},
        "best": max(means, key=lambda name: means[name]),
        "least_regret": table["least_regret"],
    }
