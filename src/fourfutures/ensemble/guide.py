"""A guide: where the members of a second pool are moved, so that more of them fit what was observed.

A member of a guided pool is its number too. Numbers from FIRST on belong to guided pools, one range a round; of each
five in a row four are moved and the fifth is left where the prior has it, so the weights of a mixture of two normals
give the prior back and none exceeds five. Method: deterministic-mixture importance sampling, Owen and Zhou 2000.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]

FIRST = 2**31  # the streams count members in 32 bits: guided members have luck of their own
RANGE = 2**30  # numbers of one round
OF, LEFT = 5, 4  # of five members in a row, the one with this remainder is not moved
PLAIN_SHARE = 1.0 / OF
ROUNDS = 2


class Guide(NamedTuple):
    """Shifts of standard normals: of parameters by name, of normal shock streams' sums over the root of their months.

    A stream, such as `discrepancy_cn`, has its shift spread evenly over the months.
    """

    parameters: tuple[tuple[str, float], ...]
    shocks: tuple[tuple[str, float], ...]
    months: int  # after the origin
    round: int  # 1 or 2

    @property
    def first(self) -> int:
        """Number of the first member of its pool."""
        return FIRST + (self.round - 1) * RANGE

    def ids(self, size: int) -> Ids:
        """Numbers of the members of its pool."""
        return self.first + np.arange(size, dtype=np.int64)

    def shift(self, name: str) -> float:
        """Shift of a parameter's own normal."""
        return dict(self.parameters).get(name, 0.0)

    def nudge(self, stream: str, step: int) -> float:
        """Shift of a stream's standard normal of one month."""
        held = dict(self.shocks).get(stream, 0.0)
        return held / math.sqrt(self.months) if 1 <= step <= self.months else 0.0

    @property
    def names(self) -> tuple[list[str], list[str]]:
        """Parameters and streams that it moves, in order."""
        return [name for name, _ in self.parameters], [name for name, _ in self.shocks]

    def log_weight(self, normals: Reals) -> Reals:
        """Log of prior density over the density that members were drawn from, (members,).

        `normals` (parameters and streams, members) are the members' own, where they are; a stream's are summed over the
        guide's months and divided by the root of their number.
        """
        vector = [shift for _, shift in (*self.parameters, *self.shocks)]
        ratio = np.full(normals.shape[1], -0.5 * sum(shift * shift for shift in vector))
        for shift, normal in zip(vector, normals, strict=True):
            ratio += shift * normal
        found: Reals = -np.logaddexp(math.log(PLAIN_SHARE), math.log(1.0 - PLAIN_SHARE) + ratio)
        return found

    def document(self) -> dict[str, Any]:
        """The guide as the manifest has it."""
        return {
            "parameters": dict(self.parameters),
            "shocks": dict(self.shocks),
            "months": self.months,
            "round": self.round,
            "first_member": self.first,
            "not_moved": f"members with remainder {LEFT} on division by {OF}",
        }

    @classmethod
    def read(cls, document: dict[str, Any]) -> Guide:
        """A guide from a manifest."""
        return cls(
            tuple((str(name), float(shift)) for name, shift in document["parameters"].items()),
            tuple((str(name), float(shift)) for name, shift in document["shocks"].items()),
            int(document["months"]),
            int(document["round"]),
        )


def moved(ids: Ids) -> Reals:
    """1 where a guide moves the member of this number, else 0."""
    return np.asarray((ids >= FIRST) & (ids % OF != LEFT), dtype=np.float64)
