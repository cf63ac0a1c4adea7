"""Members run by the compiled kernel: a bound study, some member numbers, levers; arrays out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.kernel.experiment import Experiment
from fourfutures.ensemble.kernel.layout import LANES, MONTHLY
from fourfutures.ensemble.kernel.loading import first_call, kernel
from fourfutures.ensemble.lever_path import LeverPath

Singles = NDArray[np.float32]
Reals = NDArray[np.float64]
Ids = NDArray[np.int64]


class Part(NamedTuple):
    """What some members leave; the members are the last axis."""

    ids: Ids
    monthly: Singles  # (months + 1, MONTHLY, members)
    ends: Singles  # (months kept, weighings of economies, 3 options, members)
    fans: Singles  # (months + 1, adoption and 3 shares, partners, members), or no months if not asked for
    values: Reals  # (priors, members) as drawn
    once: dict[str, Reals]  # rates of before the origin, (members,) each

    def month_by_month(self, name: str) -> Singles:
        """One monthly quantity, (months + 1, members)."""
        return self.monthly[:, MONTHLY.index(name)]


class Engine:
    """A bound study ready to run. Safe to call from several threads at once: a call shares nothing it writes."""

    def __init__(
        self,
        binding: Binding,
        gamma: float,
        gammas: Sequence[float],
        end_months: Sequence[int],
        levers: LeverPath,
    ) -> None:
        self.binding = binding
        self._experiment = Experiment.of(binding, gamma, gammas, end_months, levers)
        self._run = kernel().run_members

    @property
    def prior_names(self) -> tuple[str, ...]:
        """Names of the rows of `Part.values`."""
        return self._experiment.tables.prior_names

    def run(self, ids: Ids, fans: bool = False, months: int | None = None) -> Part:
        """Run members to the horizon, or to an earlier month; their numbers do not depend on which others run beside them."""
        count = ids.shape[0]
        room = -(-count // LANES) * LANES
        padded = np.concatenate([ids, np.repeat(ids[-1:], room - count)]).astype(np.uint32)
        e, t = self._experiment, self._experiment.tables
        months = e.months if months is None else months
        partners = t.table.shape[0]
        monthly = np.empty((months + 1, len(MONTHLY), room), np.float32)
        ends = np.empty((e.end_months.shape[0], e.weights.shape[0], 3, room), np.float32)
        by_partner = np.empty((months + 1 if fans else 0, 4, partners, room), np.float32)
        drawn = np.empty((len(t.prior_names), room))
        with first_call():
            self._run(
            padded, t.prior_keys, t.prior_kind, t.prior_numbers, t.field_prior, t.field_numbers, t.constants,
            t.groups, t.table, e.weights, t.error_keys, t.error_numbers, t.deal_rows, t.deal_numbers,
            t.shock_keys, t.shock_normal, t.deal_keys, t.clocks[: months + 1], e.pull_prior, e.pulls,
            e.country_pulls, e.end_months, monthly, ends, by_partner, drawn,
        )  # fmt: skip
        drawn = drawn[:, :count]
        return Part(
            ids, monthly[..., :count], ends[..., :count], by_partner[..., :count], drawn, e.once(drawn)
        )
