"""Boxes of a future, one after another: each found among the members that earlier ones left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Bound, Box, Fill, fill
from fourfutures.analysis.discovery.inputs import Each, Inputs
from fourfutures.analysis.discovery.peeling import Peel, chosen, peel
from fourfutures.analysis.discovery.trimming import Members, beyond_chance, drop, paste

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
BOXES = 3  # of a future at most
BOUNDS = 4  # of a box at most: what one sentence can carry
COARSE_SLAB = 0.08  # of the box, where peels only show which inputs matter
LEAST_MEMBERS = 40  # equal members' worth that a box must hold
LEAST_SHARE = 0.25  # of the future's own mass, below which peeling does not go
LEAST_NEW = 0.05  # of the future that a further box must add
LEAST_LIFT = (
    1.5  # of a further box over the future's share of all, or half the way to certainty where that is less
)


class Search(NamedTuple):
    """How boxes are looked for."""

    aim: Aim
    bounds: int = BOUNDS
    boxes: int = BOXES


class Found(NamedTuple):
    """A box, the way that led to it, and what samples drawn again say of it."""

    box: Box
    inputs: tuple[int, ...]  # those with a bound, by their place
    way: tuple[Peel, ...]  # peels of those inputs alone; `input` counts among `inputs`
    jaccard: (
        float | None
    )  # mean overlap with the boxes of samples drawn again, by weight; None without such samples
    frequency: dict[Bound, float]  # share of the samples whose box has the bound too
    outside: Fill | None  # what boxes of such samples hold of the members these left out, on average
    threshold: float | None  # density that was aimed at


def cover(
    members: Members, coarse: Inputs, again: Sequence[Reals], search: Search, each: Each = map
) -> Iterator[Found]:
    """Boxes of one future; `again` are weights of samples drawn again, each of which sums to 1.

    `coarse` are the same inputs in wider levels, which is enough to see which of them matter. `each` searches in many
    samples at a time.

    A box is the best, on all members, of those that the members and the samples lead to (bumping).
    """
    left = np.ones(members.weights.shape[0], dtype=bool)
    for number in range(search.boxes):
        whole = _among(members, left, members.weights)
        if whole is None or whole.base >= 1.0 - 1e-12:
            return
        first = _search(whole, coarse, search)
        if number and not _adds(members, left, first):
            return
        samples = again if number == 0 else again[: -(-len(again) // 2)]
        resampled = [_among(members, left, weights) for weights in samples]
        found = _one(whole, coarse, first, resampled, search, each)
        if found is None or (number and not _adds(members, left, found.box)):
            return
        yield found
        left &= ~found.box.holds(members.inputs)


def _adds(members: Members, left: Flags, box: Box) -> bool:
    """Whether a box is worth a sentence beyond earlier ones."""
    new = fill(box.holds(members.inputs) & left, members.hit, members.weights)
    return new.coverage >= LEAST_NEW and new.density >= min(
        LEAST_LIFT * members.base, (1.0 + members.base) / 2.0
    )


def _one(
    whole: Members,
    coarse: Inputs,
    first: Box,
    resampled: Sequence[Members | None],
    search: Search,
    each: Each,
) -> Found | None:
    samples = [sample for sample in resampled if sample is not None]
    drawn = list(each(lambda sample: _search(sample, coarse, search), samples))
    tried = [box for box in (first, *drawn) if box.bounds(whole.inputs)]
    if not tried:
        return None
    scores = [search.aim(whole.fill(box)) for box in tried]
    # A box that a sample led to was trimmed for that sample; all members may do without more of it.
    box = drop(whole, tried[int(np.argmax(scores))], search.aim, search.bounds)
    box = beyond_chance(whole, paste(whole, box, search.aim))
    bounds = box.bounds(whole.inputs)
    if not bounds:
        return None
    inputs = tuple(box.restricted(whole.inputs))
    way = tuple(peel(whole.inputs.only(inputs), whole.hit, whole.weights, _least(whole)))
    jaccard, frequency, outside = _stability(whole, box, bounds, list(zip(samples, drawn, strict=True)))
    return Found(box, inputs, way, jaccard, frequency, outside, search.aim.threshold)


def _search(members: Members, coarse: Inputs, search: Search) -> Box:
    """Peel with all inputs, keep those that matter, peel again with these alone, and paste."""
    inputs, least = members.inputs, _least(members)
    seen = replace(members, inputs=coarse)
    first = chosen(
        peel(coarse, members.hit, members.weights, least, search.aim, COARSE_SLAB), coarse, search.aim
    )
    matter = drop(seen, first, search.aim, search.bounds).restricted(coarse)
    if not matter:
        return Box.whole(inputs)
    few = replace(members, inputs=inputs.only(matter))
    box = chosen(peel(few.inputs, few.hit, few.weights, least, search.aim), few.inputs, search.aim)
    box = paste(few, drop(few, box, search.aim, search.bounds), search.aim)
    return Box.spread(box, matter, inputs)


def _stability(
    whole: Members, box: Box, bounds: Sequence[Bound], samples: Sequence[tuple[Members, Box]]
) -> tuple[float | None, dict[Bound, float], Fill | None]:
    if not samples:
        return None, {}, None
    own, overlaps, counts = box.holds(whole.inputs), [], Counter[Bound]()
    outside = []
    for sample, other in samples:
        flags = other.holds(whole.inputs)
        either = float(whole.weights[own | flags].sum())
        overlaps.append(float(whole.weights[own & flags].sum()) / either if either > 0.0 else 0.0)
        counts.update(set(other.bounds(whole.inputs)) & set(bounds))
        unseen = (sample.weights == 0.0) & (whole.weights > 0.0)
        mass = float(whole.weights[unseen].sum())
        if mass > 0.0 and (unseen & whole.hit).any():
            seen = fill(flags[unseen], whole.hit[unseen], whole.weights[unseen] / mass)
            outside.append(seen)
    frequency = {bound: counts[bound] / len(samples) for bound in bounds}
    mean = (
        Fill(*(float(np.mean([getattr(f, name) for f in outside])) for name in Fill._fields))
        if outside
        else None
    )
    return float(np.mean(overlaps)), frequency, mean


def _among(members: Members, left: Flags, weights: Reals) -> Members | None:
    """The members that earlier boxes left, by some weights; None where none of them is in the future."""
    kept = weights * left
    total = float(kept.sum())
    if total <= 0.0 or not (members.hit & (kept > 0.0)).any():
        return None
    return replace(members, weights=kept / total)


def _least(members: Members) -> float:
    """Mass below which peeling does not go."""
    squares = float((members.weights**2).sum())
    return max(LEAST_SHARE * members.base, LEAST_MEMBERS * squares)
