"""Proof-reading: a page against its run, claim by claim, and against the page that the run gives once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.claims import BLOCK, MARK, Ledger, machine_text, written
from fourfutures.report.counting import counted
from fourfutures.report.errors import ReportError
from fourfutures.report.footnotes import Footnotes
from fourfutures.report.formats import wording
from fourfutures.report.front_matter import front_matter
from fourfutures.report.leaf import Leaf, Listed, is_html, read_leaf
from fourfutures.report.literal import plain, unmarked
from fourfutures.report.pen import Pen
from fourfutures.report.record import RunRecord
from fourfutures.report.release import DIGITS, UNCLAIMED, bare, loose_words, taken_apart
from fourfutures.report.standing import Standing
from fourfutures.report.verification import again, supported

DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=T|\Z)")
AROUND = 12  # signs shown on each side of what is wrong
NEWLY = Both("write the page again with `fourfutures brief`", "请用 fourfutures brief 重写该页")
Found = tuple[int, Problem]


def proof(
    page: str, name: str, record: RunRecord, again_written: Sequence[str], same_code: bool
) -> list[Problem]:
    """What is wrong with a page, in the order of its lines; an empty list where all of it holds.

    `again_written` are pages that the run is known to give: a page like one of them is whole. Where none is, its claims,
    digits, dates, notes and counts are checked one by one, and with `same_code`, by which the first of them is what the
    page has to be, every line that differs from it is named too.
    """
    if page in again_written:
        return []
    try:
        leaf = read_leaf(page)
    except ReportError as error:
        return [Problem(_at(name, error.where), error.what, error.remedy)]
    found = list(_by_claims(leaf, page, name, record))
    if same_code and again_written:
        named = {number for number, _ in found}
        found += [item for item in _by_lines(page, again_written[0], name) if item[0] not in named]
    return [problem for _, problem in sorted(found, key=lambda item: item[0])]


def _by_claims(leaf: Leaf, page: str, name: str, record: RunRecord) -> Iterator[Found]:
    texts = catalogue(leaf.lang)
    shown: dict[str, str] = {}
    values: dict[str, str] = {}
    for item in leaf.claims:
        yield from _listed(item, name, record, texts, shown, values)
    if is_html(page):  # it shows the signs that Markdown has a backslash before
        cited = {item.claim["id"] for item in leaf.claims if item.claim.get("format") == "cited"}
        shown = {key: unmarked(plain(text)) if key in cited else text for key, text in shown.items()}
    used: set[str] = set()
    for number, line in leaf.lines:
        yield from _line(number, line, name, record, texts, shown, used)
    for place, number, text in leaf.places:
        inside = [shown.get(item.claim["id"], "") for item in leaf.claims if item.claim.get("in") == place]
        yield from _place(place, number, text, inside, name, record, texts)
    for item in leaf.claims:
        key, inner = item.claim["id"], item.claim.get("in")
        seen = (
            key in used
            if inner is None
            else any(shown.get(key, "") in text for at, _, text in leaf.places if at == inner)
        )
        if key in shown and not seen:
            yield _never(item, name)
        if inner is not None and key in used:
            what = Both(f"is a claim of the {inner}, not of the text", f"是{inner}的论断，不属于正文")
            yield item.line, Problem(_where(name, item.line, key), what, NEWLY)
    for number, key, value in leaf.values:
        if value != values.get(key, value):
            yield number, _differs(_where(name, number, key), value, values[key])
    known = {card.get("url") for card in (record.summary.get("sources") or {}).values()}
    for number, link in leaf.links:
        if link not in known:
            what = Both(f"no source card has the address {link}", f"没有来源卡片使用地址 {link}")
            yield number, Problem(_where(name, number), what, NEWLY)
    yield from _notes(leaf, name, record, texts)
    if not is_html(page):
        yield from _head(leaf, page, name, record, texts)


def _listed(
    item: Listed,
    name: str,
    record: RunRecord,
    texts: Catalogue,
    shown: dict[str, str],
    values: dict[str, str],
) -> Iterator[Found]:
    """One claim of the list: its value from the record again, and how that reads."""
    claim, where = item.claim, _where(name, item.line, item.claim["id"])
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    if claim["id"] in shown:
        yield item.line, Problem(where, Both("is listed twice", "重复列出"), NEWLY)
        return
    try:
        value = again(claim, record)
        reads = wording(claim["format"], value, texts, unit=claim.get("unit", ""), names=names)
        held = supported(claim, record)
    except ReportError as error:
        yield item.line, Problem(where, error.what, NEWLY)
        return
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):
        what = Both("cannot be read off the run record", "无法从运行记录读出")
        yield item.line, Problem(where, what, NEWLY)
        return
    shown[claim["id"]], values[claim["id"]] = reads, machine_text(value)
    if not held:
        what = Both(f"the run record does not bear out “{reads}”", f"运行记录不支持“{reads}”")
        yield item.line, Problem(where, what, NEWLY)
    elif claim.get("shown") != reads:
        yield item.line, _differs(where, str(claim.get("shown")), reads)
    elif claim.get("source_id", "") != _source(claim, record):
        yield item.line, _differs(where, str(claim.get("source_id")), _source(claim, record))
    elif item.text != written({**claim, "value": value, "shown": reads}):
        yield item.line, _differs(where, str(claim.get("value")), str(value))


def _source(claim: Mapping[str, Any], record: RunRecord) -> str:
    """The source that the record names beside a quoted value."""
    if claim["kind"] != "quote":
        return ""
    beside = record.resolve(str(claim["ref"]).rpartition("/")[0])
    return str(beside.get("source_id") or "") if isinstance(beside, Mapping) else ""


def _line(
    number: int,
    line: str,
    name: str,
    record: RunRecord,
    texts: Catalogue,
    shown: Mapping[str, str],
    used: set[str],
) -> Iterator[Found]:
    """One line of running text: what stands before each mark, and what no claim vouches for."""
    rest, at, wrong = [], 0, False
    for mark in MARK.finditer(line):
        key, before = mark.group(1), line[at : mark.start()]
        used.add(key)
        reads = shown.get(key)
        if reads is None:
            wrong = True
            yield (
                number,
                Problem(
                    _where(name, number, key),
                    Both("is not listed, or cannot be read", "未列出或无法读出"),
                    NEWLY,
                ),
            )
        elif not before.endswith(reads):
            wrong = True
            yield number, _differs(_where(name, number, key), before[-len(reads) :], reads)
        rest.append(before.removesuffix(reads or ""))
        at = mark.end()
    if line.startswith("#"):
        titles = {f"## {text}" for key, text in texts.entries.items() if key.startswith("heading.")}
        if line not in titles:
            yield number, _unvouched(_where(name, number), line.lstrip("# "))
    elif not wrong:
        yield from _loose("\u2060 ".join([*rest, line[at:]]), number, name, record, texts)


def _place(
    place: str, number: int, text: str, inside: Sequence[str], name: str, record: RunRecord, texts: Catalogue
) -> Iterator[Found]:
    """A title, summary or alt text: what is left of it without what its claims show."""
    for reads in sorted(filter(None, inside), key=len, reverse=True):
        text = text.replace(reads, " ")
    yield from _loose(text, number, name, record, texts)


def _loose(text: str, number: int, name: str, record: RunRecord, texts: Catalogue) -> Iterator[Found]:
    """Digits and words of odds that no claim vouches for, and dates that the record does not hold."""
    where, rest = _where(name, number), bare(text, texts.lang)
    for at in DIGITS.finditer(rest):
        yield number, _unvouched(where, rest[max(0, at.start() - AROUND) : at.end() + AROUND].strip())
        return
    word = max(
        loose_words(rest, texts.words), key=len, default=""
    )  # the longest: "very likely" holds "likely"
    if word:
        yield number, _unvouched(where, word)
        return
    known = dates(record, texts.lang)
    patterns = [*UNCLAIMED[texts.lang][:-1], r"\b\d{4}-\d{2}\b"]  # the last one is labels of intervals
    for date in (at[0] for at in re.finditer("|".join(patterns), text)):
        if date not in known:
            what = Both(f"the run record holds no date {date}", f"运行记录中没有“{date}”这个日期")
            yield number, Problem(where, what, NEWLY)
            return


@lru_cache(maxsize=4)
def dates(record: RunRecord, lang: str) -> frozenset[str]:
    """Every date of the record as a page writes it: days, their months and years, and months as tables have them."""
    parts = {
        text[:length]
        for text in _texts(list(record.documents.values()))
        if DAY.match(text)
        for length in (4, 7, 10)
    }
    known = {part for part in parts if _is_date(part)}
    return frozenset(known | {numerals.date(part, lang) for part in known})


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for part in content.values():
            yield from _texts(part)
    elif isinstance(content, list):
        for part in content:
            yield from _texts(part)


def _is_date(text: str) -> bool:
    try:
        numerals.date(text, "en")
    except (ValueError, IndexError):
        return False
    return len(text) in (4, 7, 10) and DAY.fullmatch(text) is not None


def _notes(leaf: Leaf, name: str, record: RunRecord, texts: Catalogue) -> Iterator[Found]:
    """Each footnote has to be one that a source card or a note on scope gives, under the number of its first call."""
    sources = record.summary.get("sources") or {}
    cards = Footnotes(texts, sources, record.known_by)
    for key in sources:
        if cards.citable(key):
            cards.call(key)
    for key in texts.entries:
        if key.startswith("note."):
            cards.note(key)
    given = {line.partition(": ")[2] for line in cards.lines()}
    given |= {
        unmarked(plain(re.sub(r"<(https?://[^>]*)>", r"\1", text))) for text in given
    }  # HTML has the link itself
    called = list(dict.fromkeys(mark for _, line in leaf.lines for mark in re.findall(r"\[\^\d+\]", line)))
    for place, (number, line) in enumerate(leaf.notes):
        mark, _, text = line.partition(": ")
        if text not in given:
            what = Both(f"footnote {mark} is not what a source card gives", f"脚注{mark}与来源卡片不符")
            yield number, Problem(_where(name, number), what, NEWLY)
        elif mark != f"[^{place + 1}]" or called[place : place + 1] != [mark]:
            what = Both(f"footnote {mark} is not called in its order", f"脚注{mark}未按顺序引用")
            yield number, Problem(_where(name, number), what, NEWLY)
    for number, line in leaf.lines:
        for mark in re.findall(r"\[\^\d+\]", line):
            if not any(note.startswith(f"{mark}: ") for _, note in leaf.notes):
                what = Both(f"footnote {mark} does not exist", f"没有脚注{mark}")
                yield number, Problem(_where(name, number), what, NEWLY)


def _head(leaf: Leaf, page: str, name: str, record: RunRecord, texts: Catalogue) -> Iterator[Found]:
    """Front matter once more from the record and the page's own texts, so that counts and settings are true."""
    held = {place: text for place, _, text in reversed(leaf.places)}
    pen = Pen(record, Standing(record), texts, Ledger())
    body = taken_apart(page, texts).body if BLOCK.search(page) else ""
    cover = next((text for place, _, text in leaf.places if place == "alt"), "")
    true = front_matter(
        pen, held.get("title", ""), held.get("summary", ""), cover, counted(body), len(leaf.claims), False
    )
    lines = dict(line.partition(": ")[::2] for line in true.splitlines())
    for number, line in leaf.head:
        field, _, value = line.partition(": ")
        if field not in ("---", "draft") and value != lines.get(field, ""):
            seen, given = _apart(value, lines.get(field, ""))
            yield number, _differs(_where(name, number, field), seen, given)


