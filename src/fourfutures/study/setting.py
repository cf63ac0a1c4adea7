"""What a user asks of a study on one line: lever settings and readings of the dials."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from fourfutures.errors import Both, guess, listed
from fourfutures.study.entry import Entry
from fourfutures.study.errors import StudyError, nearest, suggestion
from fourfutures.study.lever import Lever
from fourfutures.study.study import Study, see_economies

_SETTING = re.compile(
    r"\s*([^=@.\s]+)(?:\.([^=@\s]+))?\s*(?:@\s*([^=\s]+))?\s*=\s*([^@=\s]+)\s*(?:@\s*([^@=\s]+))?\s*"
)

# What everybody reads as a number; Python alone also reads 1_0 and digits of other scripts.
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class LeverSetting(Entry):
    """A lever pulled to `value` from month `start` ("2027-01") on, for one economy or, with None, for all.

    Without a start the run decides: the first month after its as-of date.
    """

    lever: str
    value: float
    start: str | None = None
    entity: str | None = None

    def __str__(self) -> str:
        return (
            self.lever
            + (f".{self.entity}" if self.entity else "")
            + f"={self.value:g}"
            + (f"@{self.start}" if self.start else "")
        )


class DialSetting(Entry):
    """A reading and the dials given by hand."""

    reading: str
    overrides: dict[str, float] = Field(default_factory=dict)


def parse_lever(text: str, study: Study) -> LeverSetting:
    """Read NAME=VALUE[@YYYY-MM] or NAME.ISO3=VALUE[@YYYY-MM]. Raises StudyError that says what is wrong."""
    where = f"--lever {text}"
    match = _SETTING.fullmatch(text)
    if match is None or (match[3] and match[5]):
        raise StudyError(
            where=where,
            what=Both("cannot be read as a lever setting", "无法识别为杠杆设定"),
            remedy=Both(
                "write NAME=VALUE, NAME=VALUE@2027-01 or NAME.IND=VALUE",
                "请写成 NAME=VALUE、NAME=VALUE@2027-01 或 NAME.IND=VALUE",
            ),
        )
    name, code, value, start = match[1], match[2], match[4], match[3] or match[5]
    if name not in study.levers:
        raise StudyError(
            where=where,
            what=Both(f"there is no lever called {name}", f"没有名为{name}的杠杆"),
            remedy=suggestion(name, list(study.levers)),
        )
    lever = study.levers[name]
    return LeverSetting(
        lever=name,
        value=_value(value, lever, where),
        start=None if start is None else _start(start, study, where),
        entity=None if code is None else _partner(code, lever, study, where),
    )


def lever_settings(given: Mapping[str, float] | Sequence[str], study: Study) -> tuple[LeverSetting, ...]:
    """Settings from option texts, or from a mapping of NAME, NAME.ISO3 or NAME@2027-01 to values.

    Raises StudyError also where one lever is set twice for the same economy and month.
    """
    if isinstance(given, Mapping):
        texts = [
            f"{name}={float(value)!r}" if isinstance(value, float) else f"{name}={value}"
            for name, value in given.items()
        ]
    else:
        texts = list(given)
    settings: list[LeverSetting] = []
    for text in texts:
        setting = parse_lever(text, study)
        for other in settings:
            if (other.lever, other.entity, other.start) == (setting.lever, setting.entity, setting.start):
                raise StudyError(
                    where=f"--lever {text}",
                    what=Both(
                        f"{setting.lever} is set twice, to {other.value:g} and to {setting.value:g}",
                        f"{setting.lever} 设了两次：{other.value:g}和{setting.value:g}",
                    ),
                    remedy=Both("drop one, or give each a start month", "请删去其一，或各写起始月份"),
                )
        settings.append(setting)
    return tuple(settings)


def parse_dials(text: str, study: Study) -> DialSetting:
    """Read a reading and dials such as `source,gamma=0.4`; without a reading, the study's first one holds."""
    where = f"--dials {text}"
    reading: str | None = None
    overrides: dict[str, float] = {}
    for part in (part.strip() for part in text.split(",")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not part:
            raise StudyError(
                where=where,
                what=Both("an entry is empty", "有一项为空"),
                remedy=Both("write source,gamma=0.4", "请写成 source,gamma=0.4"),
            )
        if not equals:
            if reading is not None:
                raise StudyError(
                    where=where,
                    what=Both(
                        f"gives two readings, {reading} and {name}", f"写了两种口径：{reading}和{name}"
                    ),
                    remedy=Both("give one", "请只写一种"),
                )
            if name not in study.frame.presets:
                known = [*study.frame.presets, *study.frame.dials]
                near = guess(name, known)
                raise StudyError(
                    where=where,
                    what=Both(f"there is no reading called {name}", f"没有名为{name}的口径"),
                    remedy=Both(f"write {near}=VALUE", f"请写成 {near}=VALUE")
                    if near in study.frame.dials
                    else suggestion(name, list(study.frame.presets)),
                )
            reading = name
            continue
        if name in overrides:
            raise StudyError(
                where=where,
                what=Both(f"{name} is set twice", f"{name} 设了两次"),
                remedy=Both("drop one", "请删去其一"),
            )
        number = _number(value, where)
        study.require_dial(name, number, where)
        overrides[name] = number
    return DialSetting(reading=reading or next(iter(study.frame.presets)), overrides=overrides)


def _number(text: str, where: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise StudyError(
            where=where,
            what=Both(f"{text or 'nothing'} is not a number", f"{text or '空白'}不是数"),
            remedy=Both("give a number such as 0.5", "请给出0.5这样的数"),
        )
    return number


def _value(text: str, lever: Lever, where: str) -> float:
    value = _number(text, where)
    low, high = lever.range
    if not low <= value <= high:
        raise StudyError(
            where=where,
            what=Both(
                f"{value:g} is outside {low:g} to {high:g}, the range of {lever.id}",
                f"{value:g}超出 {lever.id} 的范围：{low:g}至{high:g}",
            ),
            remedy=Both("give a value inside", "请改为范围内的值"),
        )
    return value + 0.0  # no minus zero: it would be another text for the same policy


def _start(text: str, study: Study, where: str) -> str:
    try:
        number = study.month_number(text)
    except StudyError as error:
        raise StudyError(where=where, what=error.what, remedy=error.remedy) from None
    if number < 1:
        raise StudyError(
            where=where,
            what=Both(
                f"{text} is before the first month, {study.meta.first_month}",
                f"{text}早于首月{study.meta.first_month}",
            ),
            remedy=Both(
                "move the start; what was in force at the origin belongs to the study",
                "请改期；起点时已生效的事项属于研究本身",
            ),
        )
    return study.month_name(number)


def _partner(code: str, lever: Lever, study: Study, where: str) -> str:
    if not lever.country:
        able = [name for name, entry in study.levers.items() if entry.country]
        raise StudyError(
            where=where,
            what=Both(f"{lever.id} cannot be set for one economy", f"{lever.id} 不能按单个经济体设定"),
            remedy=Both(
                f"write {lever.id}=VALUE" + (f"; by economy there is {listed(able)}" if able else ""),
                f"请写成 {lever.id}=VALUE" + (f"；可按经济体设定的有 {listed(able).zh}" if able else ""),
            ),
        )
    codes = [partner.code for partner in study.partners]
    if code not in codes:
        bloc = code.upper() in [entity.code for entity in study.entities if entity.kind == "bloc"]
        raise StudyError(
            where=where,
            what=Both(f"{code} is not a partner but a home market", f"{code}是本土市场，不是伙伴经济体")
            if bloc
            else Both(f"{code} is not in this study", f"本研究不含{code}"),
            remedy=see_economies(
                Both("name a partner economy.", "请写伙伴经济体。") if bloc else nearest(code, codes)
            ),
        )
    return code
