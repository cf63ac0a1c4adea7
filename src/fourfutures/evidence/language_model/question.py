"""What the model is asked: our words first, then the document as data, and the shape of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from fourfutures.evidence.document import Document, Language
from fourfutures.evidence.proposing import table

SIDES = ("US", "CN", "neutral")
STRENGTHS = (1, 2, 3)


class Lists(NamedTuple):
    """What an answer may name: indicators with their names in both languages, and codes of actors."""

    indicators: Mapping[str, Mapping[str, str]]
    actors: tuple[str, ...]


@lru_cache(maxsize=1)
def _prompt() -> dict[str, Any]:
    return table("prompt.toml")


def version() -> str:
    """The version of what is asked."""
    return str(_prompt()["version"])


def instructions(lang: Language, lists: Lists) -> str:
    """What the model is told, in the document's language; nothing of the document is in it."""
    named = "\n".join(f"- {name}: {names[lang]}" for name, names in lists.indicators.items())
    text = str(_prompt()[lang]["instructions"]).strip()
    return text.replace("{indicators}", named).replace("{actors}", ", ".join(lists.actors))


def question(document: Document, sentences: Mapping[int, str], lists: Lists) -> list[dict[str, str]]:
    """Messages that ask about some numbered sentences of a document."""
    told = {
        "title": document.title,
        "published": None if document.published is None else document.published.isoformat(),
        "sentences": [{"n": number, "text": text} for number, text in sentences.items()],
    }
    return [
        {"role": "system", "content": instructions(document.lang, lists)},
        {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
    ]


def batches(sentences: Sequence[str], most: int) -> Iterator[dict[int, str]]:
    """Sentences numbered from 1, in groups of at most so many characters; one that is longer by itself goes alone."""
    batch: dict[int, str] = {}
    size = 0
    for number, sentence in enumerate(sentences, 1):
        if batch and size + len(sentence) > most:
            yield batch
            batch, size = {}, 0
        batch[number] = sentence
        size += len(sentence)
    if batch:
        yield batch


def shape(lists: Lists) -> dict[str, Any]:
    """JSON Schema of an answer, for endpoints that hold a model to one."""
    fields: dict[str, Any] = {
        "n": {"type": "integer"},
        "quote": {"type": "string"},
        "indicator": _one_of(lists.indicators),
        "actor": _one_of(lists.actors),
        "direction": _one_of(SIDES),
        "strength": {"type": "integer", "enum": list(STRENGTHS)},
        "quantity": {"type": ["string", "null"]},
        "unit": {"type": ["string", "null"]},
        "date": {"type": ["string", "null"]},
        "confidence": {"type": "number"},
    }
    one = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"proposals": {"type": "array", "items": one}},
        "required": ["proposals"],
        "additionalProperties": False,
    }


def _one_of(names: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}
