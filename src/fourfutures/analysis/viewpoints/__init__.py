"""The same evidence through several lenses: odds side by side, how far they disagree, and what definitions do."""

from __future__ import annotations

from fourfutures.analysis.viewpoints.contract import ViewpointsDocument, viewpoints_schema
from fourfutures.analysis.viewpoints.document import viewpoints

__all__ = ["ViewpointsDocument", "viewpoints", "viewpoints_schema"]
