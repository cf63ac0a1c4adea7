"""The path from one day to another: what came in between, one after the other, and what each changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.explaining.vantage import Vantage
from fourfutures.analysis.weighed import Weighed
from fourfutures.assimilation import Item, Row, blocks_of, movers

Reals = NDArray[np.float64]
Kind = Literal["indicator", "event", "evidence", "guard", "start", "members"]
Status = Literal["accepted", "expired", "weighed anew"]


class Step(NamedTuple):
    """One thing that came in between, and what it changes: the futures of every reading, one reading after another."""

    kind: Kind
    id: str
    day: date
    delta: Reals
    row: Row | None = None  # of an observation; of a guard the last one of its block
    factor: float = 1.0  # of a guard: on the errors in use until then
    item: Item | None = None  # of evidence
    status: Status | None = None


class Part(NamedTuple):
    """A step before its effect is known: a column of log likelihoods, as if it were a row."""

    step: Step
    row: Row
    column: Reals


def steps(early: Vantage, late: Vantage) -> list[Step]:
    """What came in after the early day and up to the late one, in the order in which it became known; they sum to the move.

    A day before the best estimate of the start was public has members of its own. The path then goes to the eve of that
    day among them, and on among the others.
    """
    if early.request.start == late.request.start:
        return _between(early, late)
    eve = late.world.study.meta.start_known_on - timedelta(days=1)
    middle = early
    if early.day < eve:
        middle = Vantage.of(replace(early.request, as_of=eve), early.workshop)
    return [*_between(early, middle), *_between(middle, late)]


def _between(early: Vantage, late: Vantage) -> list[Step]:
    now, found = late.reading(early), []
    if not late.same_pool(early):
        change = late.summary()(now.posterior.mass) - early.odds
        found.append(_members(early, late, change))
    parts = [*_guards(now, late), *_evidence(now, late), *_rows(now, late)]
    if not parts:
        return found
    start = now.start + now.pool.log_likelihood(range(len(now.rows))) + now.said.sum(axis=0)
    columns = np.stack([part.column for part in parts])
    by_id = {part.row.id: part.step for part in parts}
    rows = [part.row for part in parts]
    moved = movers(rows, columns.T, late.summary(), start, late.workshop.hands.here.each)
    return [*found, *(by_id[mover.row.id]._replace(delta=mover.delta) for mover in moved)]


def _rows(now: Weighed, late: Vantage) -> list[Part]:
    """Rows that became known."""
    columns, first = late.weighed.pool.likelihoods, len(now.rows)
    return [
        Part(
            Step("event" if row.kind == "event" else "indicator", row.id, row.known_on, NOTHING, row),
            row,
            np.asarray(columns[first + at], dtype=np.float64),
        )
        for at, row in enumerate(late.world.rows[first:])
    ]


def _guards(now: Weighed, late: Vantage) -> list[Part]:
    """Rows that were known already and are read with other errors since their block surprises, or no longer does."""
    count, rows = len(now.rows), late.world.rows
    new, parts = rows[count:], []
    for block, numbers in blocks_of(now.rows).items():
        if all(now.rows[at].error_sd == rows[at].error_sd for at in numbers):
            continue
        column = sum(
            late.weighed.pool.likelihoods[at].astype(np.float64) - now.pool.likelihoods[at] for at in numbers
        )
        inside = [row for row in new if row.block == block] or new
        day = max((row.known_on for row in inside), default=late.day)
        last = rows[numbers[-1]]
        name = f"errors:{block}"
        factor = last.error_sd / now.rows[numbers[-1]].error_sd
        step = Step("guard", name, day, NOTHING, last, factor)
        parts.append(Part(step, last._replace(id=name, block=name, known_on=day), np.asarray(column)))
    return parts


def _evidence(now: Weighed, late: Vantage) -> list[Part]:
    """Items of evidence that began or ceased to count, or count otherwise beside others of their cause."""
    before = {claim.item.id: (claim.item, said) for claim, said in zip(now.claims, now.said, strict=True)}
    weighed = late.weighed
    after = {
        claim.item.id: (claim.item, said) for claim, said in zip(weighed.claims, weighed.said, strict=True)
    }
    days = [item.accepted_on for name, (item, _) in after.items() if name not in before and item.accepted_on]
    parts = []
    for name in dict.fromkeys([*before, *after]):
        item = (after.get(name) or before[name])[0]
        column = np.zeros(now.pool.ids.shape[0])
        if name in after:
            column = column + after[name][1]
        if name in before:
            column = column - before[name][1]
        status: Status = "accepted"
        day = max(item.accepted_on or item.dated, item.dated)
        if name not in after:
            status = "expired"
            day = late.day if item.expires is None else item.expires + timedelta(days=1)
        elif name in before:
            if not column.any():
                continue
            status, day = "weighed anew", max(days, default=late.day)
        step = Step("evidence", name, day, NOTHING, item=item, status=status)
        parts.append(Part(step, _as_row(item, day), column))
    return parts


def _members(early: Vantage, late: Vantage, change: Reals) -> Step:
    """Other members: a start better known, deals announced up to it, or a guide towards the data."""
    study = late.world.study
    if early.request.start != late.request.start:
        return Step("start", "start:best_estimate", study.meta.start_known_on, change)
    if early.world.binding.partners.deals != late.world.binding.partners.deals:
        seen = {deal.deal_id for deal in early.world.study.deals}
        days = [
            deal.announced
            for deal in study.deals
            if deal.deal_id not in seen and deal.announced <= study.meta.origin
        ]
        return Step("start", "start:deals", max(days, default=late.day), change)
    return Step("members", "members:guide", late.day, change)


def _as_row(item: Item, day: date) -> Row:
    return Row(
        id=item.id, indicator=item.indicator, block="evidence", entity=item.actor, observable="", months=(),
        change=False, value=0.0, error_sd=0.0, bias_sd=0.0, slope=0.0, slope_sd=0.0, known_on=day,
        source_id=item.source_id, period_end=item.dated, observed=item.ratio, unit="", kind="evidence",
    )  # fmt: skip


NOTHING: Reals = np.zeros(0)
