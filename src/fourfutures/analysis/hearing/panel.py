"""Panel: one pool and the items that may be heard on it, so that any choice of them can be weighed at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import between_weights
from fourfutures.analysis.explaining import Vantage
from fourfutures.assimilation import Claim, psis, spoken

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
By = dict[str, dict[str, float]]  # by reading and future


class Panel:
    """Odds under any of a view's items. Those of all of them are the view's own, to the last digit."""

    def __init__(self, view: Vantage) -> None:
        self.view = view
        weighed = view.weighed
        self.claims, self.true = weighed.claims, weighed.true
        self.logs = weighed.start + weighed.pool.log_likelihood(range(len(weighed.rows)))
        self.summary = view.summary()
        self._known: dict[tuple[int, ...], Reals] = {}

    def odds(self, numbers: Sequence[int]) -> Reals:
        """Odds of every reading, one after another, with some of the items."""
        key = tuple(numbers)
        if key not in self._known:
            self._known[key] = self.odds_of([self.claims[at] for at in numbers], self.true[list(numbers)])
        return self._known[key]

    def odds_of(self, claims: Sequence[Claim], true: Flags) -> Reals:
        """Odds with items that are true of these members."""
        said = spoken(claims, true).astype(np.float32).astype(np.float64)  # as a run holds them
        return self.summary(psis(self.logs + said.sum(axis=0)).mass)

    def place(self, name: str) -> int | None:
        """Where an item stands among those in force; None where it is not."""
        return next((at for at, claim in enumerate(self.claims) if claim.item.id == name), None)

    def by_reading(self, values: Reals) -> By:
        """Numbers of a summary under their names."""
        return by_reading(self.view, values)


def by_reading(view: Vantage, values: Reals) -> By:
    """Numbers of a summary by reading and future."""
    ids, readings = view.world.study.frame.ids, list(view.world.dials)
    return {
        reading: {name: float(value) for name, value in zip(ids, part, strict=True)}
        for reading, part in zip(readings, np.split(values, len(readings)), strict=True)
    }


def paired(before: Vantage, after: Vantage) -> dict[str, dict[str, dict[str, float]]]:
    """Paired change of each probability, with a 95 % interval for sampling: the same members, other weights."""
    ids = after.world.study.frame.ids
    found = {}
    for reading in after.world.dials:
        ends = [
            (view.world.pool.ids, view.weighed.posterior.mass, np.asarray(view.world.codes[reading]))
            for view in (before, after)
        ]
        changes = between_weights(*ends[0], *ends[1], len(ids))
        found[reading] = dict(zip(ids, changes, strict=True))
    return found


def heading(view: Vantage, schema: str) -> dict[str, Any]:
    """What stands at the top of every document about evidence and odds."""
    request = view.request
    return {
        "schema": schema,
        "study": request.study.meta.id,
        "study_hash": request.study.hash,
        "name": request.study.meta.name.model_dump(),
        "as_of": request.as_of.isoformat(),
        "horizon": request.study.meta.horizon.isoformat(),
        "seed": request.seed,
        "members": request.members,
        "pool": int(view.world.pool.ids.shape[0]),
        "lens": request.lens,
        "reading": request.reading,
        "notes": list(request.notes),
    }
