"""The summary of a run: every number that a page, a brief or another program may quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.code import code_version
from fourfutures.analysis.due_block import due_block
from fourfutures.analysis.economies import closest, economies
from fourfutures.analysis.evidence_block import left_out, mover_items, rows_block, source_cards
from fourfutures.analysis.fit_block import Check, collapse_block, discrepancies, fit_block
from fourfutures.analysis.judgement import variance_split
from fourfutures.analysis.monthly import monthly
from fourfutures.analysis.notes import notes
from fourfutures.analysis.outcomes import OUTCOMES
from fourfutures.analysis.outlook import Outlook
from fourfutures.analysis.quantile import spread, weighted_mean, wide_spread
from fourfutures.analysis.ranging import Ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.settings_block import settings_block
from fourfutures.analysis.testimony_block import testimony_block
from fourfutures.assimilation import Mover
from fourfutures.ensemble import Hands, normal_quantile, parameter_values, quantile
from fourfutures.futures import LEADERS, indices_by_month, near_boundary, odds

Reals = NDArray[np.float64]
Singles = NDArray[np.float32]
SCHEMA = "fourfutures/run/1"
UNITS = {
    "compute_stock_us": "million H100e", "compute_stock_cn": "million H100e", "compute_ratio": "ratio",
    "frontier_gap": "yr", "price_gap": "log", "export_regime": "category", "build_discrepancy_us": "log",
    "build_discrepancy_cn": "log",
}  # fmt: skip
WATCHED = 3  # economies to watch
GRID = 4096  # points of a prior that its mean and spread are read off
SHIFTED = 12  # parameters that the data moved most
ALWAYS_CITED = ("ms_deepseek_map_2025h2", "ms-diffusion", "cnnic", "epoch-chips")


def summarise(
    request: Request,
    outlook: Outlook,
    found: list[Mover],
    countries: pd.DataFrame,
    effects: list[dict[str, Any]],
    hands: Hands,
) -> dict[str, Any]:
    """The document of the contract; probabilities of a block sum to 1."""
    world, weights = outlook.world, outlook.world.kept.weights
    study, frame = world.study, world.study.frame
    reading = request.reading
    chosen, own = world.dials[reading], outlook.seen.own_share
    entries = economies(study, world.binding, outlook.record, world.local, countries)
    watched = [str(entry["entity"]) for entry in closest(entries, WATCHED)]
    items = mover_items(world, found, reading)
    check = Check(world, reading, hands)
    testimony = testimony_block(request, world)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "run_id": request.run_id,
        "study": study.meta.id,
        "study_hash": request.study.hash,
        "code_version": code_version(),
        "data_vintage": min(request.as_of, study.meta.stored_material_until).isoformat(),
        "as_of": request.as_of.isoformat(),
        "origin": study.meta.origin.isoformat(),
        "horizon": study.meta.horizon.isoformat(),
        "members": request.members,
        "seed": request.seed,
        "lens": request.lens,
        "dials": {"reading": reading, **chosen._asdict()},
        "start": request.start,
        **settings_block(request, world),
        "assimilated": request.assimilate,
        "futures": {name: _futures_block(outlook, name) for name in world.dials},
        "axes": {name: _axes_block(outlook.axes[name], "p") for name in world.dials},
        "axis_ranges": {name: _axes_block(outlook.axes[name], "range") for name in world.dials},
        "indices": {
            axis: spread(getattr(outlook.seen.found[reading], axis), weights)
            for axis in ("compute", "adoption")
        },
        "outcomes": {
            name: {"unit": UNITS.get(name, "share"), **wide_spread(_end(outlook, series), weights)}
            for name, series in OUTCOMES.items()
        },
        "path": monthly(
            study,
            indices_by_month(outlook.record.path, chosen, world.homes),
            world.recorded,
            outlook.seen.path,
            weights,
        ),
    }
    if outlook.difference is not None:
        document["difference"] = dict(zip(frame.ids, outlook.difference, strict=True))
    cited = [item["source_id"] for item in items] + [
        source
        for deal in study.deals
        if deal.country in watched and deal.announced <= request.as_of
        for source in deal.source_id
    ]
    document |= {
        "movers": items,
        "due": due_block(study, request.as_of, items),
        "left_out": left_out(world, hands.here),
        "diagnostics": _diagnostics(request, outlook, check),
        "name": study.meta.name.model_dump(),
        "home": study.meta.home,
        "tags": {language: list(getattr(study.meta.tags, language)) for language in ("en", "zh")},
        "frame": _frame_block(outlook),
        "statements": {
            "stock_us_larger": float(weights[_end(outlook, "compute_ratio") > 1.0].sum()),
            "memory_binds_cn": weighted_mean(_end(outlook, "memory_binds_cn"), weights),
        },
        "near_boundary": {
            name: near_boundary(outlook.seen.found[name], weights, frame) for name in world.dials
        },
        "contested_split": {
            name: {
                "bipolar": float(
                    weights[(codes == len(frame.futures)) & (own < frame.own_share_multipolar)].sum()
                ),
                "multipolar": float(
                    weights[(codes == len(frame.futures)) & (own >= frame.own_share_multipolar)].sum()
                ),
            }
            for name, codes in outlook.codes.items()
        },
        "economies": entries,
        "economies_to_watch": watched,
        "lever_effects": effects,
        "posterior": _posterior(outlook),
        "rows": rows_block(world),
        "fit": fit_block(world, check),
        "collapse": collapse_block(world),
        "discrepancies": discrepancies(outlook),
        "evidence": testimony,
        "sources": source_cards(world, [*cited, *ALWAYS_CITED]),
        "notes": notes(request, world, check.block, int(outlook.seen.failed.sum())),
        "previous": None,
        "evidence_items": len(testimony["in_force"]),
    }
    return document


def _end(outlook: Outlook, series: str) -> Singles:
    return outlook.seen.outcomes[series]


def _futures_block(outlook: Outlook, reading: str) -> dict[str, dict[str, float]]:
    world = outlook.world
    classes = len(world.study.frame.ids)
    found = outlook.futures[reading]
    before = odds(world.codes[reading], world.prior.mass, classes).p
    data = odds(world.codes[reading], world.data.mass, classes).p
    block = {}
    for code, name in enumerate(world.study.frame.ids):
        block[name] = {
            "p": float(found.odds.p[code]),
            "mc_se": float(found.odds.mc_se[code]),
            "low": float(found.low[code]),
            "high": float(found.high[code]),
            "prior_p": float(before[code]),
            "data_p": float(data[code]),
        }
    return block


def _axes_block(axes: Mapping[str, Ranged], what: str) -> dict[str, dict[str, Any]]:
    return {
        axis: {
            leader: float(found.odds.p[at])
            if what == "p"
            else {"low": float(found.low[at]), "high": float(found.high[at])}
            for at, leader in enumerate(LEADERS)
        }
        for axis, found in axes.items()
    }


def _diagnostics(request: Request, outlook: Outlook, check: Check) -> dict[str, Any]:
    world = outlook.world
    names = list(outlook.normals)
    matrix = np.stack([outlook.normals[name] for name in names])
    judged = [world.study.uncertainties[name].judgement for name in names]
    return {
        "pool": int(world.posterior.mass.shape[0]),
        "ess": world.posterior.ess,
        "unique_members": int(world.kept.ids.shape[0]),
        "guided": world.binding.guide is not None,
        "max_weight": world.posterior.max_weight,
        "pareto_k": world.posterior.pareto_k,
        "recorded_members": int(world.recorded.ids.shape[0]),
        "failed_members": int(world.failed.sum()) + int(outlook.seen.failed.sum()),
        "surprises": [fit.block for fit in world.weighed.fits if fit.factor != 1.0],
        "collapsed": list(world.weighed.narrow),
        "cross_check": check.block,
        "judgement_share": {
            f"index_{axis}": split["judgement"]
            for axis in ("compute", "adoption")
            if (
                split := variance_split(
                    getattr(outlook.recorded, axis), world.recorded.weights, matrix, judged
                )
            )
        },
    }


def _frame_block(outlook: Outlook) -> dict[str, Any]:
    study = outlook.world.study
    frame = study.frame
    futures = [
        {"id": f.id, "name": f.name.model_dump(), "compute": f.compute, "adoption": f.adoption,
         "colour": f.colour.model_dump()}
        for f in frame.futures
    ]  # fmt: skip
    last = frame.contested
    futures.append(
        {"id": last.id, "name": last.name.model_dump(), "compute": None, "adoption": None,
         "colour": last.colour.model_dump()}
    )  # fmt: skip
    return {
        "futures": futures,
        "band": frame.band_ratio,
        "drivers": {axis: entry.name.model_dump() for axis, entry in frame.axes.items()},
    }


def _posterior(outlook: Outlook) -> list[dict[str, Any]]:
    """Parameters whose mean the data moved most, in prior standard deviations."""
    world = outlook.world
    even = normal_quantile((np.arange(GRID) + 0.5) / GRID)
    after = parameter_values(world.binding, world.recorded.ids)
    weights = world.recorded.weights
    rows: list[dict[str, Any]] = []
    for name in outlook.normals:
        values = after[name]
        before = quantile(world.study.uncertainties[name].prior, even)
        mean, sd = float(before.mean()), float(before.std())
        if sd <= 0.0:
            continue
        moved = float((weights * values).sum())
        spread_now = float(np.sqrt((weights * (values - moved) ** 2).sum()))
        entry = world.study.uncertainties[name]
        rows.append(
            {
                "name": name,
                "label": entry.name.model_dump(),
                "bloc": entry.bloc,
                "unit": entry.unit,
                "judgement": entry.judgement,
                "prior_mean": mean,
                "prior_sd": sd,
                "mean": moved,
                "sd": spread_now,
            }
        )
    rows.sort(key=lambda row: -abs(row["mean"] - row["prior_mean"]) / row["prior_sd"])
    return rows[:SHIFTED]
