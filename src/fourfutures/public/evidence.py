"""Documents taken onto the evidence desk: read, questioned, and searched for what may be evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from fourfutures.download import Limits
from fourfutures.errors import Both
from fourfutures.evidence import (
    ADD,
    Bounds,
    Document,
    EvidenceError,
    Ledger,
    Proposal,
    gathered,
    propose,
    proposer_of,
    take,
)
from fourfutures.study import Study, load_study

PAGE_LIMITS = Limits(size=20_000_000, seconds=60.0)  # of one page or feed


def evidence_add(
    sources: str | Path | Sequence[str | Path],
    *,
    study: Study | str | Path = "ai-2027",
    dry_run: bool = False,
    fetch: bool = False,
    private: bool = False,
    terms: str | Path | None = None,
    ledger: Any = None,
    today: date | None = None,
    bounds: Bounds | None = None,
    limits: Limits | None = None,
    pipe: BinaryIO | None = None,
) -> dict[str, Any]:
    """Read documents and propose evidence; put both on the desk unless `dry_run`. Nothing proposed moves the odds.

    `sources` are files, folders, `-` for standard input (or `pipe`), and with `fetch` addresses, which may lead to this
    machine or a private network only with `private`. `terms` is a TOML file of an analyst's own terms beside the rules.
    What cannot be read stands in `problems`, and the rest goes on. Raises EvidenceError where nothing was named or the
    terms do not hold.
    """
    names = [str(each) for each in ([sources] if isinstance(sources, str | Path) else sources)]
    if not names:
        raise EvidenceError(
            where="evidence add",
            what=Both("names no document", "没有指定文档"),
            remedy=Both("name a file, a folder, or - for standard input", "请指定文件、目录，标准输入写作 -"),
        )
    loaded = study if isinstance(study, Study) else load_study(study)
    proposer = proposer_of(terms)
    within = bounds or Bounds()
    downloads = (
        (limits or PAGE_LIMITS)._replace(private=private or (limits or PAGE_LIMITS).private)
        if fetch
        else None
    )
    taken = take(gathered(names, within, downloads, pipe), within, today or datetime.now(UTC).date())
    proposals = propose(taken.documents, proposer)
    problems = list(taken.problems)
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
        "indicators": {
            name: loaded.evidence[name].name.model_dump()
            for name in dict.fromkeys(proposal.indicator for proposal in proposals)
            if name in loaded.evidence
        },
        "problems": problems,
    }


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
