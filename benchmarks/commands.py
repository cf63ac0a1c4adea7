"""Commands in fresh processes: seconds, and the peak memory of the process with its children."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import psutil

from benchmarks.findings import Unmeasured

OFTEN = 0.02  # seconds between looks at the memory
PATIENCE = 170.0  # seconds after which a command is stopped
COMMAND = (sys.executable, "-m", "fourfutures")


class Done(NamedTuple):
    """A command that has ended well."""

    seconds: float
    peak_mb: float
    stdout: str


def run(arguments: Sequence[str], settings: Mapping[str, str], patience: float = PATIENCE) -> Done:
    """Run `fourfutures` with arguments, more of the environment set.

    Raises Unmeasured where it fails, takes longer than `patience` or fills half of the memory.
    """
    words = f"`fourfutures {' '.join(arguments)}`"
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = _Watch(process.pid, patience)
    watch.start()
    stdout, stderr = process.communicate()
    seconds = time.perf_counter() - begin
    watch.join()
    if watch.stopped:
        raise Unmeasured(f"{words} was stopped: {watch.stopped}")
    if process.returncode:
        last = (stderr.strip().splitlines() or ["no message"])[-1]
        raise Unmeasured(f"{words} ended with {process.returncode}: {last}")
    return Done(seconds, watch.peak / 1e6, stdout)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it ends, or ends it; shared pages count for each."""

    def __init__(self, pid: int, patience: float) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(pid)
        self._until = time.perf_counter() + patience
        self._patience = patience
        self._room = psutil.virtual_memory().total // 2
        self.peak = 0
        self.stopped = ""

    def run(self) -> None:
        with suppress(psutil.NoSuchProcess):
            while self._process.status() != psutil.STATUS_ZOMBIE and not self.stopped:
                family = [self._process, *self._process.children(recursive=True)]
                self.peak = max(self.peak, sum(_resident(one) for one in family))
                if self.peak > self._room:
                    self.stopped = f"it held {self.peak / 1e6:,.0f} MB, more than half of the memory"
                elif time.perf_counter() > self._until:
                    self.stopped = (
                        f"not done after {self._patience:.0f} s, {self.peak / 1e6:,.0f} MB in use at most"
                    )
                if self.stopped:
                    for one in reversed(family):
                        with suppress(psutil.NoSuchProcess):
                            one.kill()
                time.sleep(OFTEN)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
