"""The document of viewpoints: every lens beside the neutral one, their disagreement, the range over all, the dials swept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import between_weights
from fourfutures.analysis.head import head
from fourfutures.analysis.labelling import FUTURES, key
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.ranging import Ranged, ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.viewing.disagreement import Disagreement, divergence, split
from fourfutures.analysis.viewing.lens_view import LensView, lens_view
from fourfutures.analysis.viewing.sweep import lines, surfaces
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands, Stream
from fourfutures.futures import Codes, odds
from fourfutures.study import Lens, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/viewpoints/1"
NEUTRAL = "neutral"
RESAMPLES = 200
ENDS = (0.025, 0.975)


def viewpoints(
    request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    study = request.study
    worlds = {lens: weigh(request, lens, hands, pools, progress) for lens in study.lenses}
    gammas = tuple(sorted({world.dials[request.reading].gamma for world in worlds.values()}))
    views = {lens: lens_view(world, gammas, hands) for lens, world in worlds.items()}
    spans = {lens: ranged(world, None, {}, frozenset()) for lens, world in worlds.items()}
    neutral = views[NEUTRAL]
    dials = worlds[NEUTRAL].dials[request.reading]
    return {
        **head(SCHEMA, request),
        "dials": {"reading": request.reading, **dials._asdict()},
        "start": request.start,
        "name": study.meta.name.model_dump(),
        "lenses": [
            _lens(study.lenses[lens], views[lens], neutral, spans[lens], request.reading)
            for lens in study.lenses
        ],
        "disagreement": {
            reading: _disagreement(views, reading, request.seed) for reading in study.frame.presets
        },
        "range": {reading: _range(study, spans, reading) for reading in study.frame.presets},
        "dial_names": {name: dial.name.model_dump() for name, dial in study.frame.dials.items()},
        "lines": lines(neutral, dials),
        "surfaces": surfaces(neutral, dials),
        "notes": list(request.notes),
    }


def _lens(
    lens: Lens, view: LensView, neutral: LensView, spans: Mapping[str, Ranged], reading: str
) -> dict[str, Any]:
    """One lens: what it changes and why, and its odds beside the neutral ones."""
    world, study = view.world, view.study
    moved = [dial for dial in study.frame.dials if dial in lens.dials]
    return {
        "lens": lens.id,
        "name": lens.name.model_dump(),
        "note": lens.note.model_dump(),
        "priors": [_override(study, at) for at in range(len(study.applied_overrides))],
        "definitions": [
            {
                "dial": dial,
                "name": study.frame.dials[dial].name.model_dump(),
                "neutral": getattr(neutral.world.dials[reading], dial),
                "value": getattr(world.dials[reading], dial),
            }
            for dial in moved
        ],
        "ess": world.posterior.ess,
        "futures": {
            name: _odds(spans[key(name, FUTURES)], view, neutral, name) for name in study.frame.presets
        },
    }


def _override(study: Study, at: int) -> dict[str, Any]:
    applied = study.applied_overrides[at]
    entry = study.uncertainties[applied.target]
    return {
        "target": applied.target,
        "name": entry.name.model_dump(),
        "side": entry.bloc,
        "unit": entry.unit,
        "op": applied.override.op,
        "by": applied.override.value,
        "before": applied.before,
        "after": applied.after,
        "reason": applied.override.reason.model_dump(),
    }


def _odds(found: Ranged, view: LensView, neutral: LensView, reading: str) -> dict[str, Any]:
    ids = view.study.frame.ids
    changes = between_weights(
        neutral.world.kept.ids, neutral.world.kept.weights, neutral.world.kept_codes(reading),
        view.world.kept.ids, view.world.kept.weights, view.world.kept_codes(reading), len(ids),
    )  # fmt: skip
    return {
        name: {
            "p": float(found.odds.p[code]),
            "mc_se": float(found.odds.mc_se[code]),
            "low": float(found.low[code]),
            "high": float(found.high[code]),
            "change": changes[code],
        }
        for code, name in enumerate(ids)
    }


def _disagreement(views: Mapping[str, LensView], reading: str, seed: int) -> dict[str, Any]:
    """Divergence of all lenses in bits with its 95 % interval for sampling, and each lens's distance from neutral."""
    own = {lens: view.world.dials[reading] for lens, view in views.items()}
    plain, classes = views[NEUTRAL], len(views[NEUTRAL].study.frame.ids)
    both = {lens: view.codes(own[lens]) for lens, view in views.items()}
    priors = {lens: view.codes(own[NEUTRAL]) for lens, view in views.items()}
    definitions = {lens: plain.codes(dials) for lens, dials in own.items()}

    def shares(codes: Mapping[str, Codes], weights: Mapping[str, Reals]) -> Reals:
        return np.array([odds(codes[lens], weights[lens], classes).p for lens in views])

    def found(weights: Mapping[str, Reals]) -> Disagreement:
        alike = dict.fromkeys(views, weights[NEUTRAL])
        return split(shares(both, weights), shares(priors, weights), shares(definitions, alike))

    weights = {lens: view.world.kept.weights for lens, view in views.items()}
    streams = {lens: Stream(seed, [("viewpoints", lens)]) for lens in views}
    again = []
    for number in range(RESAMPLES):  # a Bayesian bootstrap (Rubin 1981), each lens by itself
        drawn = {
            lens: weights[lens] * -np.log(streams[lens].uniform(view.world.kept.ids, number)[0])
            for lens, view in views.items()
        }
        again.append(found(drawn).bits)
    low, high = np.quantile(again, ENDS)
    whole, odds_of = found(weights), shares(both, weights)
    neutral = odds_of[list(views).index(NEUTRAL)]
    return {
        **whole._asdict(),
        # resampling adds noise, which only adds divergence: the basic interval turns it round
        "low": max(0.0, 2.0 * whole.bits - float(high)),
        "high": max(whole.bits, 2.0 * whole.bits - float(low)),
        "most": float(np.log2(len(views))),
        "distance": {
            lens: float(np.sqrt(divergence(np.array([mine, neutral]))))
            for lens, mine in zip(views, odds_of, strict=True)
            if lens != NEUTRAL
        },
    }


def _range(study: Study, spans: Mapping[str, Mapping[str, Ranged]], reading: str) -> dict[str, Any]:
    """The widest range of each future over lenses, each with its own range over priors and definitions."""
    found = {lens: span[key(reading, FUTURES)] for lens, span in spans.items()}
    rows = {}
    for code, name in enumerate(study.frame.ids):
        lowest = min(found, key=lambda lens: float(found[lens].low[code]))
        highest = max(found, key=lambda lens: float(found[lens].high[code]))
        middle = [float(one.odds.p[code]) for one in found.values()]
        rows[name] = {
            "low": float(found[lowest].low[code]),
            "high": float(found[highest].high[code]),
            "lowest_lens": lowest,
            "highest_lens": highest,
            "least": min(middle),
            "most": max(middle),
        }
    return rows
