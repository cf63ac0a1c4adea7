"""Classes of members under every reading: the futures, and who leads each axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fourfutures.ensemble import Track
from fourfutures.futures import (
    LEADERS,
    Dials,
    HomeWeights,
    Indices,
    Labels,
    classify,
    indices,
    leaders,
    recode,
)
from fourfutures.study import Frame, OtherFrame

AXES = ("compute", "adoption")
FUTURES = "futures"


def key(reading: str, what: str) -> str:
    """Name of one set of classes: the futures or an axis under a reading."""
    return f"{reading}.{what}"


def indices_by_reading(
    track: Track, month: int, dials: Mapping[str, Dials], homes: HomeWeights
) -> dict[str, Indices]:
    """Indices of members at a month under each reading."""
    return {reading: indices(track, month, values, homes) for reading, values in dials.items()}


def labels_of(found: Mapping[str, Indices], frame: Frame) -> dict[str, Labels]:
    """Classes of members under each reading, by `key`."""
    labels = {}
    for reading, index in found.items():
        labels[key(reading, FUTURES)] = Labels(classify(index, frame), len(frame.ids))
        for axis in AXES:
            labels[key(reading, axis)] = Labels(leaders(getattr(index, axis), frame.band), len(LEADERS))
    return labels


def recoded(labels: Mapping[str, Labels], readings: Iterable[str], frame: OtherFrame) -> dict[str, Labels]:
    """Classes of members in another frame under each reading, by `key` of the futures."""
    return {
        key(reading, FUTURES): Labels(
            recode(labels[key(reading, "compute")].codes, labels[key(reading, "adoption")].codes, frame),
            len(frame.ids),
        )
        for reading in readings
    }
