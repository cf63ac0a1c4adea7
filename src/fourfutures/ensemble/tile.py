"""Tiles: runs of members small enough for the cache, on a pool of threads, in any order with the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from fourfutures.ensemble.draws import Ids

LANES = (
    1024  # members at once: long arrays keep the threads out of the interpreter, short ones stay in the cache
)
LEAST = 32  # a shorter tile is padded, so that sums over partners take one order

Result = TypeVar("Result")


def tiles(ids: Ids, lanes: int = LANES) -> list[Ids]:
    """Split member numbers into tiles."""
    return [ids[start : start + lanes] for start in range(0, ids.shape[0], lanes)]


def padded(ids: Ids) -> Ids:
    """A tile of at least LEAST members: the last member is repeated and its copies are dropped later."""
    short = LEAST - ids.shape[0]
    return ids if short <= 0 else np.concatenate([ids, np.repeat(ids[-1:], short)])


def in_order(work: Sequence[Callable[[], Result]], workers: int) -> Iterator[Result]:
    """Run pieces of work on threads and yield their results in order."""
    if workers <= 1:
        for piece in work:
            yield piece()
        return
    with ThreadPoolExecutor(max_workers=workers) as pool:
        pending = [pool.submit(piece) for piece in work]
        try:
            for future in pending:
                yield future.result()
        except BaseException:
            for future in pending:
                future.cancel()
            raise
