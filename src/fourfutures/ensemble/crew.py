"""Who runs the blocks of members: threads of this process, or the workers of a Dask cluster. Same bytes either way."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple, Protocol, TypeVar

from fourfutures.ensemble.draws import Ids
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.errors import Both

AHEAD = 4  # blocks submitted for each worker, so that results do not pile up
PATIENCE = "20s"  # for a scheduler to answer
ADDRESS = re.compile(r"inproc://\S+|((tcp|tls|ws|wss)://)?(\[[0-9a-fA-F:.]+\]|[\w.-]+):[0-9]{1,5}", re.ASCII)

Block = TypeVar("Block")
Result = TypeVar("Result")


class Crew(Protocol):
    """Runs one task on many blocks of member numbers."""

    def each(self, task: Callable[[Ids], Result], blocks: Sequence[Ids]) -> Iterator[Result]:
        """`task(block)` for each block, in the order of the blocks; a task is a pure function of its block."""


class Threads:
    """Threads of this process. Leaving the iterator early cancels what has not begun."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def each(self, task: Callable[[Block], Result], blocks: Iterable[Block]) -> Iterator[Result]:
        """As the protocol says, for blocks of any kind, which are asked for as they are wanted."""
        if self.workers <= 1:
            for block in blocks:
                yield task(block)
            return
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            waiting: deque[Future[Result]] = deque()
            try:
                for block in blocks:
                    waiting.append(pool.submit(task, block))
                    if len(waiting) > AHEAD * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()


class Cluster:
    """Workers of a running Dask cluster, by the address of its scheduler. A lost worker's blocks go to another one."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise EnsembleError(
                where=f"--scheduler {address}",
                what=Both("Dask is not installed here", "本机未安装 Dask"),
                remedy=Both(
                    "install it with: pip install 'fourfutures[dask]'",
                    "请安装：pip install 'fourfutures[dask]'",
                ),
            ) from error
        if not ADDRESS.fullmatch(address):  # a client that never began to connect would complain at its end
            raise EnsembleError(
                where=f"--scheduler {address}",
                what=Both("is not the address of a scheduler", "不是调度器的地址"),
                remedy=Both("write it as tcp://host:8786", "请写成 tcp://主机:8786"),
            )
        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call] # Dask has no types
                address, timeout=PATIENCE, set_as_default=False
            )
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            raise EnsembleError(
                where=f"--scheduler {address}",
                what=Both("no scheduler answers there", "该地址没有调度器应答"),
                remedy=Both(
                    "start one with `dask scheduler` and workers with `dask worker ADDRESS`, and give its address",
                    "请用 dask scheduler 启动调度器、用 dask worker ADDRESS 启动工作进程，再填写其地址",
                ),
            ) from error

    def each(self, task: Callable[[Ids], Result], blocks: Sequence[Ids]) -> Iterator[Result]:
        """As the protocol says."""
        there = self._client.scatter(task, broadcast=True, hash=False)
        ahead = AHEAD * max(1, sum(self._client.nthreads().values()))
        waiting: deque[Any] = deque()
        try:
            for block in blocks:
                waiting.append(self._client.submit(_call, there, block, pure=False))
                if len(waiting) > ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            self._client.cancel(list(waiting))

    def close(self) -> None:
        """Leave the cluster as it was found."""
        self._client.close()


class Hands(NamedTuple):
    """Who works on a run: threads here, and whoever runs the many blocks of pools, levers and surveys."""

    here: Threads
    blocks: Crew

    @classmethod
    def of(cls, workers: int, scheduler: str | None = None) -> Hands:
        """Threads of this process; with a scheduler's address its cluster for the blocks."""
        here = Threads(workers)
        return cls(here, here if scheduler is None else Cluster(scheduler))

    def close(self) -> None:
        """Leave a cluster as it was found."""
        if isinstance(self.blocks, Cluster):
            self.blocks.close()


def _call(task: Callable[[Ids], Result], block: Ids) -> Result:
    return task(block)
