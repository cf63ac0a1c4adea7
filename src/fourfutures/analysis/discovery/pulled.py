"""Members run again under levers that are drawn: what is chosen then stands beside what is not known.

Each lever has a stream of its own name, so another lever or another order changes no other draw. Members keep their
parameters, their luck and the weight that data gave them without levers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.weighing import World
from fourfutures.ensemble import (
    POOL_MONTHS,
    GivenMembers,
    Hands,
    Ids,
    LeverPath,
    Stream,
    drawn_once,
    parameter_values,
)
from fourfutures.futures import Codes, classify, indices
from fourfutures.study import Lever, LeverSetting, Study

Reals = NDArray[np.float64]
STRENGTH = "lever_strength_"
WHOLE = "level"  # the unit of levers that come in whole numbers


class Pulled(NamedTuple):
    """Members under drawn levers."""

    pulls: dict[str, Reals]  # (members,) by lever
    codes: Codes
    paths: dict[str, Reals]  # observables, (members, months + 1)
    sound: NDArray[np.bool_]  # members that did not break down


def drawn_levers(study: Study, ids: Ids, seed: int) -> dict[str, Reals]:
    """A value of every lever for each member, even over its range; whole numbers where it comes in levels."""
    return {
        name: _value(lever, Stream(seed, [(f"discover:lever:{name}", "")]).uniform(ids)[0])
        for name, lever in study.levers.items()
    }


def pulled(
    world: World, ids: Ids, first_month: int, reading: str, names: Sequence[str], hands: Hands
) -> Pulled:
    """Run members under their levers from a month on; `names` are observables to keep."""
    study, binding = world.study, world.binding
    pulls = drawn_levers(study, ids, binding.seed)
    # Each lever at 1: its strength then carries the value it is pulled to.
    settings = [LeverSetting(lever=name, value=1.0) for name in study.levers]
    path = LeverPath(study, settings, first_month, binding.partners.codes)
    own = parameter_values(binding, ids)
    carried = {name: values * pulls.get(name.removeprefix(STRENGTH), 1.0) for name, values in own.items()}
    values = np.stack(
        [carried[name] if name.startswith(STRENGTH) else own[name] for name in drawn_once(study)]
    )
    dials = world.dials[reading]
    members = GivenMembers(binding, path, tuple(sorted({*world.gammas})), POOL_MONTHS, hands.here)
    track, seen = members.watch(ids, values, names)
    found = indices(track, study.meta.months, dials, world.homes)
    return Pulled(pulls, classify(found, study.frame), seen, track.failed == 0.0)


def _value(lever: Lever, uniform: Reals) -> Reals:
    low, high = lever.range
    if lever.unit == WHOLE:
        return np.asarray(np.minimum(np.floor(low + (high - low + 1.0) * uniform), high))
    return np.asarray(low + (high - low) * uniform)
