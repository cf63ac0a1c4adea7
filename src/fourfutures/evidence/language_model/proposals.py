"""A model's readings as proposals: figures and dates only as the sentence states them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from fourfutures.evidence.canonical import key
from fourfutures.evidence.document import Document
from fourfutures.evidence.language_model.answer import Reading
from fourfutures.evidence.language_model.endpoint import Endpoint
from fourfutures.evidence.proposal import ModelReading, Proposal
from fourfutures.evidence.proposing import Grades, quantities, when


def proposal(
    reading: Reading,
    document: Document,
    endpoint: Endpoint,
    prompt: str,
    grades: Grades,
    dropped: Counter[str],
) -> Proposal:
    """One reading as a proposal, marked as a model's. A figure or a date that is not in the sentence is left out, counted."""
    value, unit = _figure(reading, document) or (None, None)
    dropped["figure"] += reading.quantity is not None and value is None
    stated = reading.date if reading.date and reading.date in reading.sentence else None
    dropped["date"] += reading.date is not None and stated is None
    grade, why = grades.grade(document)
    read = {"actor": reading.actor, "direction": reading.direction, "strength": reading.strength, "confidence": reading.confidence}  # fmt: skip
    return Proposal.model_validate(
        {
            "id": f"p-{key(chr(10).join((document.id, reading.sentence, reading.indicator)))}",
            "document_id": document.id,
            "sentence": reading.sentence,
            "indicator": reading.indicator,
            **read,
            "quantity": value,
            "unit": unit,
            "date": None if stated is None else _day(stated, reading.sentence, document),
            "date_text": stated,
            "grade": grade,
            "grade_reason": why,
            "proposed_by": ("model",),
            "model": ModelReading.model_validate(
                {
                    "name": endpoint.model,
                    "host": endpoint.host,
                    "prompt": prompt,
                    "quote": reading.quote,
                    **read,
                }
            ),
        }
    )


def _figure(reading: Reading, document: Document) -> tuple[str, str | None] | None:
    """A figure and its unit as the sentence states them: by the grammar of the rules, else where its digits stand there."""
    if reading.quantity is None:
        return None
    wanted = reading.quantity.replace(",", "").replace("，", "")
    for each in quantities(reading.sentence, document.lang):
        if each.value == wanted:
            return each.value, each.unit or None
    plain = re.sub(r"(?<=\d)[,，](?=\d{3})", "", reading.sentence)
    if not re.fullmatch(r"\d+(?:\.\d+)?", wanted) or not re.search(
        rf"(?<![\d.]){re.escape(wanted)}(?!\d|\.\d)", plain
    ):
        return None
    return wanted, reading.unit if reading.unit and reading.unit in reading.sentence else None


def _day(stated: str, sentence: str, document: Document) -> date | None:
    """The day that a stated date is, by the rules' own reading; none is taken from the model."""
    for said in (sentence, stated):
        found = when(said, document.lang, document.published)
        if found is not None and (found.text in stated or stated in found.text):
            return found.day
    return None
