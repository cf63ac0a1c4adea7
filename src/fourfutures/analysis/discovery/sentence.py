"""What boxes and reasons say, as sentences of each language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.analysis.discovery.measuring import Described
from fourfutures.errors import Both
from fourfutures.study import Names, Study

Text = dict[str, str]
# Names that keep their capital inside a sentence.
PROPER = ("US", "AI", "China", "Chinese", "Nvidia", "H100", "Taiwan")
CONTESTED = Both("a contested outcome", "胶着或多极的局面")
FORMS: Mapping[str, Both] = {
    "share": Both("{p}%", "{p}%"),
    "ratio": Both("{v}", "{v}"),
    "log/yr": Both("{g}% a year", "每年{g}%"),
    "log": Both("{x} times", "{x}倍"),
    "months": Both("{v} months", "{v}个月"),
    "yr": Both("{v} years", "{v}年"),
    "GW": Both("{v} GW", "{v}吉瓦"),
    "GW/yr": Both("{v} GW a year", "每年{v}吉瓦"),
    "1/yr": Both("{v} a year", "每年{v}"),
    "US$bn/yr": Both("US${v} billion a year", "每年{y}亿美元"),
    "kW/H100e": Both("{v} kW for each H100 equivalent", "每片 H100 等效{v}千瓦"),
    "million H100e": Both("{v} million H100 equivalents", "{v}百万片 H100 等效"),
}


def amount(value: float, unit: str, study: Study) -> Both:
    """A figure in its unit; growth in logs is told in per cent, a log as a factor."""
    form = FORMS.get(unit)
    places = {
        "v": number(value),
        "p": number(100.0 * value),
        "g": number(100.0 * math.expm1(value)),
        "x": number(math.exp(min(value, 700.0))),
        "y": number(10.0 * value),
    }
    if form is not None:
        return Both(str(form).format(**places), form.zh.format(**places))
    name = study.units[unit].name if unit in study.units else None
    if name is None:
        return Both(f"{places['v']} {unit}", f"{places['v']} {unit}")
    return Both(f"{places['v']} {name.en}", f"{places['v']}（{name.zh}）")


def number(value: float) -> str:
    """Two significant digits, whole from a hundred on, with a true minus."""
    if value == 0.0 or not math.isfinite(value):
        return f"{abs(value):g}"
    places = max(0, 1 - math.floor(math.log10(abs(value))))
    text = f"{round(value, places):.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def percent(share: float) -> str:
    """A share in whole per cent, and to a tenth below one."""
    shown = 100.0 * share
    return f"{shown:.1f}%" if 0.0 < shown < 0.95 else f"{shown:.0f}%"


def bound_phrase(item: Mapping[str, Any], described: Described, study: Study) -> Both:
    """One condition of a box."""
    if described.kind == "lever":
        return _lever_phrase(item, described, study)
    name = Both(inside(described.label["en"]), described.label["zh"])
    if item.get("values") is not None:
        told = [amount(value, described.unit, study) for value in item["values"]]
        return Both(
            f"{name} is {' or '.join(str(t) for t in told)}", f"{name.zh}为{'或'.join(t.zh for t in told)}"
        )
    low, high = (None if item[k] is None else amount(item[k], described.unit, study) for k in ("low", "high"))
    if low is not None and high is not None:
        if str(low) == str(high):
            return Both(f"{name} is {low}", f"{name.zh}为{low.zh}")
        return Both(f"{name} lies between {low} and {high}", f"{name.zh}在{low.zh}至{high.zh}之间")
    if low is not None:
        return Both(f"{name} is at least {low}", f"{name.zh}不低于{low.zh}")
    assert high is not None  # a bound has an end
    return Both(f"{name} is at most {high}", f"{name.zh}不高于{high.zh}")


def _lever_phrase(item: Mapping[str, Any], described: Described, study: Study) -> Both:
    """How far a lever is pulled, on its scale, with what the upper end means."""
    lever = study.levers[described.id]
    bottom, top = (number(value) for value in lever.range)
    high = lever.direction.high
    low, most = (None if item[k] is None else number(item[k]) for k in ("low", "high"))
    if low is not None and most is not None:
        english = f"at {low}" if low == most else f"between {low} and {most}"
        chinese = f"取{low}" if low == most else f"取{low}至{most}"
    elif low is not None:
        english, chinese = f"at {low} or more", f"取{low}或以上"
    else:
        english, chinese = f"at {most} or less", f"取{most}或以下"
    return Both(
        f"the lever “{inside(described.label['en'])}” stands {english} ({bottom} to {top}, upwards: {high.en})",
        f"杠杆“{described.label['zh']}”{chinese}（范围{bottom}至{top}，向上为{high.zh}）",
    )


def box_sentence(future: Both, row: Mapping[str, Any], phrases: Sequence[Both]) -> Text:
    """What a box says of its future."""
    density, base, mass, coverage = (percent(row[k]) for k in ("density", "base", "mass", "coverage"))
    english, chinese = _and(phrases), _all(phrases)
    if row["number"] == 1:
        return {
            "en": f"{_first(str(future))} comes about in {density} of the cases in which {english}; over all cases in {base}. "
            f"Such cases are {mass} of all, and hold {coverage} of those that end this way.",
            "zh": f"若{chinese}，则{future.zh}出现的比例为{density}（不设条件时为{base}）。"
            f"此类情形占全部的{mass}，涵盖该未来的{coverage}。",
        }
    return {
        "en": f"In other cases, {future} comes about in {density} of those in which {english}. "
        f"That adds {coverage} of the cases that end this way.",
        "zh": f"在上述情形之外，若{chinese}，则{future.zh}出现的比例为{density}，另涵盖该未来的{coverage}。",
    }


def future_sentence(future: Both, p: float, boxes: int, coverage: float) -> Text:
    """What all boxes of a future come to."""
    if p <= 0.0:
        return {
            "en": f"No case ends in {future}.",
            "zh": f"没有任何情形以{future.zh}告终。",
        }
    if not boxes:
        return {
            "en": f"{_first(str(future))} comes about in {percent(p)} of all cases, and no few conditions set these apart.",
            "zh": f"{future.zh}在全部情形中占{percent(p)}，没有少数几项条件能将其区分出来。",
        }
    those = "the one box below holds" if boxes == 1 else f"the {boxes} boxes below hold"
    return {
        "en": f"{_first(str(future))} comes about in {percent(p)} of all cases; {those} {percent(coverage)} of them.",
        "zh": f"{future.zh}在全部情形中占{percent(p)}；以下{boxes}组条件共涵盖其中的{percent(coverage)}。",
    }


def reasons_sentence(future: Both, conditions: Sequence[Mapping[str, Any]]) -> Text:
    """How the stated conditions of a future fared."""
    tested = [c for c in conditions if c["kind"] == "measured"]
    failed = [c for c in tested if c["fails"]]
    rest = len(conditions) - len(tested)
    if not tested:
        return {"en": "Nothing stated of it can be tested.", "zh": "原文所述条件均无法检验。"}
    english = f"Of {len(tested)} stated conditions of {future} that can be tested, {len(tested) - len(failed)} {_is(len(tested) - len(failed))} necessary or typical here"
    chinese = f"{future.zh}的所述条件中可检验的有{len(tested)}项，其中{len(tested) - len(failed)}项在本集合中为必要或典型"
    if failed:
        english += "; not so: " + "; ".join(f"{c['text']['en']}" for c in failed)
        chinese += "；不成立的有：" + "、".join(f"{c['text']['zh']}" for c in failed)
    if rest:
        english += f". {rest} {_is(rest)} true by definition or outside the model"
        chinese += f"。另有{rest}项由定义成立或不在模型之内"
    return {"en": english + ".", "zh": chinese + "。"}


def triggers_sentence(future: Both, block: Mapping[str, Any], texts: Mapping[str, Names]) -> Text:
    """What stated triggers add to the odds of their future, together and one by one."""
    together, some = block["all"], block["any"]
    if not block["each"]:
        return {
            "en": f"{_first(str(future))} is told with {len(texts)} triggers; no case meets them all.",
            "zh": f"{future.zh}列有{len(texts)}项触发因素；没有任何情形同时满足。",
        }
    base, odds, mass, either = (percent(x) for x in (block["p"], together["p"], together["mass"], some["p"]))
    added = [(texts[item["id"]], item["average"]) for item in block["each"]]
    english = [
        f"“{text.en}” adds {_points(v['value'])} points ({_points(v['low'])} to {_points(v['high'])})"
        for text, v in added
    ]
    chinese = [
        f"“{text.zh}”贡献{_points(v['value'])}个百分点（{_points(v['low'])}至{_points(v['high'])}）"
        for text, v in added
    ]
    return {
        "en": f"{_first(str(future))} is told with {len(texts)} triggers. Where all are met, in {mass} of cases, it comes about "
        f"in {odds}; where any is, in {either}; over all cases in {base}. On average over the orders in which they could come, "
        f"{', '.join(english[:-1])} and {english[-1]}.",
        "zh": f"{future.zh}列有{len(texts)}项触发因素。全部满足的情形占{mass}，其中该未来出现的比例为{odds}；至少满足一项时为{either}；"
        f"不设条件时为{base}。按各种先后次序平均，{'，'.join(chinese)}。",
    }


def future_name(study: Study, future: str) -> Both:
    """A future inside a sentence."""
    for entry in study.frame.futures:
        if entry.id == future:
            name = entry.name.en
            return Both("the " + name[4:] if name.startswith("The ") else name, f"“{entry.name.zh}”")
    return CONTESTED


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _points(share: float) -> str:
    """Percentage points with one decimal and a true minus."""
    return f"{100.0 * share + 0.0:.1f}".replace("-0.0", "0.0").replace("-", "−")


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """An English name inside a sentence."""
    first = name.split()[0].removesuffix("'s")
    return name if first.startswith(PROPER) else name[:1].lower() + name[1:]


def _and(phrases: Sequence[Both]) -> str:
    told = [str(phrase) for phrase in phrases]
    return told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]


def _all(phrases: Sequence[Both]) -> str:
    told = [phrase.zh for phrase in phrases]
    return told[0] if len(told) == 1 else "，".join(told[:-1]) + "，且" + told[-1]
