"""Odds with their range: what they would be under other priors for judged numbers and under other definitions.

Both are read off the pool, whose members are many. A lever changes only the members that were run again, so its change
is added to the pool's figures: a lever that does nothing leaves every range as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Track
from fourfutures.futures import (
    LEADERS,
    Dials,
    Labels,
    Odds,
    Part,
    classify,
    envelope,
    indices,
    leaders,
    moved_dials,
    odds,
    prior_shifts,
)
from fourfutures.study import Study

Reals = NDArray[np.float64]
AXES = ("compute", "adoption")
FUTURES = "futures"
STRENGTH = "lever_strength_"
SLIVER = 1e-3  # of the weight, that ranges may do without
MOST = 200_000  # members that ranges are read off


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


def key(reading: str, what: str) -> str:
    """Name of one set of classes: the futures or an axis under a reading."""
    return f"{reading}.{what}"


def ranged(world: World, ends: Track | None, levers: frozenset[str]) -> dict[str, Ranged]:
    """Odds and ranges by `key`; `ends` are the kept members under levers, None where nothing is pulled."""
    mass, kept = world.posterior.mass, world.kept
    labels = _labels(world, world.pool.track, world.dials)
    heavy = _heavy(mass)
    seen = heavy if ends is None else np.union1d(heavy, kept.ids)  # members whose ratios are needed
    parts = [
        Part.of(
            np.searchsorted(seen, heavy),
            mass[heavy],
            {name: Labels(sort.codes[heavy], sort.classes) for name, sort in labels.items()},
        )
    ]
    found = {name: odds(sort.codes, mass, sort.classes) for name, sort in labels.items()}
    others = {
        name: [odds(s.codes, mass, s.classes).p for s in sorts] for name, sorts in _others(world).items()
    }
    if ends is not None:
        stayed = world.pool.track.take(kept.ids)
        after = _labels(world, ends, world.dials)
        place = np.searchsorted(seen, kept.ids)
        parts.append(Part.paired(place, kept.weights, _labels(world, stayed, world.dials), after))
        found = {
            name: _pulled(found[name], kept.weights, labels[name].codes[kept.ids], after[name])
            for name in found
        }
        changes = _changes(world, stayed, ends)
        others = {name: [p + d for p, d in zip(others[name], changes[name], strict=True)] for name in others}
    ratios = _ratios(world, seen, levers)
    ends_of = envelope({name: value.p for name, value in found.items()}, parts, ratios, others)
    return {name: Ranged(found[name], *ends_of[name]) for name in found}


def _heavy(mass: Reals) -> NDArray[np.int64]:
    """Members that carry all but a sliver of the weight, at most MOST of them, evenly spaced by number.

    The effect of a shift on the rest is below what a range is read to; the odds themselves leave nobody out.
    """
    order = np.argsort(-mass, kind="stable")
    count = int(np.searchsorted(np.cumsum(mass[order]), 1.0 - SLIVER)) + 1
    chosen = np.sort(order[:count])
    return np.asarray(chosen[:: -(-chosen.shape[0] // MOST)], dtype=np.int64)


def _labels(world: World, track: Track, dials: Mapping[str, Dials]) -> dict[str, Labels]:
    """Classes of members at the horizon under each reading: futures and both axes."""
    frame, months = world.study.frame, world.study.meta.months
    found = {}
    for reading, values in dials.items():
        index = indices(track, months, values, world.homes)
        found[key(reading, FUTURES)] = Labels(classify(index, frame), len(frame.ids))
        for axis in AXES:
            found[key(reading, axis)] = Labels(leaders(getattr(index, axis), frame.band), len(LEADERS))
    return found


def _moves(world: World) -> list[dict[str, Dials]]:
    """Readings with one definition moved, one entry for each move."""
    moves = {name: dial.moves for name, dial in world.study.frame.dials.items() if dial.moves is not None}
    by_reading = {reading: moved_dials(values, moves) for reading, values in world.dials.items()}
    return [
        {reading: by_reading[reading][move] for reading in by_reading}
        for move in next(iter(by_reading.values()), {})
    ]


def _others(world: World) -> dict[str, list[Labels]]:
    """Classes of the pool under each moved definition, by key."""
    moved = [_labels(world, world.pool.track, dials) for dials in _moves(world)]
    return {name: [labels[name] for labels in moved] for name in (moved[0] if moved else {})}


def _changes(world: World, stayed: Track, ends: Track) -> dict[str, list[Reals]]:
    """What levers change under each moved definition, by key."""
    weights = world.kept.weights
    found: dict[str, list[Reals]] = {}
    for dials in _moves(world):
        before, after = _labels(world, stayed, dials), _labels(world, ends, dials)
        for name, sort in after.items():
            change = (
                odds(sort.codes, weights, sort.classes).p - odds(before[name].codes, weights, sort.classes).p
            )
            found.setdefault(name, []).append(change)
    return found


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
    study, draws = world.study, world.binding.draws
    judged = [name for name in in_play(study, levers) if study.uncertainties[name].judgement]
    pairs = [(pair.a, pair.b, pair.rho) for pair in study.correlations]
    for _, ratio in prior_shifts(judged, lambda name: draws.normal(name, ids), pairs):
        yield ratio
