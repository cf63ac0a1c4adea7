"""What a block of the model is asked: records known at an origin, and the times to forecast."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.record import Record
from fourfutures.ensemble import Draws
from fourfutures.study import HindcastTarget, Study

Reals = NDArray[np.float64]


class Ask(NamedTuple):
    """A forecast that is wanted. Nothing in it was published after the origin."""

    study: Study
    target: HindcastTarget
    known: Mapping[str, Record]  # of the target, by entity
    beside: Mapping[str, Record]  # of the series that the block starts from as well
    rule: int | None  # the export rule in force at the origin, None before there was any
    rule_since: int  # the month from which it was in force
    origin: int
    times: tuple[float, ...]  # calendar months, perhaps with a fraction
    luck: Luck

    def constant(self, name: str) -> float:
        """A number that the study fixes."""
        return float(self.study.uncertainties[name].prior.centre)

    def discrepancy(self, entity: str) -> float | None:
        """What was set for an entity, per root year; None where nothing was."""
        return self.target.discrepancy.get(entity, self.target.discrepancy.get("all"))

    def start(self) -> float:
        """The last time at which every record is known."""
        return min(float(record.times[-1]) for record in self.known.values())


def drawn(study: Study, luck: Luck, names: Sequence[str]) -> dict[str, Reals]:
    """Members of uncertainties, shape (members,) each; one that the study fixes is the same for all."""
    sample = Draws(study, luck.seed).sample(luck.ids, list(names))
    return {name: np.asarray(sample.value(name)) + np.zeros(luck.ids.shape) for name in names}


def months_between(start: float, times: Sequence[float]) -> range:
    """Calendar months to step through: from the one after the start to the last that a time needs."""
    first = math.floor(start)
    return range(first + 1, first + 1 + math.ceil(max(times) - start))


def read(path: Sequence[Reals], start: float, times: Sequence[float]) -> Reals:
    """Values at times of a monthly path that begins at `start`, straight between months: (times, ...)."""
    steps = np.stack(path)
    found = []
    for time in times:
        months = time - start
        whole = math.floor(months)
        share = months - whole
        value = steps[whole] if share == 0.0 else (1.0 - share) * steps[whole] + share * steps[whole + 1]
        found.append(value)
    return np.stack(found)
