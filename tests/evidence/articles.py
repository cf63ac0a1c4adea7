"""Two short documents of our own and the sentences proposed from them."""

from __future__ import annotations

import hashlib
from datetime import date

from fourfutures.evidence import Document, Proposal, Standing, Terms

LICENCES = "Licences for a second batch of accelerators were granted, and a new plant opened in the south."
TURBINES = "Orders for gas turbines fell in May."
OUTPUT = "该厂第二季度产量增长了三成。"


def document(name: str, lang: str, text: str, published: date | None = date(2026, 6, 15)) -> Document:
    return Document(
        id=name, title=f"Report {name}", lang=lang, published=published, publisher="Example Daily", author=None, url=None,
        text=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def proposal(name: str, of: str, sentence: str, indicator: str, actor: str, direction: str) -> Proposal:
    return Proposal(
        id=name, document_id=of, sentence=sentence, indicator=indicator, actor=actor, direction=direction, strength=3,
        quantity=None, unit=None, date=None, confidence=0.7, grade="B2",
    )  # fmt: skip


DOCUMENTS = (document("english", "en", f"{LICENCES} {TURBINES}"), document("chinese", "zh", OUTPUT))
PROPOSALS = (
    proposal("p-licences", "english", LICENCES, "cn_chip_imports_access", "CHN", "CN"),
    proposal("p-turbines", "english", TURBINES, "us_power_permitting", "USA", "CN"),
    proposal("p-output", "chinese", OUTPUT, "cn_chip_production", "CHN", "CN"),
)


def terms(one: Standing, ratio: float | None = 2.5) -> Terms:
    """An item as proposed, for a year."""
    read = one.terms or one.candidate
    return Terms(
        study="ai-2027", indicator=read.indicator, actor=read.actor, direction=read.direction, strength=read.strength,
        grade=read.grade, dated=read.dated, likelihood_ratio=ratio, predicate=None, expires=date(2027, 6, 30),
        on=date(2026, 11, 22),
    )  # fmt: skip
