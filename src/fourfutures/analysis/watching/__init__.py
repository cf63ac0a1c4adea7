"""Watching: what to wait for, what it would say, and what has been crossed already."""

from __future__ import annotations

from fourfutures.analysis.watching.contract import WatchDocument, watch_schema
from fourfutures.analysis.watching.document import watch
from fourfutures.analysis.watching.foresight import Foreseen, best, foresee
from fourfutures.analysis.watching.information import Labels
from fourfutures.analysis.watching.series import Watched, watched
from fourfutures.analysis.watching.signpost import sources_of
from fourfutures.analysis.watching.threshold import BELOW

__all__ = [
    "BELOW",
    "Foreseen",
    "Labels",
    "WatchDocument",
    "Watched",
    "best",
    "foresee",
    "sources_of",
    "watch",
    "watch_schema",
    "watched",
]
