"""Members a second: the kernel, its twin in C, the NumPy reading; one process, the same members, in turns."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.agreement import apart, log_stocks
from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.machine import cores, features
from benchmarks.subjects import BLOCK, blocks, engine, oracle, run_all
from benchmarks.turns import Times, take_turns
from benchmarks.twin import Build, Twin, builds
from fourfutures.ensemble import Engine, Threads

CLOSE = 1e-6  # relative: half of the members at least are this close to the kernel's
STRAYS = 2 / 4096  # of members, of whom an event may fall otherwise


def measure(quick: bool) -> Findings:
    """Time all, and the twins only once they agree."""
    count, turns = (8192, 3) if quick else (32_768, 9)
    kernel, every = engine(), cores()
    try:
        twins, words = _twins(kernel)
        reason = None if twins else "no twin agrees with the kernel"
    except Unmeasured as why:
        twins, words, reason = {}, [], str(why)
    pieces, few = blocks(count), blocks(count // 8, BLOCK)
    subjects = {}
    for workers in sorted({1, every}):
        subjects[f"kernel, {workers}"] = (lambda w=workers: run_all(kernel, pieces, w), count)
        for name, twin in twins.items():
            subjects[f"{name}, {workers}"] = (lambda w=workers, t=twin: run_all(t, pieces, w), count)
        subjects[f"NumPy, {workers}"] = (lambda w=workers: _numpy(few, w), count // 8)
    times = take_turns(subjects, turns)
    one, all_cores = times["kernel, 1"], times[f"kernel, {every}"]
    figures = {
        "members_per_s": all_cores.rate(),
        "members_per_s_per_core": one.rate(),
        "ratio_numpy": all_cores.over(times[f"NumPy, {every}"]),
        "ratio_numpy_one_thread": one.over(times["NumPy, 1"]),
        "ratio_c": Finding(None, reason=reason),
        "ratio_c_one_thread": Finding(None, reason=reason),
    }
    if twins:
        figures["ratio_c"] = all_cores.over(_fastest(times, list(twins), every))
        figures["ratio_c_one_thread"] = one.over(_fastest(times, list(twins), 1))
    return Findings(figures, [_rates(times, every), *words])


def _twins(kernel: Engine) -> tuple[dict[str, Engine], list[Table]]:
    """Twins that agree with the kernel, by name, and how far each is from it."""
    ids = np.arange(4096, dtype=np.int64)
    expected = kernel.run(ids)
    found, rows = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for build in builds(Path(folder), widest=bool(features().get("avx512f"))):
            twin = as_engine(build)
            part = twin.run(ids)
            gap = apart(part, log_stocks(expected), expected.ends)
            same = (part.monthly == expected.monthly).all(axis=(0, 1)) & (part.ends == expected.ends).all(
                axis=(0, 1, 2)
            )
            if gap.median <= CLOSE and gap.beyond <= STRAYS * ids.shape[0]:
                found[build.name] = twin
            rows.append(
                (build.name, build.version, f"{same.mean():.2%}", f"{gap.median:.1e}", f"{gap.largest:.1e}")
            )
    columns = ("twin", "compiler", "members equal to the bit", "distance, median", "distance, largest")
    note = "Relative distance from the kernel in compute stocks (all months) and use (three months), 4,096 members."
    return found, [Table("The twin agrees with the kernel", columns, rows, note)]


def as_engine(build: Build, levers: tuple[str, ...] = ()) -> Engine:
    """An engine that calls the twin where others call the kernel."""
    made = engine(levers)
    made._run = Twin(build.library).run_members
    return made


def _numpy(pieces: list[np.ndarray], workers: int) -> None:
    for _ in Threads(workers).each(oracle, pieces):
        pass


def _fastest(times: dict[str, Times], names: list[str], workers: int) -> Times:
    return min((times[f"{name}, {workers}"] for name in names), key=lambda t: float(np.median(t.seconds)))


def _rates(times: dict[str, Times], every: int) -> Table:
    rows = []
    for name in dict.fromkeys(key.rpartition(", ")[0] for key in times):
        cells = [times[f"{name}, {workers}"].rate() for workers in (1, every)]
        rows.append((name, *(f"{digits(c.value)} ({digits(c.low)} to {digits(c.high)})" for c in cells)))
    columns = ("members a second, median and middle half", "one thread", f"{every} threads")
    return Table("Members a second", columns, rows)
