"""The test of withheld supply as one document, and the block of it that an economy's own page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards
from fourfutures.analysis.code import code_version
from fourfutures.analysis.dependence.aftermath import Aftermath, Choosers, after_incident, after_offer
from fourfutures.analysis.dependence.assumed import WEEKS, Assumptions
from fourfutures.analysis.dependence.measures import (
    Measured,
    band,
    country_item,
    economy_of,
    measured,
    spread,
)
from fourfutures.analysis.dependence.on_site import with_offer
from fourfutures.analysis.dependence.sovereignty import sovereignty
from fourfutures.analysis.dependence.standing import Standing, month_of, of_run, of_world
from fourfutures.analysis.dependence.withdrawal import INDEX_LAYERS, Withdrawal
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.told import Told
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands
from fourfutures.study import SUPPLIERS, Assumed, Entity, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/switchoff/1"
At = Literal["as_of", "horizon"]
Progress = Callable[[str, int, int], None]
APPROXIMATION = {
    "en": "One incident of the size the model draws for incidents, felt by all partners, fading at the model's rate; each economy's shares follow the model's equation of choice beside the way they go without it. What lost trust does to deals is left out.",
    "zh": "按模型抽取的事件幅度计一次信任事件，影响所有伙伴方，并按模型的速度消退；各经济体份额在原有走势之上按模型的选择方程变动；信任下降对签约的影响未计入。",
}


def switchoff(
    request: Request, withdrawal: Withdrawal, at: At, hands: Hands, pools: Pools, progress: Progress
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    world = weigh(request, request.lens, hands, pools, progress)
    standing = of_world(world, _month(world.study, request.as_of, at), hands)
    head = {
        "study": request.study.meta.id,
        "study_hash": request.study.hash,
        "as_of": request.as_of.isoformat(),
        "members": request.members,
        "lens": request.lens,
        "start": request.start,
    }
    return _headed(head, standing, withdrawal, at, hands, progress) | {"notes": list(request.notes)}


def switchoff_of_run(
    study: Study,
    manifest: Mapping[str, Any],
    members: pd.DataFrame,
    withdrawal: Withdrawal,
    at: At,
    hands: Hands,
    progress: Progress,
) -> dict[str, Any]:
    """The same in the members of a finished run, under its levers."""
    month = _month(study, date.fromisoformat(manifest["as_of"]), at)
    standing = of_run(study, manifest, members, month, hands)
    names = ("run_id", "study", "study_hash", "as_of", "members", "lens", "start")
    head = {name: manifest[name] for name in names} | {"members_used": int(standing.ids.shape[0])}
    return _headed(head, standing, withdrawal, at, hands, progress) | {"notes": []}


def _month(study: Study, as_of: date, at: At) -> int:
    return month_of(study, as_of) if at == "as_of" else study.meta.months


def _headed(
    head: Mapping[str, Any],
    standing: Standing,
    withdrawal: Withdrawal,
    at: At,
    hands: Hands,
    progress: Progress,
) -> dict[str, Any]:
    study = standing.study
    told = Told(progress, "economies", len(_economies(study, withdrawal)))
    return {
        "schema": SCHEMA,
        **head,
        "code_version": code_version(),
        "at": at,
        "month": study.month_name(standing.month),
        "horizon": study.meta.horizon.isoformat(),
        "seed": standing.binding.seed,
        **tested(standing, withdrawal, hands, told),
    }


def tested(
    standing: Standing, withdrawal: Withdrawal, hands: Hands, told: Callable[[int], None]
) -> dict[str, Any]:
    """What the test says of a standing, without where that came from."""
    study, supplier = standing.study, withdrawal.supplier
    assumed = Assumptions(study, standing.binding.seed, standing.ids)
    choosers = Choosers.of(standing)
    after = after_incident(choosers, supplier, withdrawal.strongest)
    chosen = _economies(study, withdrawal)
    imputed = {row.entity: row.imputed for row in study.shares}
    people = standing.binding.partners.people

    def look(entity: Entity) -> tuple[Entity, Measured, dict[str, Any]]:
        place = standing.place(entity.code)
        found = measured(economy_of(standing, entity, supplier, assumed), withdrawal, assumed)
        item = country_item(
            found, entity, imputed[entity.code], standing.weights[place], after.lost_share[place], withdrawal, assumed
        )  # fmt: skip
        return entity, found, item

    shape = standing.ids.shape[0]
    curve, users = np.zeros((WEEKS.shape[0], shape)), np.zeros(shape)
    output, revenue, users_revenue, later = (np.zeros(shape) for _ in range(4))
    countries: dict[str, dict[str, Any]] = {}
    users_mean, later_mean = 0.0, 0.0
    for entity, found, item in hands.here.each(look, chosen):
        place = standing.place(entity.code)
        own = people[place] * found.users
        curve, users = curve + own * found.curve, users + own
        output, revenue = output + found.output, revenue + found.revenue
        users_revenue = users_revenue + found.revenue_of_users
        users_mean += float((found.revenue_of_users * standing.weights[place]).sum())
        year = found.loss.revenue(1.0, after.lost_share[place])
        later, later_mean = later + year, later_mean + float((year * standing.weights[place]).sum())
        countries[entity.code] = item
        told(1)
    weights = standing.weights[standing.place(chosen[0].code)] if withdrawal.country else standing.mass
    total = {
        name: sum(item[name] for item in countries.values())
        for name in ("gdp_at_risk_usd", "supplier_cost_usd")
    }
    return {
        "supplier": supplier.upper(),
        "layers": list(withdrawal.severity),
        "severity": dict(withdrawal.severity),
        "countries": countries,
        "total": {
            **band(curve / users, weights),
            "gdp_at_risk_usd": {**spread(output, weights), "mean": total["gdp_at_risk_usd"]},
        },
        "supplier_cost_usd": total["supplier_cost_usd"],
        "supplier_cost": {
            "withdrawal_usd": {**spread(revenue, weights), "mean": total["supplier_cost_usd"]},
            "own_users_usd": {**spread(users_revenue, weights), "mean": users_mean},
            "trust_usd_per_year": {**spread(later, weights), "mean": later_mean},
        },
        "trust": _trust(standing, choosers, after, supplier),
        "offer": _offer(standing, withdrawal, assumed, choosers, after, countries, imputed),
        **_grounds(study, withdrawal, countries),
    }  # fmt: skip


def dependency_of(standing: Standing, code: str) -> dict[str, Any]:
    """The `dependency` block of an economy's page: either supplier withholding cloud and weights whole, with ranges."""
    study = standing.study
    if not study.exposure.there:
        return {}
    entity = study.partner(code)
    assumed = Assumptions(study, standing.binding.seed, standing.ids)
    choosers = Choosers.of(standing)
    imputed = {row.entity: row.imputed for row in study.shares}
    place = standing.place(entity.code)
    found: dict[str, Any] = {"month": study.month_name(standing.month), "layers": list(INDEX_LAYERS)}
    for supplier in SUPPLIERS:
        withdrawal = Withdrawal(supplier, dict.fromkeys(INDEX_LAYERS, 1.0), entity)
        after = after_incident(choosers, supplier, withdrawal.strongest)
        seen = measured(economy_of(standing, entity, supplier, assumed), withdrawal, assumed)
        found[supplier] = country_item(
            seen, entity, imputed[entity.code], standing.weights[place], after.lost_share[place], withdrawal, assumed
        )  # fmt: skip
        for name in ("name", "kind", "region", "imputed", "ess"):
            del found[supplier][name]
    return found | {"caveats": [text.model_dump() for text in study.exposure.caveat.values()]}


