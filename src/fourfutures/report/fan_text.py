"""Fans as text: a share between 0 and 1 in one line of cells."""

from __future__ import annotations

from collections.abc import Mapping

CELLS = 30
OUTSIDE, OUTER, INNER, MIDDLE = "·", "░", "▓", "█"


def fan(entry: Mapping[str, float], cells: int = CELLS) -> str:
    """Dots from nought to one, light over the 90 % interval, medium over the middle half, solid at the median."""

    def cell(value: float) -> int:
        return min(cells - 1, max(0, int(value * cells)))

    signs = [OUTSIDE] * cells
    for low, high, sign in (("q05", "q95", OUTER), ("q25", "q75", INNER), ("q50", "q50", MIDDLE)):
        for at in range(cell(entry[low]), cell(entry[high]) + 1):
            signs[at] = sign
    return "".join(signs)


def scale(cells: int = CELLS) -> str:
    """The ends and the middle of the line above."""
    half = cells // 2 - 2
    return "0%".ljust(half) + "50%".ljust(cells - half - 4) + "100%"
