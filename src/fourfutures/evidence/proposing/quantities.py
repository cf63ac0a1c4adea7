"""Numbers with units as a sentence states them: digits and words, both languages, ranges, scales left in the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fourfutures.evidence.document import Language
from fourfutures.evidence.script import as_simplified


def _words(words: str) -> list[str]:
    return words.split()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {
    name: 20 + 10 * at
    for at, name in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"))
}
WORDS = {**{name: at for at, name in enumerate(_SMALL)}, **_TENS, "dozen": 12}
_SPELT = "|".join(sorted(WORDS, key=len, reverse=True))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion|mln|bn|tn|[KMBT](?![A-Za-z])|k(?![A-Za-z])"
_ANY = rf"(?:{_NUMBER}|(?:{_SPELT})(?:-(?:{_SPELT}))?)"
_ENGLISH = re.compile(
    rf"(?<![\w.,/:-])(?P<minus>[-−–](?=\d))?(?P<sign>US\$|HK\$|NT\$|[$€£¥]|RMB\s?)?\s?(?P<first>{_ANY})"
    rf"(?P<wave>\s?(?:%|(?P<firstscale>{_SCALE}))?\s?(?P<join>-|–|—|to|and)\s?[$€£¥]?(?P<second>{_ANY}))?"
    rf"[ -]?(?P<scale>{_SCALE})?(?P<plus>\+)?[ -]?(?P<unit>%|percent(?:age points?)?|per cent|[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][a-z-]+)?)?",
    re.I,
)
_FRACTIONS = re.compile(
    r"\b(?:a |one[- ])?(half|quarter|third)\b|\b(two|three)[- ](thirds|quarters|fifths)\b", re.I
)
# What may be counted: heads of units, in the singular; what is not among them is a number of something unspoken.
_UNITS = _set(
    "percent % gigawatt gw megawatt mw kilowatt kw terawatt tw watt gwh mwh twh kwh hour-hour year month week day hour minute "
    "second millisecond ms nanometer nanometre nm exaflop petaflop teraflop flop tops country state city county town site "
    "campus region zone company firm startup business enterprise customer client user people person worker employee job "
    "developer researcher engineer student agency department institution school hospital organization organisation member "
    "nation chip gpu processor accelerator wafer die server rack node cluster card unit robot vehicle car robotaxi drone "
    "model app download derivative token query message request call project facility plant reactor turbine center centre "
    "deal agreement contract order bill law permit license licence lawsuit case group protest dollar yuan euro pound point "
    "share seat subscriber acre mile square personnel signatory opposition economy gallon ton tonne liter home household time fold percent-point bps terabyte "
    "petabyte gigabyte tb pb gb basis percentage factor data ai humanoid nuclear "
    "patent paper report account exchange attempt account interaction visit provider partner supplier factory line "
    "american adult respondent consumer resident voter teacher doctor minister official soldier building bank store shop branch "
    "laboratory lab university college satellite mine farm panel battery signature petition complaint incident partnership "
    "investor buyer shipment truck taxi ride trip delivery acquisition course language port tower proposal measure executive"
)
_VERSIONED = re.compile(
    r"\b(?:GPT|Claude|Opus|Sonnet|Fable|Gemini|Llama|Qwen|Kimi|GLM|Grok|Ascend|Atlas|Kirin|Snapdragon|Unit|Phase|Section|Title|Article|"
    r"Level|Version|Chapter|Figure|Table|Page|Series|Rule|Order|Act|Web|Windows|iPhone|Fortune|Global|S&P|Mythos|No\.?|number|TOP|V|R|K|M)\s?-?$", re.I,
)  # fmt: skip
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_MONTHS = re.compile(rf"{_MONTH}\.? $")
_DAY = re.compile(rf"^\s?(?:st|nd|rd|th\b|of {_MONTH}|{_MONTH})", re.I)

_SYMBOLS = _set("% gw mw kw tw twh gwh mwh kwh nm tb gb pb gwp tops percent")
# Years and days of months stand for themselves and are taken out first; money and counted things of that size stay.
_DATES = re.compile(
    rf"(?<![$€£¥\d.,])\b(?:19|20)\d\d\b(?![,.]?\d)(?!\s?(?:%|percent|[MG]W|megawatts|gigawatts|users|people|jobs|companies|chips|GPUs|million|billion))"
    rf"(?:[-–/](?:19|20)?\d\d\b)?|\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:\s?(?:-|–|to|and)\s?\d{{1,2}}\b)?"
)  # fmt: skip
_SPANS = _set("year month week day hour minute decade quarter")
_PEOPLE = _set("people person source official")
_FAMILIAR = re.compile(r"\s(?:people|persons|sources|officials)\b")
_KNOWN = re.compile(
    r"\b(?:the|these|those|all|its|their|his|other|our|same|first|top|last|only|just)\s(?:other\s)?$", re.I
)
_WHEN_BEFORE = re.compile(
    r"\b(?:past|last|next|first|over|within|in|for|every|recent|previous|after|coming|over the|in the|for the|about|than|nearly|almost|of the)\s(?:\w+\s)?$", re.I
)  # fmt: skip
_WHEN_AFTER = re.compile(
    r"[ -]\w+[ -](?:ago|later|earlier|old|period|plan|after|before|from now|straight|running|in a row)\b",
    re.I,
)
_BASE = re.compile(
    r"\b(?:up from|down from|compared (?:with|to)|versus|vs\.?|rather than|instead of|equivalent to|from (?:approximately|about|just|around|some|nearly)|"
    r"out of|equals?)\s(?:\w+\s){0,3}$", re.I,
)  # fmt: skip
_LAG = re.compile(r"[ -]\w+ (?:behind|ahead|of lead|lead|lag)\b", re.I)
_SAMPLE = re.compile(
    r"[ -]\w+(?: \w+)? (?:surveyed|polled|interviewed)\b|[ -](?:state|member|page|person|year-old|month|year|day)\b(?= \w+)",
    re.I,
)
# A bare number counts where a count is said to have come to it; who was asked does not.
_REACHED = re.compile(
    r"\b(?:doubled|tripled|quadrupled|rose|risen|grew|grown|increased|climbed|jumped|fell|fallen|dropped|declined|brings?|brought)\b"
    r"[^.;,]{0,40}\bto (?:about |around |nearly |some |over |more than |almost |just )?$"
)
_ASKED = re.compile(
    r"\b(?:survey|poll|sample|questionnaire) (?:of|among) (?:more than |about |over |nearly |some |around )?$",
    re.I,
)
_CALLED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ $")
_CONVERTED = re.compile(r"\([^)]*$")
_INTERVAL = re.compile(r"confidence interval|margin of error", re.I)
_BETWEEN = re.compile(r"\b(?:between|ranging from|range of)\s(?:\w+\s)?$", re.I)
_SHARES = {"two thirds": "2/3", "three quarters": "3/4", "three fifths": "3/5", "two fifths": "2/5"}

_HAN = "零〇一二两三四五六七八九十百千"
_HAN_VALUE = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_NUMBER = rf"(?:[{_HAN}]+(?:点[{_HAN}]+)?)"
_SCALE_ZH = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|兆(?!瓦)|千(?!瓦|米|克|兆|问|里))"
_UNIT_ZH = (
    r"(?:个百分点|百分点|%|％|美元|欧元|英镑|日元|港元|港币|新台币|人民币|美金|元|块钱|吉瓦时|吉瓦|兆瓦时|兆瓦|千瓦时|千瓦|太瓦时|太瓦|瓦|度电|度|"
    r"(?i:GWh|MWh|TWh|kWh|GW|MW|TW|kW|EFLOPS|PFLOPS|TFLOPS|FLOPS|TOPS|TB|PB|GB|nm|tokens?)|纳米|毫秒|秒|分钟|小时|天|周|个月|年(?!\d|第|\s?\d{1,2}\s?月)|岁|"
    r"颗|张|块|片|枚|台|套|架|辆|艘|座|处|栋|卡|家|个|人|名|位|户|次|款|项|条|篇|份|笔|起|例|种|所|亩|英亩|平方米|公里|吨|升|倍|席|单|日|成|点|分|核|级|省|州|国|地|"
    r"用户|参数|企业|芯片|国家)"
)
_CHINESE = re.compile(
    rf"(?P<sign>US\$|HK\$|[$€£¥])?\s?(?P<first>百分之(?P<part>{_NUMBER}|{_HAN_NUMBER})|{_NUMBER}|{_HAN_NUMBER})\s?"
    rf"(?P<firstscale>{_SCALE_ZH})?(?P<wave>\s?(?P<mid>%|％)?\s?(?:-|–|—|~|～|至|到)\s?(?P<second>{_NUMBER}|{_HAN_NUMBER}))?"
    rf"\s?(?P<scale>{_SCALE_ZH})?(?P<plus>\+|多|余)?\s?(?P<unit>{_UNIT_ZH})?"
)
_NAME_BEFORE = re.compile(r"[A-Za-z\-.]\s?$")
_SPANS_ZH = _set("年 个月 周 天 日 小时 分钟")
_WHEN_ZH = re.compile(
    r"(?:过去|最近|近|未来|前|连续|此后|后|在|每|接下来的?|今后|长达|约|不到|短短|再过|过去的?|这|头|近来|用|历经|经过|晚|早|历时|时隔|里的?)\s?$"
)
_SINCE_ZH = re.compile(r"\s?(?:前|后|内|来|以来|间|期|之前|之后|之内|里|增长|计划|规划|左右|投入|投资|累计)")
_LAG_ZH = re.compile(r"(?:落后|领先|差距|滞后|缩短)[^，。；]{0,10}$")
_BASE_ZH = re.compile(
    r"(?:较|(?<![占同环])比(?![例重率较])|相比|相较于?|相当于|原|原来的|此前的|高于|低于)[^，。；]{0,12}$"
)
_SAMPLE_ZH = re.compile(r"\s?(?:国家|受访|参与|接受)[^，。]{0,6}(?:调查|受访|问卷)")
_KNOWN_ZH = re.compile(r"(?:这|那|该|上述|其中|中国|这里的|前|全球|，|。|^)\s?$")
_NOT_COUNTED = frozenset("一")
_MEANT_ONE = frozenset("座")  # hardly ever an article


class Quantity(NamedTuple):
    """A number as stated, its unit, and where it stands."""

    value: str  # digits; a range as low-high
    unit: str
    start: int


def quantities(sentence: str, lang: Language) -> list[Quantity]:
    """All quantities of a sentence, in order: no dates, ordinals, names of models or numbers of lists."""
    if lang == "zh":
        return list(_in_chinese(as_simplified(sentence)))
    return list(_in_english(sentence))


def plain(value: str) -> str:
    """A number without thousands separators and needless zeros."""
    value = value.replace(",", "").replace("，", "")
    if "." in value:
        value = value.rstrip("0").rstrip(".")
    return value


def _in_english(sentence: str) -> Iterator[Quantity]:
    bare = _DATES.sub(lambda said: "\x00" * len(said.group()), sentence)
    for found in _ENGLISH.finditer(bare):
        first, unit, sign = found["first"], (found["unit"] or "").strip(), found["sign"] or ""
        before, after = sentence[: found.start()], sentence[found.end("first") :]
        scale, head = _scale(found["scale"] or ""), _head(unit)
        spelt = not first[0].isdigit()
        counted = (
            bool(sign or scale) or head is not None or "," in first or _REACHED.search(before) is not None
        )
        if not counted or _named(before, first, sign, scale, head) or _DAY.match(after):
            continue
        if (found["scale"] == "B" and not sign) or _ASKED.search(before[-50:]):
            continue  # 70B: the size of a model
        if (
            head
            and found["unit"]
            and found.start("unit")
            == found.end(
                "plus"
                if found["plus"]
                else "scale"
                if found["scale"]
                else "second"
                if found["second"]
                else "first"
            )
            and unit.split()[0].lower() not in _SYMBOLS
        ):
            continue  # 3D, 5G: a name
        if first.lower() == "one" and not scale and head not in ("percent", "gigawatt", "gw"):
            continue
        if spelt and not scale and (_KNOWN.search(before) or (head in _PEOPLE and _FAMILIAR.match(after))):
            continue
        if head in _SPANS and _spans_time(before, after):
            continue
        if (
            _BASE.search(before)
            or _SAMPLE.match(after)
            or (sign and _CONVERTED.search(before))
            or _INTERVAL.search(before[-60:])
        ):
            continue
        value = ("-" if found["minus"] else "") + _value(first)
        said = _unit(sign, scale, _counted(unit) if head else "")
        if found["second"] and _apart(found, before):
            first_said = _unit(
                sign, _scale(found["firstscale"] or found["scale"] or ""), _counted(unit) if head else ""
            )
            yield Quantity(value, first_said, found.start("first"))
            yield Quantity(_value(found["second"]), said, found.start("second"))
            continue
        if found["second"]:
            value = f"{value}-{_value(found['second'])}"
        yield Quantity(value, said, found.start("first"))
    for found in _FRACTIONS.finditer(sentence):
        share = _SHARES.get(f"{(found[2] or '').lower()} {(found[3] or '').lower()}")
        if share:
            yield Quantity(share, "", found.start())


def _apart(found: re.Match[str], before: str) -> bool:
    """Whether two numbers are two statements, a change or a list, and not the ends of a range."""
    first, second = _scale(found["firstscale"] or ""), _scale(found["scale"] or "")
    if first and first != second:
        return True
    join = found["join"].lower()
    if _BETWEEN.search(before[-30:]) or (join not in ("to", "and") and "%" not in found["wave"]):
        return False
    return join == "and" or re.search(r"\bfrom\s[^.]{0,30}$|\bby\s\S*$", before) is not None


def _spans_time(before: str, after: str) -> bool:
    """Whether a length of time tells when, and not how much."""
    if _LAG.match(after):
        return False
    return bool(_WHEN_BEFORE.search(before) or _WHEN_AFTER.match(after))


def _head(unit: str) -> str | None:
    """The thing counted, in the singular, if it is one that is counted."""
    words = unit.lower().replace("per cent", "percent").split()
    return next((form for word in words[:2] if (form := _known_unit(word))), None)


def _counted(unit: str) -> str:
    """The words of a unit: to the last that is counted."""
    words = unit.split()
    if len(words) == 2 and not _known_unit(words[1].lower()):
        return words[0]
    return " ".join(words)


def _known_unit(word: str) -> str | None:
    forms = [word, word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    forms.append(word.rsplit("-", 1)[-1].removesuffix("s"))
    return next((form for form in forms if form in _UNITS), None)


def _named(before: str, first: str, sign: str, scale: str, head: str | None) -> bool:
    """Whether the number is part of a name: a version, a model, a rule."""
    if sign or scale or head == "percent" or head == "%":
        return False
    called = _CALLED.search(before) is not None and len(first) < 3 and not _MONTHS.search(before)
    return first[0].isdigit() and (called or _VERSIONED.search(before) is not None)


def _scale(said: str) -> str:
    lower = said.lower()
    return {
        "k": "thousand", "m": "million", "b": "billion", "t": "trillion", "bn": "billion", "mln": "million", "tn": "trillion",
    }.get(lower, lower)  # fmt: skip


def _value(said: str) -> str:
    if said[0].isdigit():
        return plain(said)
    parts = said.lower().split("-")
    return str(sum(WORDS[part] for part in parts))


def _unit(sign: str, scale: str, unit: str) -> str:
    signs = {
        "$": "USD",
        "US$": "USD",
        "€": "EUR",
        "£": "GBP",
        "¥": "CNY",
        "HK$": "HKD",
        "NT$": "TWD",
        "RMB": "CNY",
    }
    money = signs.get(sign.strip().upper(), "")
    said = "" if money else {"%": "percent", "per cent": "percent", "dollars": "USD"}.get(unit, unit)
    return " ".join(part for part in (scale, money or said) if part)


def _in_chinese(text: str) -> Iterator[Quantity]:
    last = 0
    for found in _CHINESE.finditer(text):
        if found.start() < last:
            continue
        first, unit, sign = found["first"], found["unit"] or "", found["sign"] or ""
        scale = found["scale"] or ("" if found["second"] else found["firstscale"]) or ""
        before, after = text[: found.start()], text[found.end() :]
        if found["part"]:
            first, unit, scale = found["part"], "%", ""
        digits = first[0].isdigit()
        if not (sign or scale or unit):
            continue
        if (
            before.endswith(
                ("第", "其", "同", "之", "统", "唯", "万", "每", "进", "某", "任", "又", "另", "再")
            )
            and not digits
        ):
            continue
        if before.endswith("第") or (
            digits and _NAME_BEFORE.search(before) and not (sign or scale or unit in ("%", "％"))
        ):
            continue
        if unit in ("年", "日", "天", "点", "分", "周") and digits and _calendar(before, first, unit, after):
            continue
        if digits and re.match(r"\s?月(?!活)", after) and not unit:
            continue
        if not digits and (first in _NOT_COUNTED and not scale and unit not in _MEANT_ONE):
            continue
        if not digits and unit in ("点", "地", "国", "级", "分", "度", "处", "元", "方", "卡", "单", "条"):
            continue
        if (
            _BASE_ZH.search(before)
            or _SAMPLE_ZH.match(after)
            or (before.endswith(("数", "好几", "上")) and not digits)
        ):
            continue
        if (
            unit in _SPANS_ZH
            and not _LAG_ZH.search(before)
            and (_WHEN_ZH.search(before) or _SINCE_ZH.match(after))
        ):
            continue
        if (
            not digits
            and not scale
            and (
                (unit in ("名", "家", "大", "位", "者") and _KNOWN_ZH.search(before))
                or re.search(r"前$", before)
            )
        ):
            continue
        value = _han(first)
        if value is None:
            continue
        if unit == "成" or (not unit and text[found.end() : found.end() + 1] == "成" and not digits):
            value, unit = plain(str(float(value) * 10)), "%"
        if found["second"] and _han(found["second"]) is not None:
            value = f"{value}-{_han(found['second'])}"
        last = found.end()
        yield Quantity(value, _zh_unit(sign, scale, unit), found.start("first"))


def _calendar(before: str, first: str, unit: str, after: str) -> bool:
    """Whether a number with 年, 日, 点 ... names a day, a year or an hour and does not count them."""
    if unit == "年":
        return len(first) == 4 or (len(first) == 2 and after[:1].isdigit())
    if unit == "日":
        return bool(re.search(r"月\s?$", before)) or not before.endswith("每")
    return unit in ("点", "分")


def _zh_unit(sign: str, scale: str, unit: str) -> str:
    money = {"$": "美元", "US$": "美元", "€": "欧元", "£": "英镑", "¥": "元", "HK$": "港元"}.get(sign, "")
    return f"{scale}{money or unit}".replace("％", "%")


def _han(said: str) -> str | None:
    """A number in Chinese or Arabic numerals as digits."""
    if said[0].isdigit():
        return plain(said)
    whole, _, part = said.partition("点")
    total = section = 0
    digit = None
    for sign in whole:
        if sign in _HAN_VALUE:
            digit = _HAN_VALUE[sign]
        else:
            section += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = None
    total = section + (digit or 0)
    if part:
        decimals = "".join(str(_HAN_VALUE[sign]) for sign in part if sign in _HAN_VALUE)
        return f"{total}.{decimals}" if decimals else str(total)
    return str(total)
