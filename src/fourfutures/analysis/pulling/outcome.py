"""What is read off each member at the horizon: its future, who leads each axis, both indices, the partners' own share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import AXES
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import Track
from fourfutures.futures import LEADERS, classify, indices, leaders

Reals = NDArray[np.float64]
OWN_SHARE = "own_share"
SIDES = ("us", "cn")


class Outcome(NamedTuple):
    """One number of a member, under a reading; `unit` is probability, log or share."""

    reading: str | None  # None where no definition matters
    name: str  # a future, an axis for its index, AXIS_SIDE for a lead, or own_share
    unit: str


def outcomes(world: World) -> tuple[Outcome, ...]:
    """All of them, in the order of `read_off`."""
    found = []
    for reading in world.dials:
        found += [Outcome(reading, future, "probability") for future in world.study.frame.ids]
        found += [Outcome(reading, f"{axis}_{side}", "probability") for axis in AXES for side in SIDES]
        found += [Outcome(reading, axis, "log") for axis in AXES]
    return (*found, Outcome(None, OWN_SHARE, "share"))


def read_off(world: World, track: Track) -> Reals:
    """(members, outcomes) at the horizon; not a number for a member that broke down."""
    study, months = world.study, world.study.meta.months
    columns: list[Reals] = []
    for dials in world.dials.values():
        found = indices(track, months, dials, world.homes)
        codes = classify(found, study.frame)
        columns += [np.asarray(codes == code, dtype=np.float64) for code in range(len(study.frame.ids))]
        for axis in AXES:
            lead = leaders(getattr(found, axis), study.frame.band)
            columns += [np.asarray(lead == LEADERS.index(side), dtype=np.float64) for side in SIDES]
        columns += [getattr(found, axis) for axis in AXES]
    columns.append(track.own_share[:, -1].astype(np.float64))
    values = np.stack(columns, axis=1)
    values[track.failed > 0.0] = np.nan
    return values
