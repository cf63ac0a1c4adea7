"""What discovery counts over and over, as plain loops for the compiler: members into levels, peels, bounds.

Only what the compiler can take: arrays and numbers, no objects. Levels of members come twice, by member and by input,
since a table wants all inputs of a member and a bound all members of an input. Mass and hits are sums in the order of
members, so threads change no digit.
"""

from __future__ import annotations

import functools
import inspect
import sys
from typing import Any

import numpy as np

from fourfutures.ensemble import compiled

MARK = "\n# --- copied from here\n"


@functools.cache
def loops() -> Any:
    """The functions below, compiled; the compiler gives them their types."""
    return compiled(inspect.getsource(sys.modules[__name__]).split(MARK, 1)[1])


# --- copied from here
NOTHING = 1e-12  # of all weight


def rounded(value: Any) -> Any:
    """To 12 decimals, so that the order of sums decides nothing."""
    return np.rint(value * 1e12) / 1e12


def add(cells: Any, members: Any, weights: Any, hit: Any, sign: Any, table: Any) -> None:
    """Add the weights of members to `table`, (inputs, levels, 2): without and with the future.

    `cells` (members, inputs) are levels, `hit` 0 or 1 a member.
    """
    flat, room = table.reshape(-1), 2 * table.shape[1]
    for m in members:
        weight, place = sign * weights[m], np.int64(hit[m])
        for j in range(cells.shape[1]):
            flat[place + 2 * np.int64(cells[m, j])] += weight
            place += room


def offered(table: Any, j: Any, side: Any, ordered: Any, room: Any) -> Any:
    """What may come off one side of an input: level, mass, hits. Sides are 0 low, 1 high, 2 one value.

    As many levels as fit into `room`, at least one that holds something; of a category, its thinnest value.
    """
    levels = table.shape[1]
    mass, hits, last, seen = 0.0, 0.0, -1, False
    if not ordered:
        thinnest = np.inf
        for level in range(levels):
            held = table[j, level, 0] + table[j, level, 1]
            if held > NOTHING:
                share = rounded(table[j, level, 1] / held)
                if share < thinnest:
                    thinnest, last, mass, hits = share, level, held, table[j, level, 1]
        return last, mass, hits
    for step in range(levels):
        level = step if side == 0 else levels - 1 - step
        held = table[j, level, 0] + table[j, level, 1]
        if seen and mass + held > room:
            break
        mass, hits, last = mass + held, hits + table[j, level, 1], level
        seen = seen or held > NOTHING
    return last, mass, hits


def rarest(table: Any, ordered: Any, mass: Any, hits: Any, room: Any) -> Any:
    """The slab in which the future is rarest: input, side, level; input -1 where none is rarer than the box.

    Of equals the heaviest, then the first input, then the low side.
    """
    best, heaviest, at, side, level = 0.0, -1.0, -1, 0, 0
    for j in range(table.shape[0]):
        for way in range(2 if ordered[j] else 1):
            last, off, struck = offered(table, j, way, ordered[j], room)
            if not (NOTHING < off < mass - NOTHING):
                continue
            gain, weight = rounded(hits / mass - struck / off), rounded(off)
            if gain > 0.0 and (gain > best or (gain == best and weight > heaviest)):
                best, heaviest, at, level = gain, weight, j, last
                side = way if ordered[j] else 2
    return at, side, level


def scored(mass: Any, hits: Any, base: Any, threshold: Any) -> Any:
    """How good a box is: its correlation with the future, or coverage once a density is reached; nan for no threshold."""
    if np.isnan(threshold):
        spread = mass * (1.0 - mass) * base * (1.0 - base)
        found = (hits - mass * base) / np.sqrt(spread) if spread > 1e-24 else 0.0
    else:
        density = hits / mass if mass > 0.0 else 0.0
        found = 1.0 + hits / max(base, 1e-24) if density >= threshold - 1e-12 else density
    return rounded(found)


def walk(
    cells: Any, columns: Any, ordered: Any, levels: Any, alive: Any, weights: Any, hit: Any, least: Any, slab: Any,
    patience: Any, threshold: Any, peels: Any, fills: Any,
) -> Any:  # fmt: skip
    """Peel until the mass would fall below `least`, nothing is rarer, or `patience` steps were no better (0: no end).

    `alive` are the members to begin with and is used up. Returns the number of steps, which is at most the number of
    levels of all inputs; `peels` gets input, side, and the first, last or lost level; `fills` mass and hits.
    """
    table = np.zeros((cells.shape[1], levels, 2))
    add(cells, alive, weights, hit, 1.0, table)
    count, gone = alive.shape[0], np.empty(alive.shape[0], np.int64)
    mass, hits = 0.0, 0.0
    for m in alive:
        mass += weights[m]
        hits += weights[m] * hit[m]
    base, steps, best, best_step = hits, 0, -np.inf, 0
    while mass > least:
        at, side, level = rarest(table, ordered, mass, hits, mass * slab * (1.0 + 1e-9))
        if at < 0:
            break
        level += 1 if side == 0 else -1 if side == 1 else 0
        column, kept, lost, off, struck = columns[at], 0, 0, 0.0, 0.0
        for k in range(count):
            m = alive[k]
            code = np.int64(column[m])
            if (side == 0 and code < level) or (side == 1 and code > level) or (side == 2 and code == level):
                gone[lost] = m
                lost += 1
                off += weights[m]
                struck += weights[m] * hit[m]
            else:
                alive[kept] = m
                kept += 1
        if mass - off < least:
            break
        count, mass, hits = kept, mass - off, hits - struck
        add(cells, gone[:lost], weights, hit, -1.0, table)
        peels[steps, 0], peels[steps, 1], peels[steps, 2] = at, side, level
        fills[steps, 0], fills[steps, 1] = mass, hits
        steps += 1
        if patience > 0:
            score = scored(mass, hits, base, threshold)
            if score > best:
                best, best_step = score, steps
            elif steps - best_step >= patience:
                break
    return steps


ONE = 1 << 32  # a bound that is broken, beside its number below


def mark(column: Any, lost: Any, number: Any, sign: Any, broken: Any) -> None:
    """Count a bound among those that members break, or take it off again with a sign of -1.

    `column` (members,) are levels of the bound's input, `lost` (levels,) 1 where they break it. `broken` (members,)
    holds how many bounds each breaks times `ONE`, and the sum of their numbers, which of one is its number.
    """
    step = sign * (ONE + number)
    for m in range(column.shape[0]):
        broken[m] += step * np.int64(lost[column[m]])


def lone(broken: Any, weights: Any, hit: Any, found: Any) -> None:
    """Weights without and with the future, by the one bound that members break; those that break none come last.

    `found` is (bounds + 1, 2).
    """
    for m in range(broken.shape[0]):
        if broken[m] < 2 * ONE:
            found[broken[m] - ONE if broken[m] else found.shape[0] - 1, hit[m]] += weights[m]


def margins(columns: Any, places: Any, broken: Any, weights: Any, hit: Any, table: Any) -> None:
    """The same by levels: `table` (inputs with a bound, levels, 2) has members that keep the bounds of all others.

    `places` are these inputs, and their numbers are what `broken` adds up.
    """
    for m in range(broken.shape[0]):
        if broken[m] >= 2 * ONE:
            continue
        if broken[m]:
            k = broken[m] - ONE
            table[k, columns[places[k], m], hit[m]] += weights[m]
        else:
            for k in range(places.shape[0]):
                table[k, columns[places[k], m], hit[m]] += weights[m]
