"""Where partners stand in the members of a run: shares and use at one month, and how use grows after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.pooling import rows_in_force
from fourfutures.analysis.weighing import World, weights_by_economy
from fourfutures.assimilation import Kept, local
from fourfutures.ensemble import Binding, Guide, Hands, LeverPath, mixes
from fourfutures.errors import Both
from fourfutures.model import Shares
from fourfutures.study import LeverSetting, Study

Reals = NDArray[np.float64]
Singles = NDArray[np.float32]
Ids = NDArray[np.int64]
AFTER = 12  # months looked ahead where the horizon has come
MOST = 2_000  # members that stand for those of a run


class Standing(NamedTuple):
    """Partners at the end of a month; arrays have shape (partners, members)."""

    binding: Binding
    month: int
    months_after: int  # for which what follows is looked at
    ids: Ids
    mass: Reals  # (members,): weights of the run, sum 1
    weights: Reals  # rows about an economy weigh its own numbers; each row sums to 1
    adoption: Reals
    shares: Shares
    ahead: Singles  # adoption and three shares, (months_after + 1, 4, partners, members), of the members as they are

    @property
    def study(self) -> Study:
        """The study under the run's lens and start."""
        return self.binding.study

    def shares_at(self, places: int | slice) -> Shares:
        """Shares of one partner, or of some."""
        return Shares(*(np.asarray(values)[places] for values in self.shares))

    def place(self, code: str) -> int:
        """Where a partner stands."""
        return self.binding.partners.codes.index(code)


def of_world(world: World, month: int, hands: Hands) -> Standing:
    """Members of a weighed world without levers."""
    idle = LeverPath(world.study, (), 1, world.binding.partners.codes)
    return stand(world.binding, world.recorded, world.local, idle, month, hands)


def of_run(
    study: Study, manifest: Mapping[str, Any], members: pd.DataFrame, month: int | None, hands: Hands
) -> Standing:
    """Members of a finished run, under its levers; at most MOST of them stand for all.

    `study` is the one it was made from, `members` its table, `month` the month looked at, that of its date if None.
    Raises AnalysisError for another study.
    """
    if manifest["study_hash"] != study.hash:
        raise AnalysisError(
            where=Both(f"run {manifest['run_id']}", f"运行 {manifest['run_id']}"),
            what=Both(
                f"was made from other files of study {manifest['study']} than those in {study.root}",
                f"所用研究文件（{manifest['study']}）与 {study.root} 中的不同",
            ),
            remedy=Both(
                "make the run again, or name the study it was made from", "请重新运行，或指明当时的研究"
            ),
        )
    day = date.fromisoformat(manifest["as_of"])
    seen = study.under(manifest["lens"]).known_by(day)
    seen = seen.as_first_known() if manifest["start"] == "vintage" else seen
    binding = Binding(seen, manifest["seed"], _guide(manifest["guide"]))
    kept = thinned(members["member"].to_numpy(np.int64), members["weight"].to_numpy(np.float64))
    known = rows_in_force(seen, day) if manifest["assimilate"] else ()
    about = tuple(row for row in known if local(row))
    settings = tuple(
        LeverSetting(lever=lever, value=value, start=start, entity=entity)
        for lever, value, start, entity in manifest["levers"]
    )
    first = max(1, seen.month_of(day) + 1) if manifest["assimilate"] else 1
    levers = LeverPath(seen, settings, first, binding.partners.codes)
    weights = weights_by_economy(binding, kept, about, hands)
    return stand(binding, kept, weights, levers, month_of(seen, day) if month is None else month, hands)


def month_of(study: Study, day: date) -> int:
    """The month of a day, inside the months of the model."""
    return min(max(study.month_of(day), 0), study.meta.months)


def thinned(ids: Ids, weights: Reals, most: int = MOST) -> Kept:
    """At most so many of the members, drawn evenly by weight, with the weight they then stand for."""
    if np.count_nonzero(weights > 0.0) <= most:
        return Kept(ids[weights > 0.0], weights[weights > 0.0] / weights.sum())
    middle = (np.arange(most) + 0.5) / most * weights.sum()
    places, counts = np.unique(np.searchsorted(np.cumsum(weights), middle), return_counts=True)
    return Kept(ids[places], counts / most)


def stand(
    binding: Binding, kept: Kept, weights: Reals, levers: LeverPath, month: int, hands: Hands
) -> Standing:
    """Members kept with their weights by economy, run to a month under levers."""
    last = binding.study.meta.months
    carried = kept.weights > 0.0
    ids, mass = kept.ids[carried], kept.weights[carried]
    own = weights[:, carried]
    if month < last:
        ahead = mixes(binding, ids, levers, range(month, last + 1), hands.blocks)
    else:
        ahead = _held_still(*mixes(binding, ids, levers, (last - AFTER, last), hands.blocks))
    now = ahead[0].astype(np.float64)
    return Standing(
        binding, month, ahead.shape[0] - 1, ids, mass / mass.sum(), own / own.sum(axis=1, keepdims=True), now[0],
        Shares(now[1], now[2], 1.0 - now[1] - now[2]), ahead,
    )  # fmt: skip


def _held_still(before: Singles, now: Singles) -> Singles:
    """Months beyond the horizon, which nobody has run: shares as they are, use growing as over the last year."""
    ahead = np.repeat(now[None], AFTER + 1, axis=0)
    monthly = (now[0] / before[0]) ** (1.0 / AFTER)
    for month in range(AFTER):
        ahead[month + 1, 0] = ahead[month, 0] * monthly
    return ahead


def _guide(content: Mapping[str, Any] | None) -> Guide | None:
    if content is None:
        return None
    return Guide(
        tuple(content["parameters"].items()),
        tuple(content["shocks"].items()),
        content["months"],
        content["round"],
    )
