"""Tiles: runs of members small enough that what they leave stays in the cache."""

from __future__ import annotations

from fourfutures.ensemble.draws import Ids

LANES = (
    1024  # members at once: long arrays keep the threads out of the interpreter, short ones stay in the cache
)


def tiles(ids: Ids, lanes: int = LANES) -> list[Ids]:
    """Split member numbers into tiles."""
    return [ids[start : start + lanes] for start in range(0, ids.shape[0], lanes)]
