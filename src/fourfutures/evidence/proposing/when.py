"""Days in a sentence: as stated, and as a day where the day of publication makes that plain."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from fourfutures.evidence.document import Language
from fourfutures.evidence.script import as_simplified


def _words(words: str) -> list[str]:
    return words.split()


_NAMES = _words("January February March April May June July August September October November December")
_SHORT = {name[:3].lower(): at for at, name in enumerate(_NAMES, 1)}
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_ENGLISH = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>20\d\d))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH})\.?(?:,? (?P<y2>20\d\d))?"
    rf"|(?P<part>early|mid|late|end of|start of)?[- ]?(?P<m3>{_MONTH})\.?,? (?P<y3>20\d\d)"
    rf"|(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of (?P<yq>20\d\d))?|Q(?P<qn>[1-4]) ?(?P<yqn>20\d\d)?"
    rf"|(?P<rel>yesterday|today|last week|this week|last month|this month|last year|this year|earlier this year|next year)"
    rf"|(?:on |last |this )(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    rf"|(?:in|since|by|of|last|this|early|late|until|from) (?P<m4>{_MONTH})\b(?! \d)"
    rf"|(?:in|by|since|until|through|before|after|of|for|end of|early|late|during|as of|from|starting) (?P<y5>20\d\d)\b)"
)  # fmt: skip
_CHINESE = re.compile(
    r"(?:(?P<y1>20\d\d)\s?年)?\s?(?P<m1>\d{1,2})\s?月\s?(?P<d1>\d{1,2})\s?[日号]|(?P<y2>20\d\d)\s?年\s?(?P<m2>\d{1,2})\s?月(?:[份底初])?"
    r"|(?P<y4>20\d\d)\s?年(?:第?(?P<q>[一二三四1-4])季度|[底初末]|上半年|下半年)?"
    r"|(?P<rel>昨日|昨天|今日|今天|上周|本周|上个?月|本月|去年底?|今年(?:以来)?|明年|近日|日前|[一两二三四五六\d]+个?[月周天年]前)|(?P<m3>\d{1,2})\s?月(?:[份底初])?(?!活)"
)
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
}


class When(NamedTuple):
    """A date as stated and, where it can be told, as a day: the last of the month, quarter or year that it names."""

    text: str
    day: date | None


def when(sentence: str, lang: Language, published: date | None) -> When | None:
    """The first date of a sentence."""
    text = as_simplified(sentence) if lang == "zh" else sentence
    found = (_CHINESE if lang == "zh" else _ENGLISH).search(text)
    if found is None:
        return None
    stated = sentence[found.start() : found.end()].strip()
    return When(stated, _chinese(found, published) if lang == "zh" else _english(found, published))


def _english(found: re.Match[str], published: date | None) -> date | None:
    part = found.groupdict()
    if part["m1"] or part["m2"]:
        month, day = part["m1"] or part["m2"], part["d1"] or part["d2"]
        return _on(part["y1"] or part["y2"], _SHORT[month[:3].lower()], int(day), published)
    if part["m3"]:
        return _end(int(part["y3"]), _SHORT[part["m3"][:3].lower()])
    if part["q"] or part["qn"]:
        year = part["yq"] or part["yqn"]
        return _quarter(year, _QUARTERS[part["q"].lower()] if part["q"] else int(part["qn"]), published)
    if part["m4"]:
        return _month(_SHORT[part["m4"][:3].lower()], published)
    if part["y5"]:
        return date(int(part["y5"]), 12, 31)
    if published is None:
        return None
    if part["day"]:
        back = (published.weekday() - _DAYS.index(part["day"].lower())) % 7
        return published - timedelta(days=back)
    return _relative(part["rel"].lower(), published)


def _chinese(found: re.Match[str], published: date | None) -> date | None:
    part = found.groupdict()
    if part["m1"]:
        return _on(part["y1"], int(part["m1"]), int(part["d1"]), published)
    if part["m2"]:
        return _end(int(part["y2"]), int(part["m2"]))
    if part["y4"]:
        if part["q"]:
            return _quarter(part["y4"], _QUARTERS.get(part["q"]) or int(part["q"]), published)
        return date(
            int(part["y4"]),
            6 if "上半年" in found.group() else 1 if "初" in found.group() else 12,
            30 if "上半年" in found.group() else 31,
        )
    if part["m3"]:
        return _month(int(part["m3"]), published)
    return _relative(part["rel"], published) if published else None


def _relative(said: str, published: date) -> date | None:
    if said in ("today", "今日", "今天"):
        return published
    if said in ("yesterday", "昨日", "昨天"):
        return published - timedelta(days=1)
    if said in ("last year", "去年", "去年底"):
        return date(published.year - 1, 12, 31)
    if said in ("last month", "上个月", "上月"):
        return published.replace(day=1) - timedelta(days=1)
    if said in ("last week", "上周"):
        return published - timedelta(days=published.weekday() + 1)
    return None  # this week, this year: no day is made up


def _on(year: str | None, month: int, day: int, published: date | None) -> date | None:
    """A day; without a year, the last such day before publication, or the next where that is within two months."""
    try:
        if year:
            return date(int(year), month, day)
        if published is None:
            return None
        near = date(published.year, month, day)
        if (near - published).days > 60:
            near = date(published.year - 1, month, day)
        return near
    except ValueError:
        return None


def _month(month: int, published: date | None) -> date | None:
    if published is None or not 1 <= month <= 12:
        return None
    year = published.year if month <= published.month + 2 else published.year - 1
    return _end(year, month)


def _quarter(year: str | None, quarter: int, published: date | None) -> date | None:
    if year is not None:
        return _end(int(year), 3 * quarter)
    return _end(published.year, 3 * quarter) if published is not None else None


def _end(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
