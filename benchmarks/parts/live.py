"""Answers inside one process: levers moved, another as-of date, the pool behind them made."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.machine import cores
from benchmarks.subjects import engine
from benchmarks.turns import spread
from fourfutures.analysis import Live, Pools, Progress, Request
from fourfutures.ensemble import Hands, Shelf
from fourfutures.study import Study, lever_settings, load_study

SIZES = {2_000: 100, 10_000: 60}  # members, answers timed
MOVED = 3  # levers away from zero at once


def sliders(quick: bool) -> Findings:
    """Levers in, a summary as JSON out, one position after another."""
    study, hands = load_study("ai-2027"), Hands.of(cores())
    engine()  # compiled before anything is timed
    figures, rows = {}, []
    with tempfile.TemporaryDirectory() as folder:
        pools = Pools(Shelf(Path(folder)))
        for members, answers in SIZES.items():
            for name, prior, month in (
                ("as of the day of the data", False, None),
                ("without data, from the first month", True, None),
                ("data, levers dated back to the first month", False, study.month_name(1)),
            ):
                if quick and (members > 2_000 or not prior):
                    continue
                live = Live(Request.of(study, members=members, assimilate=not prior), hands, pools)
                times = _timed(live, _positions(study, 10 if quick else answers, month))
                middle, high = np.quantile(times, [0.5, 0.95])
                rows.append((f"{members:,}", name, digits(middle), digits(high)))
                if not prior and month is None:
                    figures[f"slider_{members}_p95_ms"] = Finding(float(high))
    for members in SIZES:
        figures.setdefault(
            f"slider_{members}_p95_ms", Finding(None, reason="left out with --quick: the pool takes too long")
        )
    note = f"Milliseconds from levers to JSON, {MOVED} levers at random places. As of the day of the data, levers act from the next month on."
    columns = ("members", "levers act", "median, ms", "95th percentile, ms")
    return Findings(figures, [Table("Levers moved", columns, rows, note)])


def dates(quick: bool) -> Findings:
    """The pool of a default run made, then other days read from pools at hand."""
    if quick:
        raise Unmeasured("left out with --quick: a smaller pool says nothing about this one")
    study, hands = load_study("ai-2027"), Hands.of(cores())
    engine()

    def answered(members: int, day: date | None, pools: Pools, progress: Progress) -> float:
        begin = time.perf_counter()
        json.dumps(Live(Request.of(study, members=members, as_of=day), hands, pools, progress).answer())
        return 1e3 * (time.perf_counter() - begin)

    rows = []
    span = (
        study.meta.assembled - study.meta.start_known_on
    )  # earlier days start from an earlier estimate, another pool
    days = [study.meta.start_known_on + span * k // 11 for k in range(12)]
    with tempfile.TemporaryDirectory() as folder:
        for members in (20_000, 2_000):
            pools, making = Pools(Shelf(Path(folder))), _Stage("pool")
            answered(members, None, pools, making)
            times = np.array([answered(members, day, pools, _silent) for day in days])
            rows.append(
                (f"{members:,}", f"{25 * members:,}", digits(float(np.median(times))), digits(times.max()))
            )
            if len(rows) == 1:
                figures = {"pool_seconds": Finding(making.seconds), "as_of_change_ms": spread(times)}
    note = "Twelve days in turn, each from the request to the answer as JSON; kept members are run again from the origin."
    columns = ("members", "pool", "median, ms", "slowest, ms")
    return Findings(figures, [Table("Another as-of date, pool at hand", columns, rows, note)])


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody is told."""


class _Stage:
    """Seconds from its making to the end of one stage, told by the stage's own progress."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begin = time.perf_counter()
        self.seconds: float | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == self._name and done == total:
            self.seconds = time.perf_counter() - self._begin


def _positions(study: Study, count: int, month: str | None) -> Iterator[dict[str, float]]:
    """Places of a few levers, always the same."""
    random = np.random.default_rng(1)
    for _ in range(count):
        chosen = random.choice(sorted(study.levers), MOVED, replace=False)
        yield {
            f"{name}@{month}" if month else name: round(float(random.uniform(*study.levers[name].range)), 2)
            for name in chosen
        }


def _timed(live: Live, positions: Iterator[dict[str, float]]) -> np.ndarray:
    """Milliseconds of each answer, the first left out."""
    times = []
    for levers in positions:
        begin = time.perf_counter()
        json.dumps(live.answer(lever_settings(levers, live.request.study)))
        times.append(1e3 * (time.perf_counter() - begin))
    return np.array(times[1:])