def _economies(study: Study, withdrawal: Withdrawal) -> Sequence[Entity]:
    return study.partners if withdrawal.country is None else (study.partner(withdrawal.country.code),)


def _trust(standing: Standing, choosers: Choosers, after: Aftermath, supplier: str) -> dict[str, Any]:
    use = standing.binding.partners.people[:, None] * standing.adoption
    lost = (use * after.lost_share).sum(axis=0) / use.sum(axis=0)
    return {
        "size_logit": spread(after.size, standing.mass),
        "decay_per_year": float(np.asarray(getattr(choosers.parameters, supplier).trust_decay).ravel()[0]),
        "months_after": standing.months_after,
        "share_lost": spread(lost, standing.mass),
        "approximation": APPROXIMATION,
    }


def _offer(
    standing: Standing,
    withdrawal: Withdrawal,
    assumed: Assumptions,
    choosers: Choosers,
    after: Aftermath,
    countries: dict[str, dict[str, Any]],
    imputed: dict[str, bool],
) -> dict[str, Any] | None:
    offer, entity = withdrawal.offer, withdrawal.country
    if offer is None or entity is None:
        return None
    place = standing.place(entity.code)
    before = economy_of(standing, entity, withdrawal.supplier, assumed)
    economy = before._replace(
        shares=after_offer(choosers, entity.code, offer),
        on_site=with_offer(before.on_site, standing, entity.code, withdrawal.supplier, offer),
    )
    without, found = measured(before, withdrawal, assumed), measured(economy, withdrawal, assumed)
    weights = standing.weights[place]
    return {
        "id": offer.id,
        "name": offer.name.model_dump(),
        "stack": offer.stack,
        "capacity_mw": offer.capacity_mw,
        "sovereignty": sovereignty(offer, standing.study),
        "with_offer": country_item(
            found, entity, imputed[entity.code], weights, after.lost_share[place], withdrawal, assumed
        ),
        "change": {
            "dependency_index": spread(found.dependency - without.dependency, weights),
            "area_52w": spread(found.area - without.area, weights),
        },
    }  # fmt: skip


def _grounds(study: Study, withdrawal: Withdrawal, countries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the test rests on: matrix, numbers, caveats, sources."""
    exposure = study.exposure
    numbers: dict[str, Assumed] = dict(exposure.number)
    for name, layer in exposure.layer.items():
        numbers[f"half_recovery_{name}"] = layer.half_recovery
        if layer.onset is not None:
            numbers[f"onset_{name}"] = layer.onset
    columns = {name: getattr(layer.exposure, withdrawal.supplier) for name, layer in exposure.layer.items()}
    cited = [source for entry in (*numbers.values(), *columns.values()) for source in entry.source]
    on_record = {deal for item in countries.values() for deal in item["on_site"]["deals"]}
    cited += [source for deal in study.deals if deal.deal_id in on_record for source in deal.source_id]
    return {
        "exposure": [
            {
                "layer": name, "name": column.name.model_dump(), "us": column.us, "cn": column.cn, "own": column.own,
                "judgement": column.judgement, "source_ids": list(column.source), "note": column.note,
            }
            for name, column in columns.items()
        ],
        "assumptions": [
            {
                "id": name, "name": number.name.model_dump(), "unit": number.unit,
                "prior": number.prior.model_dump(exclude_none=True), "judgement": number.judgement,
                "source_ids": list(number.source), "note": number.note,
            }
            for name, number in numbers.items()
        ],
        "judgement_count": sum(entry.judgement for entry in (*numbers.values(), *columns.values())),
        "caveats": [text.model_dump() for text in exposure.caveat.values()],
        "sources": cards(study, cited),
    }  # fmt: skip
