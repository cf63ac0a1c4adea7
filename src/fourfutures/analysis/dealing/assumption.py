"""What the accounts of a deal draw: the study's own capital cost and build time, and the ledger's entries, by member."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.ensemble import Binding, Ids, Stream, normal_quantile, quantile
from fourfutures.errors import Both
from fourfutures.model import Conditions
from fourfutures.study import Study, Uncertainty, suggestion

Reals = NDArray[np.float64]
CAPITAL, BUILD = "capex_musd_per_mw", "deal_build_years"
RATES = ("discount_owners", "discount_governments", "discount_firms", "discount_common")
JOBS = ("jobs_building", "jobs_running")
WORTH, CAPITAL_RATIO = "worth", "capital_ratio"  # one for each stack
Q05, Q95 = -1.6448536269514722, 1.6448536269514722  # standard normals


class Assumptions(NamedTuple):
    """Every number that the accounts assume, for each member, by id; `entries` say what each is."""

    entries: dict[str, Uncertainty]
    values: dict[str, Reals]  # (members,)

    @classmethod
    def of(cls, binding: Binding, ids: Ids, fixed: Mapping[str, float] | None = None) -> Assumptions:
        """Draws of members, each from the stream of its name; `fixed` replaces some by one value for all.

        The study's own uncertainties are those that the same members have everywhere else.
        """
        study = binding.study
        entries = _entries(study)
        own = binding.draws.sample(ids, [CAPITAL, BUILD])
        values = {name: np.asarray(own.value(name)) + np.zeros(ids.shape) for name in (CAPITAL, BUILD)}
        ledger = [name for name in entries if name not in values]
        normals = normal_quantile(
            Stream(binding.seed, [(f"ledger:{name}", "") for name in ledger]).uniform(ids)
        )
        for name, normal in zip(ledger, normals, strict=True):
            values[name] = quantile(entries[name].prior, normal)
        found = cls(entries, values)
        for name, value in (fixed or {}).items():
            found = found.at(name, _checked(name, value, entries, study))
        return found

    def at(self, name: str, value: float) -> Assumptions:
        """The same with one number the same for all members."""
        return self._replace(values={**self.values, name: np.full_like(self.values[name], value)})

    def ends(self, name: str) -> tuple[float, float] | None:
        """The 5 and 95 % points of a number's prior; None for one that is fixed."""
        prior = self.entries[name].prior
        if prior.family == "fixed":
            return None
        low, high = quantile(prior, np.array([Q05, Q95]))
        return float(low), float(high)

    def column(self, name: str) -> Reals:
        """A number by member, (members, 1), to stand beside years."""
        return self.values[name][:, None]

    def conditions(self, stack: str) -> Conditions:
        """What a deal on a stack assumes, (members, 1) each."""
        return Conditions(
            **{
                name: self.column(f"{WORTH}_{stack}" if name == WORTH else name)
                for name in Conditions._fields
            }
        )


def used_by(stack: str) -> tuple[str, ...]:
    """Ids of the numbers that the parties' values of a deal on a stack rest on."""
    return (
        CAPITAL, f"{CAPITAL_RATIO}_{stack}", BUILD,
        *(f"{WORTH}_{stack}" if name == WORTH else name for name in Conditions._fields),
    )  # fmt: skip


def _entries(study: Study) -> dict[str, Uncertainty]:
    found = {name: study.uncertainties[name] for name in (CAPITAL, BUILD) if name in study.uncertainties}
    for table, entry in study.offers.ledger.items():
        found |= {one.id: one for one in entry.flattened(table)}
    needed = [name for name in (*Conditions._fields, *RATES, *JOBS) if name != WORTH]
    by_stack = [f"{name}_{stack}" for name in (WORTH, CAPITAL_RATIO) for stack in ("us", "cn", "own")]
    for name in (CAPITAL, BUILD, *needed, *by_stack):
        if name not in found:
            file = study.meta.files.uncertainties if name in (CAPITAL, BUILD) else study.meta.files.offers
            raise AnalysisError(
                where=f"{file}, {name}",
                what=Both(
                    f"the accounts of a deal need {name}, which the study does not declare",
                    f"协议账目需要 {name}，研究未声明",
                ),
                remedy=Both(
                    "add the entry with its unit, prior and source", "请补上该项及其单位、先验和来源"
                ),
            )
    return found


def _checked(name: str, value: float, entries: Mapping[str, Uncertainty], study: Study) -> float:
    """The value, if the accounts know the name and its prior allows the value."""
    where = f"assume {name}"
    if name not in entries:
        raise AnalysisError(
            where=where,
            what=Both(f"the accounts assume nothing called {name}", f"账目中没有名为{name}的假设"),
            remedy=suggestion(name, list(entries)),
        )
    prior = entries[name].prior
    positive = prior.family == "lognormal" or (prior.family == "fixed" and prior.centre > 0.0)
    low = prior.low if prior.low is not None else 0.0 if positive else -math.inf
    high = prior.high if prior.high is not None else math.inf
    outside = not low <= value <= high or (positive and value < 0.0)
    if not math.isfinite(value) or outside:
        raise AnalysisError(
            where=where,
            what=Both(f"{value:g} cannot be its value", f"{value:g} 不能作为其取值"),
            remedy=Both(
                f"give a number from {low:g} to {high:g}, in {entries[name].unit}",
                f"请给出{low:g}至{high:g}之间的数，单位为 {entries[name].unit}",
            ),
        )
    return float(value)
