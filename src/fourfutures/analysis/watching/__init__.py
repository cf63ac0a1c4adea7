"""Watching: what to wait for, what it would say, and what has been crossed already."""

from __future__ import annotations

from fourfutures.analysis.watching.contract import WatchDocument, watch_schema
from fourfutures.analysis.watching.document import watch

__all__ = ["WatchDocument", "watch", "watch_schema"]
