"""A figure to come as each member would have it published: with its error, and given what is known of its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation import (
    REGIME,
    Row,
    category_chances,
    predict,
    student_distribution,
    student_quantile,
)

Reals = NDArray[np.float64]
CATEGORIES = 3  # of the export regime


class Reading(Protocol):
    """The distribution of a figure in each member, on the scale of its errors."""

    @property
    def stops(self) -> Reals | None:
        """The values it may take, in rising order; None where any number is possible."""

    def below(self, edges: Reals) -> Reals:
        """(edges, members) probability that the figure is at most the edge."""

    def drawn(self, uniform: Reals) -> Reals:
        """(members,) figures, one for each member's uniform."""


class Continuous(NamedTuple):
    """Student t; `centre` and `scale` have shape (members,)."""

    centre: Reals
    scale: Reals
    freedom: int

    @property
    def stops(self) -> Reals | None:
        """Any number is possible."""
        return None

    def below(self, edges: Reals) -> Reals:
        """As the protocol says."""
        return student_distribution((edges[:, None] - self.centre) / self.scale, self.freedom)

    def drawn(self, uniform: Reals) -> Reals:
        """As the protocol says."""
        return np.asarray(self.centre + self.scale * student_quantile(uniform, self.freedom))


class Categorical(NamedTuple):
    """Categories in rising order; `mass` has shape (categories, members)."""

    values: Reals
    mass: Reals

    @property
    def stops(self) -> Reals | None:
        """The categories."""
        return self.values

    def below(self, edges: Reals) -> Reals:
        """As the protocol says."""
        return np.asarray(
            np.stack([(self.mass * (self.values <= edge)[:, None]).sum(axis=0) for edge in edges])
        )

    def drawn(self, uniform: Reals) -> Reals:
        """As the protocol says."""
        at = (np.cumsum(self.mass, axis=0) < uniform).sum(axis=0)
        return np.asarray(self.values[np.minimum(at, self.values.shape[0] - 1)])


def reading(known: Sequence[Row], row: Row, paths: Mapping[str, Reals]) -> Reading:
    """What members make of a row to come, given earlier rows of its block; `paths` hold monthly observables."""
    if row.observable == REGIME:
        chances = category_chances(row, paths, CATEGORIES)
        return Categorical(np.arange(CATEGORIES, dtype=np.float64), np.ascontiguousarray(chances.T))
    return Continuous(*predict(known, row, paths))
