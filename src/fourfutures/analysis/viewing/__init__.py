"""The same evidence through several lenses: odds side by side, how far they disagree, and what definitions do."""

from __future__ import annotations

from fourfutures.analysis.viewing.contract import ViewpointsDocument, viewpoints_schema
from fourfutures.analysis.viewing.disagreement import divergence
from fourfutures.analysis.viewing.document import viewpoints

__all__ = ["ViewpointsDocument", "divergence", "viewpoints", "viewpoints_schema"]
