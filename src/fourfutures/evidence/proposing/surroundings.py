"""What stands around a sentence: whether its neighbours look like evidence, and how well it fits the matter of its document."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fourfutures.evidence.proposing.features import Read

Array = npt.NDArray[np.float64]
FEW = 2.0  # sentences that a short document is thought to lack: a neighbour or two do not make a subject
LEAST = 3  # sentences from which there is a document to look around in
COLUMNS = (
    "own", "before", "after", "before_2", "after_2", "before_3", "after_3", "rest", "place", "titled", "fits_title", "fits_rest",
)  # fmt: skip


def surroundings(odds: Array, reads: Sequence[Read], title: Read | None) -> Array:
    """One row a sentence of one document, in the columns of COLUMNS.

    `odds` are the log odds by the sentences alone; `place` runs from 0 at the opening, where news puts what happened,
    to 1 at the end.
    """
    pointed = np.array([read.pointed for read in reads])
    count = len(reads)
    table = np.zeros((count, len(COLUMNS)))
    table[:, 0] = odds
    for steps, before in ((1, 1), (2, 3), (3, 5)):
        table[steps:, before] = odds[:-steps]
        table[: count - steps, before + 1] = odds[steps:]
    table[:, 7] = (_total(odds) - odds) / (count - 1 + FEW)
    table[:, 8] = np.arange(count) / max(count - 1, 1)
    own = _shares(pointed)
    if title is not None:
        table[:, 9] = min(float(title.pointed.max()), 2.0)
        table[:, 10] = (own * _shares(title.pointed[None, :])).sum(axis=1)
    table[:, 11] = (own * around(pointed)).sum(axis=1)
    return table


def around(pointed: Array) -> Array:
    """What points to each indicator in the rest of a document, a sentence on average."""
    found: Array = (pointed.sum(0) - pointed) / (len(pointed) - 1 + FEW)
    return found


def beside(pointed: Array) -> Array:
    """What points to an indicator in the two sentences before and the two behind, the farther ones by half."""
    found = np.zeros_like(pointed)
    for steps, share in ((1, 1.0), (2, 0.5)):
        found[steps:] += share * pointed[:-steps]
        found[:-steps] += share * pointed[steps:]
    return found


def _total(odds: Array) -> float:
    """Their sum in the order of the text: the same on every machine."""
    found = 0.0
    for each in odds.tolist():
        found += each
    return found


def _shares(pointed: Array) -> Array:
    """Directions of rows; a row with little in it stays short."""
    found: Array = pointed / (np.sqrt((pointed * pointed).sum(axis=1, keepdims=True)) + 0.3)
    return found
