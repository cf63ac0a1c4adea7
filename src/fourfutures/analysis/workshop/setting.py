"""What a workshop plays on: one request, the same for everybody in the room."""

from __future__ import annotations

from fourfutures.analysis.contract import Part


class WorkshopSetting(Part):
    """Members, luck, lens, reading and day; levers are what the teams add."""

    members: int
    seed: int
    lens: str
    dials: str
    as_of: str
