"""The review of evidence: the queue, decisions about items, export and import."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fourfutures.assimilation import plain_item, read_items
from fourfutures.errors import Both
from fourfutures.evidence import (
    STATUSES,
    Account,
    Entry,
    Ledger,
    LedgerError,
    ReviewError,
    account,
    counts,
    decision_block,
    find,
    fold,
    heading,
    item_block,
    row_of,
)
from fourfutures.files import START, read_chain
from fourfutures.public.desk import LEDGER, STUDY, desk_at, ledger_at, loaded, names, read_from, standing
from fourfutures.public.terms import Asked, terms_of


def evidence_list(
    status: str | None = None,
    *,
    lang: str | None = None,
    decisions: bool = False,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
) -> dict[str, Any]:
    """The queue: what waits for a decision, or items of one status ("all" for every one), of one language if wanted."""
    if status is not None and status not in (*STATUSES, "all"):
        raise ReviewError(
            where=f"--status {status}",
            what=Both("is no status", "不是一种状态"),
            remedy=Both(f"use one of {', '.join(STATUSES)}, all", f"请用{'、'.join(STATUSES)}或 all"),
        )
    if lang not in (None, "en", "zh"):
        raise ReviewError(
            where=f"--language {lang}",
            what=Both("is no language of the desk", "不是证据台的语言"),
            remedy=Both("use en or zh", "请用 en 或 zh"),
        )
    at = read_from(ledger)
    read, review = standing(at)
    wanted = ("proposed", "waiting") if status is None else STATUSES if status == "all" else (status,)
    name = names(loaded(study))
    chosen = [
        one for one in review.items.values() if one.status in wanted and lang in (None, one.candidate.lang)
    ]
    return {
        **heading(at, read, "fourfutures/evidence-list/1"),
        "reviewers": review.reviewers,
        "documents": len(review.documents),
        "counts": counts(review),
        "rows": [item_block(one, review, name) for one in chosen],
        "decisions": [decision_block(mark) for mark in review.decisions] if decisions else None,
    }


def evidence_show(item: str, *, study: STUDY = "ai-2027", ledger: LEDGER = None) -> dict[str, Any]:
    """One item with its document and every decision about it."""
    at = read_from(ledger)
    read, review = standing(at)
    one = find(review, item)
    document = review.documents.get(one.candidate.document_id or "")
    return {
        **heading(at, read, "fourfutures/evidence-show/1"),
        "item": item_block(one, review, names(loaded(study))),
        "text": None if document is None else document.model_dump(mode="json"),
    }


def evidence_accept(
    item: str,
    *,
    by: str,
    reason: str,
    ratio: str | float | None = None,
    expires: date | str | None = None,
    predicate: str | dict[str, Any] | None = None,
    indicator: str | None = None,
    actor: str | None = None,
    direction: str | None = None,
    strength: int | None = None,
    grade: str | None = None,
    dated: date | str | None = None,
    on: date | str | None = None,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Accept an item: by whom, why, until when, and how much it says (a ratio, a word for one, or by strength).

    Raises FourFuturesError for an unknown item, one that is decided, and terms that a run would refuse.
    """
    subject = loaded(study)
    asked = Asked(ratio, expires, predicate, indicator, actor, direction, strength, grade, dated, on)
    entry = desk_at(ledger, now).accept(item, terms_of(asked, subject, now), by, reason)
    return _decided(ledger, entry, study)


