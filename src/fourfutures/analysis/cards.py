"""What a document quotes of a study beside numbers: cards of sources, names of economies."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import Any

from fourfutures.study import SourceCard, Study


def card(entry: SourceCard) -> dict[str, str | None]:
    """A card without its id, every field as text."""
    fields = entry.model_dump(exclude={"source_id"})
    return {name: None if value is None else str(value) for name, value in fields.items()}


def cards(study: Study, names: Iterable[str]) -> dict[str, Any]:
    """Cards by id, in the order of the alphabet; ids without a card are left out."""
    return {name: card(study.sources[name]) for name in sorted(set(names)) if name in study.sources}


def readable(study: Study, names: Iterable[str], day: date) -> list[str]:
    """Those sources that were surely published by a day: a month or a year counts from its last day."""
    return [
        name
        for name in dict.fromkeys(names)
        if name in study.sources and _last_day(study.sources[name].published) <= day
    ]


def _last_day(published: str | None) -> date:
    if published is None:
        return date.max
    parts = [int(part) for part in published.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def place(study: Study, code: str) -> dict[str, str] | None:
    """Names of the economy that a figure is about; a deal is about its economy; None for pairs and groups."""
    plain = code.split("-D")[0]
    for entity in study.entities:
        if entity.code == plain:
            return {"en": entity.name_en, "zh": entity.name_zh}
    return None
