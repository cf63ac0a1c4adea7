"""Numbers, dates and units as each language writes them. Rounding is decimal, halves away from zero."""

from __future__ import annotations

import datetime
import math
from decimal import ROUND_HALF_UP, Decimal

from fourfutures.errors import Both
from fourfutures.report.errors import ReportError

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
HAN_DIGITS = ("零", "一", "二", "三", "四")
MINUS = "−"


def rounded(value: float, places: int = 0) -> Decimal:
    """A value to so many decimal places, halves away from zero. Raises ReportError for what is not a number."""
    if not math.isfinite(value):
        raise ReportError(
            where=Both("a number of the run record", "运行记录中的一个数"),
            what=Both(f"{value} is not a number", f"{value}不是数值"),
            remedy=Both("write the run again with this version of the program", "请用本版本重新运行"),
        )
    step = Decimal(1).scaleb(-places)
    found = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    return abs(found) if found == 0 else found


def plain(value: Decimal) -> str:
    """Digits without trailing zeros after the point and without an exponent, a true minus in front."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def significant(value: float, digits: int) -> Decimal:
    """A value to so many significant digits."""
    places = 0 if value == 0 or not math.isfinite(value) else digits - 1 - math.floor(math.log10(abs(value)))
    return rounded(value, places)


def percent(value: float, lang: str, coarse: bool = False) -> str:
    """A probability or share in whole per cent; to the nearest 5 when the run supports no more."""
    least, most = (5, 95) if coarse else (1, 99)
    shown = rounded(value * 20) * 5 if coarse else rounded(value * 100)
    if shown < least or value * 100 < (2.5 if coarse else 1):
        return f"below {least}%" if lang == "en" else f"不足{least}%"
    if shown > most:
        return f"above {most}%" if lang == "en" else f"超过{most}%"
    return f"{shown:f}%"


def percent_range(low: float, high: float, lang: str, coarse: bool = False) -> str:
    """A range of probabilities: one sign in English, both in Chinese."""
    ends = [rounded(end * 20) * 5 if coarse else rounded(end * 100) for end in (low, high)]
    if ends[0] == ends[1]:
        return percent(high, lang, coarse)
    return f"{ends[0]:f}–{ends[1]:f}%" if lang == "en" else f"{ends[0]:f}%—{ends[1]:f}%"


def points(change: float, lang: str, signed: bool = True) -> str:
    """A difference of probabilities in percentage points."""
    shown = rounded(change * 100)
    size = f"{abs(shown):f}"
    if lang == "zh":
        if shown == 0:
            return "不足1个百分点"
        return ("升" if shown > 0 else "降") * signed + f"{size}个百分点"
    if shown == 0:
        return "below 1 point"
    sign = ("+" if shown > 0 else MINUS) if signed else ""
    return f"{sign}{size} point" + ("" if size == "1" else "s")


def points_fine(change: float, lang: str) -> str:
    """A difference of probabilities to a tenth of a percentage point, with its sign."""
    return points_bare(change) + {"en": " points", "zh": "个百分点"}[lang]


def points_bare(change: float) -> str:
    """The same without the unit, for a table that names it once."""
    shown = rounded(change * 100, 1)
    return ("+" if shown > 0 else "") + f"{shown:f}".replace("-", MINUS)


def points_range(low: float, high: float, lang: str) -> str:
    """A range of differences in percentage points."""
    first, last = (_signed(rounded(end * 100)) for end in (low, high))
    if first == last:
        return f"{first} point" + ("" if first[1:] == "1" else "s") if lang == "en" else f"{first}个百分点"
    return f"{first} to {last} points" if lang == "en" else f"{first}至{last}个百分点"


def points_fine_range(low: float, high: float, lang: str) -> str:
    """The same to a tenth of a point."""
    first, last = points_bare(low), points_bare(high)
    if first == last:
        return points_fine(low, lang)
    return f"{first} to {last} points" if lang == "en" else f"{first}至{last}个百分点"


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + plain(value)


def count(value: float, lang: str) -> str:
    """A number of things: thousands by comma in English, by 万 in Chinese."""
    whole = rounded(value)
    if lang == "en":
        return f"{whole:,f}".replace("-", MINUS)
    if abs(whole) >= 100_000_000:
        return plain(rounded(float(whole) / 1e8, 1)) + "亿"
    if abs(whole) >= 10_000:
        return plain(rounded(float(whole) / 1e4, 1)) + "万"
    return f"{whole:f}".replace("-", MINUS)


def decimal(value: float, lang: str, places: int = 2) -> str:
    """A pure number with few decimals."""
    return plain(rounded(value, places))


def many(value: float, lang: str, digits: int = 2) -> str:
    """A measured number: two significant digits below 100, whole above, thousands as the language writes them."""
    shown = significant(value, digits) if abs(value) < 100 else rounded(value)
    return count(float(shown), lang) if abs(shown) >= 1000 else plain(shown)


def stock(million: float, lang: str) -> str:
    """Compute in H100 equivalents, from millions of them."""
    shown = significant(million, 2)
    if lang == "en":
        return f"{plain(shown)} million H100 equivalents"
    return count(float(shown) * 1e6, lang) + "片 H100 等效"


def stock_short(million: float, lang: str) -> str:
    """The same where the unit has just been named."""
    return stock_bare(million, lang) + ("" if lang == "en" else "片")


def stock_bare(million: float, lang: str) -> str:
    """The number alone."""
    shown = significant(million, 2)
    return f"{plain(shown)} million" if lang == "en" else count(float(shown) * 1e6, lang)


def lead(years: float, lang: str) -> str:
    """A lead in months, from years; minus where the other side leads."""
    return plain(significant(years * 12, 2)) + UNITS["months"][lang]


def lead_range(low: float, high: float, lang: str) -> str:
    """A range of leads in months."""
    first, last = (plain(significant(years * 12, 2)) for years in (low, high))
    return first + {"en": " to ", "zh": "至"}[lang] + last + UNITS["months"][lang]


def ratio(value: float, lang: str) -> str:
    """How many to one."""
    return many(value, lang) + ("" if lang == "en" else "倍")


def even_ratio(value: float, lang: str) -> str:
    """A ratio at which nobody leads."""
    return decimal(value, lang) + {"en": " to 1", "zh": "倍"}[lang]


def ratio_range(low: float, high: float, lang: str) -> str:
    """A range of ratios."""
    first, last = many(low, lang), many(high, lang)
    return f"{first} to {last}" if lang == "en" else f"{first}至{last}倍"


def log_ratio(value: float, lang: str) -> str:
    """An index in logs, always with its ratio, which is below one where the index is negative."""
    shown = rounded(value, 1)
    sign = ("+" if shown > 0 else "") + plain(shown)
    times = plain(significant(math.exp(float(value)), 2))
    return f"{sign} (ratio {times})" if lang == "en" else f"{sign}（约{times}倍）"


def date(iso: str, lang: str) -> str:
    """A day; months and years pass through their own form."""
    if len(iso) == 4:
        return iso if lang == "en" else f"{iso}年"
    if len(iso) == 7:
        return month(iso, lang)
    day = datetime.date.fromisoformat(iso[:10])
    if lang == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def month(year_month: str, lang: str) -> str:
    """A month, from 2026-11."""
    year, number = year_month.split("-")[:2]
    return f"{MONTHS[int(number) - 1]} {year}" if lang == "en" else f"{year}年{int(number)}月"


def quarter(year: int, number: int, lang: str) -> str:
    """A quarter of a year."""
    return f"Q{number} {year}" if lang == "en" else f"{year}年第{HAN_DIGITS[number]}季度"


def dollars(billion: float, lang: str) -> str:
    """US dollars, from billions; the minus stands before the currency."""
    if billion < 0:
        shown = dollars(-billion, lang)
        return shown if rounded(billion * 1000, 1) == 0 else MINUS + shown
    if billion == 0:
        return {"en": "US$0", "zh": "0美元"}[lang]
    if lang == "zh":
        return _yi(billion) + "美元"
    if 0 < billion < 1e-3:
        return f"US${count(float(significant(billion * 1e9, 2)), lang)}"
    if abs(billion) < 1:
        return f"US${many(billion * 1000, lang)} million"
    return f"US${many(billion, lang)} billion"


def dollars_range(low: float, high: float, lang: str) -> str:
    """A range of amounts, each with its unit, since its ends may need different ones."""
    first, last = dollars(low, lang), dollars(high, lang)
    return f"{first} to {last}" if lang == "en" else f"{first}至{last}"


def weeks(value: float, lang: str) -> str:
    """A whole number of weeks."""
    shown = f"{rounded(value):f}"
    return f"{shown}周" if lang == "zh" else f"{shown} week" + ("" if shown == "1" else "s")


def weeks_range(low: float, high: float, lang: str) -> str:
    """A range of weeks."""
    return (
        f"{rounded(low):f} to {weeks(high, lang)}"
        if lang == "en"
        else f"{rounded(low):f}至{weeks(high, lang)}"
    )


def yuan(billion: float, lang: str) -> str:
    """Renminbi, from billions."""
    return f"RMB {many(billion, lang)} billion" if lang == "en" else _yi(billion) + "元"


def _yi(billion: float) -> str:
    hundred_millions = float(significant(billion, 2 if abs(billion) < 100 else 3)) * 10
    if abs(hundred_millions) < 1:
        return plain(rounded(hundred_millions * 1e4)) + "万"
    if abs(hundred_millions) >= 10_000:
        return plain(rounded(hundred_millions / 1e4, 1)) + "万亿"
    return plain(rounded(hundred_millions, 1)) + "亿"


def quantity(value: float, unit: str, lang: str) -> str:
    """A measured value with its unit. A unit without a form of its own is written out behind the number."""
    base = unit.split(" per quarter")[0].removesuffix("/yr") if unit.startswith(("US$bn", "CNY bn")) else unit
    per = {"en": " a quarter", "zh": "/季"} if "per quarter" in unit else {"en": " a year", "zh": "/年"}
    after = per[lang] if unit != base or unit == "thousand H100e per quarter" else ""
    number = many(value, lang, 2 if unit == "yr" else 3)
    if unit in ("share", "percent"):
        share = value if unit == "share" else value / 100
        return plain(significant(share * 100, 2)) + "%"
    if base == "US$bn":
        return dollars(value, lang) + after
    if base == "CNY bn":
        return yuan(value, lang) + after
    if base == "million H100e":
        return stock(value, lang)
    if unit == "thousand H100e per quarter":
        return stock(value / 1000, lang) + after
    if unit == "US$":
        return dollars(value / 1e9, lang)
    if unit == "people" and lang == "en" and value >= 1e6:
        return f"{many(value / 1e6, lang, 3)} million"
    if unit in ("people", "accounts"):
        return (
            count(float(significant(value, 3)), lang)
            + {"en": "", "zh": "人" if unit == "people" else "个"}[lang]
        )
    if unit == "US$ per person":
        return (
            f"US${count(float(significant(value, 3)), lang)}"
            if lang == "en"
            else f"{count(float(significant(value, 3)), lang)}美元"
        )
    if unit == "million people":
        return (
            f"{number} million people"
            if lang == "en"
            else count(float(significant(value, 3)) * 1e6, lang) + "人"
        )
    forms = UNITS.get(unit)
    if forms is None:
        return f"{number} {unit}"
    return number + forms[lang]


def power(megawatt: float, lang: str) -> str:
    """Electric power, in gigawatts from a thousand megawatts on."""
    return quantity(megawatt / 1000, "GW", lang) if megawatt >= 1000 else quantity(megawatt, "MW", lang)


UNITS = {
    "GW": {"en": " GW", "zh": "吉瓦"},
    "MW": {"en": " MW", "zh": "兆瓦"},
    "months": {"en": " months", "zh": "个月"},
    "yr": {"en": " years", "zh": "年"},
    "ratio": {"en": " to one", "zh": "倍"},
    "likelihood ratio": {"en": " times as likely if true", "zh": "倍（为真时的可能性）"},
    "count": {"en": "", "zh": ""},
    "arena points": {"en": " arena points", "zh": "分（Arena 评分）"},
    "index points": {"en": " index points", "zh": "个指数点"},
    "score": {"en": " points", "zh": "分"},
    "level": {"en": "", "zh": "级"},
    "EFLOPS, half precision": {"en": " EFLOPS (half precision)", "zh": " EFLOPS（半精度）"},
    "1 for a US offer": {"en": " (1 is a US offer)", "zh": "（1为美方方案）"},
    "category": {"en": "", "zh": "档"},
    "per 100 people": {"en": " per 100 people", "zh": "/每百人"},
    "FLOP": {"en": " FLOP", "zh": "次浮点运算"},
    "H100e, any precision": {"en": " H100 equivalents (any precision)", "zh": "片 H100 等效（精度不限）"},
    "chips": {"en": " chips", "zh": "片芯片"},
    "wafers per month": {"en": " wafers a month", "zh": "片晶圆/月"},
    "TWh": {"en": " TWh", "zh": "太瓦时"},
    "kWh per person": {"en": " kWh per person", "zh": "千瓦时/人"},
    "ideal points": {"en": " ideal points", "zh": "个理想点"},
}
