"""Commands as a reader types them, each in a fresh process: cold starts, the default run, a million members."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.commands import Done, run
from benchmarks.findings import Finding, Findings, Unmeasured
from benchmarks.turns import spread
from fourfutures.ensemble import cache_folder

PRIOR = ("run", "--prior", "--members", "10000")
FEW = ("run", "--prior", "--members", "100")
KERNELS = "kernels"


class _Place:
    """A cache folder of its own, and a new run folder for every command."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def run(self, *arguments: str, cache: str = "cache") -> Done:
        self._count += 1
        out = self._folder / f"out-{self._count}"
        return run((*arguments, "--out", str(out)), {"FOURFUTURES_CACHE": str(self._folder / cache)})


@contextmanager
def _place() -> Iterator[_Place]:
    """A place whose cache holds the compiled kernel and no pool."""
    with tempfile.TemporaryDirectory() as folder:
        run(
            (*FEW, "--out", str(Path(folder) / "first")), {}
        )  # compiles what is not in the reader's own cache yet
        shutil.copytree(cache_folder() / KERNELS, Path(folder) / "cache" / KERNELS)
        yield _Place(Path(folder))


def cold_starts(quick: bool) -> Findings:
    """From the start of the process to printed odds, kernel compiled before and not."""
    turns = 1 if quick else 3
    with _place() as place:
        empty = np.array([place.run(*PRIOR, cache=f"empty-{turn}").seconds for turn in range(turns)])
        warm = np.array([place.run(*PRIOR).seconds for _ in range(1 if quick else 5)])
    return Findings({"cold_start_uncached_s": spread(empty), "cold_start_cached_s": spread(warm)})


def default_run(quick: bool) -> Findings:
    """The run that a reader starts with: its pool made, then its pool in the cache."""
    _at_full_size(quick)
    with _place() as place:
        made = place.run("run")
        again = np.array([place.run("run").seconds for _ in range(3)])
    return Findings({"default_run_s": Finding(made.seconds), "default_run_cached_pool_s": spread(again)})


def million(quick: bool) -> Findings:
    """A million members, data weighed."""
    return _large("million", (), quick)


def million_prior(quick: bool) -> Findings:
    """A million members of the prior."""
    return _large("million_prior", ("--prior",), quick)


def _large(stem: str, arguments: tuple[str, ...], quick: bool) -> Findings:
    _at_full_size(quick)
    with _place() as place:
        done = place.run("run", *arguments, "--members", "1000000")
    return Findings({f"{stem}_seconds": Finding(done.seconds), f"{stem}_rss_mb": Finding(done.peak_mb)})


def _at_full_size(quick: bool) -> None:
    if quick:
        raise Unmeasured("left out with --quick: a smaller run says nothing about this one")
