"""Which economies change sides under a lever: alignment at the horizon, and flips that last three months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.difference import NORMAL_95
from fourfutures.analysis.pulling.trial import Trials
from fourfutures.ensemble import LeverPath
from fourfutures.futures import ALIGNMENTS, alignments

Reals = NDArray[np.float64]
Codes = NDArray[np.int8]
LASTING = 3  # months that an alignment must last to count as a flip
UNSETTLED = -1
FLIPPED = "flipped"


class Sides(NamedTuple):
    """Alignments of economies, (members, economies)."""

    now: Codes  # at the horizon
    lasting: Codes  # over the last months; UNSETTLED where it changed in between

    @classmethod
    def of(cls, trials: Trials, levers: LeverPath) -> Sides:
        """Run the members and read them off."""
        rule = trials.world.study.frame.alignment
        shares = trials.bench.shares(levers, LASTING)
        found = np.stack(
            [alignments(shares[:, at].astype(np.float64), rule).astype(np.int8) for at in range(LASTING)]
        )
        same = (found == found[-1]).all(axis=0)
        return cls(found[-1], np.where(same, found[-1], UNSETTLED).astype(np.int8))


class Flips(NamedTuple):
    """What a lever changes in the alignment of each economy."""

    before: Reals  # (alignments, economies) odds without the lever
    change: Reals  # (alignments and flipped, economies)
    error: Reals  # half-widths of 95 % intervals
    towards: Reals  # (alignments, economies) share of members that flip to it for good

    @classmethod
    def of(cls, trials: Trials, plain: Sides, moved: Sides) -> Flips:
        """Paired by member; rows about an economy weigh its own numbers."""
        sound = np.isfinite(trials.plain).all(axis=1)
        weights = trials.world.local.T[sound]  # (members, economies)
        weights = weights / weights.sum(axis=0)
        one, two = (Sides(*(side[sound] for side in sides)) for sides in (plain, moved))
        flipped = (one.lasting != two.lasting) & (one.lasting != UNSETTLED) & (two.lasting != UNSETTLED)
        own = [
            (two.now == code).astype(np.float64) - (one.now == code) for code in range(len(ALIGNMENTS))
        ] + [flipped.astype(np.float64)]
        mean = np.stack([(weights * each).sum(axis=0) for each in own])
        error = np.stack(
            [np.sqrt((weights**2 * (each - at) ** 2).sum(axis=0)) for each, at in zip(own, mean, strict=True)]
        )
        before = np.stack([(weights * (one.now == code)).sum(axis=0) for code in range(len(ALIGNMENTS))])
        towards = np.stack(
            [(weights * (flipped & (two.lasting == code))).sum(axis=0) for code in range(len(ALIGNMENTS))]
        )
        return cls(before, mean, NORMAL_95 * error, towards)

    def rows(self, codes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Tidy rows: each economy's odds of each alignment, and its odds of a flip that lasts."""
        for economy, code in enumerate(codes):
            for kind, name in enumerate((*ALIGNMENTS, FLIPPED)):
                change, error = float(self.change[kind, economy]), float(self.error[kind, economy])
                yield {
                    "economy": code,
                    "outcome": name,
                    "before": round(float(self.before[kind, economy]), 9) if name != FLIPPED else 0.0,
                    "change": round(change, 9) + 0.0,
                    "low": round(change - error, 9) + 0.0,
                    "high": round(change + error, 9) + 0.0,
                }

    def likeliest(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Number of each economy's likeliest alignment without and with the lever."""
        after = self.before + self.change[: len(ALIGNMENTS)]
        return self.before.argmax(axis=0), after.argmax(axis=0)
