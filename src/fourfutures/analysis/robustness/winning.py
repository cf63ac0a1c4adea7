"""Which policies come first: by each criterion, and with so few levers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.robustness.criteria import CRITERIA, Found
from fourfutures.analysis.robustness.policy import Policy
from fourfutures.analysis.robustness.rows import number

Reals = NDArray[np.float64]


def winners(found: Sequence[Policy], judged: Mapping[str, Found]) -> list[dict[str, Any]]:
    """First by each criterion; of equals the one of fewest levers, then by name."""
    announced = next(at for at, policy in enumerate(found) if not policy.settings)
    return [
        {
            "criterion": name,
            **_told(found, numbers, _first(found, name, numbers, range(len(found)))),
            "announced": number(numbers.value[announced]),
        }
        for name, numbers in judged.items()
    ]


def fewest(found: Sequence[Policy], judged: Mapping[str, Found]) -> list[dict[str, Any]]:
    """The policy of so many levers that loses least in its worst state, for each number of levers there is."""
    regret, mean = judged["regret_worst"], judged["mean"]
    entries = []
    for size in sorted({len(policy.settings) for policy in found}):
        places = [at for at, policy in enumerate(found) if len(policy.settings) == size]
        at = _first(found, "regret_worst", regret, places)
        entries.append(
            {
                "levers": size,
                "policy": found[at].id,
                "regret": _interval(regret, at),
                "mean": _interval(mean, at),
            }
        )
    return entries


def _first(found: Sequence[Policy], name: str, numbers: Found, places: Sequence[int]) -> int:
    turned = np.round((-1.0 if CRITERIA[name] else 1.0) * numbers.value, 9)
    return min(places, key=lambda at: (turned[at], len(found[at].settings), found[at].id))


def _told(found: Sequence[Policy], numbers: Found, at: int) -> dict[str, Any]:
    return {"policy": found[at].id, **_interval(numbers, at), "first": number(numbers.first[at])}


def _interval(numbers: Found, at: int) -> dict[str, float]:
    return {name: number(getattr(numbers, name)[at]) for name in ("value", "low", "high")}
