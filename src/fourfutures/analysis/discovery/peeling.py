"""Peeling: from everything towards the members of one future, a thin slab at a time.

The patient rule induction method of Friedman and Fisher 1999. Each step takes off the slab that holds the future least
often for its weight, so that an input with few values is not preferred for the size of its slabs; this is the lenient
criterion that Kwakkel and Jaxa-Rozen 2016 recommend where inputs are of several kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Box, Fill
from fourfutures.analysis.discovery.inputs import Inputs

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
SLAB = 0.05  # of the members in the box that one step takes off, where levels are fine enough
NOTHING = 1e-12  # of all weight
PATIENCE = 20  # steps without a better box


class Peel(NamedTuple):
    """One step: an input loses its levels below or above one, or one category; and what the box then holds."""

    input: int
    side: str  # "low", "high" or "values"
    level: int  # the first or last level left, or the category taken off
    fill: Fill


class Slab(NamedTuple):
    """The slab that may come off one side of each input."""

    side: str
    level: NDArray[np.int64]  # (inputs,)
    mass: Reals
    hits: Reals


def peel(
    inputs: Inputs, hit: Flags, weights: Reals, least: float, aim: Aim | None = None, slab: float = SLAB
) -> list[Peel]:
    """Steps down to a mass of `least`, or until no slab is thinner in the future than the box.

    With an aim, also until boxes have been no better for some steps. `hit` says which members are in the future; weights sum to 1. Ties go to the heavier slab, then to names in order.
    """
    alive = np.flatnonzero(weights > 0.0)
    base = float(weights[hit].sum())
    steps: list[Peel] = []
    mass = inputs.table(alive, weights[alive])
    struck = alive[hit[alive]]
    hits = inputs.table(struck, weights[struck])
    held = Fill(float(weights[alive].sum()), base, base)
    best_score, best_step = -np.inf, 0
    while held.mass > least:
        best = _best(inputs, mass, hits, held, slab)
        if best is None:
            break
        at, side, level = best
        codes = inputs.cells[alive, at] - at * inputs.levels
        gone_here = codes < level if side == "low" else codes > level if side == "high" else codes == level
        gone = alive[gone_here]
        after = held.mass - float(weights[gone].sum())
        if after < least:
            break
        alive = alive[~gone_here]
        mass -= inputs.table(gone, weights[gone])
        struck = gone[hit[gone]]
        hits -= inputs.table(struck, weights[struck])
        held = Fill(float(weights[alive].sum()), float(weights[alive[hit[alive]]].sum()), base)
        steps.append(Peel(at, side, level, held))
        if aim is None:
            continue
        score = aim(held)
        if score > best_score:
            best_score, best_step = score, len(steps)
        elif len(steps) - best_step >= PATIENCE:
            break
    return steps


def boxes(steps: Sequence[Peel], inputs: Inputs) -> Iterator[Box]:
    """The box after each step."""
    inside = Box.whole(inputs).inside
    for step in steps:
        _cut(inside, step)
        yield Box(inside.copy())


def chosen(steps: Sequence[Peel], inputs: Inputs, aim: Aim) -> Box:
    """The best box of a way, the earlier one of equals; everything where no step is better than none."""
    if not steps:
        return Box.whole(inputs)
    mass, hits = (np.array([getattr(step.fill, name) for step in steps]) for name in ("mass", "hits"))
    at = int(np.argmax(aim.scores(mass, hits, steps[0].fill.base)))
    inside = Box.whole(inputs).inside
    for step in steps[: at + 1]:
        _cut(inside, step)
    return Box(inside)


def _cut(inside: Flags, step: Peel) -> None:
    if step.side == "low":
        inside[step.input, : step.level] = False
    elif step.side == "high":
        inside[step.input, step.level + 1 :] = False
    else:
        inside[step.input, step.level] = False


def _best(inputs: Inputs, mass: Reals, hits: Reals, held: Fill, slab: float) -> tuple[int, str, int] | None:
    """The slab to take off next: where the future is rarest."""
    offers = _slabs(inputs, mass, hits, held.mass * slab * (1.0 + 1e-9))
    best: tuple[float, float, int, int] | None = None
    for number, offer in enumerate(offers):
        sound = (offer.mass > NOTHING) & (offer.mass < held.mass - NOTHING)
        rarity = held.density - offer.hits / np.where(sound, offer.mass, 1.0)
        gain = np.where(sound, np.round(rarity, 12), -np.inf)
        top = float(gain.max(initial=-np.inf))
        if top <= 0.0:
            continue
        heaviest = np.where(gain == top, np.round(offer.mass, 12), -1.0)
        at = int(np.argmax(heaviest))  # the first of equals, and names stand in order
        rank = (top, float(heaviest[at]), -at, -number)
        if best is None or rank > best:
            best = rank
    if best is None:
        return None
    at, offer = -best[2], offers[-best[3]]
    level = int(offer.level[at])
    return at, offer.side, level + {"low": 1, "high": -1, "values": 0}[offer.side]


def _slabs(inputs: Inputs, mass: Reals, hits: Reals, room: float) -> list[Slab]:
    """What may come off: as many levels as fit into `room`, at least one; of a category, its thinnest value."""
    places = np.arange(inputs.width)
    below, below_hits = np.cumsum(mass, axis=1), np.cumsum(hits, axis=1)
    above, above_hits = below[:, -1:] - below + mass, below_hits[:, -1:] - below_hits + hits
    held = mass > NOTHING
    low = np.maximum((below <= room).sum(axis=1) - 1, np.argmax(held, axis=1))
    last = inputs.levels - 1
    high = np.minimum((above > room).sum(axis=1), last - np.argmax(held[:, ::-1], axis=1))
    never = ~inputs.ordered
    found = [
        Slab("low", low, np.where(never, 0.0, below[places, low]), below_hits[places, low]),
        Slab("high", high, np.where(never, 0.0, above[places, high]), above_hits[places, high]),
    ]
    if never.any():
        share = np.where(held & never[:, None], hits / np.where(held, mass, 1.0), np.inf)
        thin = np.argmin(np.round(share, 12), axis=1)
        found.append(Slab("values", thin, np.where(never, mass[places, thin], 0.0), hits[places, thin]))
    return found
