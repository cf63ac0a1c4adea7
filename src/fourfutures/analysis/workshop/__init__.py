"""A workshop: a room votes unseen, teams pull levers in turn, and a debrief says what it thought and what it did."""

from __future__ import annotations

from fourfutures.analysis.workshop.contract import DebriefDocument, WorkshopDocument, workshop_schemas
from fourfutures.analysis.workshop.debriefing import debrief
from fourfutures.analysis.workshop.event import (
    EVENT,
    PHASES,
    TEAMS,
    Event,
    Moved,
    Opened,
    TakenBack,
    Turned,
    Voted,
)
from fourfutures.analysis.workshop.setting import WorkshopSetting
from fourfutures.analysis.workshop.standing import Standing, require_fit, standing, workshop_document

__all__ = [
    "EVENT", "PHASES", "TEAMS", "DebriefDocument", "Event", "Moved", "Opened", "Standing", "TakenBack", "Turned", "Voted",
    "WorkshopDocument", "WorkshopSetting", "debrief", "require_fit", "standing", "workshop_document", "workshop_schemas",
]  # fmt: skip
