"""Editions of a brief: what changed between two days, one economy, one deal, one viewpoint, a digest of evidence."""

from __future__ import annotations

from fourfutures.report.editions.plans import EDITIONS
from fourfutures.report.editions.record import AGAIN, EDITION_SCHEMA, KINDS, SUFFIX, EditionRecord

__all__ = ["AGAIN", "EDITIONS", "EDITION_SCHEMA", "KINDS", "SUFFIX", "EditionRecord"]
