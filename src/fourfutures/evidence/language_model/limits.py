"""How much a model may take and say."""

from __future__ import annotations

from typing import NamedTuple


class Patience(NamedTuple):
    """Bounds on asking a model; an answer beyond them is none."""

    seconds: float = 180.0  # for one question, repeats after a failure included
    silence: float = 90.0  # seconds for a connection and for each next piece of an answer
    retries: int = 2  # of a question that an endpoint was too busy for, or that broke off
    answer: int = 2_000_000  # bytes
    batch: int = 8_000  # characters of sentences in one question
    questions: int = 400  # in one go
