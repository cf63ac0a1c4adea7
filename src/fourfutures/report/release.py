"""Whether a page may go out: what has to hold before it stops being a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from fourfutures.report.catalogue import Catalogue, Words, catalogue
from fourfutures.report.claims import BLOCK, read_block, without_marks
from fourfutures.report.counting import counted
from fourfutures.report.record import RunRecord
from fourfutures.report.titles import LONGEST, length
from fourfutures.report.verification import broken_claims, without_claims

SENTENCES = 3
LONGEST_SUMMARY = {"en": 200, "zh": 100}
HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
CODE = re.compile(r"`[^`]*`")
DIGITS = re.compile(r"\d")
# What may hold digits without a claim: dates, labels of intervals, names.
UNCLAIMED = {
    "en": (
        r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}",
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}",
        r"\d+% intervals?",
    ),
    "zh": (r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?", r"\d+%区间"),
}
NAMES = (r"\bH100\b", r"\bAI\+", r"\b\d{4}-\d{2}\b")  # and months as tables write them
MONTH_OF_MAY = re.compile(r"\bMay (?=\d)")


class Parts(NamedTuple):
    """A page taken apart."""

    head: Mapping[str, Any]
    body: str  # up to the references
    references: str
    claims: list[Mapping[str, Any]]


def faults(pages: Mapping[str, str], record: RunRecord) -> dict[str, list[str]]:
    """What keeps each page from going out, by language; empty lists where nothing does."""
    parts = {lang: taken_apart(page, catalogue(lang)) for lang, page in pages.items()}
    found = {lang: _page(part, record, catalogue(lang)) for lang, part in parts.items()}
    same = {
        lang: [(claim["id"], claim["kind"], claim["ref"], claim["value"]) for claim in part.claims]
        for lang, part in parts.items()
    }
    first = next(iter(same.values()))
    for lang, listed in same.items():
        if listed != first:
            found[lang].append("the languages do not make the same claims")
    return found


def taken_apart(page: str, texts: Catalogue) -> Parts:
    """Front matter, body, references and claims of a page. Raises ReportError where there is no list of claims."""
    claims = read_block(page)
    rest = BLOCK.sub("", page)
    head = HEAD.match(rest)
    body, _, references = rest[head.end() if head else 0 :].partition(
        f"\n## {texts.text('heading.references')}\n"
    )
    return Parts(_fields(head.group(1)) if head else {}, body, references, claims)


def _fields(text: str) -> dict[str, Any]:
    """Front matter's texts and numbers; maps stay as they are written."""
    fields: dict[str, Any] = {}
    for line in text.splitlines():
        name, _, value = line.partition(": ")
        try:
            fields[name] = json.loads(value)
        except ValueError:
            fields[name] = value
    return fields


def _page(parts: Parts, record: RunRecord, texts: Catalogue) -> list[str]:
    head, lang = parts.head, texts.lang
    alt = " ".join(text for text, _ in PICTURE.findall(parts.body))
    places = {"title": str(head.get("title", "")), "summary": str(head.get("summary", "")), "alt": alt}
    found = broken_claims(parts.body + parts.references, places, parts.claims, record, texts)
    found += _counts(parts, lang)
    found += _footnotes(parts)
    found += _words(parts, places, texts)
    if length(places["title"], lang) > LONGEST[lang]:
        found.append(f"the title is longer than {LONGEST[lang]}")
    summary = places["summary"]
    if (len(summary) if lang == "en" else counted(summary).han) > LONGEST_SUMMARY[lang]:
        found.append(f"the summary is longer than {LONGEST_SUMMARY[lang]}")
    opening = section(parts.body, texts.text("heading.tldr"))
    if len(sentences(opening, lang)) != SENTENCES:
        found.append(f"the short version has {len(sentences(opening, lang))} sentences")
    return found


def section(body: str, heading: str) -> str:
    """The text under a heading, up to the next one."""
    return body.partition(f"## {heading}\n")[2].partition("\n## ")[0].strip()


