"""One world weighed: pool, rows in force, weights, classes, members kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.request import Request
from fourfutures.assimilation import (
    Kept,
    Row,
    RowScore,
    Weights,
    even,
    everyone,
    keep,
    known_rows,
    psis,
    rows_of,
)
from fourfutures.data import load_observations
from fourfutures.ensemble import GAMMAS, Binding, Blocks, Pool, Stream, run_pool
from fourfutures.futures import Codes, Dials, HomeWeights, classify, indices, readings, strata
from fourfutures.study import Study

Reals = NDArray[np.float64]


class World(NamedTuple):
    """A study as one run sees it, before any lever."""

    study: Study  # under the lens and the start
    binding: Binding
    dials: dict[str, Dials]  # by reading
    homes: HomeWeights
    gammas: tuple[float, ...]
    rows: tuple[Row, ...]  # in force
    pool: Pool
    prior: Weights
    posterior: Weights
    codes: dict[str, Codes]  # of the pool, by reading
    kept: Kept

    def kept_codes(self, reading: str) -> Codes:
        """Classes of the kept members without levers."""
        return np.asarray(self.codes[reading][self.kept.ids])


def seen_by(request: Request, lens: str) -> Study:
    """The study under a lens, as it could be read on the request's date, with the request's start."""
    study = request.study.under(lens).known_by(request.as_of)
    return study.as_first_known() if request.start == "vintage" else study


def _observations(study: Study) -> pd.DataFrame:
    """The study's rows of evidence; a study without series has none."""
    folder = study.root / study.meta.files.series
    return load_observations(study.root) if folder.exists() else pd.DataFrame()


def weigh(
    request: Request, lens: str, workers: int, blocks: Blocks, progress: Callable[[str, int, int], None]
) -> World:
    """Run the pool under a lens, weigh it by the rows known on the request's date, keep the members of the run."""
    study = seen_by(request, lens)
    binding = Binding(study, request.seed)
    dials = readings(study, request.reading, request.dials)
    gammas = tuple(sorted({*GAMMAS, *(d.gamma for d in dials.values())}))
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in gammas}
    rows: tuple[Row, ...] = ()
    if request.assimilate:
        rows = known_rows(rows_of(study, _observations(study)), request.as_of)
    size = request.pool if rows else request.members  # nothing to weigh, nothing to choose from
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress("pool", done, size)

    pool = run_pool(binding, size, RowScore(rows), gammas, workers, blocks, step)
    sound = pool.track.failed == 0.0
    start = np.where(sound, 0.0, -np.inf)
    prior = even(size) if sound.all() else psis(start)
    posterior = psis(start + pool.likelihoods.sum(axis=1)) if rows else prior
    found = {reading: indices(pool.track, study.meta.months, d, homes) for reading, d in dials.items()}
    codes = {reading: classify(index, study.frame) for reading, index in found.items()}
    if rows:
        joint = strata(list(codes.values()), len(study.frame.ids))
        uniform = float(Stream(request.seed, [("keep", "")]).uniform(np.zeros(1, dtype=np.int64))[0, 0])
        # One reading orders the pool whichever is asked for: a way of reading members must not choose them.
        order = next(iter(found.values())).compute
        kept = keep(posterior.mass, joint, order, request.members, uniform)
    else:
        kept = everyone(size)
        if not sound.all():
            kept = Kept(kept.ids, prior.mass)
    return World(study, binding, dials, homes, gammas, rows, pool, prior, posterior, codes, kept)
