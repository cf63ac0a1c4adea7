"""The same bytes from threads and from a cluster, even one that loses a worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Binding, Cluster, EnsembleError, LeverPath, Threads
from fourfutures.ensemble.task import EndsTask

BLOCKS = [np.arange(start, start + 2048, dtype=np.int64) for start in range(0, 2048 * 8, 2048)]


def test_results_come_in_the_order_of_the_blocks():
    def slow_first(block: np.ndarray) -> int:
        time.sleep(0.02 if block[0] == 0 else 0.0)
        return int(block[0])

    for workers in (1, 2, 5):
        assert list(Threads(workers).each(slow_first, BLOCKS)) == [int(block[0]) for block in BLOCKS]


def test_who_stops_listening_cancels_what_has_not_begun():
    begun = []

    def note(block: np.ndarray) -> int:
        begun.append(int(block[0]))
        time.sleep(0.01)
        return 0

    many = [np.array([number], dtype=np.int64) for number in range(200)]
    results = Threads(2).each(note, many)
    next(results)
    results.close()
    assert len(begun) < 100


def test_a_scheduler_that_does_not_answer_is_one_message(monkeypatch):
    monkeypatch.setattr("fourfutures.ensemble.crew.PATIENCE", "1s")
    with pytest.raises(EnsembleError) as refusal:
        Cluster("tcp://127.0.0.1:9")
    assert "tcp://127.0.0.1:9" in refusal.value.where
    assert "dask scheduler" in refusal.value.remedy


class Site:
    """A scheduler and two workers in processes of their own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
        dask = [sys.executable, "-m", "dask"]
        self.processes = [
            subprocess.Popen(
                [*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"], **quiet
            )
        ]
        for _ in range(2):
            options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
            self.processes.append(subprocess.Popen([*dask, "worker", self.address, *options], **quiet))

    def kill(self, number: int) -> None:
        os.kill(self.processes[number].pid, signal.SIGKILL)

    def close(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    found = Site(tmp_path)
    yield found
    found.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::UserWarning")
def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_this_machine(binding: Binding, site: Site):
    from distributed import Client

    with Client(site.address, timeout="60s", set_as_default=False) as watch:
        watch.wait_for_workers(2, timeout=60)
    idle = LeverPath(binding.study, (), 1, binding.partners.codes)
    task = EndsTask(binding, idle, 0.5, GAMMAS, POOL_MONTHS)
    alone = list(Threads(1).each(task, BLOCKS))
    cluster = Cluster(site.address)
    try:
        together = []
        for number, found in enumerate(cluster.each(task, BLOCKS)):
            together.append(found)
            if number == 1:
                site.kill(2)
    finally:
        cluster.close()
    assert len(together) == len(alone)
    for one, other in zip(alone, together, strict=True):
        assert_array_equal(one, other)
