"""How far the stages of a run have come."""

from __future__ import annotations

from collections.abc import Callable


class Told:
    """Tells how far a stage has come as its parts are done."""

    def __init__(self, progress: Callable[[str, int, int], None], stage: str, total: int) -> None:
        self._progress, self._stage, self._total, self._done = progress, stage, total, 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._progress(self._stage, self._done, self._total)
