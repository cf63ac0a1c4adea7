"""Subjects timed in turns, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from benchmarks.findings import Finding


class Times(NamedTuple):
    """Seconds of each turn of one subject, and what it got done in each."""

    seconds: np.ndarray
    work: float

    def rate(self) -> Finding:
        """Work a second: median and middle half of the turns."""
        return spread(self.work / self.seconds)

    def over(self, other: Times) -> Finding:
        """How many times as fast as another subject, turn by turn."""
        return spread((self.work / self.seconds) / (other.work / other.seconds))


def take_turns(subjects: Mapping[str, tuple[Callable[[], object], float]], turns: int) -> dict[str, Times]:
    """Time each subject `turns` times, forwards and backwards in alternation; a subject is a call and its work."""
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for turn in range(turns):
        names = list(subjects) if turn % 2 == 0 else list(reversed(subjects))
        for name in names:
            begin = time.perf_counter()
            subjects[name][0]()
            seconds[name].append(time.perf_counter() - begin)
    return {name: Times(np.array(seconds[name]), work) for name, (_, work) in subjects.items()}


def spread(values: np.ndarray) -> Finding:
    """Median with the middle half."""
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    return Finding(float(middle), float(low), float(high))