def sentences(text: str, lang: str) -> list[str]:
    """Sentences of a paragraph as a reader sees them."""
    ends = r"(?<=[。！？])" if lang == "zh" else r"(?<=[.!?])\s+(?=[A-Z“`\"])"
    return [part for part in re.split(ends, without_marks(text).strip()) if part.strip()]


def _counts(parts: Parts, lang: str) -> list[str]:
    count, head, found = counted(parts.body), parts.head, []
    for name, true in (("word_count", count.of(lang)), ("reading_time", count.minutes)):
        if head.get(name) != true:
            found.append(f"{name} says {head.get(name)}, the page holds {true}")
    if f"claims: {len(parts.claims)}," not in str(head.get("fourfutures", "")):
        found.append("the number of claims is not the one in the front matter")
    return found


def _footnotes(parts: Parts) -> list[str]:
    defined = re.findall(r"^\[\^(\d+)\]: (.*)$", parts.references, re.MULTILINE)
    called = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", parts.body)))
    found = []
    if [number for number, _ in defined] != called or called != [str(at + 1) for at in range(len(called))]:
        found.append("footnotes are not called once each in their order")
    found += [f"footnote {number} is empty" for number, text in defined if not text.strip()]
    links = re.findall(r"\]\(([^)]*)\)|<(https?://[^>]*)>", parts.body + parts.references)
    if any(not (inside or outside).strip() for inside, outside in links):
        found.append("a link is empty")
    return found


def _words(parts: Parts, places: Mapping[str, str], texts: Catalogue) -> list[str]:
    """Braces, words no page may use, and digits or words of odds and comparison that no claim vouches for."""
    found = []
    if re.search(r"(?<!\\)[{}]", without_marks(parts.body + parts.references)):
        found.append("a place was left unfilled")
    prose = re.sub(r"^#.*$", "", parts.body, flags=re.MULTILINE)
    quotes = [
        claim for claim in parts.claims if claim["kind"] == "quote"
    ]  # a quotation keeps its owner's words
    seen = " ".join([without_claims(prose, quotes), *places.values()])
    found += [f"{word!r} is a word to avoid" for word in texts.words.banned if stands(word, seen)]
    bare = {"page": without_claims(prose, parts.claims)}
    for name, text in places.items():
        inside = [str(claim["shown"]) for claim in parts.claims if claim.get("in") == name]
        for shown in sorted(inside, key=len, reverse=True):
            text = text.replace(shown, " ")
        bare[name] = text
    for name, text in bare.items():
        found += [
            f"{what} in the {name} without a claim" for what in unclaimed(text, texts.lang, texts.words)
        ]
    return found


def unclaimed(text: str, lang: str, words: Words) -> list[str]:
    """Digits and words of odds or comparison in a text that holds no claims any more."""
    rest = bare(text, lang)
    found = [f"the digits {rest[max(0, at.start() - 12) : at.end() + 12]!r}" for at in DIGITS.finditer(rest)]
    return found + [f"the word {word!r}" for word in loose_words(rest, words)]


def bare(text: str, lang: str) -> str:
    """A text less what may hold digits without a claim: footnote marks, code, pictures, dates, names."""
    rest = re.sub(r"\[\^\d+\]", "", CODE.sub("", PICTURE.sub("", text)))
    for pattern in (*UNCLAIMED[lang], *NAMES):
        rest = re.sub(pattern, " ", rest)
    return rest


def loose_words(text: str, words: Words) -> list[str]:
    """Words of odds or comparison that stand in a text which holds no claims any more."""
    return [word for word in (*(word for _, word in words.bands), *words.compare) if stands(word, text)]


def stands(word: str, text: str) -> bool:
    """Whether a word stands in a text: whole in English, anywhere in Chinese; the month of May is no hedge."""
    if word.isascii():
        plain = MONTH_OF_MAY.sub("", text)
        return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", plain, re.IGNORECASE) is not None
    return word in text
