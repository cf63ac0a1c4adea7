"""Documents to proposals: each sentence that may be evidence, exactly as it stands, with one reading of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from fourfutures.evidence.canonical import key
from fourfutures.evidence.document import Document
from fourfutures.evidence.proposal import Proposal
from fourfutures.evidence.proposing.actors import Actors
from fourfutures.evidence.proposing.classifier import Classifier, Judged, shipped
from fourfutures.evidence.proposing.direction import Sides
from fourfutures.evidence.proposing.events import clustered
from fourfutures.evidence.proposing.features import Read, Reader
from fourfutures.evidence.proposing.grades import Grades
from fourfutures.evidence.proposing.lexicon import Lexicon, with_terms
from fourfutures.evidence.proposing.pointers import Pointers
from fourfutures.evidence.proposing.tables import table
from fourfutures.evidence.proposing.when import when
from fourfutures.evidence.sentences import is_heading, spans

SHORTEST = 4  # signs of a sentence that can say anything
HIGH = (
    0.8  # the bar for scenario prose and for what a program wrote: such sentences assert and report nothing
)
SCENARIO, FACTS, ENOUGH = (
    0.1,
    0.3,
    8,
)  # share of sentences that suppose, share that state a figure or a day, sentences needed
_TAGS = re.compile(r"^(?:#\S+\s*)+$|^(?:主要)?(?:关键词|标签|tags?|keywords?)[^：:]{0,8}[：:]", re.I)
EVEN = 0.08  # how near to one half the odds of a side must be to count for neither


class Proposer(NamedTuple):
    """Rules, terms and weights put together once."""

    reader: Reader
    classifier: Classifier
    actors: Actors
    grades: Grades

    def propose(self, document: Document, original: Document | None = None) -> list[Proposal]:
        """Proposals of one document in the order of its text; of a copy only what its original does not say."""
        known = original.text if original is not None else ""
        reads = [self.reader.read(sentence, document.lang) for sentence in sayings(document)]
        title = self.reader.read(document.title, document.lang) if document.title else None
        judged = self.classifier.judge(reads, title)
        supposes, machine = _supposes(reads, title), _by_machine(document)
        bar = HIGH if supposes or machine else self.classifier.threshold
        return [
            self._proposal(document, read, judged, at)
            for at, read in enumerate(reads)
            if judged.evidence[at] >= bar and read.text not in known and not (supposes and _bare(read))
        ]

    def _proposal(self, document: Document, read: Read, judged: Judged, at: int) -> Proposal:
        indicator = judged.indicator[at]
        towards = float(judged.towards_china[at])
        stated = when(read.text, read.lang, document.published)
        values = read.quantities
        grade, why = self.grades.grade(document)
        return Proposal(
            id=name_of(document, read.text),
            document_id=document.id,
            sentence=read.text,
            indicator=indicator,
            actor=self.actors.actor(read.text, read.lang, indicator, read.concepts),
            direction="neutral" if abs(towards - 0.5) < EVEN else "CN" if towards > 0.5 else "US",
            strength=judged.strength[at],
            quantity=";".join(dict.fromkeys(each.value for each in values)) or None,
            unit=";".join(dict.fromkeys(each.unit for each in values if each.unit)) or None,
            date=stated.day if stated else None,
            date_text=stated.text if stated else None,
            confidence=round(float(judged.evidence[at]), 3),
            grade=grade,
            grade_reason=why,
        )


def sayings(document: Document) -> list[str]:
    """The sentences of a document that may be evidence, each once, in their order: no headings, no lists of tags.

    None of a document in neither language.
    """
    if any(defect.id == "language" for defect in document.defects):
        return []
    found: dict[str, None] = {}
    for start, end in spans(document.text):
        line = document.text[document.text.rfind("\n", 0, start) + 1 : end]
        if end - start >= SHORTEST and not is_heading(document.text, start) and not _TAGS.match(line):
            found[document.text[start:end]] = None
    return list(found)


def name_of(document: Document, sentence: str) -> str:
    """The id of a proposal: the same sentence of the same document is proposed under one name."""
    return f"p-{key(document.id + chr(10) + sentence)}"


def _supposes(reads: Sequence[Read], title: Read | None) -> bool:
    """Whether a document tells of what might be: it supposes often, or says so in its title, and states few figures or days."""
    if len(reads) < ENOUGH:
        return False
    supposing = sum("scenario" in read.concepts for read in reads) >= SCENARIO * len(reads)
    named = title is not None and "scenario" in title.concepts
    stated = sum(bool(read.quantities) or when(read.text, read.lang, None) is not None for read in reads)
    return (supposing or named) and stated < FACTS * len(reads)


def _bare(read: Read) -> bool:
    """Whether a sentence supposes, or states neither figure nor day: in scenario prose it tells of no event."""
    return "scenario" in read.concepts or not (read.quantities or when(read.text, read.lang, None))


def _by_machine(document: Document) -> bool:
    return any(defect.id == "machine_written" for defect in document.defects)


def propose(documents: Sequence[Document], proposer: Proposer | None = None) -> list[Proposal]:
    """Proposals of documents, in their order; several reports of one event share a cluster."""
    reads = proposer or proposer_of(None)
    by_id = {document.id: document for document in documents}
    found: list[Proposal] = []
    for document in documents:
        found.extend(reads.propose(document, by_id.get(document.same_as or "")))
    return clustered(found, by_id)


def proposer_of(terms: str | Path | None, grades: str | Path | None = None) -> Proposer:
    """The shipped rules, with an analyst's own terms and grades. Raises EvidenceError where a file does not hold."""
    if terms is None and grades is None:
        return _shipped()
    return _made(None if terms is None else str(terms), grades)


@lru_cache(maxsize=1)
def _shipped() -> Proposer:
    return _made(None, None)


def _made(terms: str | None, grades: str | Path | None) -> Proposer:
    lexicon = Lexicon(with_terms(table("concepts.toml"), terms))
    rules = table("indicators.toml")
    reader = Reader(lexicon, Pointers(rules, lexicon.names))
    actors = Actors(table("actors.toml"), rules)
    return Proposer(reader, Classifier(shipped(), reader, Sides(rules)), actors, Grades(grades))


def reader_of(terms: Iterable[str] = ()) -> tuple[Reader, Sides, Actors]:
    """What the training needs of the rules, without weights."""
    lexicon, rules = Lexicon(with_terms(table("concepts.toml"), None)), table("indicators.toml")
    return Reader(lexicon, Pointers(rules, lexicon.names)), Sides(rules), Actors(table("actors.toml"), rules)
