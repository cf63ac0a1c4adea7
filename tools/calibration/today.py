"""The study's own run: each parameter before and after the data, shares of variance, fit, the second method."""

from __future__ import annotations

from typing import Any

import numpy as np

from fourfutures.analysis import Request, kept_pools
from fourfutures.analysis.fit_block import Check, fit_block
from fourfutures.analysis.judgement import variance_split
from fourfutures.analysis.ranging import in_play
from fourfutures.analysis.weighing import World, weigh
from fourfutures.ensemble import Hands, normal_quantile, parameter_normals, parameter_values, quantile
from fourfutures.futures import indices
from fourfutures.study import Study

GRID = 4096  # points of a prior that its mean and spread are read off


def today(study: Study, hands: Hands) -> dict[str, Any]:
    """Figures of the run as of the day the study's data were assembled."""
    request = Request.of(study)
    world = weigh(request, request.lens, hands, kept_pools(), lambda stage, done, total: None)
    check = Check(world, request.reading, hands)
    return {
        "as_of": request.as_of.isoformat(),
        "members": request.members,
        "pool": request.pool,
        "effective": world.data.ess,
        "pareto_k": world.data.pareto_k,
        "parameters": _parameters(world),
        "variance": _variance(world),
        "fit": fit_block(world, check),
        "cross_check": check.block,
    }


def _parameters(world: World) -> list[dict[str, Any]]:
    even = normal_quantile((np.arange(GRID) + 0.5) / GRID)
    kept = world.recorded
    after = parameter_values(world.binding, kept.ids)
    found = []
    for name in in_play(world.study, frozenset()):
        entry = world.study.uncertainties[name]
        before = quantile(entry.prior, even)
        mean, sd = float(before.mean()), float(before.std())
        moved = float((kept.weights * after[name]).sum())
        spread = float(np.sqrt((kept.weights * (after[name] - moved) ** 2).sum()))
        found.append(
            {
                "name": name,
                "label": entry.name.model_dump(),
                "bloc": entry.bloc,
                "unit": entry.unit,
                "judgement": entry.judgement,
                "prior_mean": mean,
                "prior_sd": sd,
                "mean": moved,
                "sd": spread,
                "shift": (moved - mean) / sd if sd > 0.0 else 0.0,
                "narrowing": spread / sd if sd > 0.0 else 1.0,
            }
        )
    return sorted(found, key=lambda entry: -abs(float(entry["shift"])))


def _variance(world: World) -> dict[str, Any]:
    """Shares of the variance of both indices that rest on judged and measured numbers and on luck, by reading."""
    names = in_play(world.study, frozenset())
    normals = parameter_normals(world.binding, names, world.recorded.ids)
    judged = [world.study.uncertainties[name].judgement for name in names]
    matrix = np.stack([normals[name] for name in names])
    shares: dict[str, Any] = {}
    for reading, dials in world.dials.items():
        found = indices(world.recorded_track, world.study.meta.months, dials, world.homes)
        for axis in ("compute", "adoption"):
            split = variance_split(getattr(found, axis), world.recorded.weights, matrix, judged)
            shares.setdefault(reading, {})[axis] = split
    return shares
