"""Footnotes of a page: numbered at their first call, one number a source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.literal import literal

LAST_DAY = "9999-12-31"  # the end of a date that is given in part: a year without a day may end with it
CARD = ("title", "publisher", "url", "published", "accessed", "grade")


class Footnotes:
    """Calls to sources and notes on scope, in the order of their first call."""

    def __init__(self, texts: Catalogue, sources: Mapping[str, Mapping[str, Any]], as_of: str) -> None:
        self.texts = texts
        self.sources = sources
        self.as_of = as_of
        self._numbers: dict[str, int] = {}

    def citable(self, source_id: str | None) -> bool:
        """Whether a source has a whole card, a working form of address, and dates that a reader of that day could have."""
        card = self.sources.get(source_id or "")
        if card is None or any(not card.get(part) for part in CARD):
            return False
        published, accessed = str(card["published"]), str(card["accessed"])
        # A year or month alone is not known to lie before a day in it, unless the source had been read by then.
        in_time = min(published + LAST_DAY[len(published) :], accessed) <= self.as_of
        ordered = published <= accessed[: len(published)]
        return in_time and ordered and str(card["url"]).startswith(("https://", "http://"))

    def call(self, source_id: str) -> str:
        """The mark of a source; call it only when it is citable."""
        return self._mark(f"source:{source_id}")

    def note(self, key: str) -> str:
        """The mark of a note on scope, by its text key."""
        return self._mark(f"note:{key}")

    def _mark(self, entry: str) -> str:
        return f"[^{self._numbers.setdefault(entry, len(self._numbers) + 1)}]"

    def lines(self) -> list[str]:
        """One line a footnote, for the end of the page."""
        return [f"[^{number}]: {self._line(entry)}" for entry, number in self._numbers.items()]

    def _line(self, entry: str) -> str:
        kind, _, key = entry.partition(":")
        if kind == "note":
            return self.texts.text(key)
        card = self.sources[key]
        return self.texts.text(
            "footnote.source",
            publisher=literal(str(card["publisher"])),
            title=literal(str(card["title"])),
            published=numerals.date(str(card["published"]), self.texts.lang),
            accessed=numerals.date(str(card["accessed"]), self.texts.lang),
            url=card["url"],
            grade=card["grade"],
        )
