"""A digest of accepted evidence for a run: what the desk decided over some days, and what that did to the run's odds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fourfutures.analysis import AnalysisError, between, by_language
from fourfutures.assimilation import Item, items_of, plain_item
from fourfutures.errors import Both
from fourfutures.evidence import Standing, anchor_of
from fourfutures.public.dates import day
from fourfutures.public.desk import LEDGER, ledger_at, names, read_from
from fourfutures.public.desk_days import Days, days_of, either, last_day
from fourfutures.public.folder import Run
from fourfutures.public.options import Working, workshop_of
from fourfutures.public.remaking import asked_again
from fourfutures.study import Study

SHOWN = 5  # items whose effects stand in columns of their own; the others are added up
TOLD = 3  # items that expire next
ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.ASCII)
By = dict[str, dict[str, float]]


def digest_wanted(
    made: Run, study: Study, from_date: date | str | None, to_date: date | str | None, ledger: LEDGER
) -> tuple[str, dict[str, Any]]:
    """What a digest is about and its request: the days, the items before and after them, and what the desk did.

    The request holds all that the odds are worked out from, so that they can be again without the ledger. Without a last
    day, the digest goes up to the run's own or, if later, the last one on which the desk wrote anything. Raises FourFuturesError for days in the wrong
    order, a run that hears no evidence, and a ledger that is not there.
    """
    if from_date is None:
        what = Both("has no day to start from", "没有起始日期")
        raise AnalysisError(where="--digest", what=what, remedy=Both("give --from too", "请同时给出 --from"))
    if not made.manifest["assimilate"]:
        raise AnalysisError(
            where=str(made.folder),
            what=Both(
                "was made without data, so no evidence counts in it", "未用数据更新，证据在其中不起作用"
            ),
            remedy=Both("make the run again without --prior", "请去掉 --prior 重新运行"),
        )
    at = read_from(ledger_at(ledger))
    entries = at.entries()
    first = day(from_date, "--from")
    assert first is not None
    own = date.fromisoformat(made.manifest["as_of"])
    last = day(to_date, "--to") or max(first, own, last_day(entries) or first)
    desk = days_of(study, at, entries, first, last)
    langs = {item.id: desk.late.items[item.id].candidate.lang for item in desk.new}
    return f"{first}-to-{last}", {
        "from_date": first.isoformat(),
        "to_date": last.isoformat(),
        "head": desk.head,
        "before": [plain_item(item) for item in desk.old],
        "after": [plain_item(item) for item in desk.new],
        "changed": desk.changed,
        "langs": langs,
        **_told(desk, study),
    }


def digest_document(made: Run, asked: Mapping[str, Any], study: Study, hands: Working) -> dict[str, Any]:
    """The odds of the run with the desk before and after the days, the part of each item, and the odds by language."""
    old, new = (items_of(asked[name], study) for name in ("before", "after"))

    def requested(items: Sequence[Item]) -> Any:
        return asked_again(made, study, items)

    with workshop_of(hands) as workshop:
        both = requested(either(old, new))
        content = between(requested(old), requested(new), both, asked["changed"], workshop)
        counted = requested(new).items_in_force
        languages = by_language(requested, new, asked["langs"], workshop) if counted else None
    reading = content["reading"]
    futures = list(content["move"][reading])
    parts = sorted(
        content["parts"],
        key=lambda part: (-max(abs(part["delta"][reading][name]) for name in futures), part["id"]),
    )
    return {
        "digest": content,
        "languages": languages,
        "shown": parts[:SHOWN],
        "rest": _sum([part["delta"] for part in parts[SHOWN:]]),
        "others": [part["id"] for part in parts[SHOWN:]],
        "counting": [item.id for item in counted],
        "as_run": made.manifest["evidence_items"] == [plain_item(item) for item in counted],
        "sources": asked["cards"],
    }


def _sum(deltas: Sequence[By]) -> By | None:
    """Changes added up, by reading and future; None where there are none."""
    if not deltas:
        return None
    return {
        reading: {name: float(sum(delta[reading][name] for delta in deltas)) for name in block}
        for reading, block in deltas[0].items()
    }


def _told(desk: Days, study: Study) -> dict[str, Any]:
    """What the desk did, in lists whose lengths a page may count; a decision that was undone by the end is not in force."""
    ratios = {item.id: item.ratio for item in desk.new}
    numbers = {mark.entry for mark in desk.marks}
    accepted = [one for one in desk.late.accepted if one.id in ratios and one.signed[-1].entry in numbers]
    blocks = [_item(one, desk, study, ratios[one.id]) for one in accepted]
    cards = dict(card for one in accepted for card in _card(one, desk))
    for block in blocks:
        block["card"] = f"desk:{block['document']}" if f"desk:{block['document']}" in cards else None
    live = [mark for mark in desk.marks if mark.undone_by is None]
    lines = [
        {
            "kind": mark.kind,
            "by": mark.by,
            "why": mark.reason,
            "day": mark.day,
            "sentence": _sentence(desk, mark.about),
        }
        for mark in live
    ]
    others = ("split", "merged", "reviewers")
    ends = sorted(desk.new, key=lambda item: (str(item.expires), item.id))
    return {
        "decided": len(desk.marks),
        "arrived": desk.arrived,
        "waiting": desk.waiting,
        "accepted": blocks,
        "rejected": [line for line in lines if line["kind"] == "rejected"],
        "undone": [line for line in lines if line["kind"] == "undone"],
        "other": [line for line in lines if line["kind"] in others],
        "expiring": [
            {"id": item.id, "sentence": item.text, "expires": str(item.expires)}
            for item in ends
            if item.expires is not None and str(item.expires) >= desk.last.isoformat()
        ][:TOLD],
        "known": {item.id: item.text for item in (*desk.old, *desk.new)},
        "cards": cards,
    }


def _sentence(desk: Days, about: Sequence[str]) -> str:
    """The sentence that a decision was about; of several, the first."""
    return next((desk.late.items[name].candidate.sentence for name in about if name in desk.late.items), "")


def _item(one: Standing, desk: Days, study: Study, ratio: float) -> dict[str, Any]:
    """One accepted item: the sentence and its document, how it is read, who accepted it and why."""
    terms, candidate = one.terms, one.candidate
    assert terms is not None
    document = desk.late.documents.get(candidate.document_id or "")
    words = anchor_of(ratio).words
    return {
        "id": one.id,
        "sentence": candidate.sentence,
        "lang": candidate.lang,
        "document": candidate.document_id,
        "publisher": None if document is None else document.publisher,
        "dated": terms.dated.isoformat(),
        "name": names(study)(terms.indicator),
        "direction": terms.direction,
        "grade": terms.grade,
        "ratio": ratio,
        "words": {"en": str(words), "zh": words.zh},
        "signed": [{"by": mark.by, "why": mark.reason, "day": mark.day} for mark in one.signed],
        "on": terms.on.isoformat(),
        "expires": terms.expires.isoformat(),
    }


def _card(one: Standing, desk: Days) -> Iterator[tuple[str, dict[str, str]]]:
    """The source card of an item's document, where the document says all that a footnote has to."""
    document = desk.late.documents.get(one.candidate.document_id or "")
    assert one.terms is not None
    if document is None or not (document.title and document.publisher and document.published):
        return
    if document.url is None or not ADDRESS.fullmatch(document.url):
        return
    yield (
        f"desk:{document.id}",
        {
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "published": document.published.isoformat(),
            "accessed": desk.came[document.id],
            "grade": one.terms.grade,
        },
    )
