"""What a run works out: the kept members in full, their classes, differences against the plain run, ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import between_weights, paired_change
from fourfutures.analysis.ranging import AXES, FUTURES, Ranged, in_play, key, ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import without
from fourfutures.ensemble import Hands, LeverPath, Record, Shelf, run_members
from fourfutures.futures import Codes, Indices, classify, indices, strata

Reals = NDArray[np.float64]
NEUTRAL = "neutral"


class Outlook(NamedTuple):
    """A run, before it is written down."""

    world: World
    levers: LeverPath
    record: Record
    indices: dict[str, Indices]  # of the kept members at the horizon, by reading
    codes: dict[str, Codes]
    futures: dict[str, Ranged]
    axes: dict[str, dict[str, Ranged]]  # by reading and axis, in the order us, contested, cn
    difference: list[dict[str, float]] | None  # by class, against no lever and the neutral lens
    normals: dict[str, Reals]  # of the parameters drawn once a member, kept members


def look(request: Request, hands: Hands, shelf: Shelf, progress: Callable[[str, int, int], None]) -> Outlook:
    """Work out a run. The same request gives the same numbers on any number of hands."""
    world = weigh(request, request.lens, hands, shelf, progress)
    study, kept = world.study, world.kept
    levers = LeverPath(study, request.levers, request.lever_month, world.binding.partners.codes)
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress("members", done, kept.ids.shape[0])

    gamma = world.dials[request.reading].gamma
    record = run_members(world.binding, kept.ids, world.local, levers, gamma, world.gammas, hands.here, step)
    world = _sound(world, record)
    months = study.meta.months
    found = {reading: indices(record.ends, months, d, world.homes) for reading, d in world.dials.items()}
    codes = {reading: classify(found[reading], study.frame) for reading in found}
    pulled = frozenset(setting.lever for setting in request.levers if setting.value != 0.0)
    spans = ranged(world, record.ends if pulled else None, pulled)
    sample = world.binding.draws.sample(kept.ids)
    return Outlook(
        world,
        levers,
        record,
        found,
        codes,
        {reading: spans[key(reading, FUTURES)] for reading in world.dials},
        {reading: {axis: spans[key(reading, axis)] for axis in AXES} for reading in world.dials},
        _difference(request, world, codes, hands, shelf, progress),
        {name: sample.normal(name) for name in in_play(study, pulled)},
    )


def _sound(world: World, record: Record) -> World:
    """The world without weight on members that broke down when they were run again."""
    if not record.failed.any():
        return world
    joint = strata([world.kept_codes(reading) for reading in world.dials], len(world.study.frame.ids))
    local = np.where(record.failed, 0.0, world.local)
    return world._replace(
        kept=without(world.kept, record.failed, joint), local=local / local.sum(axis=1, keepdims=True)
    )


def _difference(
    request: Request,
    world: World,
    codes: dict[str, Codes],
    hands: Hands,
    shelf: Shelf,
    progress: Callable[[str, int, int], None],
) -> list[dict[str, float]] | None:
    """Change of each class against the neutral lens without levers; None where neither is set."""
    if not request.levers and request.lens == NEUTRAL:
        return None
    classes, after = len(world.study.frame.ids), codes[request.reading]
    if request.lens == NEUTRAL:
        return paired_change(world.kept.weights, world.kept_codes(request.reading), after, classes)
    plain = weigh(request, NEUTRAL, hands, shelf, progress)
    return between_weights(
        plain.kept.ids, plain.kept.weights, plain.kept_codes(request.reading),
        world.kept.ids, world.kept.weights, after, classes,
    )  # fmt: skip
