"""Forecasts of a target from one origin: the model's members and those of its rivals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.baseline import Spread, spreads
from fourfutures.analysis.hindcast.blocks import BLOCKS
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.past import Past, Wanted
from fourfutures.study import HindcastTarget

Reals = NDArray[np.float64]

WITH_OWN_DISCREPANCY = (
    "clusters",
    "list_share",
    "training",
    "regime",
)  # blocks that hold theirs inside, or have none
FIRMS = "own_expectation"


class Forecast(NamedTuple):
    """One outcome and what was forecast of it; `members` and rivals have shape (members,) on the target's scale."""

    wanted: Wanted
    last: int  # the last month whose value was known
    members: Reals
    rivals: Mapping[str, Reals | None]


def forecasts(
    past: Past, origin: int, wanted: list[Wanted], luck: Luck, *, rivals: bool = True
) -> list[Forecast]:
    """The block's forecast of each outcome, with its discrepancy and the error of the series, and the rivals' own."""
    ask = past.ask(origin, wanted, luck)
    made = BLOCKS[past.target.block](ask)
    others = _rivals(past, origin, wanted, luck.ids.shape[0]) if rivals else {}
    found = []
    for each in wanted:
        known = past.outcomes[each.entity].known(origin)
        members = made[each.entity][ask.times.index(each.time)]
        years = (each.time - float(known.times[-1])) / 12.0
        members = members + _unexplained(past.target, each, years, ask.discrepancy(each.entity), luck)
        found.append(Forecast(each, int(known.months[-1]), members, others.get(each, {})))
    return found


def _unexplained(
    target: HindcastTarget, each: Wanted, years: float, rate: float | None, luck: Luck
) -> Reals | float:
    """A random walk for what the block cannot explain, and errors of the first and the last value."""
    label, month = f"{target.id}/{each.entity}", each.origin + each.horizon
    found: Reals | float = 0.0
    if rate and target.block not in WITH_OWN_DISCREPANCY:
        found = rate * math.sqrt(years) * luck.normal("hindcast:discrepancy", month, label)
    if target.error_sd > 0.0:
        found = found + target.error_sd * math.sqrt(2.0) * luck.student("hindcast:error", month, label)
    return found


def _rivals(
    past: Past, origin: int, wanted: list[Wanted], members: int
) -> dict[Wanted, dict[str, Reals | None]]:
    """Members of each rival; rivals see what was known of the outcome's own series."""
    if past.target.block == "regime":
        return {each: {} for each in wanted}
    found: dict[Wanted, dict[str, Reals | None]] = {}
    for horizon in sorted({each.horizon for each in wanted}):
        group = [each for each in wanted if each.horizon == horizon]
        known = [past.outcomes[each.entity].known(origin) for each in group]
        made = spreads(known, group[0].time, past.target.step)
        for at, each in enumerate(group):
            own: dict[str, Spread | None] = {name: rows[at] for name, rows in made.items()}
            if past.target.rival is not None:
                own[FIRMS] = _expected(past, each, origin, own["persistence"])
            found[each] = {name: None if one is None else one.members(members) for name, one in own.items()}
    return found


def _expected(past: Past, each: Wanted, origin: int, walk: Spread | None) -> Spread | None:
    """What respondents themselves expected, as wide as the walk: a published number carries no spread of its own."""
    if each.horizon != past.target.rival_months or walk is None or each.entity not in past.rival:
        return None
    known = past.rival[each.entity].known(origin)
    return Spread(float(known.values[-1]), walk.width, walk.freedom) if len(known.values) else None
