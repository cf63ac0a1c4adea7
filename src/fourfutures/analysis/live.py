"""A weighed world kept at hand: what levers change is answered while a finger is still on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from fourfutures.analysis.cloud import cloud
from fourfutures.analysis.difference import paired_change
from fourfutures.analysis.economy_changes import economy_changes
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.imposing import lever_path
from fourfutures.analysis.monthly import monthly
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.seeing import Seen, View
from fourfutures.analysis.weighing import RECORDED, World, weigh
from fourfutures.assimilation import Kept, without
from fourfutures.ensemble import (
    Hands,
    LeverPath,
    Sight,
    Track,
    replay_economies,
    replay_path,
    run_members,
    take_up,
)
from fourfutures.errors import Both
from fourfutures.futures import Indices, classify, odds, strata
from fourfutures.study import LeverSetting, Offer

SCHEMA = "fourfutures/live/1"
NEVER = 10_000  # months


class Under(NamedTuple):
    """The members of a request under levers and deals."""

    asked: Request
    levers: LeverPath
    months: list[Indices]  # in the chosen reading, from the first month
    seen: Seen
    kept: Kept

    def about(self) -> dict[str, Any]:
        """What a document says of the request that it answers."""
        return {
            "study_hash": self.asked.study.hash,
            "as_of": self.asked.as_of.isoformat(),
            "members": self.asked.members,
            "seed": self.asked.seed,
            "lens": self.asked.lens,
            "reading": self.asked.reading,
            "levers": {str(setting): setting.value for setting in self.asked.levers},
        }


class Live:
    """Members of one request without levers, run once and held at the month before levers act.

    The members, weights and numbers are those that a run of the same request has, so an answer agrees with `run` to the
    last digit. Safe to ask from several threads at once.
    """

    def __init__(
        self,
        request: Request,
        hands: Hands,
        pools: Pools,
        progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
    ) -> None:
        """Weigh and run. Raises AnalysisError for a request with levers, or with more members than can be held."""
        if request.levers or request.deals:
            raise AnalysisError(
                where="levers",
                what=Both(
                    "are given before there is anything to compare them with", "在建立基准之前就给出了杠杆"
                ),
                remedy=Both("ask without levers first, then answer them", "请先不带杠杆建立基准，再求解杠杆"),
            )
        if request.members > RECORDED:
            raise AnalysisError(
                where="members",
                what=Both(
                    f"{request.members:,} are more than the {RECORDED:,} that can be held at hand",
                    f"{request.members}个超过可随时调用的{RECORDED}个",
                ),
                remedy=Both(
                    "ask for fewer; 2,000 to 10,000 answer at once", "请减少成员数；2000至10000个可即时作答"
                ),
            )
        self.request = request
        self.pools = pools
        self._hands = hands
        self._world = weigh(request, request.lens, hands, pools, progress)
        world = self._world
        self._gamma = world.dials[request.reading].gamma
        idle = LeverPath(world.study, (), 1, world.binding.partners.codes)
        self._month = min(request.lever_month - 1, world.study.meta.months - 1)
        self._record = run_members(
            world.binding, world.recorded.ids, world.local, idle, self._gamma, world.gammas, hands.here,
            lambda done: None, hold=self._month,
        )  # fmt: skip
        study, record = world.study, self._record
        self._view = View(study, world.dials, world.homes, request.reading)
        self._plain = self._view.of_record(record)
        self._joint = strata([world.kept_codes(reading) for reading in world.dials], len(study.frame.ids))
        self._base = {
            reading: odds(codes, world.posterior.mass, len(study.frame.ids)).p
            for reading, codes in world.codes.items()
        }

        found = self._view.by_month(record.path)
        self._months = monthly(study, found, world.kept, self._plain.path, world.kept.weights)

    @property
    def world(self) -> World:
        """The weighed world, without levers and deals."""
        return self._world

    def answer(
        self, levers: Sequence[LeverSetting] = (), deals: Sequence[Offer] = (), dots: int = 0
    ) -> dict[str, Any]:
        """Odds by reading with what levers and deals change, and month by month the odds and spread of both indices.

        With `dots` also so many members, where they stand at the horizon in the chosen reading.
        """
        request, world = self.request, self._world
        asked, _, found, seen, kept = self.under(levers, deals)
        known = () if seen.failed.any() else self._months[: self._held_at(asked)]
        frame, futures = world.study.frame, {}
        for reading, base in self._base.items():
            before = classify(self._plain.found[reading], frame)
            after = classify(seen.found[reading], frame)
            changes = paired_change(kept.weights, before, after, len(frame.ids))
            futures[reading] = {
                name: {"p": max(0.0, float(p) + change["p"]), "change": change}
                for name, p, change in zip(frame.ids, base, changes, strict=True)
            }
        answer: dict[str, Any] = {
            "schema": SCHEMA,
            "study_hash": request.study.hash,
            "as_of": request.as_of.isoformat(),
            "members": request.members,
            "seed": request.seed,
            "lens": request.lens,
            "reading": request.reading,
            "levers": {str(setting): setting.value for setting in asked.levers},
            "deals": [{"id": d.id, "country": d.country, "signed": d.signed} for d in asked.deals],
            "ess": world.posterior.ess,
            "futures": futures,
            "path": monthly(world.study, found, kept, seen.path, kept.weights, known),
        }
        if dots:
            answer["cloud"] = cloud(seen.found[request.reading], seen.path[:, -1], kept, dots)
        return answer

    def under(self, levers: Sequence[LeverSetting] = (), deals: Sequence[Offer] = ()) -> Under:
        """The members as levers and deals leave them."""
        asked = self.request.with_levers(levers).with_deals(deals)
        path = lever_path(asked, self._world.binding)
        ends, track = self._tracks(path, asked)
        found = self._view.by_month(track)
        seen = self._view(Sight(self._record.ids, track, ends, {}), found)
        whole = self._world.kept
        kept = without(whole, seen.failed, self._joint) if seen.failed.any() else whole
        return Under(asked, path, found, seen, kept)

    def economies(
        self, codes: Sequence[str], levers: Sequence[LeverSetting] = (), deals: Sequence[Offer] = ()
    ) -> dict[str, Any]:
        """By economy: what levers and deals change of its use, shares and alignment, month by month.

        Raises StudyError for a code that is not a partner's.
        """
        world, asked = self._world, self.request.with_levers(levers).with_deals(deals)
        at = [world.binding.partners.codes.index(world.study.partner(code).code) for code in codes]
        known = [world.binding.partners.codes[position] for position in at]
        held = self._record.held if self._held_at(asked) else ()
        idle = LeverPath(world.study, (), 1, world.binding.partners.codes)
        before, after = (
            replay_economies(world.binding, self._record.ids, held, path, at, self._hands.here)
            for path in (idle, lever_path(asked, world.binding))
        )
        sound = np.isfinite(after[-1]).all(axis=(0, 1)) & np.isfinite(before[-1]).all(axis=(0, 1))
        return economy_changes(
            world.study,
            known,
            before[..., sound].astype(np.float64),
            after[..., sound].astype(np.float64),
            world.local[at][:, sound],
            self._held_at(asked) + 1,
        )

    def _held_at(self, asked: Request) -> int:
        """The last month up to which nothing differs from the members without levers; 0 if they must be run again."""
        months = [asked.first_month(setting) for setting in asked.levers]
        months += [asked.study.month_number(str(offer.signed)) for offer in asked.deals]
        first = min(months, default=NEVER)
        return self._month if first > self._month else 0

    def _tracks(self, path: LeverPath, asked: Request) -> tuple[Track, Track]:
        world, record = self._world, self._record
        if path.idle:
            return record.ends, record.path
        if self._held_at(asked):
            found = take_up(world.binding, record.held, path, record.ends, record.path, self._hands.here)
            assert found.path is not None
            return found.ends, found.path
        found = replay_path(world.binding, record.ids, path, self._gamma, world.gammas, self._hands.here)
        assert found.path is not None
        return found.ends, found.path
