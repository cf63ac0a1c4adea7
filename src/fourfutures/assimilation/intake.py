"""Items of evidence from plain entries, each checked: a field that is missing, unknown or impossible is refused."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.item import Direction, Item
from fourfutures.assimilation.predicate import Comparison, Predicate
from fourfutures.errors import Both, listed, reason
from fourfutures.study import PATH_VARIABLES, Study

NEEDED = ("id", "indicator", "actor", "direction", "strength", "grade", "dated")
OPTIONAL = (
    "likelihood_ratio", "predicate", "cluster", "accepted_by", "accepted_on", "expires", "reason", "source_id", "text",
)  # fmt: skip
PREDICATE = ("variable", "comparison", "threshold", "by")
DIRECTIONS = ("US", "CN", "neutral")
COMPARISONS = ("at_least", "at_most")
ACTOR = re.compile(r"[A-Z]{3}|GLOBAL")
GRADE = re.compile(r"[A-F][1-6]")


def read_items(path: str | Path, study: Study) -> tuple[Item, ...]:
    """Items of a file: JSON Lines, one item a line, or TOML with `[[item]]` tables. Raises AssimilationError."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = reason(error)
        raise AssimilationError(
            where=str(file),
            what=Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
            remedy=Both("check the path", "请检查路径"),
        ) from error
    except UnicodeDecodeError as error:
        raise AssimilationError(
            where=str(file),
            what=Both("is not a text in UTF-8", "不是 UTF-8 文本"),
            remedy=Both("save it as UTF-8", "请存为 UTF-8"),
        ) from error
    return items_of(_toml(text, file) if file.suffix == ".toml" else _lines(text, file), study, str(file))


def items_of(
    entries: Iterable[Mapping[str, Any] | Item], study: Study, where: str = "evidence"
) -> tuple[Item, ...]:
    """Items from plain entries. Raises AssimilationError with the number of the entry and the field."""
    found: dict[str, Item] = {}
    for number, entry in enumerate(entries, start=1):
        place = f"{where}, {number}"
        given = _plain(entry) if isinstance(entry, Item) else entry
        if not isinstance(given, Mapping):
            raise _wrong(place, Both("is not a table of fields", "不是由字段组成的表"), _FIELDS)
        item = _item(given, study, place)
        if item.id in found:
            raise _wrong(
                f"{place}, id",
                Both(f"{item.id} stands there twice", f"{item.id}出现了两次"),
                Both("give each item its own id", "请为每一项写明不同的 id"),
            )
        found[item.id] = item
    return tuple(found.values())


