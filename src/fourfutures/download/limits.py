"""How much a download may take."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """Bounds of one download; what exceeds them is refused, never cut."""

    size: int = 50 * MEGABYTE  # bytes, unpacked
    seconds: float = 120.0  # for the whole of it
    patience: float = 20.0  # seconds for a connection and for each next piece
    redirects: int = 5
    private: bool = False  # whether addresses of this machine and of private networks may be asked
