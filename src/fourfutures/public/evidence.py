"""Documents taken onto the evidence desk: read, questioned, and searched for what may be evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from fourfutures.download import Limits
from fourfutures.errors import Both, Problem
from fourfutures.evidence import (
    ADD,
    Bounds,
    Document,
    EvidenceError,
    Ledger,
    Patience,
    Proposal,
    Proposer,
    Source,
    ask,
    endpoint_of,
    gathered,
    joined,
    propose,
    proposer_of,
    take,
)
from fourfutures.public.working import Progress
from fourfutures.study import Study, load_study

CODE = 3  # signs of an economy's code; groups of economies have longer names
PAGE_LIMITS = Limits(size=20_000_000, seconds=60.0)  # of one page or feed


def evidence_add(
    sources: str | Path | Source | Sequence[str | Path | Source | Problem],
    *,
    study: Study | str | Path = "ai-2027",
    dry_run: bool = False,
    fetch: bool = False,
    private: bool = False,
    terms: str | Path | None = None,
    grades: str | Path | None = None,
    llm: str | None = None,
    llm_model: str | None = None,
    llm_key_env: str | None = None,
    ledger: Any = None,
    today: date | None = None,
    bounds: Bounds | None = None,
    limits: Limits | None = None,
    pipe: BinaryIO | None = None,
    patience: Patience | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Read documents and propose evidence; put both on the desk unless `dry_run`. Nothing proposed moves the odds.

    `sources` are files, folders, `-` for standard input (or `pipe`), and with `fetch` addresses, which may lead to this
    machine or a private network only with `private`; a Source is bytes at hand under a name, a Problem a word on
    something that could not be had. `terms` is a TOML file of an analyst's own terms beside the rules,
    `grades` one of first grades of sources, which go before those of the program.

    `llm` is an OpenAI-compatible endpoint whose model `llm_model` proposes too, with the key in the environment variable
    that `llm_key_env` names; `progress` hears how many documents it was asked about. Its quotes are looked up in the documents,
    and its proposals say whose they are.

    What cannot be read stands in `problems`, and the rest goes on. Raises EvidenceError where nothing was named, where
    terms or grades do not hold, and where the endpoint is not given whole or its extra is not installed.
    """
    given = [sources] if isinstance(sources, str | Path | Source) else sources
    names = [each if isinstance(each, Source | Problem) else str(each) for each in given]
    if not names:
        raise EvidenceError(
            where="evidence add",
            what=Both("names no document", "没有指定文档"),
            remedy=Both("name a file, a folder, or - for standard input", "请指定文件、目录，标准输入写作 -"),
        )
    loaded = study if isinstance(study, Study) else load_study(study)
    endpoint = endpoint_of(llm, llm_model, llm_key_env)
    proposer = proposer_of(terms, grades)
    within = bounds or Bounds()
    downloads = (
        (limits or PAGE_LIMITS)._replace(private=private or (limits or PAGE_LIMITS).private)
        if fetch
        else None
    )
    taken = take(gathered(names, within, downloads, pipe), within, today or datetime.now(UTC).date())
    proposals = propose(taken.documents, proposer)
    problems, model = list(taken.problems), None
    if endpoint is not None:
        asked = ask(
            taken.documents, endpoint, {name: one.name.model_dump() for name, one in loaded.evidence.items()},
            _actors(loaded, proposer), proposer.grades, patience,
            None if progress is None else partial(progress, "questions"),
        )  # fmt: skip
        proposals, agreed = joined(proposals, asked.proposals, taken.documents)
        problems += asked.problems
        model = asked.account.model_copy(update={"agreed": agreed}).model_dump()
    added, place = None, None
    if not dry_run and taken.documents:
        added, place, refused = _handed_over(ledger, taken.documents, proposals)
        problems += refused
    return {
        "schema": ADD,
        "study": loaded.meta.id,
        "study_hash": loaded.hash,
        "as_of": loaded.meta.assembled.isoformat(),
        "dry_run": dry_run,
        "ledger": place,
        "added": added,
        "documents": [document.model_dump(mode="json") for document in taken.documents],
        "proposals": [proposal.model_dump(mode="json") for proposal in proposals],
        "model": model,
        "indicators": {
            name: loaded.evidence[name].name.model_dump()
            for name in dict.fromkeys(proposal.indicator for proposal in proposals)
            if name in loaded.evidence
        },
        "problems": problems,
    }


def _actors(study: Study, proposer: Proposer) -> list[str]:
    """Whom an item may be about: the study's economies, others that the rules know by name, the world."""
    economies = {entity.code for entity in study.entities if len(entity.code) == CODE}
    return sorted(economies | set(proposer.actors.codes) | {"EUU", "GLOBAL"})


def _handed_over(
    named: Any, documents: Sequence[Document], proposals: Sequence[Proposal]
) -> tuple[dict[str, int], str, list[Any]]:
    """What the ledger took. The one place where intake meets it."""
    ledger = named if isinstance(named, Ledger) else Ledger(named)
    found = ledger.add(documents, proposals)
    return (
        {"documents": found.documents, "proposals": found.proposals, "known": found.known},
        ledger.place.shown,
        list(found.refused),
    )
