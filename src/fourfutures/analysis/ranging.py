"""Odds with their range: what they would be under other priors for judged numbers and under other definitions.

The odds are the pool's. What another prior or another definition would change is read off a sample of it that keeps the
mass of every joint class, so the sampling error is that of a paired difference. A lever changes only the members that
were run again, and its change is added: a lever that does nothing leaves every range as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import indices_by_reading, labels_of, recoded
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Track, parameter_normals
from fourfutures.futures import Dials, Labels, Odds, Part, envelope, moved_dials, odds, prior_shifts
from fourfutures.study import Study

Reals = NDArray[np.float64]
STRENGTH = "lever_strength_"


class Ranged(NamedTuple):
    """Odds of classes with their range."""

    odds: Odds
    low: Reals
    high: Reals


def in_play(study: Study, levers: frozenset[str]) -> list[str]:
    """Uncertainties drawn once a member that can matter in a run: the strength of a lever only where it is pulled."""
    return [
        name
        for name, entry in study.uncertainties.items()
        if entry.per is None
        and entry.prior.family != "fixed"
        and (not name.startswith(STRENGTH) or name.removeprefix(STRENGTH) in levers)
    ]


def ranged(
    world: World, ends: Track | None, after: Mapping[str, Labels], levers: frozenset[str]
) -> dict[str, Ranged]:
    """Odds and ranges by `key`.

    `ends` are the recorded members under levers and `after` the classes of all kept members there; None and empty where
    nothing is pulled.
    """
    mass, kept, basis = world.posterior.mass, world.kept, world.basis
    seen = basis.ids if ends is None else np.union1d(basis.ids, world.recorded.ids)
    plain = _labels(world, world.basis_track, world.dials)
    parts = [Part.of(np.searchsorted(seen, basis.ids), basis.weights, plain)]
    found = {name: odds(sort.codes, mass, sort.classes) for name, sort in world.labels.items()}
    moved = _changes(world, basis.weights, world.basis_track, plain)
    if ends is not None:
        before = _labels(world, world.recorded_track, world.dials)
        now = _labels(world, ends, world.dials)
        place = np.searchsorted(seen, world.recorded.ids)
        places = world.places(kept.ids)
        parts.append(Part.paired(place, world.recorded.weights, before, now))
        found = {
            name: _pulled(found[name], kept.weights, world.labels[name].codes[places], after[name])
            for name in found
        }
        more = _changes(world, world.recorded.weights, ends, now)
        less = _changes(world, world.recorded.weights, world.recorded_track, before)
        moved = [
            {name: change[name] + one[name] - two[name] for name in change}
            for change, one, two in zip(moved, more, less, strict=True)
        ]
    others = {name: [found[name].p + change[name] for change in moved] for name in found}
    ratios = _ratios(world, seen, levers)
    ends_of = envelope({name: value.p for name, value in found.items()}, parts, ratios, others)
    return {name: Ranged(found[name], *ends_of[name]) for name in found}


def _labels(world: World, track: Track, dials: Mapping[str, Dials]) -> dict[str, Labels]:
    """Classes of members at the horizon."""
    found = indices_by_reading(track, world.study.meta.months, dials, world.homes)
    labels = labels_of(found, world.study.frame)
    return labels if world.other is None else recoded(labels, dials, world.other)


def _moves(world: World) -> list[dict[str, Dials]]:
    """Readings with one definition moved, one entry for each move."""
    moves = {name: dial.moves for name, dial in world.study.frame.dials.items() if dial.moves is not None}
    by_reading = {reading: moved_dials(values, moves) for reading, values in world.dials.items()}
    return [
        {reading: by_reading[reading][move] for reading in by_reading}
        for move in next(iter(by_reading.values()), {})
    ]


def _changes(
    world: World, weights: Reals, track: Track, plain: Mapping[str, Labels]
) -> list[dict[str, Reals]]:
    """What each moved definition changes in the odds of the same members, by key, one entry for each move."""
    mass = weights / weights.sum()
    before = {name: odds(sort.codes, mass, sort.classes).p for name, sort in plain.items()}
    return [
        {
            name: odds(sort.codes, mass, sort.classes).p - before[name]
            for name, sort in _labels(world, track, dials).items()
        }
        for dials in _moves(world)
    ]


def _pulled(plain: Odds, weights: Reals, before: NDArray[np.int64], after: Labels) -> Odds:
    """Odds under levers: the pool's and the paired change of the kept members; the error is that of both."""
    found, variance = plain.p.copy(), plain.mc_se**2
    for code in range(after.classes):
        own = (after.codes == code).astype(np.float64) - (before == code)
        change = float((weights * own).sum())
        found[code] = max(0.0, found[code] + change)
        variance[code] += float((weights**2 * (own - change) ** 2).sum())
    return Odds(found, np.sqrt(variance))


def _ratios(world: World, ids: NDArray[np.int64], levers: frozenset[str]) -> Iterator[Reals]:
    """Importance ratios of some members of the pool, one shift of a judged prior after another."""
    study = world.study
    judged = [name for name in in_play(study, levers) if study.uncertainties[name].judgement]
    pairs = [(pair.a, pair.b, pair.rho) for pair in study.correlations]
    linked = {name for pair in study.correlations for name in (pair.a, pair.b)}
    normals = parameter_normals(world.binding, list(dict.fromkeys([*judged, *sorted(linked)])), ids)
    for _, ratio in prior_shifts(judged, lambda name: normals[name], pairs):
        yield ratio
