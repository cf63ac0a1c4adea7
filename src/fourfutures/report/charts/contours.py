"""Lines round the densest parts of a weighted cloud of points, such as the half that lies closest together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Point = tuple[float, float]
Side = tuple[str, int, int]
CELLS = 72  # of the grid, each way
WIDTH = 1.1  # of the smoothing kernel, in the usual rule for a normal cloud
REACH = 3.0  # the kernel is cut off at so many standard deviations
# Which sides of a cell a line passes, by which corners lie inside: 1 lower left, 2 lower right, 4 upper right, 8 upper left.
PASSES = {
    1: ("WS",), 2: ("SE",), 3: ("WE",), 4: ("EN",), 5: ("WS", "EN"), 6: ("SN",), 7: ("WN",), 8: ("NW",),
    9: ("NS",), 10: ("SE", "NW"), 11: ("NE",), 12: ("EW",), 13: ("ES",), 14: ("SW",),
}  # fmt: skip


def contours(
    x: Reals, y: Reals, weights: Reals, shares: tuple[float, ...], window: tuple[float, float, float, float]
) -> pd.DataFrame:
    """One line a point: share, line, step, x, y. A line follows equal density; what is denser holds `share` of the weight.

    `window` is left, right, bottom, top of what is shown; lines and points may lie somewhat outside it.
    """
    density, (across, up) = _density(x, y, weights, window)
    values = np.sort(density, axis=None)[::-1]
    held = np.cumsum(values)
    rows = []
    for share in shares:
        level = float(values[min(int(np.searchsorted(held, share)), values.size - 1)])
        for line, points in enumerate(_lines(density, level, across, up)):
            rows += [
                {"share": share, "line": f"{share:.2f}-{line}", "step": step, "x": a, "y": b}
                for step, (a, b) in enumerate(points)
            ]
    return pd.DataFrame(rows, columns=["share", "line", "step", "x", "y"])


def _density(
    x: Reals, y: Reals, weights: Reals, window: tuple[float, float, float, float]
) -> tuple[Reals, tuple[Reals, Reals]]:
    """Weight by cell, smoothed, and the cells' middles. The grid reaches beyond the window, so that lines close."""
    left, right, bottom, top = window
    spare = (0.35 * (right - left), 0.35 * (top - bottom))
    ends = ((left - spare[0], right + spare[0]), (bottom - spare[1], top + spare[1]))
    edges = [np.linspace(low, high, CELLS + 1) for low, high in ends]
    mass = weights / weights.sum()
    field, _, _ = np.histogram2d(
        np.clip(x, *ends[0]), np.clip(y, *ends[1]), bins=[edges[0], edges[1]], weights=mass
    )
    effective = 1.0 / float((mass**2).sum())
    for axis, values in enumerate((x, y)):
        mean = float((mass * values).sum())
        spread = float(np.sqrt((mass * (values - mean) ** 2).sum()))
        step = (ends[axis][1] - ends[axis][0]) / CELLS
        field = _smoothed(field, WIDTH * spread * effective ** (-1.0 / 6.0) / step, axis)
    middles = (edges[0][:-1] + np.diff(edges[0]) / 2, edges[1][:-1] + np.diff(edges[1]) / 2)
    return field, middles


def _smoothed(field: Reals, sigma: float, axis: int) -> Reals:
    """The field under a normal kernel along an axis; sums are added one shift after another, always in the same order."""
    reach = max(1, int(np.ceil(REACH * sigma)))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-9)) ** 2)
    kernel /= kernel.sum()
    padding = [(reach, reach) if at == axis else (0, 0) for at in (0, 1)]
    wide = np.pad(field, padding)
    found = np.zeros_like(field)
    for shift, factor in enumerate(kernel):
        cut = slice(shift, shift + field.shape[axis])
        found += factor * (wide[cut] if axis == 0 else wide[:, cut])
    return found


def _lines(density: Reals, level: float, across: Reals, up: Reals) -> list[list[Point]]:
    """Closed lines at a level: the passes of each cell, joined side to side."""
    follows: dict[Side, Side] = {}
    inside = density >= level
    for i in range(density.shape[0] - 1):
        for j in range(density.shape[1] - 1):
            corners = (inside[i, j], inside[i + 1, j], inside[i + 1, j + 1], inside[i, j + 1])
            sides: dict[str, Side] = {
                "S": ("along", i, j), "N": ("along", i, j + 1), "W": ("up", i, j), "E": ("up", i + 1, j),
            }  # fmt: skip
            for way in PASSES.get(sum(1 << at for at, held in enumerate(corners) if held), ()):
                follows[sides[way[0]]] = sides[way[1]]
    lines = []
    while follows:
        side = first = min(follows)
        points = [_cut(density, level, across, up, side)]
        while side in follows:
            side = follows.pop(side)
            points.append(_cut(density, level, across, up, side))
        if side == first:
            lines.append(points)
    return lines


def _cut(density: Reals, level: float, across: Reals, up: Reals, side: Side) -> Point:
    """Where a line at a level passes a side between two neighbours of the grid."""
    way, i, j = side
    k, m = (i + 1, j) if way == "along" else (i, j + 1)
    first, second = float(density[i, j]), float(density[k, m])
    part = (level - first) / (second - first)
    return float(across[i] + part * (across[k] - across[i])), float(up[j] + part * (up[m] - up[j]))
