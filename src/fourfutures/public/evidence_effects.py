"""What evidence does to the odds: before it is accepted, by the language it was read in, and over some days of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Unpack

from fourfutures.analysis import between, by_language
from fourfutures.analysis import preview as previewed
from fourfutures.assimilation import Item, items_of
from fourfutures.evidence import ANCHORS, decision_block, find, item_block
from fourfutures.public.dates import day
from fourfutures.public.desk import LEDGER, STUDY, checked, loaded, names, read_from, standing, today, without
from fourfutures.public.desk_days import days_of, either
from fourfutures.public.options import Odds, asked_of, offered, workshop_of
from fourfutures.public.terms import Asked, terms_of


@offered()
def evidence_preview(
    item: str,
    *,
    ratio: str | float | None = None,
    predicate: str | dict[str, Any] | None = None,
    indicator: str | None = None,
    actor: str | None = None,
    direction: str | None = None,
    strength: int | None = None,
    grade: str | None = None,
    dated: date | str | None = None,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
    **options: Unpack[Odds],
) -> dict[str, Any]:
    """What an item would do to the odds of a run, beside the evidence that counts already; nothing is decided.

    Of an accepted item: what it does. Odds are those of `run` with the same options, with the item and without.
    """
    subject, at = loaded(study), read_from(ledger)
    _, review = standing(at)
    one = find(review, item)
    there = items_of(review.entries(subject.meta.id), subject, at.place.shown)
    limit = day(options.get("as_of")) or subject.meta.assembled
    if one.status == "accepted":
        tried = next((found for found in there if found.id == one.id), None) or checked(one.entry(), subject)
    else:
        on = min(limit, today(now).date())
        asked = Asked(
            ratio, _far(limit), predicate, indicator, actor, direction, strength, grade, dated, None
        )
        terms = terms_of(asked, subject, now)(one)
        on = max(min(on, terms.on), terms.dated)
        entry = {**one.entry(), **terms.model_dump(mode="json", exclude={"study", "on"}, exclude_none=True)}
        tried = checked({**entry, "accepted_by": "?", "accepted_on": on, "reason": "?"}, subject)

    def made(items: Sequence[Item]) -> Any:
        return asked_of(subject, options, as_of=limit, evidence=list(items))

    others = without(there, one.id)
    with workshop_of(options) as workshop:
        content = previewed(
            made(others), made([*others, tried]), one.id, {a.name: a.ratio for a in ANCHORS}, workshop
        )
    words = {anchor.name: {"en": str(anchor.words), "zh": anchor.words.zh} for anchor in ANCHORS}
    for tried_ratio in content["ratios"]:
        tried_ratio["words"] = words[tried_ratio["name"]]
    return {**content, "ledger": at.place.shown, "standing": item_block(one, review, names(subject))}


@offered()
def evidence_languages(
    *,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    **options: Unpack[Odds],
) -> dict[str, Any]:
    """Odds under English-sourced, Chinese-sourced and all accepted evidence, and the items that split them."""
    subject, at = loaded(study), read_from(ledger)
    _, review = standing(at)
    items = items_of(review.entries(subject.meta.id), subject, at.place.shown)

    def made(some: Sequence[Item]) -> Any:
        return asked_of(subject, options, evidence=list(some))

    langs: dict[str, str | None] = {one.id: one.candidate.lang for one in review.items.values()}
    with workshop_of(options) as workshop:
        content = by_language(made, items, langs, workshop)
    return {**content, "ledger": at.place.shown}


@offered()
def evidence_digest(
    *,
    from_date: date | str,
    to_date: date | str | None = None,
    study: STUDY = "ai-2027",
    ledger: LEDGER = None,
    now: datetime | None = None,
    **options: Unpack[Odds],
) -> dict[str, Any]:
    """What was accepted, rejected and undone from one day to another, both included, and what it did to the odds.

    The odds are those of one day, `as_of`, with the desk as it stood before the first day and at the end of the last.
    """
    subject, at = loaded(study), read_from(ledger)
    first, last = day(from_date, "--from"), day(to_date, "--to") or today(now).date()
    assert first is not None
    desk = days_of(subject, at, at.entries(), first, last)

    def made(items: Sequence[Item]) -> Any:
        return asked_of(subject, options, evidence=list(items))

    old, new = desk.old, desk.new
    with workshop_of(options) as workshop:
        content = between(made(old), made(new), made(either(old, new)), desk.changed, workshop)
    name = names(subject)
    return {
        **content,
        "ledger": at.place.shown,
        "from_date": first.isoformat(),
        "to_date": last.isoformat(),
        "arrived": desk.arrived,
        "waiting": desk.waiting,
        "decisions": [
            {
                **decision_block(mark),
                "items": [
                    item_block(desk.late.items[one], desk.late, name)
                    for one in mark.about
                    if one in desk.late.items
                ],
            }
            for mark in desk.marks
        ],
        "head": desk.head,
    }


def _far(limit: date) -> str:
    """An expiry for something that is only tried."""
    return date(limit.year + 10, 1, 1).isoformat()
