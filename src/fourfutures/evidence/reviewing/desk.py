"""The desk: decisions about items, each an entry of the ledger, each checked against the desk as it is when written."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from fourfutures.errors import Both
from fourfutures.evidence.ledger import Entry, Ledger, New
from fourfutures.evidence.reviewing.errors import ReviewError
from fourfutures.evidence.reviewing.folding import fold
from fourfutures.evidence.reviewing.standing import Review, Standing, Terms

MOST_REVIEWERS = 2
MOST_SIGNS = 2000  # of a reason
LEAST_PREFIX = 4  # signs of an id that may stand for it where no other begins so


class Desk:
    """Decides on items of one ledger. `now` is the clock, for those who need another."""

    def __init__(self, ledger: Ledger, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.ledger = ledger
        self.now = now

    def review(self, until: str | None = None) -> Review:
        """The desk as it stands, or as it stood at the end of a day."""
        return fold(self.ledger.entries(), until)

    def accept(self, name: str, terms: Callable[[Standing], Terms], by: str, reason: str) -> Entry:
        """Accept an item on terms made from it as it stands. Where two names are needed, the second one confirms.

        Raises ReviewError for an item that is not to be decided, and for a second review by the same person or on
        other terms.
        """

        def decide(review: Review) -> New:
            one = find(review, name)
            signed = {"item": one.id, **signature(by, reason)}
            if one.status == "waiting":
                first = one.signed[0]
                _require_other(first.by, by, one.id)
                asked, was = terms(one), one.terms
                assert was is not None
                if asked.model_copy(update={"on": was.on}) != was:
                    raise _other_terms(one.id, first.by)
                return "confirmed", {**signed, "on": asked.on.isoformat()}
            _require(one, "proposed")
            return "accepted", {**signed, "terms": terms(one).model_dump(mode="json")}

        return self._write(decide)

    def reject(self, name: str, by: str, reason: str) -> Entry:
        """Reject an item."""

        def decide(review: Review) -> New:
            one = find(review, name)
            _require(one, "proposed", "waiting")
            return "rejected", {"item": one.id, **signature(by, reason)}

        return self._write(decide)

    def split(self, name: str, parts: Sequence[str], by: str, reason: str) -> Entry:
        """Split an item into parts of its sentence, each to be decided by itself. Raises ReviewError for other words."""

        def decide(review: Review) -> New:
            one = find(review, name)
            _require(one, "proposed")
            if len(parts) < 2:
                raise ReviewError(
                    where=one.id,
                    what=Both("is split into less than two parts", "拆分出的部分不足两项"),
                    remedy=Both("give --part twice or more", "请至少给出两次 --part"),
                )
            for part in parts:
                if not part.strip() or part not in one.candidate.sentence:
                    raise ReviewError(
                        where=f"--part {part[:80]}",
                        what=Both("does not stand in the sentence so", "句中没有这段原文"),
                        remedy=Both("quote a part of it as it stands", "请照原文引用其中一段"),
                    )
            return "split", {"item": one.id, "parts": list(parts), **signature(by, reason)}

        return self._write(decide)

    def merge(self, names: Sequence[str], cluster: str | None, by: str, reason: str) -> Entry:
        """Put items into one event, so that several reports of it count as one."""

        def decide(review: Review) -> New:
            found = [find(review, name) for name in names]
            for one in found:
                _require(one, "proposed", "waiting", "accepted")
            ids = list(dict.fromkeys(one.id for one in found))
            event = (cluster or "").strip() or (found[0].event if found else "")
            if len(ids) < 2 and not any(
                one.event == event and one.id not in ids for one in review.items.values()
            ):
                raise ReviewError(
                    where=", ".join(ids) or "merge",
                    what=Both("is the only item of the event", "事件中只有这一项"),
                    remedy=Both("name two items, or an event that is there", "请写明两项，或已有的事件"),
                )
            return "merged", {"items": ids, "cluster": event, **signature(by, reason)}

        return self._write(decide)

    def undo(self, what: str, by: str, reason: str) -> Entry:
        """Undo a decision: by the number of its entry, or the last one about an item. The desk is then as before it.

        Raises ReviewError where a later decision rests on it.
        """

        def decide(review: Review) -> New:
            number = self._undoable(review, what)
            about = next(mark.about for mark in review.decisions if mark.entry == number)
            return "undone", {"entry": number, "items": list(about), **signature(by, reason)}

        return self._write(decide)

    def require_reviewers(self, count: int, by: str, reason: str) -> Entry:
        """How many people an acceptance needs from now on: one or two."""
        if not 1 <= count <= MOST_REVIEWERS:
            raise ReviewError(
                where=f"{count}",
                what=Both("is neither 1 nor 2", "不是1或2"),
                remedy=Both("one reviewer, or two of different names", "请选一位审核人，或两位不同的审核人"),
            )
        return self._write(lambda review: ("reviewers", {"reviewers": count, **signature(by, reason)}))

    def bring(self, items: Sequence[dict[str, Any]]) -> tuple[list[str], list[str]]:
        """Put imported items on the desk as proposals. Returns ids that are new and ids that were there."""
        fresh: list[str] = []
        there: list[str] = []

        def make(entries: tuple[Entry, ...]) -> list[New]:
            known = fold(entries).items
            fresh[:] = [item["id"] for item in items if item["id"] not in known]
            there[:] = [item["id"] for item in items if item["id"] in known]
            return [("imported", {"imported": item}) for item in items if item["id"] not in known]

        self.ledger.append(make, self.now())
        return fresh, there

    def _write(self, decide: Callable[[Review], New]) -> Entry:
        """Write a decision made on the desk as it is while nobody else writes, unless the desk could not be folded then."""

        def make(entries: tuple[Entry, ...]) -> list[New]:
            kind, content = decide(fold(entries))
            fold([*entries, Entry(len(entries) + 1, "", kind, self.now().isoformat(), dict(content))])
            return [(kind, content)]

        return self.ledger.append(make, self.now())[0]

    @staticmethod
    def _undoable(review: Review, what: str) -> int:
        named = what.strip().removeprefix("#")
        live = [mark for mark in review.decisions if mark.undone_by is None]
        if named.isdecimal() and named not in review.items:
            number = int(named)
            found = next((mark for mark in review.decisions if mark.entry == number), None)
            if found is not None and found.undone_by is None:
                return number
            where = Both(f"entry {number}", f"第{number}条")
            if found is None:
                said = Both("is no decision", "不是审核决定")
            else:
                said = Both(f"was undone by entry {found.undone_by}", f"已由第{found.undone_by}条撤销")
            raise ReviewError(where=where, what=said, remedy=_SEE)
        one = find(review, named)
        for mark in reversed(live):
            if one.id in mark.about and mark.kind != "undone":
                return mark.entry
        raise ReviewError(
            where=one.id, what=Both("nothing was decided about it", "尚无可撤销的决定"), remedy=_SEE
        )


_SEE = Both("see `fourfutures evidence list --decisions`", "请查看 fourfutures evidence list --decisions")


def find(review: Review, name: str) -> Standing:
    """An item by its id, or by the beginning of it where no other begins so. Raises ReviewError."""
    name = name.strip()
    if name in review.items:
        return review.items[name]
    near = (
        [one for key, one in review.items.items() if key.startswith(name)]
        if len(name) >= LEAST_PREFIX
        else []
    )
    if len(near) == 1:
        return near[0]
    raise ReviewError(
        where=name or "ID",
        what=Both("stands for several items", "对应多项证据") if near else Both("is no item of the desk", "不在证据台中"),
        remedy=Both("take an id from `fourfutures evidence list`", "请从 fourfutures evidence list 中选用编号"),
    )  # fmt: skip


def signature(by: str, reason: str) -> dict[str, str]:
    """Who and why. Raises ReviewError where either is missing or is no text."""
    found = {}
    for name, text in (("by", by), ("reason", reason)):
        said = unicodedata.normalize("NFC", text).strip()
        if not said or len(said) > MOST_SIGNS or not said.isprintable():
            raise ReviewError(
                where=f"--{name}",
                what=Both("is missing", "未填写")
                if not said
                else Both("is no plain text of one line", "不是单行文字"),
                remedy=Both("say who decides, by role, and why", "请写明由谁（职务）、因何决定"),
            )
        found[name] = said
    return found


def _require(one: Standing, *statuses: str) -> None:
    if one.status in statuses:
        return
    what, remedy = _STANDS[one.status]
    raise ReviewError(where=one.id, what=what, remedy=remedy)


def _require_other(first: str, by: str, name: str) -> None:
    if _person(first) == _person(by):
        raise ReviewError(
            where=f"{name}, --by",
            what=Both(f"{first} has reviewed it already", f"{first}已审核过"),
            remedy=Both("the second review is somebody else's", "第二次审核须由另一人完成"),
        )


def _person(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _other_terms(name: str, first: str) -> ReviewError:
    return ReviewError(
        where=name,
        what=Both(
            f"the second review sets other terms than that of {first}", f"第二次审核的条件与{first}的不同"
        ),
        remedy=Both(
            "leave the terms out to confirm, or reject it or undo the first review",
            "确认时请不写条件，或不予采纳，或撤销第一次审核",
        ),
    )


_UNDO = Both("undo that first if it should be decided anew", "如需重新决定，请先撤销")
_STANDS = {
    "proposed": (Both("is not decided", "尚未决定"), Both("accept or reject it", "请采纳或不予采纳")),
    "waiting": (
        Both("waits for a second reviewer", "正待第二位审核人确认"),
        Both("let somebody else accept it, or reject it", "请由另一人采纳，或不予采纳"),
    ),
    "accepted": (Both("is accepted already", "已采纳"), _UNDO),
    "rejected": (Both("is rejected already", "未采纳"), _UNDO),
    "split": (Both("was split; its parts are decided by themselves", "已拆分，各部分分别决定"), _UNDO),
}
