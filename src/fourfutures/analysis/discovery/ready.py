"""Members that are ready to be looked through: run, weighed, labelled; without levers, or each under its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.measuring import measured, observables_of
from fourfutures.analysis.discovery.pulled import pulled
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Hands, Ids
from fourfutures.ensemble import watch as see
from fourfutures.futures import Codes
from fourfutures.study import Study

Reals = NDArray[np.float64]


class Ready(NamedTuple):
    """Members that carry weight, as they were run: nothing more has to be simulated."""

    study: Study
    ids: Ids
    weights: Reals  # sum to 1
    codes: Codes  # futures by their place in the frame
    drawn: Mapping[str, Reals]  # uncertainties
    seen: Mapping[str, Reals]  # measures of paths
    pulls: Mapping[str, Reals] | None = None  # values of levers, where they were drawn
    plain: tuple[Codes, Mapping[str, Reals]] | None = (
        None  # futures and measures without levers, where they differ
    )


def ready(world: World, reading: str, hands: Hands) -> Ready:
    """The members that a run keeps, with what boxes and reasons may speak of."""
    carried = world.kept.weights > 0.0
    ids, weights = world.kept.ids[carried], world.kept.weights[carried]
    paths = see(world.binding, ids, observables_of(world.study), 0.0, hands.blocks).observables
    return Ready(
        world.study,
        ids,
        weights / weights.sum(),
        world.kept_codes(reading)[carried],
        world.binding.values(ids),
        measured(world.study, paths),
    )


def under_levers(members: Ready, world: World, request: Request, hands: Hands) -> Ready:
    """The same members, each under levers of its own from the request's first month on."""
    names = observables_of(world.study)
    found = pulled(world, members.ids, request.lever_month, request.reading, names, hands)
    kept = found.sound
    weights = members.weights[kept] / members.weights[kept].sum()
    seen = measured(world.study, {name: path[kept] for name, path in found.paths.items()})

    def some(values: Mapping[str, Reals]) -> dict[str, Reals]:
        return {name: column[kept] for name, column in values.items()}

    return Ready(
        members.study, members.ids[kept], weights, np.asarray(found.codes[kept]), some(members.drawn), seen,
        some(found.pulls), (np.asarray(members.codes[kept]), some(members.seen)),
    )  # fmt: skip
