"""Hearing: what items of analyst evidence do to the odds, before they are accepted, by language, and between two days."""

from __future__ import annotations

from fourfutures.analysis.hearing.between import between
from fourfutures.analysis.hearing.contract import hearing_schemas
from fourfutures.analysis.hearing.languages import by_language
from fourfutures.analysis.hearing.preview import preview

__all__ = ["between", "by_language", "hearing_schemas", "preview"]
