"""The learned part: weights over features, read from one small file of plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from fourfutures.evidence.proposing.direction import Sides
from fourfutures.evidence.proposing.features import Read, Reader
from fourfutures.evidence.proposing.surroundings import LEAST, around, beside, surroundings
from fourfutures.evidence.proposing.tables import RULES

Array = npt.NDArray[np.float64]
Strength = Literal[1, 2, 3]
STRENGTHS: tuple[Strength, ...] = (1, 2, 3)
FILE = "weights.npz"


class Judged(NamedTuple):
    """What the classifier makes of some sentences."""

    evidence: Array  # probability that an analyst would take it
    indicator: list[str]
    sure: Array  # probability of that indicator among all
    towards_china: Array  # probability that it favours CN
    strength: list[Strength]


class Classifier:
    """Weights by name; `fit` in tools/train_evidence.py writes them."""

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]], reader: Reader, sides: Sides) -> None:
        self._w = {
            name: array.astype(np.float64) if array.dtype.kind == "f" else array
            for name, array in weights.items()
        }
        self._reader, self._sides = reader, sides
        self.concepts = [str(name) for name in weights["concepts"]]
        self.threshold = float(weights["threshold"])

    def judge(self, reads: Sequence[Read], title: Read | None = None) -> Judged:
        """Judge the sentences of one document, which lend each other context."""
        if not reads:
            return Judged(np.zeros(0), [], np.zeros(0), np.zeros(0), [])
        table = self._reader.table(reads, self.concepts)
        scores = self.indicator_scores(table, np.array([read.pointed for read in reads]), title)
        best = scores.argmax(1)
        names = [self._reader.pointers.names[at] for at in best]
        return Judged(
            self.evidence(self.odds(table), reads, title),
            names,
            _softmax(scores)[np.arange(len(reads)), best],
            self.towards_china(reads, names),
            [
                STRENGTHS[at]
                for at in (_each(table, self._w["strength"]) + self._w["strength_offset"]).argmax(1)
            ],
        )

    def odds(self, table: Array) -> Array:
        """Log odds that an analyst would take a sentence as evidence, by what stands in it alone."""
        return _weighed(table, self._w["evidence"]) + float(self._w["evidence_offset"])

    def evidence(self, odds: Array, reads: Sequence[Read], title: Read | None) -> Array:
        """Probability that an analyst would take a sentence as evidence, in the document in which it stands."""
        if len(reads) < LEAST:
            return chance(odds)
        seen = surroundings(odds, reads, title)
        return chance(_weighed(seen, self._w["around"]) + float(self._w["around_offset"]))

    def towards_china(self, reads: Sequence[Read], indicators: Sequence[str]) -> Array:
        """Probability that a sentence favours CN, for the indicator that it is taken to speak of."""
        return chance(
            _weighed(self._sides.table(reads, indicators), self._w["side"]) + float(self._w["side_offset"])
        )

    def indicator_scores(self, table: Array, pointed: Array, title: Read | None) -> Array:
        """A score for each indicator: what points to it here, in the rest of the document and in the title."""
        w = self._w
        learned = _each(table, w["indicator"]) + w["indicator_offset"]
        learned = (
            learned
            - np.log(np.exp(learned - learned.max(1, keepdims=True)).sum(1, keepdims=True))
            - learned.max(1, keepdims=True)
        )
        here, near, rest, above, own = w["indicator_mix"]
        scores: Array = (
            here * pointed + near * beside(pointed) + rest * around(pointed) + own * np.maximum(learned, -8.0)
        )
        return scores if title is None else scores + above * title.pointed


@lru_cache(maxsize=1)
def shipped() -> dict[str, npt.NDArray[Any]]:
    """The weights that come with the program."""
    with RULES.joinpath(FILE).open("rb") as stream, np.load(stream, allow_pickle=False) as found:
        return dict(found)


def _weighed(table: Array, weights: Array) -> Array:
    """Weighted sum of each row, in one order whatever the machine: no linear algebra library decides it."""
    result: Array = (table * weights).sum(axis=1)
    return result


def _each(table: Array, weights: Array) -> Array:
    """The same for several classes, one a column."""
    return np.stack([_weighed(table, row) for row in weights], axis=1)


def chance(odds: Array) -> Array:
    """Log odds as probabilities."""
    result: Array = 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0)))
    return result


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    result: Array = raised / raised.sum(1, keepdims=True)
    return result
