"""A search for good compromises: the second non-dominated sorting genetic algorithm (Deb and others 2002), on a unit cube.

Every number that chance gives is told by seed, what it is for, child and generation, so a search holds no state but its
points: taken up from any generation it ends with the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.robustness.front import crowding, hypervolume, ranks
from fourfutures.ensemble import Stream
from fourfutures.errors import Both, reason
from fourfutures.files import write_whole

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/search-state/1"
SIZE = 24  # points of a generation
CROSSING, MUTATION = 15.0, 20.0  # distribution indices: how near children stay to their parents
CROSSED, MIXED, SWAPPED = (
    0.9,
    0.5,
    0.5,
)  # probability that a pair is crossed, a variable of it, and who gets which


class Generation(NamedTuple):
    """Points of a unit cube, their objectives, of which less is better, and the volume covered up to now."""

    number: int
    points: Reals  # (SIZE, variables)
    objectives: Reals  # (SIZE, objectives)
    trace: tuple[float, ...]  # hypervolume of the first front by generation

    @property
    def front(self) -> NDArray[np.int64]:
        """Places of the points that nothing beats, each once."""
        best = np.flatnonzero(ranks(self.objectives) == 0)
        _, first = np.unique(self.points[best], axis=0, return_index=True)
        return np.asarray(best[np.sort(first)])


class Checkpoint:
    """A file with the last whole generation of one search, known by `key`."""

    def __init__(self, path: Path, key: str) -> None:
        self.path, self.key = path, key

    def load(self) -> Generation | None:
        """What is there; None where nothing is. Raises AnalysisError for a file of another search, or none at all."""
        try:
            held: Any = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
            raise self._refused(what) from error
        except ValueError as error:
            raise self._refused(Both("is not the state of a search", "不是搜索的存档")) from error
        if not isinstance(held, dict) or held.get("schema") != SCHEMA:
            raise self._refused(Both("is not the state of a search", "不是搜索的存档"))
        if held["key"] != self.key:
            raise self._refused(
                Both("belongs to a search that was asked for otherwise", "属于另一种设定的搜索")
            )
        return Generation(
            held["number"], np.array(held["points"]), np.array(held["objectives"]), tuple(held["trace"])
        )

    def save(self, state: Generation) -> None:
        """Write a generation whole. Raises FileError."""
        held = {
            "schema": SCHEMA, "key": self.key, "number": state.number, "points": state.points.tolist(),
            "objectives": state.objectives.tolist(), "trace": list(state.trace),
        }  # fmt: skip
        write_whole(self.path, json.dumps(held).encode())

    def _refused(self, what: Both) -> AnalysisError:
        return AnalysisError(
            where=str(self.path),
            what=what,
            remedy=Both("name another file, or delete this one", "请另写文件名，或删除该文件"),
        )


def evolve(
    judge: Callable[[Reals], Reals],
    variables: int,
    generations: int,
    seed: int,
    reference: Reals,
    checkpoint: Checkpoint | None = None,
    progress: Callable[[int], None] = lambda done: None,
    known: Reals | None = None,
) -> Generation:
    """The last generation; `judge` maps (points, variables) in the unit cube to (points, objectives).

    Points that are `known` to be good take the first places of the first generation, SIZE of them at most.
    """
    state = checkpoint.load() if checkpoint else None
    if state is None:
        points = _uniform(seed, "first", variables, 0).T.copy()
        if known is not None:
            points[: known.shape[0]] = known[:SIZE]
        objectives = judge(points)
        state = Generation(0, points, objectives, (hypervolume(objectives, reference),))
        _kept(state, checkpoint)
    progress(state.number + 1)
    while state.number < generations - 1:
        state = _next(state, judge, seed, reference)
        _kept(state, checkpoint)
        progress(state.number + 1)
    return state


def _kept(state: Generation, checkpoint: Checkpoint | None) -> None:
    if checkpoint is not None:
        checkpoint.save(state)


def _next(state: Generation, judge: Callable[[Reals], Reals], seed: int, reference: Reals) -> Generation:
    number, variables = state.number + 1, state.points.shape[1]
    order = _best_first(state.objectives)
    standing = np.empty(SIZE, np.int64)
    standing[order] = np.arange(SIZE)
    drawn = (_uniform(seed, "pick", 2, number) * SIZE).astype(np.int64)
    parents = np.where(standing[drawn[0]] <= standing[drawn[1]], drawn[0], drawn[1])
    children = _mutated(_crossed(state.points[parents], seed, number), seed, number)
    objectives = judge(children)
    points = np.concatenate([state.points, children])
    every = np.concatenate([state.objectives, objectives])
    _, first = np.unique(points, axis=0, return_index=True)
    places = np.sort(first)
    if places.shape[0] < SIZE:  # a point that is there twice makes way, unless there are too few
        places = np.arange(points.shape[0])
    chosen = places[_best_first(every[places])[:SIZE]]
    volume = hypervolume(every[chosen], reference)
    return Generation(number, points[chosen].reshape(SIZE, variables), every[chosen], (*state.trace, volume))


def _best_first(objectives: Reals) -> NDArray[np.int64]:
    """Places by front, and inside a front by room."""
    rank = ranks(objectives)
    room = np.empty(rank.shape[0])
    for front in np.unique(rank):
        room[rank == front] = crowding(objectives[rank == front])
    return np.lexsort((np.arange(rank.shape[0]), -room, rank))


def _uniform(seed: int, what: str, rows: int, step: int) -> Reals:
    """(rows, SIZE) uniforms."""
    stream = Stream.by_entity(seed, f"robust:search:{what}", [str(row) for row in range(rows)])
    return stream.uniform(np.arange(SIZE, dtype=np.int64), step)


def _crossed(parents: Reals, seed: int, number: int) -> Reals:
    """Simulated binary crossover of each two parents (Deb and Agrawal 1995), kept inside the cube."""
    one, two = parents[0::2], parents[1::2]
    half, variables = one.shape
    spread, mix = (_uniform(seed, what, variables, number).T[:half] for what in ("spread", "mix"))
    whether = _uniform(seed, "cross", 1, number).T[:half] < CROSSED
    beta = np.where(spread <= 0.5, 2.0 * spread, 0.5 / (1.0 - spread)) ** (1.0 / (CROSSING + 1.0))
    beta = np.where(whether & (mix < MIXED), beta, 1.0)
    middle, apart = 0.5 * (one + two), 0.5 * beta * (one - two)
    apart = np.where(_uniform(seed, "swap", variables, number).T[:half] < SWAPPED, -apart, apart)
    children = np.empty_like(parents)
    children[0::2], children[1::2] = middle + apart, middle - apart
    return np.clip(children, 0.0, 1.0)


def _mutated(children: Reals, seed: int, number: int) -> Reals:
    """Polynomial mutation of about one variable of each child."""
    variables = children.shape[1]
    which = 1.0 / variables > _uniform(seed, "whether", variables, number).T
    u = _uniform(seed, "shift", variables, number).T
    power = 1.0 / (MUTATION + 1.0)
    below, above = children, 1.0 - children  # room on either side
    inner = np.where(
        u < 0.5,
        2.0 * u + (1.0 - 2.0 * u) * (1.0 - below) ** (MUTATION + 1.0),
        2.0 * (1.0 - u) + 2.0 * (u - 0.5) * (1.0 - above) ** (MUTATION + 1.0),
    )
    moved = children + np.where(u < 0.5, inner**power - 1.0, 1.0 - inner**power)
    return np.where(which, np.clip(moved, 0.0, 1.0), children)
