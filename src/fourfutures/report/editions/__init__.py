"""Editions of a brief: what changed between two days, one economy, one deal, one viewpoint."""

from __future__ import annotations

from fourfutures.report.editions.record import EDITION_SCHEMA, KINDS, SUFFIX, EditionRecord

__all__ = ["EDITION_SCHEMA", "KINDS", "SUFFIX", "EditionRecord"]
