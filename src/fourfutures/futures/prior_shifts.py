"""Importance ratios of priors that lie elsewhere: each judged number moved alone, by one sd either way and widened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
SHIFT = 1.0  # standard deviations of a prior
STRETCH = 1.5  # factor on a prior's standard deviation
Pair = tuple[str, str, float]  # two uncertainties and the correlation of their normals


def prior_shifts(
    names: Sequence[str], normal: Callable[[str], Reals], pairs: Sequence[Pair]
) -> Iterator[tuple[str, Reals]]:
    """Name and ratios, shape (members,), of each shift of each named prior, one after another.

    `normal` gives the standard normals behind the draws: a prior's value rises with its normal, so moving the normal by
    one moves the prior's centre by one sd on the scale on which it is normal. Where normals are correlated, the ratio is
    that of the joint densities, so that only the named prior moves. Method: ratio of two normal densities.
    """
    for name in names:
        z = normal(name)
        own, cross = (
            1.0,
            np.zeros_like(z),
        )  # of the precision matrix: its diagonal entry, its row times the others
        linked = _linked(name, pairs)
        if len(linked) > 1:
            precision = np.array(_inverse(_correlations(linked, pairs)))
            own = float(precision[0, 0])
            for at, other in enumerate(linked[1:], start=1):
                cross = cross + precision[0, at] * normal(other)
        for sign, mark in ((1.0, "+1 sd"), (-1.0, "-1 sd")):
            yield f"{name} {mark}", np.exp(sign * SHIFT * (own * z + cross) - 0.5 * SHIFT**2 * own)
        square = (STRETCH**-2 - 1.0) * own * z**2 + 2.0 * (1.0 / STRETCH - 1.0) * z * cross
        yield f"{name} sd x{STRETCH:g}", np.exp(-0.5 * square) / STRETCH


def _linked(name: str, pairs: Sequence[Pair]) -> list[str]:
    """The uncertainty and all that are correlated with it, directly or through others."""
    found = [name]
    for member in found:
        for a, b, _ in pairs:
            found += [other for this, other in ((a, b), (b, a)) if this == member and other not in found]
    return found


def _correlations(linked: Sequence[str], pairs: Sequence[Pair]) -> list[list[float]]:
    """Correlations as the draws make them: the second of a pair leans on the first's own normal."""
    leans = {b: (a, rho) for a, b, rho in pairs}
    loads = []
    for name in linked:
        first, rho = leans.get(name, (name, 1.0))
        loads.append({first: 1.0} if first == name else {first: rho, name: float(np.sqrt(1.0 - rho * rho))})
    return [
        [sum(weight * two.get(key, 0.0) for key, weight in one.items()) for two in loads] for one in loads
    ]


def _inverse(matrix: list[list[float]]) -> list[list[float]]:
    """Inverse of a small correlation matrix, by Gauss-Jordan elimination."""
    size = len(matrix)
    rows = [
        [*row, *(1.0 if at == column else 0.0 for column in range(size))] for at, row in enumerate(matrix)
    ]
    for at in range(size):
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size:] for row in rows]
