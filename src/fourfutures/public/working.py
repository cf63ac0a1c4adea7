"""Who works: threads, and who is told how far the work has come."""

from __future__ import annotations

import os
from collections.abc import Callable

from fourfutures.analysis import AnalysisError
from fourfutures.errors import Both

Progress = Callable[[str, int, int], None]


def threads_of(workers: int | None) -> int:
    """Threads to use, all there are if nobody says. Raises AnalysisError for none."""
    threads = (os.cpu_count() or 1) if workers is None else workers
    if threads < 1:
        raise AnalysisError(
            where="--workers",
            what=Both(f"{threads} threads cannot run anything", f"{threads}个线程无法运行"),
            remedy=Both("give a whole number from 1", "请给出不小于1的整数"),
        )
    return threads
