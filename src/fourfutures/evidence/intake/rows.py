"""CSV and JSON Lines: one document a row, with `id` and `text`, and what else is known of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.evidence.canonical import writable
from fourfutures.evidence.intake.source import Piece, unreadable

BEYOND = ""  # name for cells beyond the columns
FIELDS = ("id", "text", "lang", "title", "url", "publisher", "published", "author")


def of_json(where: str, text: str) -> Iterator[Piece | Problem]:
    """Documents of JSON Lines, or of one JSON list; a bad line is a word and the rest goes on."""
    begins = text.lstrip("\ufeff \t\r\n")
    if begins.startswith("["):
        found, problem = _value(where, begins)
        if problem is not None:
            yield problem
            return
        for number, row in enumerate(found if isinstance(found, list) else [found], 1):
            yield _piece(f"{where}#{number}", row)
        return
    whole, _ = _value(where, begins) if begins.startswith("{") and "\n" in begins.strip() else (None, None)
    if isinstance(whole, dict):
        yield _piece(where, whole)
        return
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        row, problem = _value(f"{where}:{number}", line)
        yield problem if problem is not None else _piece(f"{where}:{number}", row)


def of_csv(where: str, text: str) -> Iterator[Piece | Problem]:
    """Documents of a table with a header."""
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), restkey=BEYOND)
    before = csv.field_size_limit(
        max(len(text), 1)
    )  # a text may be as long as its file; how long is bounded elsewhere
    try:
        names = reader.fieldnames or ()
        if "text" not in names:
            yield unreadable(
                where,
                Both("the table has no column `text`", "表中没有 text 列"),
                Both(f"name the columns as in {', '.join(FIELDS)}", f"列名请用：{'、'.join(FIELDS)}"),
            )
            return
        for row in reader:
            if row.get(BEYOND):
                yield unreadable(
                    f"{where}:{reader.line_num}",
                    Both("has more cells than the table has columns, so its text may be cut", "单元格多于列数，正文可能缺失"),
                    Both("put cells that hold commas in quotes", "含逗号的单元格请加引号"),
                )  # fmt: skip
                continue
            yield _piece(f"{where}:{reader.line_num}", {name: row[name] for name in names if row.get(name)})
    except csv.Error as error:
        yield unreadable(
            f"{where}:{reader.line_num}",
            Both(f"the table cannot be read ({error})", "表格无法读取"),
            Both("put cells that hold quotes or line ends in quotes", "含引号或换行的单元格请加引号"),
        )
    finally:
        csv.field_size_limit(before)


def _value(where: str, text: str) -> tuple[Any, Problem | None]:
    try:
        return writable(json.loads(text, parse_constant=_constant)), None
    except (ValueError, RecursionError) as error:
        said = Both("nested too deep", "嵌套过深") if isinstance(error, RecursionError) else _said(error)
        return None, unreadable(
            where,
            Both(f"is not valid JSON ({said})", f"不是有效的 JSON（{said.zh}）"),
            Both("write one object a line, or one list of objects", "请每行写一个对象，或写一个对象列表"),
        )


def _said(error: ValueError) -> Both:
    """What is wrong with some JSON, in a few words."""
    if isinstance(error, json.JSONDecodeError):
        return Both(f"{error.msg} at sign {error.pos + 1}", f"第{error.pos + 1}个字符处")
    if "digits" in str(error):
        return Both("a number is too long", "数字过长")
    return Both("NaN and Infinity are no values", "NaN 和 Infinity 不是数值")


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


def _piece(where: str, row: Any) -> Piece | Problem:
    if not isinstance(row, dict):
        return unreadable(
            where, Both("is not an object with fields", "不是带字段的对象"),
            Both("""write it as {"id": ..., "text": ...}""", """请写成 {"id": …, "text": …}"""),
        )  # fmt: skip
    wrong = [name for name in FIELDS if not isinstance(row.get(name), str | int | None)]
    said = row.get("text")
    if wrong or not isinstance(said, str):
        name = wrong[0] if wrong else "text"
        return unreadable(
            where,
            Both(f"`{name}` is not text" if name in row else f"has no `{name}`", f"{name} 不是文字" if name in row else f"没有 {name}"),
            Both("give each document a `text`", "请为每篇文档写明 text"),
        )  # fmt: skip
    given = {name: str(row[name]).strip() or None for name in FIELDS if row.get(name) is not None}
    plain = {
        str(name): value if isinstance(value, str | int | float | bool | None) else str(value)
        for name, value in row.items()
        if name not in FIELDS
    }
    return Piece(
        where=where, text=said, format="rows", id=given.get("id"), title=given.get("title"), published=given.get("published"),
        publisher=given.get("publisher"), author=given.get("author"), url=given.get("url"), lang=given.get("lang"),
        front_matter=plain,
    )  # fmt: skip
