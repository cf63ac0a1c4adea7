"""What a run works out: the kept members in full, their classes, differences against the plain run, ranges."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import between_weights, paired_change
from fourfutures.analysis.imposing import lever_path
from fourfutures.analysis.labelling import AXES, FUTURES, key, labels_of
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.ranging import Ranged, in_play, ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.seeing import Seen, View, see_all
from fourfutures.analysis.told import Told
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import without
from fourfutures.ensemble import Hands, LeverPath, Record, parameter_normals, run_members
from fourfutures.futures import Codes, Indices, classify, indices, strata

Reals = NDArray[np.float64]
NEUTRAL = "neutral"


class Outlook(NamedTuple):
    """A run, before it is written down."""

    world: World
    levers: LeverPath
    record: Record  # of the recorded members
    seen: Seen  # of all kept members
    codes: dict[str, Codes]  # of all kept members at the horizon, by reading
    recorded: Indices  # of the recorded members at the horizon, in the chosen reading
    futures: dict[str, Ranged]
    axes: dict[str, dict[str, Ranged]]  # by reading and axis, in the order us, contested, cn
    difference: list[dict[str, float]] | None  # by class, against no lever and the neutral lens
    normals: dict[str, Reals]  # of the parameters drawn once a member, recorded members


def look(request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]) -> Outlook:
    """Work out a run. The same request gives the same numbers on any number of hands."""
    world = weigh(request, request.lens, hands, pools, progress)
    study, recorded = world.study, world.recorded
    levers = lever_path(request, world.binding)
    pulled, acts = request.pulled, request.acts
    gamma = world.dials[request.reading].gamma
    hold = request.lever_month - 1 if request.shows_effects else 0
    if world.record is not None and not acts:
        record = world.record
    else:
        record = run_members(
            world.binding, recorded.ids, world.local, levers, gamma, world.gammas, hands.here,
            Told(progress, "members" if recorded is world.kept else "sample", recorded.ids.shape[0]), hold=min(hold, study.meta.months - 1),
        )  # fmt: skip
    view = View(study, world.dials, world.homes, request.reading)
    if recorded is world.kept:
        seen = view.of_record(record)
    elif world.seen is not None and not acts:
        seen = world.seen
    else:
        told = Told(progress, "members", world.kept.ids.shape[0])
        seen = see_all(world.binding, world.kept.ids, levers, view, world.gammas, hands.blocks, told)
    world = _sound(world, record, seen)
    codes = {reading: classify(index, study.frame) for reading, index in seen.found.items()}
    spans = ranged(
        world, record.ends if acts else None, labels_of(seen.found, study.frame) if acts else {}, pulled
    )
    return Outlook(
        world,
        levers,
        record,
        seen,
        codes,
        indices(record.ends, study.meta.months, world.dials[request.reading], world.homes),
        {reading: spans[key(reading, FUTURES)] for reading in world.dials},
        {reading: {axis: spans[key(reading, axis)] for axis in AXES} for reading in world.dials},
        _difference(request, world, codes, hands, pools, progress),
        parameter_normals(world.binding, in_play(study, pulled), recorded.ids),
    )


def _sound(world: World, record: Record, seen: Seen) -> World:
    """The world without weight on members that broke down when they were run again."""
    if not seen.failed.any() and not record.failed.any():
        return world
    classes = len(world.study.frame.ids)
    joint = strata([world.kept_codes(reading) for reading in world.dials], classes)
    kept = without(world.kept, seen.failed, joint)
    recorded = kept
    if world.recorded is not world.kept:
        weights = np.where(record.failed, 0.0, world.recorded.weights)
        recorded = world.recorded._replace(weights=weights / weights.sum())
    local = np.where(record.failed, 0.0, world.local)
    return world._replace(kept=kept, recorded=recorded, local=local / local.sum(axis=1, keepdims=True))


def _difference(
    request: Request,
    world: World,
    codes: dict[str, Codes],
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> list[dict[str, float]] | None:
    """Change of each class against the neutral lens without levers and deals; None where nothing is set."""
    if not request.levers and not request.deals and request.lens == NEUTRAL:
        return None
    classes, after = len(world.study.frame.ids), codes[request.reading]
    if request.lens == NEUTRAL:
        return paired_change(world.kept.weights, world.kept_codes(request.reading), after, classes)
    plain = weigh(request, NEUTRAL, hands, pools, progress)
    return between_weights(
        plain.kept.ids, plain.kept.weights, plain.kept_codes(request.reading),
        world.kept.ids, world.kept.weights, after, classes,
    )  # fmt: skip
