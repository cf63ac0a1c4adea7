"""What a careful reader would question in a document: dates that cannot be, sources that are not there, counts that differ."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from fourfutures.evidence.document import Defect, Footnote
from fourfutures.evidence.intake.counting import length

_UNDATED = re.compile(r"\(n\.\s?d\.\)|\bn\.\s?d\.(?=[\s,)])|（?无日期）?|日期不详", re.I)
_MACHINE_AUTHOR = re.compile(
    r"\bAI\b.{0,12}(?:assistant|writer|bot|agent)|\bGPT\b|AI\s*(?:助手|小编|写作)|机器人(?:写作|小编)", re.I
)
_MACHINE_NOTE = re.compile(
    r"this (?:article|page|post|summary|text) (?:was|is|has been) (?:automatically )?(?:generated|written|produced)(?: automatically)? by|"
    r"(?:本文|本页|本内容|以上内容|摘要)[^。\n]{0,10}由[^。\n]{0,12}(?:AI|人工智能|程序|机器|模型)[^。\n]{0,6}(?:生成|撰写|编写)",
    re.I,
)
_EMPTY = ("source_url", "author", "summary", "cover.image", "canonicalURL", "description")
_HEDGES = re.compile(
    r"被认为|据称|据传|暗示|可能|或将|有望|疑似|传闻|被指|reportedly|allegedly|may\b|might\b|could\b|is said to|are said to|is thought|suggests?\b|appears? to",
    re.I,
)
LONG_BEFORE = 180  # days between a retrieval and the publication from which a reader would ask why
ALIKE = 0.45  # share of the title's pairs of signs that a sentence must hold to be about the same claim


class Subject(NamedTuple):
    """A thing with a first day."""

    names: tuple[str, ...]
    first: date
    source: str


class Seen(NamedTuple):
    """What is known of a document when its defects are looked for."""

    title: str | None
    text: str
    whole: str  # body as it was written, marks and addresses included; empty where the format has none
    published: date | None
    stated: str | None  # date of publication as written
    publisher: str | None
    author: str | None
    url: str | None
    footnotes: tuple[Footnote, ...]
    fields: dict[str, Any]
    lost: int
    stripped: int
    known_language: bool


def defects(seen: Seen) -> tuple[Defect, ...]:
    """All that is wrong, in the order of a reader: head, text, references."""
    return (*_head(seen), *_counts(seen), *_text(seen), *_references(seen))


def _head(seen: Seen) -> list[Defect]:
    found = []
    if seen.stated and seen.published is None:
        found.append(_said(
            "impossible_date", "date",
            f"the date {_short(seen.stated)} cannot be that of publication and is not used",
            f"日期 {_short(seen.stated)} 不可能是发布日期，未采用",
        ))  # fmt: skip
    elif seen.published is None:
        found.append(_said("no_date", "date", "no date of publication is given", "没有发布日期"))
    if not seen.title:
        found.append(_said("no_title", "title", "no title is given", "没有标题"))
    if not seen.url and not seen.publisher:
        found.append(_said(
            "no_source", "source", "neither an address nor a publisher is given", "既无原文网址，也无发布方"
        ))  # fmt: skip
    for name in _EMPTY:
        value = seen.fields
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) and part in value else None  # type: ignore[assignment] # what a head holds has no type
        if isinstance(value, str) and not value.strip():
            found.append(_said("empty_field", name, f"the field {name} is empty", f"字段 {name} 为空"))
    if str(seen.fields.get("ai_score", "")).strip() == "0":
        found.append(
            _said(
                "zero_score",
                "ai_score",
                "the field ai_score is 0: nothing was scored",
                "字段 ai_score 为 0：未经评分",
            )
        )
    if _MACHINE_AUTHOR.search(seen.author or "") or _MACHINE_NOTE.search(
        seen.text[:600] + "\n" + seen.text[-600:]
    ):
        found.append(_said("machine_written", "author", "says that a program wrote it", "注明由程序自动生成"))
    return found


def _counts(seen: Seen) -> list[Defect]:
    found = []
    body = length(seen.text)
    stated = _number(seen.fields.get("word_count"))
    if stated is not None and abs(stated - body.total) > 0.15 * max(body.total, 1):
        raw = length(seen.whole).signs if seen.whole else body.signs
        near = abs(stated - raw) <= 0.1 * raw
        found.append(_said(
            "word_count", "word_count",
            f"says {stated:,.0f}; the text has {body.han:,} Chinese characters and {body.words:,} other words"
            + (f"; {stated:,.0f} is near the {raw:,} signs of the file with its links" if near else ""),
            f"写为 {stated:,.0f}；正文有 {body.han:,} 个汉字和 {body.words:,} 个外文词"
            + (f"；{stated:,.0f} 接近含链接在内的全部 {raw:,} 个字符" if near else ""),
        ))  # fmt: skip
    minutes = _number(seen.fields.get("reading_time"))
    if minutes is not None and abs(minutes - body.minutes) > max(2.0, 0.5 * body.minutes):
        found.append(_said(
            "reading_time", "reading_time",
            f"says {minutes:g} minutes; at the usual pace it takes about {max(1, round(body.minutes))}",
            f"写为 {minutes:g} 分钟；按通常速度约需 {max(1, round(body.minutes))} 分钟",
        ))  # fmt: skip
    return found


def _text(seen: Seen) -> list[Defect]:
    found = []
    if seen.lost:
        found.append(_said(
            "unreadable_signs", "text", f"{seen.lost} signs could not be read", f"有 {seen.lost} 个字符无法识别"
        ))  # fmt: skip
    if seen.stripped:
        found.append(_said(
            "active_content", "text", f"scripts or frames left out: {seen.stripped}", f"已去除脚本或内嵌框架 {seen.stripped} 处"
        ))  # fmt: skip
    if not seen.known_language:
        found.append(_said(
            "language", "text", "is neither English nor Chinese: nothing is proposed from it", "既非英文也非中文：不从中提出证据"
        ))  # fmt: skip
    hedged = _hedged(seen.title, seen.text)
    if hedged:
        found.append(
            _said(
                "title_firmer",
                "title",
                f"the title states what the text hedges ({hedged})",
                f"标题所断言的，正文只说“{hedged}”",
            )
        )
    return found


def _hedged(title: str | None, text: str) -> str | None:
    """The word with which one of the first sentences hedges what the title states outright."""
    if not title or _HEDGES.search(title):
        return None
    for said in _first_sentences(text):
        hedge = _HEDGES.search(said)
        if hedge is not None and _overlap(title, said) >= ALIKE:
            return hedge.group()
    return None


def _references(seen: Seen) -> list[Defect]:
    found = []
    subject = _subject(seen)
    for note in seen.footnotes:
        where = f"[^{note.key}]"
        if not note.text:
            found.append(
                _said("missing_reference", where, "is called but not written", "正文引用了，但没有写出")
            )
            continue
        if not note.claims:
            found.append(_said("uncalled_reference", where, "no sentence rests on it", "没有句子引用它"))
        if not note.url:
            found.append(_said("no_address", where, "gives no address", "没有给出网址"))
        if _UNDATED.search(note.text):
            found.append(
                _said("undated_reference", where, "gives no date of publication", "没有写明发表日期")
            )
        if note.retrieved is not None:
            found.extend(_retrieval(where, note.retrieved, subject, seen.published))
    return found


def _retrieval(where: str, on: date, subject: Subject | None, published: date | None) -> list[Defect]:
    if subject is not None and on < subject.first:
        return [_said(
            "retrieved_before_it_existed", where,
            f"says it was retrieved on {on}, before {subject.names[0]} existed ({subject.first})",
            f"称检索于 {on}，当时“{subject.names[0]}”尚不存在（{subject.first} 才公布）",
        )]  # fmt: skip
    if published is not None and (on - published).days > 0:
        return [_said(
            "retrieved_after_publication", where,
            f"says it was retrieved on {on}, after the document was published ({published})",
            f"称检索于 {on}，晚于文档发布日（{published}）",
        )]  # fmt: skip
    if published is not None and (published - on).days > LONG_BEFORE:
        return [_said(
            "retrieved_long_before", where,
            f"says it was retrieved on {on}, {(published - on).days} days before the document was published",
            f"称检索于 {on}，比文档发布早 {(published - on).days} 天",
        )]  # fmt: skip
    return []


def _subject(seen: Seen) -> Subject | None:
    """The newest thing with a first day that the title names, or that the text names at least three times."""
    found = [
        each
        for each in subjects()
        if any(name in (seen.title or "") for name in each.names)
        or sum(seen.text.count(name) for name in each.names) >= 3
    ]
    return max(found, key=lambda each: each.first, default=None)


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """Things with a first day, from the rules."""
    table = tomllib.loads(
        files("fourfutures.evidence").joinpath("rules", "subjects.toml").read_text(encoding="utf-8")
    )
    return tuple(Subject(tuple(row["names"]), row["first"], row["source"]) for row in table.values())


def _first_sentences(text: str) -> list[str]:
    return [
        said
        for said in re.split(r"(?<=[。！？.!?])\s*|\n+", text[:1500])
        if said and not said.startswith("#")
    ][:6]


def _overlap(title: str, said: str) -> float:
    pairs = {title[at : at + 2].lower() for at in range(len(title) - 1)}
    return sum(pair in said.lower() for pair in pairs) / len(pairs) if pairs else 0.0


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def _said(kind: str, where: str, en: str, zh: str) -> Defect:
    return Defect(id=kind, where=where, en=en, zh=zh)
