"""Value of information: how many bits a figure to come says about which future we are in, beyond what chance would say.

The figure is cut into cells of equal probability, and each member gives every cell the chance that its figure falls
there. The information between cell and future is then an exact sum over members; only the members themselves are a
sample, so what remains is what the same members say when their futures are dealt out at random, and that is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.watching.reading import Reading
from fourfutures.ensemble import Ids, Stream

Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
CELLS = 50  # of equal probability
DEALS = 12  # times the futures are dealt out at random
LOWER_95 = 1.6448536269514722  # one-sided


class Labels(NamedTuple):
    """Members with their weights, their futures, and those futures dealt out at random."""

    ids: Ids
    weights: Reals
    codes: Codes
    classes: int
    dealt: tuple[Codes, ...]

    @classmethod
    def of(cls, ids: Ids, weights: Reals, codes: Codes, classes: int, seed: int) -> Labels:
        """Members that carry weight; futures are dealt by a stream of their own name."""
        carried = weights > 0.0
        ids, weights, codes = ids[carried], weights[carried] / weights[carried].sum(), codes[carried]
        stream = Stream(seed, [("watch.deal", "")])
        dealt = tuple(codes[np.argsort(stream.uniform(ids, n)[0], kind="stable")] for n in range(DEALS))
        return cls(ids, weights, codes, classes, dealt)

    @property
    def odds(self) -> Reals:
        """Probability of each future."""
        found = np.bincount(self.codes, weights=self.weights, minlength=self.classes)
        return np.asarray(found, dtype=np.float64)


class Information(NamedTuple):
    """Bits about the future, and the table they come from."""

    bits: float  # beyond chance, never below 0
    low: float  # lower end of a one-sided 95 % interval, never below 0
    raw: float  # before chance is taken off
    chance: float  # what dealt futures give on average
    chance_sd: float
    brier: float  # expected fall of the Brier score, chance taken off, never below 0
    joint: Reals  # (cells, futures) probability of cell and future together


def quantile_edges(figures: Reals, weights: Reals, cells: int = CELLS) -> Reals:
    """Edges between cells of about equal weight, each once."""
    order = np.argsort(figures, kind="stable")
    ranked, mass = figures[order], weights[order]
    middle = np.cumsum(mass) - 0.5 * mass
    found = np.interp(np.arange(1, cells) / cells * mass.sum(), middle, ranked)
    return np.unique(found)


def edges_of(read: Reading, labels: Labels, name: str, seed: int) -> Reals:
    """Edges for a figure: its categories, or quantiles of one simulated figure a member, errors from a named stream."""
    stops = read.stops
    if stops is not None:
        return stops[:-1]
    uniform = Stream(seed, [("watch.error", name)]).uniform(labels.ids)[0]
    return quantile_edges(read.drawn(uniform), labels.weights)


def cells_of(read: Reading, edges: Reals) -> Reals:
    """(cells, members) probability that a member's figure falls into each cell."""
    below = read.below(edges)
    ends = (np.zeros((1, below.shape[1])), below, np.ones((1, below.shape[1])))
    return np.maximum(np.diff(np.concatenate(ends), axis=0), 0.0)


def exact_cells(values: Reals, edges: Reals) -> Reals:
    """The same for a figure without error."""
    at = np.searchsorted(edges, values, side="left")
    return np.asarray(at == np.arange(edges.shape[0] + 1)[:, None], dtype=np.float64)


def table(cells: Reals, labels: Labels) -> Reals:
    """(cells, futures) probability of cell and future together; `cells` has shape (cells, members)."""
    return np.asarray(np.einsum("ci,if->cf", cells, _spread(labels, labels.codes)))


def information(cells: Reals, labels: Labels) -> Information:
    """What a figure says about the future; `cells` has shape (cells, members)."""
    sides = [_spread(labels, codes) for codes in (labels.codes, *labels.dealt)]
    tables = np.einsum("ci,if->cf", cells, np.concatenate(sides, axis=1))
    tables = tables.reshape(cells.shape[0], len(sides), labels.classes)
    joint = tables[:, 0]
    raw = mutual_bits(joint)
    dealt = np.array([mutual_bits(tables[:, n]) for n in range(1, len(sides))])
    brier = _brier(joint) - float(np.mean([_brier(tables[:, n]) for n in range(1, len(sides))]))
    chance, chance_sd = float(dealt.mean()), float(dealt.std(ddof=1))
    # Influence of each member on the information: its own gain, weighed by where its figure may fall.
    gains = _gains(joint)
    own = np.einsum("ci,ic->i", cells, gains.T[labels.codes])
    error = float(np.sqrt((labels.weights**2 * (own - raw) ** 2).sum()))
    low = raw - chance - LOWER_95 * float(np.hypot(error, chance_sd))
    return Information(max(0.0, raw - chance), max(0.0, low), raw, chance, chance_sd, max(0.0, brier), joint)


def mutual_bits(joint: Reals) -> float:
    """Mutual information of a table of joint probabilities, in bits; 0 where a cell or a class is empty."""
    return float((joint * _gains(joint)).sum())


def entropy(p: Sequence[float] | Reals) -> float:
    """Entropy of probabilities, in bits."""
    held = np.asarray(p, dtype=np.float64)
    held = held[held > 0.0]
    return float(-(held * np.log2(held)).sum())


def _gains(joint: Reals) -> Reals:
    """log2 of how much likelier each future is in each cell; 0 where both never meet."""
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    held = joint > 0.0
    return np.where(held, np.log2(np.where(held, joint, 1.0) / np.where(held, apart, 1.0)), 0.0)


def _spread(labels: Labels, codes: Codes) -> Reals:
    """(members, futures) weights, each under its member's future."""
    spread = np.zeros((codes.shape[0], labels.classes))
    spread[np.arange(codes.shape[0]), codes] = labels.weights
    return spread


def _brier(joint: Reals) -> float:
    """Expected fall of the Brier score when the cell is known."""
    mass, p = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    held = mass > 0.0
    given = np.where(held, joint / np.where(held, mass, 1.0), p)
    return float((mass * (given - p) ** 2).sum())
