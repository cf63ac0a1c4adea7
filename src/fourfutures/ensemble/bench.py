"""A bench: members run once and held where levers begin, ready to be asked what any of them would change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.kernel import Engine, Held
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.pool import POOL_MONTHS
from fourfutures.ensemble.replay import STRETCH, replay, take_up
from fourfutures.ensemble.track import Track

Singles = NDArray[np.float32]


class Bench:
    """Some members without levers, held at the end of a month; with month 0 they are run from the origin each time."""

    def __init__(
        self, binding: Binding, ids: Ids, month: int, gammas: Sequence[float], crew: Threads
    ) -> None:
        self._binding = binding
        self._ids = ids
        self._month = month
        self._crew = crew
        self._idle = LeverPath(binding.study, (), 1, binding.partners.codes)
        self._held: tuple[Held, ...] = ()
        self.plain = Track.empty(ids.shape[0], POOL_MONTHS, gammas)
        engine = Engine(binding, gammas[0], gammas, POOL_MONTHS, self._idle)
        held: dict[int, Held] = {}

        def job(first: int) -> None:
            rows = slice(first, first + STRETCH)
            if month:
                part, held[first] = engine.hold(ids[rows], month)
            else:
                part = engine.run(ids[rows])
            self.plain.write(first, part, part.ends)

        for _ in crew.each(job, range(0, ids.shape[0], STRETCH)):
            pass
        self._held = tuple(held[first] for first in sorted(held))

    def ends(self, levers: LeverPath) -> Track:
        """Origin, month 12 and horizon under levers, which must do nothing up to the month that members were held at."""
        if levers.idle:
            return self.plain
        if not self._month:
            return replay(self._binding, self._ids, levers, self.plain.gammas, self._crew)
        return take_up(self._binding, self._held, levers, self.plain, None, self._crew).ends

    def shares(self, levers: LeverPath, last: int) -> Singles:
        """Option shares of partners at the ends of the last months, (members, months, partners, 3) as us, cn, own."""
        months, partners = self._binding.study.meta.months, len(self._binding.partners.codes)
        found = np.empty((self._ids.shape[0], last, partners, 3), np.float32)
        gamma = self.plain.gammas[0]
        engine = Engine(self._binding, gamma, (gamma,), (0,), levers)

        def job(number: int) -> None:
            first = number * STRETCH
            rows = slice(first, first + STRETCH)
            part = (
                engine.resume(self._held[number], fans=True)
                if self._month
                else engine.run(self._ids[rows], fans=True)
            )
            found[rows] = part.fans[months + 1 - last :, 1:].transpose(3, 0, 2, 1)

        for _ in self._crew.each(job, range(-(-self._ids.shape[0] // STRETCH))):
            pass
        return found