def evidence_reject(
    item: str,
    *,
    by: str,
    reason: str,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Reject an item."""
    return _decided(ledger, desk_at(ledger, now).reject(item, by, reason), study)


def evidence_split(
    item: str, parts: Sequence[str], *, by: str, reason: str, study: STUDY = "ai-2027", ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Split an item into parts of its sentence, each quoted as it stands."""
    return _decided(ledger, desk_at(ledger, now).split(item, parts, by, reason), study)


def evidence_merge(
    items: Sequence[str], *, by: str, reason: str, cluster: str | None = None, study: STUDY = "ai-2027",
    ledger: LEDGER = None, now: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Put items into one event: of several reports the strongest counts in full, the others in part."""
    return _decided(ledger, desk_at(ledger, now).merge(items, cluster, by, reason), study)


def evidence_undo(
    what: str,
    *,
    by: str,
    reason: str,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Undo the last decision about an item, or the one with an entry's number: the odds are then what they were."""
    return _decided(ledger, desk_at(ledger, now).undo(what, by, reason), study)


def evidence_reviewers(
    count: int,
    *,
    by: str,
    reason: str,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:
    """Let an acceptance need one name from now on, or two different ones."""
    return _decided(ledger, desk_at(ledger, now).require_reviewers(count, by, reason), study)


def evidence_check(*, ledger: LEDGER = None) -> dict[str, Any]:
    """Whether every entry is as it was written, in its place, and makes sense after those before it."""
    at = read_from(ledger)
    read = at.read()
    problems = list(at.check())
    try:
        review = fold(read.entries)
    except ReviewError as error:
        problems.append(error.problem)
        review = fold(())
    return {
        **heading(at, read, "fourfutures/evidence-check/1"),
        "ok": not problems,
        "problems": problems,
        "documents": len(review.documents),
        "counts": counts(review),
    }


def evidence_export(
    *, everything: bool = False, whole: bool = False, study: STUDY = "ai-2027", ledger: LEDGER = None
) -> str:
    """Accepted items as JSON Lines, as `--evidence FILE` reads them; with `everything` also those still to be decided.

    With `whole` every entry of the ledger, sealed as it is, for another place.
    """
    at = read_from(ledger)
    _, review = standing(at)
    if whole:
        return "".join(line.decode() + "\n" for line in at.lines())
    lines = review.entries(loaded(study).meta.id)
    if everything:
        open_ones = [one for one in review.items.values() if one.status in ("proposed", "waiting")]
        lines += [one.entry() for one in open_ones if one.entry()["dated"] is not None]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def evidence_import(
    file: str | Path, *, whole: bool = False, study: STUDY = "ai-2027", ledger: LEDGER = None,
    now: datetime | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Items of a file as proposals: whoever accepted them elsewhere, they weigh nothing until accepted here.

    With `whole` the entries of another ledger, into an empty one, with all their decisions.
    """
    at = ledger_at(ledger)
    known: list[str] = []
    if whole:
        added = _taken(Path(file), at)
    else:
        _refuse_chain(Path(file))
        items = [plain_item(item) for item in read_items(file, loaded(study))]
        left = ("accepted_by", "accepted_on", "reason")
        proposals = [{key: value for key, value in item.items() if key not in left} for item in items]
        added, known = desk_at(at, now).bring(proposals)
    return {
        **heading(at, at.read(), "fourfutures/evidence-import/1"),
        "file": str(file),
        "whole": whole,
        "added": added,
        "known": known,
    }


def _taken(file: Path, at: Ledger) -> list[str]:
    """Entries of a chain file, put into an empty ledger. Raises LedgerError for one that does not hold."""
    chain = read_chain(file)
    for problem in chain.problems:
        raise LedgerError(where=problem.where, what=problem.what, remedy=problem.remedy)
    heads = [START, *(link.digest for link in chain.links)]
    rows = [row_of(link, head) for link, head in zip(chain.links, heads, strict=False)]
    read: Account = account(rows, str(file))
    for problem in read.problems:
        raise LedgerError(where=problem.where, what=problem.what, remedy=problem.remedy)
    if not rows:
        raise LedgerError(
            where=str(file),
            what=Both("holds no entry", "没有条目"),
            remedy=Both("name another file", "请改用其他文件"),
        )
    fold(read.entries)
    at.take(rows)
    return [str(row.number) for row in rows]


def _refuse_chain(file: Path) -> None:
    """A whole ledger carries decisions, so it is never taken for a list of items."""
    try:
        with file.open("rb") as lines:
            first = json.loads(lines.readline(1_000_000))
    except (OSError, ValueError, RecursionError):
        return
    if isinstance(first, dict) and {"digest", "content"} <= first.keys():
        raise LedgerError(
            where=str(file),
            what=Both("is a whole ledger, with decisions", "是含审核决定的整本台账"),
            remedy=Both("say --whole, which needs an empty ledger", "请加 --whole，并导入空的台账"),
        )


def _decided(ledger: LEDGER, entry: Entry, study: STUDY) -> dict[str, Any]:
    """What a decision made of the desk."""
    at = ledger_at(ledger)
    read, review = standing(at)
    mark = next(mark for mark in review.decisions if mark.entry == entry.number)
    name = names(loaded(study))
    return {
        **heading(at, read, "fourfutures/evidence-decision/1"),
        "decision": decision_block(mark),
        "reviewers": review.reviewers,
        "items": [item_block(review.items[one], review, name) for one in mark.about if one in review.items],
    }
