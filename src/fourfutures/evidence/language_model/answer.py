"""What the model answered: quotes looked up in their sentences, names looked up in the study's lists, the rest dropped and counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from fourfutures.evidence.language_model.question import SIDES, STRENGTHS, Lists

SHORTEST = 4  # signs of a quote that can be looked up
MOST = 3  # readings of one sentence
KINDS = ("quote", "indicator", "actor", "direction", "form", "surplus", "figure", "date")
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.S | re.I)


class Reading(NamedTuple):
    """One reading that holds: its sentence is the document's, its names are the study's."""

    sentence: str
    quote: str
    indicator: str
    actor: str
    direction: str
    strength: int
    quantity: str | None  # as the model gives them, still to be looked up
    unit: str | None
    date: str | None
    confidence: float


def readings(
    text: str, sentences: Mapping[int, str], lists: Lists, dropped: Counter[str]
) -> list[Reading] | None:
    """Readings in an answer about numbered sentences; None where it is not the JSON that was asked for.

    What does not hold is dropped, and counted in `dropped` by what is wrong with it (`KINDS`).
    """
    given = _rows(text)
    if given is None:
        return None
    found: dict[tuple[str, str], Reading] = {}
    each_sentence: Counter[str] = Counter()
    for row in given:
        one = _reading(row, sentences, lists)
        if isinstance(one, str):
            dropped[one] += 1
        elif (one.sentence, one.indicator) in found or each_sentence[one.sentence] == MOST:
            dropped["surplus"] += 1
        else:
            found[one.sentence, one.indicator] = one
            each_sentence[one.sentence] += 1
    return list(found.values())


def _rows(text: str) -> list[Any] | None:
    """The list in an answer: plain JSON, or JSON that a talkative model put into other words."""
    said = text.rpartition("</think>")[2]
    fenced = _FENCED.search(said)
    for candidate in (said, fenced.group(1) if fenced else "", said[said.find("{") : said.rfind("}") + 1]):
        try:
            found = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        rows = found.get("proposals") if isinstance(found, dict) else found
        if isinstance(rows, list):
            return rows
    return None


def _reading(row: Any, sentences: Mapping[int, str], lists: Lists) -> Reading | str:
    """A reading, or the kind of what is wrong with it."""
    if not isinstance(row, dict):
        return "form"
    number, quote = row.get("n"), row.get("quote")
    sentence = sentences.get(number) if isinstance(number, int) and not isinstance(number, bool) else None
    if (
        sentence is None
        or not isinstance(quote, str)
        or len(quote.strip()) < SHORTEST
        or quote not in sentence
    ):
        return "quote"
    for name, known in (("indicator", lists.indicators), ("actor", lists.actors), ("direction", SIDES)):
        if not isinstance(row.get(name), str) or row[name] not in known:
            return name
    strength, confidence = row.get("strength"), row.get("confidence")
    if isinstance(strength, bool) or strength not in STRENGTHS:
        return "form"
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        return "form"
    return Reading(
        sentence, quote, row["indicator"], row["actor"], row["direction"], int(strength),
        _text(row.get("quantity")), _text(row.get("unit")), _text(row.get("date")), round(float(confidence), 3),
    )  # fmt: skip


def _text(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
