"""One world weighed: pool, rows in force, weights, classes, members kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.code import code_version
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.labelling import AXES, FUTURES, indices_by_reading, key, labels_of
from fourfutures.analysis.request import Request
from fourfutures.analysis.seeing import Seen, View, see_all
from fourfutures.assimilation import (
    Kept,
    Row,
    RowScore,
    Weights,
    even,
    everyone,
    keep,
    known_rows,
    local,
    local_weights,
    psis,
    rows_of,
)
from fourfutures.data import load_observations
from fourfutures.ensemble import (
    GAMMAS,
    Binding,
    Hands,
    LeverPath,
    Pool,
    Shelf,
    Stream,
    Track,
    early_adoption,
    replay,
    run_pool,
)
from fourfutures.errors import Both
from fourfutures.futures import LEADERS, Codes, Dials, HomeWeights, Labels, readings, strata
from fourfutures.study import Study

Reals = NDArray[np.float64]
ADOPTION = "logit_adoption"
RECORDED = 32_768  # members run with full output at most, beyond which a sample stands for them in fans and economies
BASIS = 20_000  # draws that ranges are read off, and that stand for more members than are recorded


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
    labels: dict[str, Labels]  # classes of the pool, by `key`
    kept: Kept
    basis: Kept  # a sample of the pool that keeps the mass of every joint class: what ranges are read off
    basis_track: Track
    recorded: Kept  # members run with full output: those kept, or the basis where they are too many
    recorded_track: Track
    seen: Seen | None  # the kept members at the horizon where they have been run already
    local_rows: tuple[Row, ...]  # in force, about one partner economy each
    local: Reals  # (partners, members) weights of the recorded members for each economy's own series

    @property
    def columns(self) -> NDArray[np.float32]:
        """Log likelihoods of the rows in force, shape (pool, rows)."""
        return self.pool.likelihoods[: len(self.rows)].T

    @property
    def codes(self) -> dict[str, Codes]:
        """Future of each member of the pool, by reading."""
        return {reading: self.labels[key(reading, FUTURES)].codes for reading in self.dials}

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Members of the pool that broke down."""
        return self.prior.mass <= 0.0

    @property
    def start(self) -> Reals:
        """Log weights of the pool before any row: none of a member that broke down."""
        return np.where(self.failed, -np.inf, 0.0)

    def kept_codes(self, reading: str) -> Codes:
        """Classes of the kept members without levers."""
        return np.asarray(self.codes[reading][self.kept.ids])


def seen_by(request: Request, lens: str) -> Study:
    """The study under a lens, as it could be read on the request's date, with the request's start."""
    study = request.study.under(lens).known_by(request.as_of)
    return study.as_first_known() if request.start == "vintage" else study


def rows_in_force(study: Study, as_of: date) -> tuple[Row, ...]:
    """A study's rows known on a day, those about single economies included; a study without series has none."""
    folder = study.root / study.meta.files.series
    observations = load_observations(study.root) if folder.exists() else pd.DataFrame()
    return known_rows(rows_of(study, observations), as_of)


def _pool(
    request: Request,
    lens: str,
    binding: Binding,
    rows: tuple[Row, ...],
    gammas: tuple[float, ...],
    hands: Hands,
    shelf: Shelf,
    progress: Callable[[int], None],
) -> Pool:
    """The pool with a column for each row in force, in their order.

    Its columns hold every row of the study, those known later too, so that any date reads the same pool; rows stand in
    the order of the day they were known, and a row's column does not depend on later rows, so the ones in force are the
    first ones.
    """
    study = request.study.under(lens)
    study = study.as_first_known() if request.start == "vintage" else study
    every = tuple(row for row in rows_in_force(study, date.max) if not local(row))
    if [row._replace(source_id="") for row in every[: len(rows)]] != [
        row._replace(source_id="") for row in rows
    ]:
        raise AnalysisError(
            where=f"rows known by {request.as_of}",
            what=Both(
                "are not the first of all rows in the order of the day they were known",
                "不是按得知日期排列的全部行的开头部分",
            ),
            remedy=Both(
                "this is a fault of the program; please report it with the study's files",
                "这是程序的缺陷，请附上研究文件报告",
            ),
        )
    start = [list(deal) for deal in binding.partners.deals]
    parts = [request.study.hash, lens, request.start, request.seed, gammas, start, code_version()]
    key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return run_pool(binding, request.pool, RowScore(every), gammas, hands.blocks, shelf, key, progress)


