"""Two worker processes of one thread each beside one, on real Dask schedulers."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np

from benchmarks.findings import Findings, Unmeasured
from benchmarks.machine import cores
from benchmarks.subjects import GAMMA, binding, blocks, engine, levers
from benchmarks.turns import take_turns
from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Cluster
from fourfutures.ensemble.task import EndsTask

BLOCK = 4096  # members that travel as one piece of work
PATIENCE = 60.0  # seconds for a scheduler or a worker to come up


def measure(quick: bool) -> Findings:
    """The same blocks on both clusters, in turns."""
    if importlib.util.find_spec("distributed") is None:
        raise Unmeasured("Dask is not installed (extra dask)")
    if cores() < 2:
        raise Unmeasured("this process may use one core only")
    count, turns = (16_384, 2) if quick else (131_072, 5)
    engine()  # the kernel is in the cache before workers look for it
    task = EndsTask(binding(), levers(), GAMMA, GAMMAS, POOL_MONTHS)
    pieces = blocks(count, BLOCK)
    with ExitStack() as stack:
        clusters = {workers: stack.enter_context(_cluster(workers)) for workers in (1, 2)}
        for cluster in clusters.values():
            _work(cluster, task, pieces[:8])
        times = take_turns(
            {str(n): (lambda c=cluster: _work(c, task, pieces), count) for n, cluster in clusters.items()},
            turns,
        )
    return Findings({"dask_2_workers_speedup": times["2"].over(times["1"])})


def _work(cluster: Cluster, task: EndsTask, pieces: list[np.ndarray]) -> None:
    for _ in cluster.each(task, pieces):
        pass


@contextmanager
def _cluster(workers: int) -> Iterator[Cluster]:
    """A scheduler with so many worker processes, ended afterwards."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder) / "scheduler.json"
        dask = [sys.executable, "-m", "dask"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder,
                 "env": {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}}  # fmt: skip
        stack.enter_context(_ended(
            [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
            quiet,
        ))  # fmt: skip
        _wait_for(file)
        for _ in range(workers):
            stack.enter_context(_ended(
                [*dask, "worker", "--scheduler-file", str(file), "--nthreads", "1", "--nworkers", "1", "--no-dashboard",
                 "--no-nanny"],
                quiet,
            ))  # fmt: skip
        cluster = Cluster(json.loads(file.read_text(encoding="utf-8"))["address"])
        try:
            cluster._client.wait_for_workers(workers, timeout=PATIENCE)
            yield cluster
        finally:
            cluster.close()


def _wait_for(file: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not (file.exists() and file.stat().st_size):
        if time.monotonic() > until:
            raise Unmeasured(f"no scheduler came up within {PATIENCE:.0f} s")
        time.sleep(0.05)


@contextmanager
def _ended(command: list[str], settings: dict[str, object]) -> Iterator[None]:
    process = subprocess.Popen(command, **settings)  # type: ignore[call-overload]
    try:
        yield
    finally:
        process.terminate()
        process.wait()
