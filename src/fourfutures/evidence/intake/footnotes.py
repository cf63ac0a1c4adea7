"""Footnotes: each reference with its address, the day it was retrieved, and the sentences that rest on it."""

from __future__ import annotations

import re
from datetime import date

from fourfutures.evidence.document import Footnote
from fourfutures.evidence.intake.dates import day
from fourfutures.evidence.intake.markdown import CLOSE, OPEN, note_address, note_text
from fourfutures.evidence.sentences import spans

_CALL = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_RETRIEVED = re.compile(
    r"(?:retrieved|accessed|last visited|viewed|checked)(?:\s+on)?:?\s+(.{6,40})|(?:访问|检索|查阅|存取|存取日期|访问日期|检索日期)[于日期：:]*\s*(.{6,24})",
    re.I,
)


def footnotes(text: str, notes: tuple[tuple[str, str], ...]) -> tuple[str, tuple[Footnote, ...]]:
    """The text without marks of footnotes, and the footnotes with the sentences that carry them.

    A mark behind the stop of a sentence belongs to that sentence. A note that is called but not written has no text.
    """
    claims: dict[str, list[str]] = {key: [] for key, _ in notes}
    plain, calls = _without_marks(text)
    found = list(spans(plain))
    for at, key in calls:
        owner = next((span for span in reversed(found) if span[0] < at), None)
        said = plain[owner[0] : owner[1]] if owner else ""
        kept = claims.setdefault(key, [])
        if said and said not in kept:
            kept.append(said)
    written = dict(notes)
    return plain, tuple(
        Footnote(
            key=key,
            text=note_text(written.get(key, "")),
            url=note_address(written.get(key, "")),
            retrieved=retrieved(written.get(key, "")),
            claims=tuple(said),
        )
        for key, said in claims.items()
    )


def retrieved(text: str) -> date | None:
    """The day on which a reference says that it was looked up."""
    found = _RETRIEVED.search(text)
    return day(found.group(1) or found.group(2)) if found else None


def _without_marks(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text, and where in it each mark stood."""
    said: list[str] = []
    calls: list[tuple[int, str]] = []
    length = last = 0
    for call in _CALL.finditer(text):
        before = text[last : call.start()]
        said.append(before)
        length += len(before)
        calls.append((length, call.group(1)))
        last = call.end()
    said.append(text[last:])
    return "".join(said), calls
