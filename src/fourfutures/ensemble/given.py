"""Members whose parameters are given instead of drawn: their number then decides their luck alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.draws import Ids, Reals, quantile
from fourfutures.ensemble.kernel import Engine
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.tile import tiles
from fourfutures.ensemble.track import Track
from fourfutures.study import Study


def drawn_once(study: Study) -> tuple[str, ...]:
    """Uncertainties drawn once a member, in the order in which the kernel takes their values."""
    return tuple(
        name
        for name, entry in study.uncertainties.items()
        if entry.per is None and entry.prior.family != "fixed"
    )


def moved_with(study: Study, names: Sequence[str]) -> list[str]:
    """Uncertainties whose values change with the own normals of the named ones: those and what leans on them."""
    leaning = {pair.b: pair.a for pair in study.correlations}
    return [name for name in drawn_once(study) if name in names or leaning.get(name) in names]


def prior_values(study: Study, names: Sequence[str], own: Mapping[str, Reals]) -> dict[str, Reals]:
    """Values of some uncertainties, (members,) each, from own standard normals; a correlated pair shares them first."""
    leaning = {pair.b: (pair.a, pair.rho) for pair in study.correlations}
    found = {}
    for name in names:
        z = own[name]
        if name in leaning:
            other, rho = leaning[name]
            z = rho * own[other] + np.sqrt(1.0 - rho * rho) * z
        found[name] = quantile(study.uncertainties[name].prior, z)
    return found


class GivenMembers:
    """A bound study under levers, ready to run members with parameters of the caller's."""

    def __init__(
        self,
        binding: Binding,
        levers: LeverPath,
        gammas: Sequence[float],
        months: Sequence[int],
        crew: Threads,
    ) -> None:
        self._engine = Engine(binding, gammas[0], gammas, months, levers)
        self._gammas, self._months, self._crew = tuple(gammas), tuple(months), crew

    def run(self, luck: Ids, values: Reals) -> Track:
        """Tracks of members with parameters `values` (uncertainties, members) and the luck of the members `luck`.

        Luck is the shocks of every month and what is drawn by partner. Rows of `values` are those of `drawn_once`.
        """
        return self.watch(luck, values, ())[0]

    def watch(self, luck: Ids, values: Reals, names: Sequence[str]) -> tuple[Track, dict[str, Reals]]:
        """The same with some observables month by month, (members, months + 1) each."""
        track = Track.empty(luck.shape[0], self._months, self._gammas)
        months = self._engine.binding.study.meta.months
        seen = {name: np.empty((luck.shape[0], months + 1)) for name in names}

        def job(places: NDArray[np.int64]) -> None:
            rows = slice(int(places[0]), int(places[-1]) + 1)
            part = self._engine.run(luck[rows], given=values[:, rows])
            track.write(rows.start, part, part.ends)
            for name, found in seen.items():
                found[rows] = part.month_by_month(f"observable.{name}").T

        for _ in self._crew.each(job, tiles(np.arange(luck.shape[0], dtype=np.int64))):
            pass
        return track, seen