def plain_item(item: Item) -> dict[str, Any]:
    """An item as an entry of a file, dates as text; what `items_of` reads back."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in _plain(item).items()
        if name != "predicate"
    } | (
        {}
        if item.predicate is None
        else {"predicate": {**item.predicate._asdict(), "by": item.predicate.by.isoformat()}}
    )


_FIELDS = Both(f"write {listed(NEEDED)}", f"请写明{listed(NEEDED).zh}")


def _plain(item: Item) -> dict[str, Any]:
    fields = {name: value for name, value in item._asdict().items() if value is not None}
    if item.predicate is not None:
        fields["predicate"] = item.predicate._asdict()
    return fields


def _toml(text: str, file: Path) -> list[Any]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(
            str(file),
            Both(f"is not TOML ({error})", f"不是 TOML（{error}）"),
            Both("correct it", "请更正"),
        ) from error
    items = content.pop("item", [])
    if content or not isinstance(items, list):
        raise _wrong(
            str(file),
            Both("holds something else than [[item]] tables", "含有 [[item]] 表以外的内容"),
            Both("write each item as a table under [[item]]", "请把每一项写成 [[item]] 表"),
        )
    return items


def _lines(text: str, file: Path) -> list[Any]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except ValueError as error:
            raise _wrong(
                f"{file}:{number}",
                Both("is not a JSON object", "不是 JSON 对象"),
                Both("write one item a line, or use a .toml file", "请每行写一项，或改用 .toml 文件"),
            ) from error
    return found


def _item(given: Mapping[str, Any], study: Study, place: str) -> Item:
    unknown = [name for name in given if name not in (*NEEDED, *OPTIONAL)]
    if unknown:
        raise _wrong(
            f"{place}, {unknown[0]}",
            Both("there is no such field", "没有这个字段"),
            Both(f"use {listed((*NEEDED, *OPTIONAL))}", f"可用字段：{listed((*NEEDED, *OPTIONAL)).zh}"),
        )
    missing = [name for name in NEEDED if given.get(name) in (None, "")]
    if missing:
        raise _wrong(f"{place}, {missing[0]}", Both("is missing", "未填写"), _FIELDS)
    indicator, direction = str(given["indicator"]), str(given["direction"])
    _choice(place, "indicator", indicator, tuple(study.evidence))
    _choice(place, "direction", direction, DIRECTIONS)
    if given["strength"] not in (1, 2, 3) or isinstance(given["strength"], bool):
        raise _wrong(
            f"{place}, strength",
            Both(f"{given['strength']} is not 1, 2 or 3", f"{given['strength']}不是1、2或3"),
            Both("1 indirect, 2 reported fact, 3 measured", "1 为间接，2 为据实报道，3 为明确测得"),
        )
    for name, pattern, remedy in (
        ("actor", ACTOR, Both("write ISO 3166-1 alpha-3, EUU or GLOBAL", "请写三位国家代码、EUU 或 GLOBAL")),
        ("grade", GRADE, Both("write A1 to F6", "请写 A1 至 F6")),
    ):
        if not pattern.fullmatch(str(given[name])):
            raise _wrong(
                f"{place}, {name}",
                Both(f"cannot read {given[name]}", f"无法识别{given[name]}"),
                remedy,
            )
    dated = _day(place, "dated", given["dated"])
    if dated <= study.meta.origin:
        raise _wrong(
            f"{place}, dated",
            Both(
                f"{dated} is not after the origin, {study.meta.origin}",
                f"{dated}不晚于起点{study.meta.origin}",
            ),
            Both(
                "what was known of the start is in the priors: one row, one use",
                "起点之前的信息已在先验之中，一项只用一次",
            ),
        )
    ratio = given.get("likelihood_ratio")
    if ratio is not None and not (_number(ratio) and 0.0 < ratio < math.inf):
        raise _wrong(
            f"{place}, likelihood_ratio",
            Both(f"{ratio} is not a positive number", f"{ratio}不是正数"),
            Both("give P(seen | true) / P(seen | false)", "请写“为真时出现的概率 / 为假时出现的概率”"),
        )
    return Item(
        id=str(given["id"]),
        indicator=indicator,
        actor=str(given["actor"]),
        direction=cast(Direction, direction),
        strength=int(given["strength"]),
        likelihood_ratio=None if ratio is None else float(ratio),
        predicate=_predicate(place, given.get("predicate")),
        grade=str(given["grade"]),
        cluster=str(given.get("cluster") or given["id"]),
        dated=dated,
        **_acceptance(place, given),
        source_id=str(given.get("source_id") or ""),
        text=str(given.get("text") or ""),
    )


def _acceptance(place: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Who accepted an item, when, why and until when: all of it, or nothing where it is only proposed."""
    fields = ("accepted_by", "accepted_on", "reason", "expires")
    there = [name for name in fields if given.get(name) not in (None, "")]
    if there and "accepted_by" in there and len(there) < len(fields):
        absent = next(name for name in fields if name not in there)
        raise _wrong(
            f"{place}, {absent}",
            Both("is missing on an accepted item", "已采纳的证据未填写此项"),
            Both("say who accepted it, when, why and until when", "请写明由谁、何时、因何采纳及失效日期"),
        )
    accepted = "accepted_by" in there
    return {
        "accepted_by": str(given["accepted_by"]) if accepted else None,
        "accepted_on": _day(place, "accepted_on", given["accepted_on"]) if accepted else None,
        "expires": _day(place, "expires", given["expires"]) if "expires" in there else None,
        "reason": str(given.get("reason") or ""),
    }


def _predicate(place: str, given: Any) -> Predicate | None:
    if given is None:
        return None
    if not isinstance(given, Mapping) or set(given) != set(PREDICATE):
        raise _wrong(
            f"{place}, predicate",
            Both("is not a whole predicate", "谓词不完整"),
            Both(f"write {listed(PREDICATE)}", f"请写明{listed(PREDICATE).zh}"),
        )
    _choice(f"{place}, predicate", "variable", str(given["variable"]), tuple(PATH_VARIABLES))
    _choice(f"{place}, predicate", "comparison", str(given["comparison"]), COMPARISONS)
    if not _number(given["threshold"]):
        raise _wrong(
            f"{place}, predicate, threshold",
            Both(f"{given['threshold']} is not a number", f"{given['threshold']}不是数"),
            Both("give a number in the variable's unit", "请按变量的单位写一个数"),
        )
    return Predicate(
        str(given["variable"]),
        cast(Comparison, str(given["comparison"])),
        float(given["threshold"]),
        _day(f"{place}, predicate", "by", given["by"]),
    )


def _choice(place: str, field: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise _wrong(
            f"{place}, {field}",
            Both(f"there is no {value} to choose", f"没有{value}可选"),
            Both(f"use one of {listed(known)}", f"请从以下各项中选用：{listed(known).zh}"),
        )


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _day(place: str, field: str, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value), re.ASCII):
            raise ValueError
        return date.fromisoformat(str(value))
    except ValueError:
        raise _wrong(
            f"{place}, {field}",
            Both(f"cannot read {value} as a date", f"无法将{value}识别为日期"),
            Both("write 2026-06-30", "请写成2026-06-30"),
        ) from None


def _wrong(where: str, what: Both, remedy: Both) -> AssimilationError:
    return AssimilationError(where=where, what=what, remedy=remedy)
