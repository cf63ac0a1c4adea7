"""Members run by the compiled kernel: a bound study, some member numbers, levers; arrays out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.guide import moved
from fourfutures.ensemble.kernel.experiment import Experiment
from fourfutures.ensemble.kernel.layout import APART, LANES, MONTHLY, SHOCKS
from fourfutures.ensemble.kernel.loading import first_call, kernel
from fourfutures.ensemble.lever_path import LeverPath

Singles = NDArray[np.float32]
Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
GIVEN = 4  # kind of a prior that is not drawn: its value is given


class Part(NamedTuple):
    """What some members leave; the members are the last axis."""

    ids: Ids
    monthly: Singles  # (months + 1, MONTHLY, members)
    ends: Singles  # (months kept, weighings of economies, 3 options, members)
    fans: Singles  # (months + 1, adoption and 3 shares, partners, members), or no months if not asked for
    values: Reals  # (priors, members) as drawn; no priors of members that were taken up
    once: dict[str, Reals]  # rates of before the origin, (members,) each; empty of members that were taken up

    def month_by_month(self, name: str) -> Singles:
        """One monthly quantity, (months + 1, members)."""
        return self.monthly[:, MONTHLY.index(name)]


class Held(NamedTuple):
    """Some members at the end of a month, with all that the later months need of the earlier ones."""

    ids: Ids
    month: int
    state: Singles  # (tiles, numbers of a tile)
    strength: Reals  # (tiles, priors, lanes)


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

    def run(
        self, ids: Ids, fans: bool = False, months: int | None = None, given: Reals | None = None
    ) -> Part:
        """Run members to the horizon, or to an earlier month; their numbers do not depend on which others run beside them.

        With `given` (priors, members), in the order of `prior_names`, parameters are not drawn but have these values; the
        member's number then decides its shocks and what is drawn by partner.
        """
        return self._members(ids, fans, months, self._hold(ids, -1, room=False), resume=False, given=given)

    def parameters(self, ids: Ids) -> dict[str, Reals]:
        """The priors of members as drawn, (members,) each, without running them."""
        t = self._experiment.tables
        padded = _padded(ids)
        drawn = np.empty((len(t.prior_names), padded.shape[0]))
        with first_call():
            kernel().parameters(
                padded.astype(np.uint32), moved(padded), t.prior_keys, t.prior_kind, t.prior_numbers,
                self._experiment.prior_shifts, t.field_prior, t.field_numbers, drawn,
            )  # fmt: skip
        return dict(zip(t.prior_names, drawn[:, : ids.shape[0]], strict=True))

    def hold(self, ids: Ids, month: int, fans: bool = False) -> tuple[Part, Held]:
        """Run members, and hold them as they stand at the end of a month from 1 on."""
        held = self._hold(ids, month, room=True)
        return self._members(ids, fans, None, held, resume=False), held

    def resume(self, held: Held, fans: bool = False) -> Part:
        """Run members on from where they were held, with the bytes of a run from the origin.

        The levers of this engine must do nothing up to the month of `held`, and those of the engine that held them
        nothing at all. Earlier months of the part are not a number.
        """
        return self._members(held.ids, fans, None, held, resume=True)

    def _hold(self, ids: Ids, month: int, *, room: bool) -> Held:
        tiles = -(-ids.shape[0] // LANES) if room else 0
        t = self._experiment.tables
        state = np.empty((tiles, held_numbers(t.table.shape[0])), np.float32)
        return Held(ids, month, state, np.empty((tiles, len(t.prior_names), LANES)))

    def _members(
        self,
        ids: Ids,
        fans: bool,
        months: int | None,
        held: Held,
        resume: bool,
        given: Reals | None = None,
    ) -> Part:
        count, padded = ids.shape[0], _padded(ids)
        room = padded.shape[0]
        e, t = self._experiment, self._experiment.tables
        months = e.months if months is None else months
        partners = t.table.shape[0]
        monthly = np.empty((months + 1, len(MONTHLY), room), np.float32)
        ends = np.empty((e.end_months.shape[0], e.weights.shape[0], 3, room), np.float32)
        by_partner = np.empty((months + 1 if fans else 0, 4, partners, room), np.float32)
        drawn = np.empty((0 if resume else len(t.prior_names), room))
        kinds = t.prior_kind
        if given is not None:
            drawn[:, :count], drawn[:, count:] = given, given[:, -1:]
            kinds = np.full_like(kinds, GIVEN)
        if resume:
            monthly[: held.month + 1] = np.nan
            ends[e.end_months <= held.month] = np.nan
            by_partner[: held.month + 1] = np.nan
        with first_call():
            self._run(
            padded.astype(np.uint32), moved(padded), t.prior_keys, kinds, t.prior_numbers, e.prior_shifts,
            t.field_prior, t.field_numbers, t.constants, t.groups, t.table, e.weights, t.error_keys,
            t.error_numbers, t.deal_rows, t.deal_numbers, t.shock_keys, t.shock_normal, e.nudges, t.deal_keys,
            t.clocks[: months + 1], e.pull_prior, e.pulls, e.country_pulls, e.end_months, monthly, ends,
            by_partner, drawn, held.month, int(resume), held.state, held.strength,
        )  # fmt: skip
        drawn = drawn[:, :count]
        once = {} if resume else e.once(drawn)
        return Part(ids, monthly[..., :count], ends[..., :count], by_partner[..., :count], drawn, once)


def _padded(ids: Ids) -> Ids:
    """A whole number of tiles, the last member repeated."""
    room = -(-ids.shape[0] // LANES) * LANES
    return np.concatenate([ids, np.repeat(ids[-1:], room - ids.shape[0])])


def held_numbers(partners: int) -> int:
    """Numbers that a tile of members carries between months: a year of stocks, all rows, partners, later shocks."""
    by_partner = sum(len(names) for names in APART.values()) + 1
    rows: int = kernel().ROWS
    return (24 + rows + partners * by_partner + len(SHOCKS)) * LANES
