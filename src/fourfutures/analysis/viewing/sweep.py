"""What definitions do: odds over one dial at a time, and over pairs of dials, on the same members."""

from __future__ import annotations

from typing import Any

import numpy as np

from fourfutures.analysis.viewing.lens_view import LensView
from fourfutures.futures import Dials

# Values of each dial that are looked at; the grid of gamma is a subset of the weighings that are run.
VALUES: dict[str, tuple[float, ...]] = {
    "tau": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0),
    "rho_c": (1.0, 2.0, 3.0, 4.0, 6.0, 8.0),
    "gamma": (0.0, 0.25, 0.5, 0.75, 1.0),
    "psi": (0.0, 0.25, 0.5, 0.75, 1.0),
    "theta": (0.0, 0.25, 0.5, 0.75, 1.0),
}
PAIRS = (("tau", "rho_c"), ("gamma", "psi"), ("gamma", "theta"), ("psi", "theta"))


def lines(seen: LensView, dials: Dials) -> list[dict[str, Any]]:
    """One entry a dial and value, all other dials as given: odds of the futures."""
    return [
        {"dial": name, "value": value, "futures": _named(seen, dials.moved(name, value))}
        for name in VALUES
        for value in _inside(seen, name)
    ]


def surfaces(seen: LensView, dials: Dials) -> list[dict[str, Any]]:
    """One entry a pair of dials: odds of every future on the grid, rows by the first dial, and the likeliest future."""
    ids, found = seen.study.frame.ids, []
    for first, second in PAIRS:
        rows, columns = _inside(seen, first), _inside(seen, second)
        p = np.array([[seen.odds(dials.moved(first, a).moved(second, b)) for b in columns] for a in rows])
        found.append(
            {
                "first": first,
                "second": second,
                "first_values": list(rows),
                "second_values": list(columns),
                "futures": {name: p[..., code].tolist() for code, name in enumerate(ids)},
                "likeliest": [[ids[code] for code in row] for row in p.argmax(axis=-1)],
            }
        )
    return found


def _inside(seen: LensView, name: str) -> tuple[float, ...]:
    """Values inside the range that the study allows the dial."""
    low, high = seen.study.frame.dials[name].range
    return tuple(value for value in VALUES[name] if low <= value <= high)


def _named(seen: LensView, dials: Dials) -> dict[str, float]:
    return {name: float(p) for name, p in zip(seen.study.frame.ids, seen.odds(dials), strict=True)}
