"""Levers answered at once: a request weighed, run and kept at hand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fourfutures.analysis import Box, Pools, kept_pools, member_portrait, published, region_portrait
from fourfutures.analysis import Live as Answers
from fourfutures.ensemble import Hands
from fourfutures.public.asking import DEALS, EVIDENCE, LEVERS, imposed, request
from fourfutures.study import Study, lever_settings


class Live:
    """One request without levers, ready to answer any of them; safe to ask from several threads at once."""

    def __init__(
        self,
        study: Study | str | Path = "ai-2027",
        *,
        members: int = 2_000,
        seed: int | None = None,
        as_of: date | str | None = None,
        prior: bool = False,
        lens: str = "neutral",
        dials: str = "source",
        start: str = "best_estimate",
        evidence: EVIDENCE = True,
        guide: bool = False,
        workers: int | None = None,
        pools: Pools | None = None,
    ) -> None:
        """Weigh and run the members. Raises FourFuturesError for anything a user can put right."""
        asked = request(
            study, members=members, seed=seed, as_of=as_of, prior=prior, lens=lens, dials=dials, start=start,
            evidence=evidence, guide=guide,
        )  # fmt: skip
        self._hands = Hands.of(workers or os.cpu_count() or 1)
        self._pools = kept_pools() if pools is None else pools
        self._answers = Answers(asked, self._hands, self._pools)

    @property
    def answers(self) -> Answers:
        """What answers, for other doors of this room."""
        return self._answers

    def answer(self, levers: LEVERS = (), deals: DEALS = (), dots: int = 0) -> dict[str, Any]:
        """What `levers` and `deals` (as `run` takes them) change: odds by reading with paired changes, and the way there.

        With `dots` (up to 2,000) also `cloud`: so many members of equal weight where they stand at the horizon in the
        chosen reading, both indices in hundredths, and the place of their future in the frame's list.
        """
        study = self._answers.request.study
        return self._answers.answer(lever_settings(levers, study), imposed(deals, study), dots)

    def member(self, dot: int, levers: LEVERS = (), deals: DEALS = (), dots: int = 2_000) -> dict[str, Any]:
        """The member behind one of the `dots` of an answer: its way month by month, what it drew, a sentence."""
        study = self._answers.request.study
        return member_portrait(self._answers, dot, dots, lever_settings(levers, study), imposed(deals, study))

    def region(
        self,
        compute: Sequence[float],
        adoption: Sequence[float],
        levers: LEVERS = (),
        deals: DEALS = (),
    ) -> dict[str, Any]:
        """The members that end in a region of the map: its odds, and the draws that set them apart.

        `compute` and `adoption` are its ends on both indices, in logs and in either order.
        """
        study = self._answers.request.study
        box = Box((min(compute), max(compute)), (min(adoption), max(adoption)))
        return region_portrait(self._answers, box, lever_settings(levers, study), imposed(deals, study))

    def published(self) -> dict[str, Any]:
        """Figures in force beside what members say of them, by driver: fans in the figure's own unit, points, sources."""
        return published(self._answers)

    def economies(self, codes: Sequence[str], levers: LEVERS = (), deals: DEALS = ()) -> dict[str, Any]:
        """What `levers` and `deals` change in some economies: use, shares and alignment, month by month, members paired."""
        study = self._answers.request.study
        return self._answers.economies(codes, lever_settings(levers, study), imposed(deals, study))

    def as_of(self, day: date | str) -> Live:
        """The same request as of another day; the pool is not read again."""
        old = self._answers.request
        new: Live = object.__new__(Live)
        asked = request(
            old.study, members=old.members, seed=old.seed, as_of=day, prior=not old.assimilate, lens=old.lens,
            dials=",".join([old.reading, *(f"{name}={value}" for name, value in old.dials.items())]),
            start=old.start, evidence=old.items, no_evidence=not old.evidence, guide=old.guide,
        )  # fmt: skip
        new._hands, new._pools = self._hands, self._pools
        new._answers = Answers(asked, self._hands, self._pools)
        return new
