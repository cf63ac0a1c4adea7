"""What an offer is worth to a country, in the terms in which the model lets it be accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing import PROVIDER_SIDE, Assumptions, Valuation, at_common, value
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.quantile import weighted_mean
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Hands, LeverPath, choice_path, parameter_values
from fourfutures.errors import Both
from fourfutures.study import Entity, Offer, Stack

Reals = NDArray[np.float64]
MOMENTS = ("now", "horizon")
CERTAIN = 1e-9  # a probability is no closer to 0 or 1 than this where its logit is taken


class Ground(NamedTuple):
    """One country in the members of a world, (members,) each: what it brings to any offer."""

    world: World
    entity: Entity
    assumed: Assumptions
    weights: Reals  # with what is known of this country alone
    bare: dict[
        str, dict[str, Reals]
    ]  # by moment and stack: worth of an offer before its terms and money, logit
    kappa_b: Reals  # logit per thousandth of GDP
    kappa_s: Reals  # logit
    reciprocal_weight: float  # logit per US$ placed for each US$
    permille: float  # a thousandth of GDP, million US$
    label: NDArray[np.int8]  # future at the horizon

    def utility(self, offer: Offer, found: Valuation, moment: str = "now") -> Reals:
        """Worth of an offer over nothing, logit units, (members,): the model's own rule with the offer's terms and money.

        The rule is that of `acceptance` in the model; a sampled deal there carries no money, an offer here does.
        """
        return np.asarray(
            self.bare[moment][offer.stack]
            + self.kappa_b * found.partner / self.permille
            - self.kappa_s * strings(offer)
            - self.reciprocal_weight * offer.reciprocal_ratio
        )

    def value(self, offer: Offer) -> Valuation:
        """The accounts of an offer."""
        return value(offer, self.assumed)

    def mean(self, values: Reals) -> float:
        """Weighted mean over members."""
        return weighted_mean(values, self.weights)

    def accepted(self, utility: Reals) -> float:
        """Probability that an offer worth so much is accepted."""
        return self.mean(logistic(utility))

    def provided(self, found: Valuation) -> Reals:
        """Worth to the provider's side together, million US$, (members,), at the common rate."""
        return at_common(found.flows, PROVIDER_SIDE, self.assumed)


def logistic(utility: Reals) -> Reals:
    """Probability of a logit."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(utility, -700.0, 700.0))))


def strings(offer: Offer) -> float:
    """Control kept by the provider, 0 to 1: the mean of remote control, revocability and exclusivity."""
    return (offer.remote_control + float(offer.licence_revocable) + offer.exclusivity) / 3.0


def stand(world: World, entity: Entity, month: int, hands: Hands) -> Ground:
    """A country in the kept members of a world, at the end of a month and at the horizon.

    Raises AnalysisError where the country's product is unknown: money is weighed against it.
    """
    study, binding = world.study, world.binding
    if entity.gdp_usd is None:
        raise AnalysisError(
            where=Both(f"economy {entity.code}", f"经济体 {entity.code}"),
            what=Both(
                "its product is unknown, and money is weighed against it",
                "其国内生产总值未知，无法衡量金额的分量",
            ),
            remedy=Both("add gdp_usd with its year and source", "请补上 gdp_usd 及其年份和来源"),
        )
    ids, place = world.recorded.ids, binding.partners.codes.index(entity.code)
    idle = LeverPath(study, (), 1, binding.partners.codes)
    months = (max(1, month), study.meta.months)
    moments = choice_path(binding, ids, idle, place, tuple(dict.fromkeys(months)), hands.here)
    drawn = parameter_values(binding, ids)

    def known(name: str) -> Reals:
        values = drawn.get(name)
        if values is None:
            values = np.asarray(binding.draws.value(name, ids[:1]), dtype=np.float64)
        return np.asarray(np.broadcast_to(np.asarray(values, dtype=np.float64), ids.shape))

    kappa_s, asked = known("kappa_s"), float(known("acceptance_reciprocal")[0])
    bare = {
        name: {
            "us": _bare(moment.acceptance_us, "us", kappa_s, asked, known),
            "cn": _bare(moment.acceptance_cn, "cn", kappa_s, asked, known),
            "own": known("acceptance_base"),
        }
        for name, moment in zip(MOMENTS, (moments[0], moments[-1]), strict=True)
    }
    return Ground(
        world,
        entity,
        Assumptions.of(binding, ids, {}),
        world.local[place] / world.local[place].sum(),
        bare,
        known("kappa_b"),
        kappa_s,
        asked,
        entity.gdp_usd / 1e9,
        np.asarray(world.codes[next(iter(world.dials))][world.places(ids)], dtype=np.int8),
    )


def _bare(accepted: Reals, side: Stack, kappa_s: Reals, asked: float, known: Callable[[str], Reals]) -> Reals:
    """The logit of the usual offer's acceptance, with the weight of its usual terms taken out again."""
    p = np.clip(accepted, CERTAIN, 1.0 - CERTAIN)
    usual = sum(
        known(f"deal_{term}_{side}") for term in ("remote_control", "licence_revocable", "exclusivity")
    )
    return np.asarray(
        np.log(p / (1.0 - p)) + kappa_s * usual / 3.0 + asked * known(f"deal_reciprocal_ratio_{side}")
    )
