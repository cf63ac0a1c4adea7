"""Ways of pulling levers: ends of each range, parts of the way there, later months, pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from fourfutures.study import LeverSetting, Study

PARTS = (0.25, 0.5, 0.75)  # of the way to an end
HALF = 0.5
LATER = (3, 6, 9)  # months after the first


def full(study: Study, names: Sequence[str]) -> list[LeverSetting]:
    """Each lever at each end of its range where that is not policy as announced, in the study's order."""
    return [
        LeverSetting(lever=name, value=end)
        for name, lever in study.levers.items()
        if name in names
        for end in lever.range
        if end != 0.0
    ]


def part(setting: LeverSetting, share: float) -> LeverSetting:
    """The same lever pulled part of the way."""
    return setting.model_copy(update={"value": share * setting.value})


def later(setting: LeverSetting, study: Study, first: int) -> list[tuple[int, LeverSetting]]:
    """The same pull from later months on, as far as the horizon allows: months of waiting and settings."""
    return [
        (wait, setting.model_copy(update={"start": study.month_name(first + wait)}))
        for wait in LATER
        if first + wait <= study.meta.months
    ]


def pairs(settings: Sequence[LeverSetting]) -> Iterator[tuple[LeverSetting, LeverSetting]]:
    """Two different levers at a time."""
    return ((a, b) for a, b in combinations(settings, 2) if a.lever != b.lever)
