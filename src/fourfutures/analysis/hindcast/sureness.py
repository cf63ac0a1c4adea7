"""How sure a skill is: resampled blocks of origins, widened for how far the outcomes overlap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.assimilation import skill, skill_interval, stationary_blocks, widening
from fourfutures.ensemble import Stream, normal_quantile

Reals = NDArray[np.float64]

BLOCK_MONTHS = 12  # mean length of a block, or the longest window if that is longer: outcomes overlap so far
RESAMPLES = 1000
CONFIDENCE = 0.90  # five in a hundred on either side
LEAST_ENTRIES = 5  # origins (or regions) without which nothing is said of how skill varies
LEAST_INDEPENDENT = 2  # windows without which no skill is claimed


class Windows(NamedTuple):
    """When the forecasts of a comparison stood and how far their outcomes reached, in months."""

    origins: NDArray[np.int64]  # of each forecast
    horizons: NDArray[np.int64]
    reaches: NDArray[np.int64]  # from the last month known to the outcome

    @property
    def independent(self) -> int:
        """Windows as long as the mean horizon between the first origin and the last outcome, about."""
        span = float((self.origins + self.horizons).max() - self.origins.min())
        return max(1, min(len(np.unique(self.origins)), round(span / float(self.horizons.mean()))))


class Skill(NamedTuple):
    """Skill against a rival, its interval if there is one, and what may be claimed."""

    skill: float | None
    low: float | None
    high: float | None
    claim: str  # better, worse, none


def judged(
    own: Reals, rival: Reals, windows: Windows, regions: Sequence[str] | None, seed: int, name: str
) -> Skill:
    """Skill of forecasts against a rival's, claimed where its interval lies on one side of zero.

    Scores are summed by origin, and blocks of origins drawn again; where all stand at one origin, `regions` are, which
    says less, and nothing is claimed.
    """
    found = skill(float(own.mean()), float(rival.mean()))
    span = _interval(own, rival, windows, regions, seed, name)
    if span is None:
        return Skill(found, None, None, "none")
    low, high = span
    firm = windows.independent >= LEAST_INDEPENDENT
    claim = "better" if firm and low > 0.0 else "worse" if firm and high < 0.0 else "none"
    return Skill(found, low, high, claim)


def _interval(
    own: Reals, rival: Reals, windows: Windows, regions: Sequence[str] | None, seed: int, name: str
) -> tuple[float, float] | None:
    origins = np.unique(windows.origins)
    keys: NDArray[np.int64]
    if len(origins) > 1:
        keys = windows.origins
        apart = float(origins[-1] - origins[0]) / (len(origins) - 1)
        longest = float(windows.reaches.max())
        length, overlap = max(1.0, max(BLOCK_MONTHS, longest) / apart), max(1, round(longest / apart))
    else:
        keys = np.unique(list(regions or ()), return_inverse=True)[1]
        length, overlap = 1.0, 1
    groups = np.unique(keys)
    if len(groups) < LEAST_ENTRIES or len(keys) != len(own):
        return None
    sums = [np.array([values[keys == group].sum() for group in groups]) for values in (own, rival)]
    stream, ids = Stream(seed, [("hindcast:resample", name)]), np.arange(RESAMPLES, dtype=np.int64)
    uniforms = np.stack([stream.uniform(ids, step)[0] for step in range(2 * len(groups))], axis=1)
    places = stationary_blocks(len(groups), length, uniforms)
    return skill_interval(sums[0], sums[1], places, _wide(seed, len(groups), length, overlap))


@lru_cache(maxsize=256)
def _wide(seed: int, count: int, length: float, overlap: int) -> float:
    """See `widening`; the same series of chance for every comparison of one shape."""
    stream, ids = Stream(seed, [("hindcast:overlap", "")]), np.arange(4 * RESAMPLES, dtype=np.int64)
    normals = np.stack(
        [normal_quantile(stream.uniform(ids, step)[0]) for step in range(count + overlap - 1)], axis=1
    )
    return widening(count, length, overlap, CONFIDENCE, normals)
