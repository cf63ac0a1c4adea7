"""What a user asks of a study on one line: lever settings and readings of the dials."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from fourfutures.study.entry import Entry
from fourfutures.study.errors import StudyError, guess, suggestion
from fourfutures.study.lever import Lever
from fourfutures.study.study import Study

_SETTING = re.compile(
    r"\s*([^=@.\s]+)(?:\.([^=@\s]+))?\s*(?:@\s*([^=\s]+))?\s*=\s*([^@=\s]+)\s*(?:@\s*([^@=\s]+))?\s*"
)


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
            what="cannot be read as a lever setting",
            remedy="write NAME=VALUE, NAME=VALUE@2027-01 or NAME.IND=VALUE",
        )
    name, code, value, start = match[1], match[2], match[4], match[3] or match[5]
    if name not in study.levers:
        raise StudyError(
            where=where, what=f"there is no lever called {name}", remedy=suggestion(name, list(study.levers))
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
            f"{name}={value!r}" if isinstance(value, float) else f"{name}={value}"
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
                    what=f"{setting.lever} is set twice, to {other.value:g} and to {setting.value:g}",
                    remedy="drop one, or give each a start month",
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
            raise StudyError(where=where, what="an entry is empty", remedy="write source,gamma=0.4")
        if not equals:
            if reading is not None:
                raise StudyError(
                    where=where, what=f"gives two readings, {reading} and {name}", remedy="give one"
                )
            if name not in study.frame.presets:
                known = [*study.frame.presets, *study.frame.dials]
                near = guess(name, known)
                raise StudyError(
                    where=where,
                    what=f"there is no reading called {name}",
                    remedy=f"write {near}=VALUE"
                    if near in study.frame.dials
                    else suggestion(name, list(study.frame.presets)),
                )
            reading = name
            continue
        if name in overrides:
            raise StudyError(where=where, what=f"{name} is set twice", remedy="drop one")
        number = _number(value, where)
        study.require_dial(name, number, where)
        overrides[name] = number
    return DialSetting(reading=reading or next(iter(study.frame.presets)), overrides=overrides)


def _number(text: str, where: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise StudyError(
            where=where, what=f"{text or 'nothing'} is not a number", remedy="give a number such as 0.5"
        )
    return number


def _value(text: str, lever: Lever, where: str) -> float:
    value = _number(text, where)
    low, high = lever.range
    if not low <= value <= high:
        raise StudyError(
            where=where,
            what=f"{value:g} is outside {low:g} to {high:g}, the range of {lever.id}",
            remedy="give a value inside",
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
            what=f"{text} is before the first month, {study.meta.first_month}",
            remedy="move the start; what was in force at the origin belongs to the study",
        )
    return study.month_name(number)


def _partner(code: str, lever: Lever, study: Study, where: str) -> str:
    if not lever.country:
        able = [name for name, entry in study.levers.items() if entry.country]
        raise StudyError(
            where=where,
            what=f"{lever.id} cannot be set for one economy",
            remedy=f"write {lever.id}=VALUE" + (f"; by economy there is {', '.join(able)}" if able else ""),
        )
    codes = [partner.code for partner in study.partners]
    if code not in codes:
        near = guess(code, codes)
        blocs = [entity.code for entity in study.entities if entity.kind == "bloc"]
        raise StudyError(
            where=where,
            what=f"{code} is not a partner" if code in blocs else f"{code} is not in this study",
            remedy="name a partner economy; `data list --economies` shows them"
            if near is None or code in blocs
            else f"did you mean {near}? `data list --economies` shows them all",
        )
    return code