def weigh(
    request: Request, lens: str, hands: Hands, shelf: Shelf, progress: Callable[[str, int, int], None]
) -> World:
    """Run the pool under a lens, weigh it by the rows known on the request's date, keep the members of the run."""
    study = seen_by(request, lens)
    binding = Binding(study, request.seed)
    dials = readings(study, request.reading, request.dials)
    gammas = tuple(sorted({*GAMMAS, *(d.gamma for d in dials.values())}))
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in gammas}
    known = rows_in_force(study, request.as_of) if request.assimilate else ()
    rows, about = tuple(row for row in known if not local(row)), tuple(row for row in known if local(row))
    size = request.pool if rows else request.members  # nothing to weigh, nothing to choose from
    whole = Told(progress, "pool", size)
    months, seen = study.meta.months, None
    if rows:
        pool = _pool(request, lens, binding, rows, gammas, hands, shelf, whole)
    elif size <= RECORDED:
        pool = run_pool(binding, size, RowScore(()), gammas, hands.blocks, Shelf(None), "", whole)
    else:  # too many to keep their tracks: their classes now, the track of a sample below
        idle = LeverPath(study, (), 1, binding.partners.codes)
        view = View(study, dials, homes, request.reading)
        seen = see_all(binding, np.arange(size, dtype=np.int64), idle, view, gammas, hands.blocks, whole)
        few = thinned(size, BASIS)
        pool = Pool(
            few, replay(binding, few, idle, gammas, hands.blocks), np.empty((0, few.shape[0]), np.float32)
        )
    sound = pool.track.failed == 0.0 if seen is None else ~seen.failed
    start = np.where(sound, 0.0, -np.inf)
    prior = even(size) if sound.all() else psis(start)
    posterior = psis(start + pool.log_likelihood(range(len(rows)))) if rows else prior
    pool.rest()
    found = indices_by_reading(pool.track, months, dials, homes) if seen is None else seen.found
    pool.rest()
    labels = labels_of(found, study.frame)
    if rows:
        # Who leads each axis under each reading tells the futures apart and more: axes too agree to the last digit.
        sides = [labels[key(reading, axis)].codes for reading in dials for axis in AXES]
        joint = strata(sides, len(LEADERS))
        uniform = float(Stream(request.seed, [("keep", "")]).uniform(np.zeros(1, dtype=np.int64))[0, 0])
        # One reading orders the pool whichever is asked for: a way of reading members must not choose them.
        order = next(iter(found.values())).compute
        kept = keep(posterior.mass, joint, order, request.members, uniform)
        basis = kept if request.members == BASIS else keep(posterior.mass, joint, order, BASIS, uniform)
    else:
        kept = everyone(size)
        if not sound.all():
            kept = Kept(kept.ids, prior.mass)
        basis = kept
        if size > BASIS:
            few = thinned(size, BASIS)
            basis = Kept(few, kept.weights[few] / kept.weights[few].sum())
    recorded = kept if kept.ids.shape[0] <= RECORDED else basis
    basis_track = pool.track.take(basis.ids) if seen is None else pool.track
    recorded_track = basis_track if recorded is basis else pool.track.take(kept.ids)
    pool.rest()
    return World(
        study, binding, dials, homes, gammas, rows, pool, prior, posterior, labels, kept, basis, basis_track, recorded,
        recorded_track, seen, about, _local(binding, recorded, about, hands),
    )  # fmt: skip


def thinned(size: int, most: int) -> NDArray[np.int64]:
    """At most so many members of 0 .. size-1, evenly spaced by number."""
    return np.arange(min(size, most), dtype=np.int64) * size // min(size, most)


class Told:
    """Tells how far a stage has come as its parts are done."""

    def __init__(self, progress: Callable[[str, int, int], None], stage: str, total: int) -> None:
        self._progress, self._stage, self._total, self._done = progress, stage, total, 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._progress(self._stage, self._done, self._total)


def _local(binding: Binding, recorded: Kept, about: tuple[Row, ...], hands: Hands) -> Reals:
    """Weights of the recorded members by partner, from what is known of that partner alone."""
    months = max((max(row.months) for row in about), default=0)
    paths = {ADOPTION: early_adoption(binding, recorded.ids, months, hands.here)} if about else {}
    return local_weights(recorded.weights, about, binding.partners.codes, paths)
