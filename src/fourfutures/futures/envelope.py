"""The range of a probability: other priors for judged numbers, and other definitions, within one reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.futures.classes import Codes, strata
from fourfutures.futures.dials import Dials

Reals = NDArray[np.float64]
CERTAIN = 2.0  # a shift counts when its effect exceeds this many of its own sampling errors


class Labels(NamedTuple):
    """One way of putting members into classes: the class of each member, and how many classes there are."""

    codes: Codes
    classes: int


class Part(NamedTuple):
    """Members in cells, within which all classes agree; a probability is the weighted mean of `values` over them."""

    ids: Codes  # (members,) positions in the ratios of a shift
    mass: Reals  # (members,), sums to 1
    cells: Codes  # (members,)
    values: dict[str, Reals]  # (classes, cells) by set of classes

    @classmethod
    def of(cls, ids: Codes, mass: Reals, labels: Mapping[str, Labels]) -> Part:
        """Members by their classes: the values are 1 in a cell of the class and 0 elsewhere."""
        cells, first = _cells(labels.values())
        return cls(ids, mass / mass.sum(), cells, {name: _ones(sort, first) for name, sort in labels.items()})

    @classmethod
    def paired(
        cls, ids: Codes, mass: Reals, before: Mapping[str, Labels], after: Mapping[str, Labels]
    ) -> Part:
        """Members by the classes they leave and enter: the mean is the change of a probability."""
        cells, first = _cells([*before.values(), *after.values()])
        values = {name: _ones(after[name], first) - _ones(before[name], first) for name in before}
        return cls(ids, mass / mass.sum(), cells, values)


def moved_dials(dials: Dials, moves: Mapping[str, tuple[float, float]]) -> dict[str, Dials]:
    """The definitions moved one at a time to the study's other values."""
    return {f"{name} {value:g}": dials.moved(name, value) for name, ends in moves.items() for value in ends}


def envelope(
    p: Mapping[str, Reals],
    parts: Sequence[Part],
    ratios: Iterable[Reals],
    others: Mapping[str, Sequence[Reals]],
) -> dict[str, tuple[Reals, Reals]]:
    """Lowest and highest probability of each class, by set of classes; never inside the probability itself.

    `p` are the probabilities, which the means of the parts sum to; `ratios` the importance ratios of each shift of a
    prior, over the members that the parts' ids count; `others` the probabilities under other definitions. A shift whose
    effect on a class lies within twice its own sampling error is noise and does not widen the range.
    """
    low = {name: values.copy() for name, values in p.items()}
    high = {name: values.copy() for name, values in p.items()}
    plain = [(_sums(part, part.mass), _sums(part, part.mass**2)) for part in parts]
    for ratio in ratios:
        moved = [_moved(part, ratio) for part in parts]
        for name, values in p.items():
            change, variance = np.zeros_like(values), np.zeros_like(values)
            for part, (mass, squares), (mass_moved, squares_moved, products) in zip(
                parts, plain, moved, strict=True
            ):
                value = part.values[name]
                before, after = (value * mass).sum(axis=1), (value * mass_moved).sum(axis=1)
                change += after - before
                # error of a paired difference of two self-normalised means over the same members
                new, old = value - after[:, None], value - before[:, None]
                variance += (new**2 * squares_moved - 2.0 * new * old * products + old**2 * squares).sum(
                    axis=1
                )
            certain = np.abs(change) > CERTAIN * np.sqrt(np.maximum(variance, 0.0))
            reached = np.clip(np.where(certain, values + change, values), 0.0, 1.0)
            low[name], high[name] = np.minimum(low[name], reached), np.maximum(high[name], reached)
    for name in p:
        for other in others.get(name, ()):
            reached = np.clip(other, 0.0, 1.0)
            low[name], high[name] = np.minimum(low[name], reached), np.maximum(high[name], reached)
    return {name: (low[name], high[name]) for name in p}


def _cells(labels: Iterable[Labels]) -> tuple[Codes, Codes]:
    """The cell of each member, and one member of each cell."""
    sets = list(labels)
    joint = strata([sort.codes for sort in sets], max(sort.classes for sort in sets))
    _, first, cells = np.unique(joint, return_index=True, return_inverse=True)
    return cells.astype(np.int64), first.astype(np.int64)


def _ones(labels: Labels, first: Codes) -> Reals:
    here = labels.codes[first][None, :] == np.arange(labels.classes)[:, None]
    return np.asarray(here, dtype=np.float64)


def _sums(part: Part, amounts: Reals) -> Reals:
    cells = next(iter(part.values.values())).shape[1]
    return np.asarray(np.bincount(part.cells, amounts, int(cells)), dtype=np.float64)


def _moved(part: Part, ratio: Reals) -> tuple[Reals, Reals, Reals]:
    """Weights under a shift, their squares and their products with the plain weights, summed by cell."""
    mass = part.mass * ratio[part.ids]
    mass = mass / mass.sum()
    return _sums(part, mass), _sums(part, mass**2), _sums(part, mass * part.mass)
