"""What is to be run: a bound study, weighings of economies, months kept, levers; all as plain arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.guide import Guide
from fourfutures.ensemble.kernel.layout import CHANNELS, COUNTRY_CHANNELS, PARAMETERS
from fourfutures.ensemble.kernel.tables import Numbers, Reals, Singles, Tables, shock_names, tables
from fourfutures.ensemble.lever_path import LeverPath

ONCE = {
    "growth_2025_us": "us.growth_2025",
    "growth_2025_cn": "cn.growth_2025",
    "adoption_change_2025": "world.adoption_change_2025",
}


class Experiment(NamedTuple):
    """Everything that members are run from but their numbers; the same for every reading of the passes."""

    tables: Tables
    months: int
    weights: Singles  # (weighings of economies, partners)
    end_months: NDArray[np.int64]  # months whose use is summed under each weighing
    pull_prior: (
        Numbers  # (pulled,) number of the prior that multiplies, such as a lever's strength; -1 for none
    )
    pulls: Reals  # (months + 1 or 0, channels, pulled) before that
    country_pulls: Reals  # (months + 1 or 0, country channels, partners, pulled)
    prior_shifts: Reals  # (priors or 0,) what a guide adds to the normals behind the priors
    nudges: Reals  # (months + 1 or 0, shocks) what it adds to the normal shocks

    @classmethod
    def of(
        cls,
        binding: Binding,
        gamma: float,
        gammas: Sequence[float],
        end_months: Sequence[int],
        levers: LeverPath,
    ) -> Experiment:
        """Arrays of a bound study under levers. Raises EnsembleError for priors that no kernel can draw.

        `gamma` weighs the monthly sums over partners, `gammas` those of the months kept.
        """
        months, partners = binding.study.meta.months, binding.partners
        known = tables(binding).weighed(partners.weights(gamma)[0])
        names, pulls, country_pulls = levers.pulls(CHANNELS, COUNTRY_CHANNELS, months)
        return cls(
            tables=known,
            months=months,
            weights=np.ascontiguousarray(
                np.stack([partners.weights(g)[0] for g in gammas]).astype(np.float32)
            ),
            end_months=np.array(end_months, dtype=np.int64),
            pull_prior=np.array(
                [known.prior_names.index(name) if name else -1 for name in names], dtype=np.int64
            ),
            pulls=pulls,
            country_pulls=country_pulls,
            prior_shifts=_prior_shifts(binding.guide, known.prior_names),
            nudges=_nudges(binding.guide, months),
        )

    def once(self, drawn: Reals) -> dict[str, Reals]:
        """Rates of before the origin, (members,) each, from the priors as drawn, (priors, members)."""
        return {name: self._field(field, drawn) for name, field in ONCE.items()}

    def _field(self, name: str, drawn: Reals) -> Reals:
        field = PARAMETERS.index(name)
        source, number = self.tables.field_prior[field], float(self.tables.field_numbers[field])
        return np.full(drawn.shape[1], number) if source < 0 else number * drawn[source]


def _prior_shifts(guide: Guide | None, names: Sequence[str]) -> Reals:
    return np.array([] if guide is None else [guide.shift(name) for name in names])


def _nudges(guide: Guide | None, months: int) -> Reals:
    names = shock_names()
    if guide is None or not guide.shocks:
        return np.zeros((0, len(names)))
    root = math.sqrt(1.0 / 12.0)
    return np.array([[guide.nudge(name, month) * root for name in names] for month in range(months + 1)])
