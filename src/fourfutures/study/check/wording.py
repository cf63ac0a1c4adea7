"""Whether every text of a study is there in both languages, and in the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from fourfutures.errors import Both, Problem
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_MISSING_EN = Both("the English text is missing", "缺少英文")
_MISSING_ZH = Both("the Chinese text is missing", "缺少中文")
_WRITE = Both("write it", "请撰写")
_TRANSLATE = Both("write it; do not copy the English", "请撰写，勿照抄英文")


def wording_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Texts that are missing or not in their language. A name without spaces may be the same in both, such as H100."""
    files = study.meta.files
    tables: dict[str, object] = {
        "study.toml": study.meta,
        files.drivers: study.drivers,
        files.levers: study.levers,
        files.futures: study.frame,
        files.lenses: study.lenses,
        files.indicators: study.indicators,
        files.releases: study.releases,
        files.connectors: study.connectors,
        files.evidence: study.evidence,
        files.offers: study.offers,
        files.exposure: study.exposure,
        files.conditions: study.conditions,
        **{f"{files.frames}/{name}.toml": frame for name, frame in study.frames.items()},
        files.units: study.units,
        files.groups: study.groups,
        files.covariates: study.covariates,
        files.uncertainties: {entry.table: entry for entry in study.uncertainties.values()},
    }
    for file, content in tables.items():
        for path, english, chinese in _pairs(content, ()):
            yield from _faults(reading.place(file, path), english, chinese)
    rows: tuple[tuple[str, str, tuple[BaseModel, ...]], ...] = (
        (files.entities, "code", study.entities),
        (files.events, "event_id", study.events),
        (files.regime_history, "month", study.regime_history),
        (files.outcomes, "reading", study.outcomes),
    )
    for file, key, entries in rows:
        for row in entries:
            for column in type(row).model_fields:
                if column.endswith("_zh"):
                    stem = column.removesuffix("_zh")
                    where = reading.row_place(file, str(getattr(row, key)), stem)
                    yield from _faults(where, getattr(row, f"{stem}_en"), getattr(row, column))


def _faults(where: str, english: str, chinese: str) -> Iterator[Problem]:
    if not english.strip():
        yield Problem(where, _MISSING_EN, _WRITE)
    elif _HAN.search(english) and not re.search(r"[A-Za-z]", english):
        yield Problem(
            where,
            Both("the English text is in Chinese", "英文处写的是中文"),
            Both("write it in English", "请用英文撰写"),
        )
    same_name = english.strip() == chinese.strip() and " " not in chinese.strip()
    if not chinese.strip():
        yield Problem(where, _MISSING_ZH, _TRANSLATE)
    elif not _HAN.search(chinese) and not same_name:
        yield Problem(
            where, Both("the Chinese text holds no Chinese character", "中文处没有汉字"), _TRANSLATE
        )


def _pairs(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every pair of texts below a value, with its path in the file."""
    if isinstance(value, BaseModel):
        english, chinese = getattr(value, "en", None), getattr(value, "zh", None)
        if isinstance(english, str) and isinstance(chinese, str):
            yield path, english, chinese
        for name, field in type(value).model_fields.items():
            yield from _pairs(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _pairs(entry, (*path, str(key)))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _pairs(entry, (*path, number))
