"""The pen: writes values of the record into a text, each with the mark of its claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.claims import Claim, Ledger
from fourfutures.report.errors import ReportError
from fourfutures.report.footnotes import Footnotes
from fourfutures.report.formats import wording
from fourfutures.report.record import RunRecord, pointer
from fourfutures.report.standing import Standing
from fourfutures.report.wording import bands_spanned

WORD_SPANS = 2  # a range across three bands or more takes no word


class Pen:
    """One language's hand on one run: formats, marks and enters claims in the ledger both languages share."""

    def __init__(
        self, record: RunRecord, standing: Standing, texts: Catalogue, ledger: Ledger, place: str = ""
    ) -> None:
        self.record, self.standing, self.texts, self.ledger, self.place = (
            record,
            standing,
            texts,
            ledger,
            place,
        )
        self.names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
        self.footnotes = Footnotes(texts, record.summary.get("sources") or {}, record.known_by)
        self._coarse = standing.coarse

    def elsewhere(self, place: str) -> Pen:
        """The same hand where comments cannot stand: title, summary, alt text."""
        return Pen(self.record, self.standing, self.texts, self.ledger, place)

    def text(self, key: str, **values: object) -> str:
        """A text of the page's language."""
        return self.texts.text(key, **values)

    def _claim(self, kind: str, ref: str, value: Any, form: str, **more: Any) -> str:
        shown = wording(form, value, self.texts, unit=more.get("unit", ""), names=self.names)
        claim = self.ledger.enter(
            Claim("", kind, ref, value, form, place=self.place, **more), self.texts.lang, shown
        )
        return shown if self.place else f"{shown}<!--{claim.id}-->"

    def look(self, *path: object) -> Any:
        """A value of the summary, or None where the record has none."""
        try:
            return self.record.resolve(pointer(*path))
        except ReportError:
            return None

    def value(
        self, form: str, *path: object, kind: str = "value", unit: str = "", source_id: str = ""
    ) -> str:
        """A single value; what the record does not hold reads as not measured."""
        found = self.look(*path)
        if found is None:
            return self.text("not_measured")
        return self._claim(kind, pointer(*path), found, form, unit=unit, source_id=source_id)

    def pair(
        self, form: str, *path: object, fields: tuple[str, str] = ("low", "high"), kind: str = "range"
    ) -> str:
        """A range, from two members of one object."""
        found = self.look(*path)
        if not isinstance(found, dict) or any(found.get(name) is None for name in fields):
            return self.text("not_measured")
        return self._claim(kind, pointer(*path), [found[name] for name in fields], form, fields=fields)

    def p(self, reading: str, future: str, part: str = "p") -> str:
        """The odds of a future."""
        return self.value("percent" + self._coarse, "futures", reading, future, part, unit="share")

    def span(self, reading: str, future: str) -> str:
        """The range of a future."""
        return self.pair("range" + self._coarse, "futures", reading, future)

    def odds(self, reading: str, future: str) -> str:
        """Odds with their range, which is left out where it reads like the odds themselves."""
        path = ("futures", reading, future)
        if self.narrow((*path, "p"), path):
            return self.p(reading, future)
        return self.text("odds.ranged", p=self.p(reading, future), range=self.span(reading, future))

    def narrow(self, path: tuple[object, ...], ranges: tuple[object, ...]) -> bool:
        """Whether a range reads like the number it belongs to."""
        span = self.look(*ranges)
        ends = wording("range" + self._coarse, (span["low"], span["high"]), self.texts)
        return ends == wording("percent" + self._coarse, self.look(*path), self.texts)

    def share(self, *path: object) -> str:
        """A share or probability other than the odds of a future."""
        return self.value("percent", *path, unit="share")

    def chance(self, *path: object) -> str:
        """A probability that rests on weights, so to the nearest 5 in a weak run."""
        return self.value("percent" + self._coarse, *path, unit="share")

    def predicate(self, path: tuple[object, ...], ranges: tuple[object, ...]) -> str:
        """How likely something is: band word, number and range; no word where the range spans three bands or more."""
        found, span = self.look(*path), self.look(*ranges)
        if found is None or span is None:
            return self.text("predicate.missing")
        number, inner = self.chance(*path), not self.narrow(path, ranges)
        wide = bands_spanned(span["low"], span["high"], self.texts.words) > WORD_SPANS
        if inner:
            pair = self.pair("range" + self._coarse, *ranges)
            number = self.text("odds.ranged" if wide else "odds.inner", p=number, range=pair)
        if wide:
            return self.text("predicate.number", p=number)
        word = self._claim("word", pointer(*path), found, "band")
        return self.text(f"predicate.{shape(found)}", word=word, p=number)

    def banded(self, key: str, *path: object) -> str:
        """A sentence about how likely something is, in the shape that its band word asks for."""
        found = self.look(*path)
        word = self._claim("word", pointer(*path), found, "band")
        return self.text(f"{key}.{shape(found)}", word=word, p=self.chance(*path))

    def likely(self, *path: object) -> str:
        """How likely something is that has no range of its own: band word and number."""
        found = self.look(*path)
        if found is None:
            return self.text("predicate.missing")
        word = self._claim("word", pointer(*path), found, "band")
        return self.text(f"predicate.{shape(found)}", word=word, p=self.chance(*path))

    def spread(self, form: str, *path: object, middle: str = "mean") -> str:
        """A middle value with its 90% interval, from one object of quantiles."""
        return self.text(
            "odds.ranged",
            p=self.value(form, *path, middle),
            range=self.pair(f"{form}.range" if form != "percent" else "range", *path, fields=("q05", "q95")),
        )

    def rank(self, form: str, value: str, *path: object, place: int = 1) -> str:
        """The name of what comes first, or at another place, in a block of the record."""
        return self._claim("rank", pointer(*path), value, form, fields=(str(place),))

    def first(self, reading: str, form: str = "future") -> str:
        """The name of the future that comes first under a reading."""
        return self.rank(form, self.standing.first(reading), "futures", reading)

    def future(self, future: str) -> str:
        """A future's name in a sentence, claiming nothing."""
        return wording("future", future, self.texts, names=self.names)

    def future_name(self, future: str) -> str:
        """A future's full name, for tables."""
        return self.texts.name(self.names[future])

    def name(self, *path: object) -> str:
        """A name the study gives; claimed only when it holds a digit, which no page may have unclaimed."""
        names = self.look(*path)
        if any(letter.isdigit() for text in names.values() for letter in text):
            return self._claim("value", pointer(*path), names, "text")
        return self.texts.name(names)

    def quoted(self, *path: object) -> str:
        """A whole text of the record in both languages."""
        return self._claim("quote", pointer(*path), self.look(*path), "text")

    def cited(self, *path: object) -> str:
        """Words of others, as they stand: markup in them shows as text."""
        return self._claim("quote", pointer(*path), self.look(*path), "cited")

    def count(self, *path: object, beyond: int = 0) -> str:
        """How many entries a list of the record holds, or how many there are beyond the first few."""
        fields = (str(beyond),) if beyond else ()
        return self._claim("count", pointer(*path), len(self.look(*path)) - beyond, "count", fields=fields)

    def compared(self, name: str, *paths: tuple[object, ...]) -> str:
        """A word of comparison, tied to the values its test runs on."""
        refs = [pointer(*path) for path in paths]
        values = [self.look(*path) for path in paths]
        return self._claim("compare", refs[0], values, f"compare.{name}", against=tuple(refs[1:]))

    def join(self, sentences: Sequence[str]) -> str:
        """Sentences of one paragraph: a blank between them in English, none in Chinese."""
        return ("" if self.texts.lang == "zh" else " ").join(sentences)

    def date(self, iso: str | None) -> str:
        """A day or month; dates need no claim."""
        return numerals.date(iso, self.texts.lang) if iso else self.text("not_measured")


def shape(p: float) -> str:
    """Which shape of sentence the band word of a probability fits in."""
    if p < 0.01:
        return "none"
    if p < 0.05:
        return "remote"
    return "even" if 0.45 <= p < 0.55 else "word"