def _by_lines(page: str, true: str, name: str) -> Iterator[Found]:
    """Every line that is not what the run gives."""
    for number, (line, given) in enumerate(zip_longest(page.split("\n"), true.split("\n"), fillvalue=""), 1):
        if line != given:
            seen, wanted = _apart(line, given)
            yield number, _differs(_where(name, number), seen, wanted)


def _apart(line: str, given: str) -> tuple[str, str]:
    """The part in which two lines differ, with a little of what stands around it."""
    start = next(
        (at for at, (a, b) in enumerate(zip(line, given, strict=False)) if a != b), min(len(line), len(given))
    )
    first = max(0, start - AROUND)
    return line[first : start + AROUND], given[first : start + AROUND]


def _never(item: Listed, name: str) -> Found:
    what = Both("the page does not show it where it says", "页面没有在所说之处写出")
    return item.line, Problem(_where(name, item.line, item.claim["id"]), what, NEWLY)


def _differs(where: str, seen: str, true: str) -> Problem:
    what = Both(
        f"the page says “{seen.strip()}”, the run gives “{true.strip()}”",
        f"页面写作“{seen.strip()}”，运行记录给出“{true.strip()}”",
    )
    return Problem(where, what, NEWLY)


def _unvouched(where: str, text: str) -> Problem:
    what = Both(f"no claim vouches for “{text}”", f"“{text}”没有论断作依据")
    return Problem(where, what, NEWLY)


def _where(name: str, number: int, key: str = "") -> Both:
    more = f", {key}" if key else ""
    return Both(f"{name}, line {number}{more}", f"{name}，第{number}行" + more.replace(", ", "，"))


def _at(name: str, where: str) -> Both:
    zh = where.zh if isinstance(where, Both) else where
    return Both(f"{name}, {where}", f"{name}，{zh}")
