"""Centrality in a small weighted network: shares, eigenvector and PageRank, in sums that are the same on any machine."""

from __future__ import annotations

import math
from collections.abc import Mapping

# Weight of each directed edge, from its first economy to its second; all above 0, no edge to itself.
Weights = Mapping[tuple[str, str], float]

DAMPING = 0.85
TOLERANCE = 1e-13  # of the largest change in a step
MOST_STEPS = 20_000
TIE = 1e-9  # parts of a network whose strengths differ by less have no one centre


def nodes_of(weights: Weights) -> list[str]:
    """Every economy at an end of an edge, in the order of the alphabet."""
    return sorted({node for edge in weights for node in edge})


def out_shares(weights: Weights) -> dict[str, float]:
    """Each economy's share of all weight that goes out; they sum to 1."""
    return _shares(weights, 0)


def in_shares(weights: Weights) -> dict[str, float]:
    """Each economy's share of all weight that comes in; they sum to 1."""
    return _shares(weights, 1)


def eigenvector(weights: Weights) -> dict[str, float] | None:
    """How central each economy is among central ones, directions left out; the most central has 1.

    The leading eigenvector of the symmetric weight matrix, by power iteration on the matrix plus a multiple of the
    identity, without which a star swings for ever. Economies outside the strongest connected part have 0. None where two
    parts are equally strong, so that no one centre exists, and for a network without edges.
    """
    near = _neighbours(weights)
    parts = [_leading(part, near) for part in _connected(near)]
    parts.sort(key=lambda part: -part[0])
    if not parts or (len(parts) > 1 and parts[0][0] - parts[1][0] <= TIE * parts[0][0]):
        return None
    found = dict.fromkeys(near, 0.0)
    return found | parts[0][1]


def pagerank(weights: Weights, damping: float = DAMPING) -> dict[str, float]:
    """Where a walk along the edges is found in the long run; sums to 1.

    At an economy without an edge out, and else with chance 1 - damping, the walk goes on anywhere.
    """
    names = nodes_of(weights)
    leaving = {name: math.fsum(w for (source, _), w in weights.items() if source == name) for name in names}
    arrivals: dict[str, list[tuple[str, float]]] = {name: [] for name in names}
    for (source, target), weight in weights.items():
        arrivals[target].append((source, weight / leaving[source]))
    now = {name: 1.0 / len(names) for name in names}
    for _ in range(MOST_STEPS):
        idle = math.fsum(now[name] for name in names if leaving[name] == 0.0)
        anywhere = (1.0 - damping + damping * idle) / len(names)
        after = {
            name: anywhere + damping * math.fsum(now[source] * chance for source, chance in arrivals[name])
            for name in names
        }
        change = max(abs(after[name] - now[name]) for name in names)
        now = after
        if change < TOLERANCE:
            break
    return now


def _shares(weights: Weights, end: int) -> dict[str, float]:
    whole = math.fsum(weights.values())
    return {
        name: math.fsum(w for edge, w in weights.items() if edge[end] == name) / whole
        for name in nodes_of(weights)
    }


def _neighbours(weights: Weights) -> dict[str, dict[str, float]]:
    """Weight between each pair, both directions added."""
    near: dict[str, dict[str, float]] = {name: {} for name in nodes_of(weights)}
    for (one, other), weight in sorted(weights.items()):
        near[one][other] = near[one].get(other, 0.0) + weight
        near[other][one] = near[other].get(one, 0.0) + weight
    return near


def _connected(near: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Parts between which there is no edge."""
    left, parts = set(near), []
    for start in near:
        if start not in left:
            continue
        part, waiting = [], [start]
        left.discard(start)
        while waiting:
            here = waiting.pop()
            part.append(here)
            fresh = [name for name in near[here] if name in left]
            left.difference_update(fresh)
            waiting += fresh
        parts.append(sorted(part))
    return parts


def _leading(part: list[str], near: Mapping[str, Mapping[str, float]]) -> tuple[float, dict[str, float]]:
    """Leading eigenvalue of a part, and its vector with largest entry 1."""
    strength = {name: math.fsum(near[name].values()) for name in part}
    shift = max(strength.values()) / 2.0
    now = dict.fromkeys(part, 1.0)
    value = 0.0
    for _ in range(MOST_STEPS):
        after = {
            name: math.fsum(
                [shift * now[name], *(weight * now[other] for other, weight in near[name].items())]
            )
            for name in part
        }
        value = max(after.values())
        after = {name: entry / value for name, entry in after.items()}
        change = max(abs(after[name] - now[name]) for name in part)
        now = after
        if change < TOLERANCE:
            break
    return value - shift, now
