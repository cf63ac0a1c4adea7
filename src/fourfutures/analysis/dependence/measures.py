"""One economy's losses as its entry in the document."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dependence.assumed import WEEKS, Assumptions
from fourfutures.analysis.dependence.loss import YEAR, Economy, Loss, area, dependency_index
from fourfutures.analysis.dependence.on_site import OnSite, on_record
from fourfutures.analysis.dependence.standing import Standing
from fourfutures.analysis.dependence.withdrawal import Withdrawal
from fourfutures.analysis.quantile import weighted_mean, weighted_quantiles
from fourfutures.model import Shares
from fourfutures.study import Entity

Reals = NDArray[np.float64]
LEVELS = {"q05": 0.05, "q10": 0.10, "q50": 0.50, "q90": 0.90, "q95": 0.95}
BAND = (0.10, 0.90)


class Measured(NamedTuple):
    """One economy under one withdrawal, member by member."""

    economy: Economy
    loss: Loss
    curve: Reals  # (weeks, members)
    dependency: Reals
    area: Reals
    weeks_to_half: Reals
    output: Reals  # US$
    revenue: Reals  # US$
    revenue_of_users: Reals  # US$
    moved: Shares

    @property
    def users(self) -> Reals:
        """Use, as a share of the economy's working-age people."""
        return self.economy.adoption


def economy_of(standing: Standing, entity: Entity, supplier: str, assumed: Assumptions) -> Economy:
    """An economy as it stands, with what deals on record have in service."""
    at = standing.place(entity.code)
    shares = standing.shares_at(at)
    gdp = entity.gdp_usd
    assert gdp is not None  # a study is bound only where the output of every partner is known
    return Economy(shares, standing.adoption[at], gdp, on_record(standing, entity.code, supplier, assumed))


def measured(economy: Economy, withdrawal: Withdrawal, assumed: Assumptions) -> Measured:
    """All that the test says of an economy."""
    loss = Loss(economy, withdrawal, assumed)
    curve = loss.by_week()
    lost = area(curve)
    years = lost / YEAR
    return Measured(
        economy, loss, curve, dependency_index(economy, withdrawal, assumed), lost, loss.weeks_to_half(),
        loss.output(years), loss.revenue(years), loss.revenue_of_users(), loss.moved(curve[-1]),
    )  # fmt: skip


def country_item(
    found: Measured,
    entity: Entity,
    imputed: bool,
    weights: Reals,
    share_lost: Reals,
    withdrawal: Withdrawal,
    assumed: Assumptions,
) -> dict[str, Any]:
    """The entry of one economy."""
    ranges = {
        "dependency_index": spread(found.dependency, weights),
        "weeks_to_half": spread_of_known(found.weeks_to_half, weights),
        "area_52w": spread(found.area, weights),
        "gdp_at_risk_usd": spread(found.output, weights),
        "supplier_cost_usd": spread(found.revenue, weights),
        "share_lost": spread(share_lost, weights),
    }
    shift = float(assumed.number("exposure_shift")[0])
    ends = {
        name: weighted_mean(dependency_index(found.economy, withdrawal, assumed, by), weights)
        for name, by in (("low", -shift), ("high", shift))
    }
    half = ranges["weeks_to_half"]
    return {
        "name": {"en": entity.name_en, "zh": entity.name_zh},
        "kind": entity.kind,
        "region": entity.region,
        "imputed": imputed,
        "shares": _means(found.economy.shares, weights),
        "adoption": weighted_mean(found.economy.adoption, weights),
        **band(found.curve, weights),
        **{
            name: None if part is None else part["mean"]
            for name, part in ranges.items()
            if name != "share_lost"
        },
        "weeks_to_half": None if half is None else half["mean"],
        "ranges": ranges,
        "index_if_exposures": ends,
        "layers": {
            name: {
                "exposed": weighted_mean(part.exposed, weights),
                "left": weighted_mean(part.left, weights),
                "severity": part.severity,
                "at_once": name not in assumed.onset,
                "half_recovery_weeks": weighted_mean(assumed.half[name], weights),
            }
            for name, part in found.loss.parts.items()
        },
        "substitution": {
            "replaced": weighted_mean(np.asarray(sum(found.moved)), weights),
            "to": _means(found.moved, weights),
        },
        "on_site": on_site_item(found.economy.on_site, weights),
        "ess": float(1.0 / (weights**2).sum()),
    }


def on_site_item(place: OnSite, weights: Reals) -> dict[str, Any]:
    """Capacity in the country and what it rests on."""
    return {
        "share": spread(place.share, weights),
        "remote_control": weighted_mean(place.remote_control, weights),
        "basis": place.basis,
        "deals": list(place.deals),
        "unstated": place.unstated,
    }


def band(curve: Reals, weights: Reals) -> dict[str, list[float]]:
    """Mean and the ends of the 80 % interval, week by week."""
    singles = curve.astype(np.float32)
    ends = [weighted_quantiles(singles[week], weights, BAND) for week in range(WEEKS.shape[0])]
    mean = (curve * weights).sum(axis=1) / weights.sum()
    return {
        "loss_by_week": [float(value) for value in mean],
        "loss_low": [float(low) for low, _ in ends],
        "loss_high": [float(high) for _, high in ends],
    }


def spread(values: Reals, weights: Reals) -> dict[str, float]:
    """Mean and quantiles of the weighted members."""
    found = weighted_quantiles(values, weights, tuple(LEVELS.values()))
    named = {name: float(value) for name, value in zip(LEVELS, found, strict=True)}
    return {"mean": weighted_mean(values, weights), **named}


def spread_of_known(values: Reals, weights: Reals) -> dict[str, float] | None:
    """The same of the members that have a value; None where none has."""
    there = np.isfinite(values) & (weights > 0.0)
    return spread(values[there], weights[there]) if there.any() else None


def _means(shares: Shares, weights: Reals) -> dict[str, float]:
    return {name: weighted_mean(np.asarray(values), weights) for name, values in shares._asdict().items()}
