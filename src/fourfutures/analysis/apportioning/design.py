"""Two samples of everything that is not known or not decided: what Sobol' indices are worked out from.

Each input has a stream of its own name, so their order, or one more of them, changes no other draw. That is why plain
uniforms are used and not a sequence of points whose dimensions are numbered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble import (
    Binding,
    GivenMembers,
    Hands,
    LeverPath,
    Stream,
    Track,
    drawn_once,
    moved_with,
    normal_quantile,
    prior_values,
)
from fourfutures.study import LeverSetting, Study

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
STRENGTH = "lever_strength_"
LUCK = "luck"


class Sample(NamedTuple):
    """Own standard normals of the uncertainties, values of the levers, and whose luck each row has."""

    own: dict[str, Reals]
    pulls: dict[str, Reals]
    luck: Ids

    def mixed(self, other: Sample, names: Collection[str]) -> Sample:
        """This sample with some inputs taken from the other one."""
        own, pulls = (
            {name: (two if name in names else one)[name] for name in one}
            for one, two in ((self.own, other.own), (self.pulls, other.pulls))
        )
        return Sample(own, pulls, other.luck if LUCK in names else self.luck)


class Design:
    """Samples A and B of a study, with levers uniform over their ranges or left alone."""

    def __init__(
        self, binding: Binding, levers: Collection[str], first_month: int, rows: int, hands: Hands
    ) -> None:
        self.binding = binding
        self.study: Study = binding.study
        self.rows = rows
        self._crew = hands.here
        self._ready: dict[tuple[tuple[float, ...], tuple[int, ...]], GivenMembers] = {}
        self.uncertain = drawn_once(self.study)
        self.levers = tuple(name for name in self.study.levers if name in levers)
        # Each lever at 1: its strength then carries the value it is pulled to.
        settings = [LeverSetting(lever=name, value=1.0) for name in self.levers]
        self._path = LeverPath(self.study, settings, first_month, binding.partners.codes)
        self.a, self.b = (self._sample(side, number) for number, side in enumerate("ab"))
        self._values = self._all_values(self.a)

    @property
    def names(self) -> list[str]:
        """Inputs one by one: levers, uncertainties, luck."""
        strengths = {f"{STRENGTH}{name}" for name in self.study.levers if name not in self.levers}
        return [*self.levers, *(name for name in self.uncertain if name not in strengths), LUCK]

    def run(self, sample: Sample, gammas: tuple[float, ...], months: tuple[int, ...]) -> Track:
        """Run the rows of a sample."""
        return self._members(gammas, months).run(sample.luck, self._all_values(sample))

    def run_with(self, names: Collection[str], gammas: tuple[float, ...], months: tuple[int, ...]) -> Track:
        """Run sample A with some inputs of B; only values that differ are worked out again."""
        sample = self.a.mixed(self.b, names)
        touched = {*moved_with(self.study, list(names)), *(f"{STRENGTH}{name}" for name in names)}
        values = self._values.copy()
        changed = [name for name in self.uncertain if name in touched]
        for name, value in prior_values(self.study, changed, sample.own).items():
            values[self.uncertain.index(name)] = self._pulled(name, value, sample.pulls)
        return self._members(gammas, months).run(sample.luck, values)

    def _members(self, gammas: tuple[float, ...], months: tuple[int, ...]) -> GivenMembers:
        """Made once for all samples."""
        if (gammas, months) not in self._ready:
            made = GivenMembers(self.binding, self._path, gammas, months, self._crew)
            self._ready[gammas, months] = made
        return self._ready[gammas, months]

    def _sample(self, side: str, number: int) -> Sample:
        rows = np.arange(self.rows, dtype=np.int64)
        names = [*self.uncertain, *self.levers]
        drawn = Stream(self.binding.seed, [(f"sensitivity:{side}:{name}", "") for name in names]).uniform(
            rows
        )
        uniform = dict(zip(names, drawn, strict=True))
        pulls = {}
        for name in self.levers:
            low, high = self.study.levers[name].range
            pulls[name] = low + (high - low) * uniform[name]
        own = {name: normal_quantile(uniform[name]) for name in self.uncertain}
        return Sample(own, pulls, rows + number * self.rows)

    def _all_values(self, sample: Sample) -> Reals:
        found = prior_values(self.study, self.uncertain, sample.own)
        return np.stack([self._pulled(name, found[name], sample.pulls) for name in self.uncertain])

    def _pulled(self, name: str, value: Reals, pulls: Mapping[str, Reals]) -> Reals:
        lever = name.removeprefix(STRENGTH)
        return value * pulls[lever] if name.startswith(STRENGTH) and lever in pulls else value
