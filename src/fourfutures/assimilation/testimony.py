"""What accepted items say of each member: which number of the path each is read against, and the capped log ratios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.item import MOST_LOG, Item, log_ratios
from fourfutures.assimilation.predicate import WINDOW, Sight, explicit, further, reached
from fourfutures.errors import Both
from fourfutures.study import Study

Reals = NDArray[np.float64]
Singles = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Claim(NamedTuple):
    """An item and how it is read; without a sight it says nothing."""

    item: Item
    sight: Sight | None
    sign: float  # of a default predicate: +1 where its variable must rise more than the median member's


def claim_of(item: Item, study: Study) -> Claim:
    """How an item is read against the study's months. Raises AssimilationError where it cannot be."""
    if item.ratio == 1.0:
        return Claim(item, None, 0.0)
    horizon = study.meta.months
    if item.predicate is not None:
        last = study.month_of(item.predicate.by)
        if study.month_end(last) != item.predicate.by:  # a month counts once it has ended
            last -= 1
        if not 1 <= last <= horizon:
            raise AssimilationError(
                where=_where(item, "predicate"),
                what=Both(
                    f"no month between the origin and the horizon ends by {item.predicate.by}",
                    f"起点与终点之间没有不晚于{item.predicate.by}结束的月份",
                ),
                remedy=Both(
                    f"give a day from {study.month_end(1)} to {study.meta.horizon}",
                    f"请改为{study.month_end(1)}至{study.meta.horizon}之间的日期",
                ),
            )
        return Claim(item, explicit(item.predicate, last), 0.0)
    read = study.evidence[item.indicator].read(item.actor)
    if read is None:
        raise AssimilationError(
            where=_where(item, "actor"),
            what=Both(
                f"{item.indicator} has no variable of its own for {item.actor}",
                f"{item.indicator}没有对应{item.actor}的变量",
            ),
            remedy=Both("write a predicate, or another actor", "请写明 predicate，或改用其他主体"),
        )
    first = study.month_of(item.dated)
    if first >= horizon:
        raise AssimilationError(
            where=_where(item, "dated"),
            what=Both(f"no month of the study follows {item.dated}", f"{item.dated}之后已没有本研究的月份"),
            remedy=Both("write a predicate, or leave the item out", "请写明 predicate，或删去此项"),
        )
    variable, favours = read
    return Claim(
        item,
        Sight("change", variable, first, min(first + WINDOW, horizon)),
        1.0 if item.direction == favours else -1.0,
    )


def sights_of(claims: Sequence[Claim]) -> tuple[Sight, ...]:
    """The numbers that claims need, each once."""
    return tuple(dict.fromkeys(claim.sight for claim in claims if claim.sight is not None))


def truths(claims: Sequence[Claim], seen: Mapping[Sight, Singles | Reals], mass: Reals) -> Flags:
    """Whether each claim is true of each member, (claims, members); never of a claim that says nothing.

    `seen` holds the numbers read off the members, `mass` (members,) their weights before any row, which make the median
    member.
    """
    found = np.zeros((len(claims), mass.shape[0]), dtype=bool)
    for number, claim in enumerate(claims):
        if claim.sight is not None:
            values = np.asarray(seen[claim.sight], dtype=np.float64)
            predicate = claim.item.predicate
            found[number] = (
                further(values, claim.sign, mass) if predicate is None else reached(predicate, values)
            )
    return found


def spoken(claims: Sequence[Claim], true: Flags) -> Reals:
    """Log ratios of each claim for each member, (claims, members), which add up to what all say within the caps.

    The sum of a member's ratios is held within one to twenty either way: a column is what its claim adds to those before
    it, so the order of claims changes columns and no sum.
    """
    ratios = log_ratios(tuple(claim.item for claim in claims))
    columns = np.zeros(true.shape)
    total, held = np.zeros(true.shape[1]), np.zeros(true.shape[1])
    for number, ratio in enumerate(ratios):
        total += np.where(true[number], ratio, 0.0)
        after = np.clip(total, -MOST_LOG, MOST_LOG)
        columns[number] = after - held
        held = after
    return columns


def _where(item: Item, field: str) -> Both:
    return Both(f"evidence item {item.id}, {field}", f"证据 {item.id}，{field}")
