"""A pool as it is read on any date: its members' classes, and the order in which they are drawn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.code import code_version
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.labelling import AXES, indices_by_reading, key, labels_of
from fourfutures.analysis.request import Request
from fourfutures.assimilation import Row, RowScore, known_rows, local, ranking, rows_of
from fourfutures.data import load_observations
from fourfutures.ensemble import Binding, Hands, Pool, Probe, Shelf, cache_folder, run_pool, run_probes
from fourfutures.errors import Both
from fourfutures.futures import LEADERS, Dials, HomeWeights, Labels, strata
from fourfutures.study import Frame, Study

Ids = NDArray[np.int64]
Singles = NDArray[np.float32]
SHELF = "pools"


class Pooled(NamedTuple):
    """A pool with everything about it that no row changes."""

    pool: Pool
    labels: dict[str, Labels]  # classes of its members, by `key`
    joint: Ids  # who leads each axis under each reading, in one number
    ranking: Ids

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Members that broke down, (pool,)."""
        return np.asarray(self.pool.track.failed > 0.0)


class Workshop(NamedTuple):
    """Who works, and where pools are."""

    hands: Hands
    pools: Pools
    progress: Callable[[str, int, int], None]


def kept_pools() -> Pools:
    """Pools on the shelf of the user's cache folder."""
    return Pools(Shelf(cache_folder() / SHELF))


class Pools:
    """Pools that were read, kept in memory as long as this lives; those of the last two keys."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._held: dict[str, Pooled] = {}

    def pooled(
        self,
        request: Request,
        lens: str,
        binding: Binding,
        rows: tuple[Row, ...],
        dials: Mapping[str, Dials],
        homes: HomeWeights,
        hands: Hands,
        progress: Callable[[int], None],
    ) -> Pooled:
        """The pool with a column for each row in force, in their order."""
        name, every = _name(request, lens, binding, rows, tuple(homes))
        values = {reading: dial._asdict() for reading, dial in dials.items()}
        known = hashlib.sha256(json.dumps([name, request.pool, values]).encode()).hexdigest()
        if known not in self._held:
            pool = run_pool(
                binding, request.pool, RowScore(every), tuple(homes), hands.blocks, self.shelf, name, progress
            )
            found = _read(pool, request.study.meta.months, dials, homes, binding.study.frame)
            self._held = {**dict(list(self._held.items())[-1:]), known: found}
        return self._held[known]

    def every(self, request: Request, lens: str) -> tuple[Row, ...]:
        """Rows that a pool has columns of: all of the study about more than one economy, those known later too."""
        return _every(request, lens)

    def probed(
        self,
        request: Request,
        lens: str,
        binding: Binding,
        size: int,
        probes: Mapping[str, Probe],
        hands: Hands,
        progress: Callable[[int], None],
    ) -> dict[str, Singles]:
        """Further columns of the first members of a pool by name, (columns, members).

        A name says everything that its probe depends on.
        """
        keys = {name: _key(request, lens, binding, name) for name in probes}
        found = run_probes(
            binding, size, {keys[name]: probe for name, probe in probes.items()}, hands.blocks,
            self.shelf, progress,
        )  # fmt: skip
        return {name: found[key] for name, key in keys.items()}


def _read(pool: Pool, months: int, dials: Mapping[str, Dials], homes: HomeWeights, frame: Frame) -> Pooled:
    found = indices_by_reading(pool.track, months, dials, homes)
    pool.rest()
    labels = labels_of(found, frame)
    # Who leads each axis under each reading tells the futures apart and more: axes too agree to the last digit.
    joint = strata([labels[key(reading, axis)].codes for reading in dials for axis in AXES], len(LEADERS))
    # One reading orders the pool whichever is asked for: a way of reading members must not choose them.
    return Pooled(pool, labels, joint, ranking(joint, next(iter(found.values())).compute))


def rows_in_force(study: Study, as_of: date, without: str | None = None) -> tuple[Row, ...]:
    """A study's rows known on a day, those about single economies included; a study without series has none.

    `without` is a source whose rows are left out, as if it had never been there.
    """
    folder = study.root / study.meta.files.series
    observations = load_observations(study.root) if folder.exists() else pd.DataFrame()
    known = known_rows(rows_of(study, observations), as_of)
    return known if without is None else tuple(row for row in known if without not in row.sources)


def _name(
    request: Request, lens: str, binding: Binding, rows: tuple[Row, ...], gammas: tuple[float, ...]
) -> tuple[str, tuple[Row, ...]]:
    """Name of the pool on the shelf, and the rows that its columns hold.

    Those are all rows of the study, those known later too, so that any date reads the same pool; rows stand in the order
    of the day they were known, and a row's column does not depend on later rows, so the ones in force are the first ones.
    """
    every = _every(request, lens)
    if [_uncited(row) for row in every[: len(rows)]] != [_uncited(row) for row in rows]:
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
    return _key(request, lens, binding, *gammas), every


def _every(request: Request, lens: str) -> tuple[Row, ...]:
    study = request.study.under(lens)
    study = study.as_first_known() if request.start == "vintage" else study
    return tuple(row for row in rows_in_force(study, date.max, request.without) if not local(row))


def _uncited(row: Row) -> Row:
    """A row without its sources: which of them could be read depends on the day, the row does not."""
    return row._replace(source_id="", sources=())


def _key(request: Request, lens: str, binding: Binding, *what: object) -> str:
    """Name of columns on the shelf: everything that members depend on, and what is read off them."""
    start = [list(deal) for deal in binding.partners.deals]
    guide = None if binding.guide is None else binding.guide.document()
    without = [] if request.without is None else [request.without]
    parts = [
        request.study.hash,
        lens,
        request.start,
        request.seed,
        what,
        start,
        guide,
        *without,
        code_version(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
