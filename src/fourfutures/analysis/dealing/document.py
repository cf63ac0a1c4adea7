"""The document of a deal: terms with their origins, accounts by party, verdict, break-evens, alternatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards
from fourfutures.analysis.code import code_version
from fourfutures.analysis.dealing.assumption import BUILD, CAPITAL, CAPITAL_RATIO, Assumptions, used_by
from fourfutures.analysis.dealing.break_even import break_evens
from fourfutures.analysis.dealing.counterfactual import counterfactuals
from fourfutures.analysis.dealing.effects import effects, setting
from fourfutures.analysis.dealing.offering import offered
from fourfutures.analysis.dealing.sharing import division, lens_values, shares
from fourfutures.analysis.dealing.valuation import (
    MILLION,
    MONTHS,
    RATE_OF,
    Valuation,
    capex_of,
    chance,
    closure_error,
    created_by,
    sheet_of,
    told,
    value,
)
from fourfutures.analysis.dealing.verdict import verdict
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.quantile import weighted_mean, weighted_quantiles
from fourfutures.analysis.request import Request
from fourfutures.ensemble import Hands
from fourfutures.model import FULL_YEAR, book, created, totals
from fourfutures.study import PARTIES, TERMS, Offer, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/deal/1"


def deal(
    request: Request,
    given: Offer | str | Path,
    country: str | None,
    signed: str | None,
    assume: Mapping[str, float],
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    known = request.study.known_by(request.as_of)
    earliest = known.month_name(max(1, known.month_of(request.as_of) + 1))
    offer = offered(given, known, country, signed, earliest)
    world, live = setting(request, hands, pools, progress)
    study, weights = world.study, world.kept.weights
    assumed = Assumptions.of(world.binding, world.kept.ids, assume)
    found, made = value(offer, assumed), created_by(offer, assumed)
    entity = study.partner(str(offer.country))
    by_party, net = shares(found.npv, weights)
    effect = effects(offer, live)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "study": study.meta.id,
        "study_hash": request.study.hash,
        "code_version": code_version(),
        "as_of": request.as_of.isoformat(),
        "seed": request.seed,
        "members": request.members,
        "lens": request.lens,
        "start": request.start,
        "assimilated": request.assimilate,
        "ess": float(1.0 / (weights**2).sum()),
        "name": study.meta.name.model_dump(),
        "country": {
            "entity": entity.code,
            "name": {"en": entity.name_en, "zh": entity.name_zh},
            "gdp_musd": None if entity.gdp_usd is None else entity.gdp_usd / MILLION,
            "people": entity.population,
        },
        "unit": "million US$",
        "offer": _offer(offer, assumed, weights, study),
        "parties": {party: _party(party, found, assumed, weights) for party in PARTIES},
        "partner": {
            **told(found.partner, weights),
            "p_loses": chance(found.partner < 0.0, weights),
            "share_of_gdp": None
            if entity.gdp_usd is None
            else weighted_mean(found.partner, weights) * MILLION / entity.gdp_usd,
        },
        "created": {"annual": _annual(made, weights)},
        "closure_error": closure_error(found, made),
        "shares_of_positive_npv": by_party,
        "gains_and_losses": net,
        "full_year": _full_year(offer, assumed, weights),
        "jobs": _jobs(offer, assumed, weights, found),
        "verdict": verdict(offer, assumed, weights, study),
        "break_evens": break_evens(offer, assumed, weights, study),
        "counterfactuals": counterfactuals(offer, found, assumed, weights, study),
        "division": division(offer, found, assumed, weights, study),
        "lens_values": lens_values(found.npv, request.study.lenses, weights),
        "assumptions": _assumptions(offer, assumed, weights, assume),
        "country_effect": effect.country,
        "futures_effect": effect.futures,
        "notes": [*request.notes, *effect.notes],
    }
    cited = [name for entry in document["assumptions"].values() for name in entry["source_ids"]]
    cited += [name for origin in offer.origins.values() for name in origin.source]
    return document | {"sources": cards(study, cited)}


def offer_block(offer: Offer, study: Study) -> dict[str, Any]:
    """Which offer to whom, and every term with unit and where it comes from; terms that are drawn have no value."""
    block: dict[str, Any] = {
        "id": offer.id,
        "name": offer.name.model_dump(),
        "stack": offer.stack,
        "template": offer.template,
        "country": offer.country,
        "signed": offer.signed,
    }
    for name in TERMS:
        term, origin, at = study.offers.term[name], offer.origins.get(name), getattr(offer, name)
        block[name] = {
            "name": term.name.model_dump(),
            "value": at,
            "unit": term.unit,
            "origin": "sheet" if origin is None else origin.kind,
            "judgement": origin is None or origin.judgement,
            "source_ids": [] if origin is None else list(origin.source),
            "note": "" if origin is None else origin.note,
        }
    return block


def _offer(offer: Offer, assumed: Assumptions, weights: Reals, study: Study) -> dict[str, Any]:
    block = offer_block(offer, study)
    drawn = {
        "capex_musd_per_mw": capex_of(offer, assumed),
        "build_months": assumed.values[BUILD] * MONTHS,
    }
    for name, amounts in drawn.items():
        if block[name]["value"] is None:
            block[name] |= {"drawn": told(amounts, weights)}
    return block


def _party(party: str, found: Valuation, assumed: Assumptions, weights: Reals) -> dict[str, Any]:
    return {
        "annual": _annual(found.flows[party], weights),
        "annual_q05": [float(weighted_quantiles(year, weights, (0.05,))[0]) for year in found.flows[party].T],
        "annual_q95": [float(weighted_quantiles(year, weights, (0.95,))[0]) for year in found.flows[party].T],
        "npv": told(found.npv[party], weights),
        "rate": float(assumed.values[RATE_OF[party]].mean()),
        "p_gains": chance(found.npv[party] > 0.0, weights),
        "p_loses": chance(found.npv[party] < 0.0, weights),
    }


def _annual(flows: Reals, weights: Reals) -> list[float]:
    return [weighted_mean(year, weights) for year in flows.T]


def _full_year(offer: Offer, assumed: Assumptions, weights: Reals) -> dict[str, Any]:
    """A year at full capacity, entry by entry: what each party has of it; nothing is built, placed or returned in it."""
    sheet, c = sheet_of(offer, assumed), assumed.conditions(offer.stack)
    entries = book(sheet, c, FULL_YEAR)
    ones = np.ones((weights.shape[0], 1))

    def mean(amount: Any) -> float:
        return weighted_mean((np.asarray(amount) * ones)[:, 0], weights)

    lines = {
        name: {party: mean(amount) for party, amount in line._asdict().items()}
        for name, line in entries._asdict().items()
    }
    return {
        "lines": {name: line for name, line in lines.items() if any(line.values())},
        "totals": {party: mean(amount) for party, amount in totals(entries)._asdict().items()},
        "created": mean(created(sheet, c, FULL_YEAR)),
    }


def _jobs(offer: Offer, assumed: Assumptions, weights: Reals, found: Valuation) -> dict[str, Any]:
    """People at work on the site: job-years of building in all, jobs of running once it is complete."""
    return {
        name: {
            **told(assumed.values[f"jobs_{name}"] * offer.capacity_mw, weights),
            "unit": {"building": "job-years", "running": "jobs"}[name],
            "judgement": assumed.entries[f"jobs_{name}"].judgement,
        }
        for name in ("building", "running")
    }


def _assumptions(
    offer: Offer, assumed: Assumptions, weights: Reals, given: Mapping[str, float]
) -> dict[str, Any]:
    ratio = f"{CAPITAL_RATIO}_{offer.stack}"
    fixed = (("capex_musd_per_mw", CAPITAL), ("capex_musd_per_mw", ratio), ("build_months", BUILD))
    written = {name for term, name in fixed if getattr(offer, term) is not None}
    names = [name for name in used_by(offer.stack) if name not in written]
    return {
        name: {
            "name": assumed.entries[name].name.model_dump(),
            "unit": assumed.entries[name].unit,
            **told(assumed.values[name], weights),
            "judgement": assumed.entries[name].judgement or name in given,
            "replaced": name in given,
            "source_ids": list(assumed.entries[name].source),
            "note": assumed.entries[name].note,
        }
        for name in (*names, *(name for name in assumed.entries if name.startswith(("discount_", "jobs_"))))
    }
