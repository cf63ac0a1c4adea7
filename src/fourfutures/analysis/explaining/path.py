"""The path from one day to another: what came in between, one after the other, and what each changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.explaining.vantage import Vantage
from fourfutures.assimilation import Row, movers
from fourfutures.ensemble import Threads

Reals = NDArray[np.float64]


class Step(NamedTuple):
    """A row, or the start itself becoming better known, and what it changes: the futures of every reading in turn."""

    row: Row | None  # None where the start became better known
    day: date
    delta: Reals


def steps(early: Vantage, late: Vantage, crew: Threads) -> list[Step]:
    """What came in after the early day and up to the late one, in the order in which it became known.

    Where both views share their members, these are the movers between the two. Otherwise the early members carry the
    rows up to the day on which the start became better known, and the late ones the rest; the difference the start
    makes is that of the odds under the same rows, member by member under the same luck. Steps sum to the move.
    """
    known = len(early.rows)
    if early.same_pool(late):
        return _moved(late, late.rows, known, crew)
    day = _turn(early, late)
    before = max(known, sum(row.known_on < day for row in late.rows))
    change = late.under(before) - early.under(before)
    return [
        *_moved(early, late.rows[:before], known, crew),
        Step(None, day, change),
        *_moved(late, late.rows, before, crew),
    ]


def _moved(view: Vantage, rows: Sequence[Row], first: int, crew: Threads) -> list[Step]:
    """Movers among the members of a view: rows from a place on, those before it being in force already."""
    new = rows[first:]
    if not new:
        return []
    columns = view.world.pool.likelihoods[first : len(rows)].T
    found = movers(new, columns, view.summary(), view.logs(first), crew.each)
    return [Step(mover.row, mover.row.known_on, mover.delta) for mover in found]


def _turn(early: Vantage, late: Vantage) -> date:
    """The day on which the late members' start was known: that of the best estimate, or of the last deal before it."""
    study = late.world.study
    if early.request.start != late.request.start:
        return study.meta.start_known_on
    seen = {deal.deal_id for deal in early.world.study.deals}
    return max(
        (
            deal.announced
            for deal in study.deals
            if deal.deal_id not in seen and deal.announced <= study.meta.origin
        ),
        default=late.request.as_of,
    )
