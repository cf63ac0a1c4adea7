"""A file as rows of text, once it has the shape that its connector asks for; otherwise what is wrong, and where."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from fourfutures.data.errors import DataError
from fourfutures.data.update.cell import fault
from fourfutures.data.update.connector import Connector
from fourfutures.errors import Both, Problem, guess

TOLD = 5  # faults of one file that a message lists
MOST_UNPACKED = 400_000_000  # bytes of a workbook
_PAGE = re.compile(rb"\s*<(!doctype|html|head|body|\?xml)", re.IGNORECASE)
_ASK = Both(
    "look at the file at its publisher; if the change is meant, correct the connector in connectors.toml",
    "请查看发布方的文件；如属有意变更，请更正 connectors.toml 中的数据连接",
)
_AGAIN = Both("try again later; the vintage before is kept", "请稍后再试；上一份数据保留不变")


class Sheet(NamedTuple):
    """Rows of a file, each with the cells of all its columns as text."""

    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def read_sheet(connector: Connector, content: bytes) -> Sheet:
    """The rows of a file. Raises DataError, with all faults found in `problems`, unless its shape is as asked for."""
    if not content.strip():
        raise _refused(connector, Both("is empty", "是空文件"), _AGAIN)
    if connector.format != "xlsx" and _PAGE.match(content[:200]):
        raise _refused(
            connector,
            Both(
                f"is a web page and not {connector.format.upper()}",
                f"是网页，不是 {connector.format.upper()} 文件",
            ),
            Both(
                "open the address in a browser: the file may have moved, or ask for a sign-in",
                "请用浏览器打开该地址：文件可能已移走，或需要登录",
            ),
        )
    sheet = {"csv": _csv, "json": _json, "xlsx": _workbook}[connector.format](connector, content)
    problems = list(_faults(connector, sheet))
    if problems:
        raise DataError(
            where=problems[0].where,
            what=problems[0].what,
            remedy=problems[0].remedy,
            problems=problems[:TOLD],
        )
    return sheet


def _refused(connector: Connector, what: Both, remedy: Both, where: str = "") -> DataError:
    return DataError(where=f"{connector.id}, {connector.file}{where}", what=what, remedy=remedy)


def _faults(connector: Connector, sheet: Sheet) -> Iterator[Problem]:
    place = f"{connector.id}, {connector.file}"
    missing = [name for name in connector.columns if name not in sheet.columns]
    for name in missing:
        near = guess(name, [column for column in sheet.columns if column not in connector.columns])
        remedy = (
            Both(
                f"if the column is now called {near}, correct the connector in connectors.toml",
                f"如该列已改名为{near}，请更正 connectors.toml 中的数据连接",
            )
            if near
            else _ASK
        )
        yield Problem(place, Both(f"the column {name} is missing", f"缺少列 {name}"), remedy)
    if connector.periods and not any(re.fullmatch(connector.periods, name) for name in sheet.columns):
        yield Problem(
            place,
            Both("has no column for any period", "没有任何时期的列"),
            _ASK,
        )
    for name in sorted({name for name in sheet.columns if sheet.columns.count(name) > 1 and name}):
        if name in connector.needed(sheet.columns):
            yield Problem(place, Both(f"the column {name} appears twice", f"列 {name} 出现两次"), _ASK)
    if missing:
        return
    if len(sheet.rows) < connector.least:
        yield Problem(
            place,
            Both(
                f"has {len(sheet.rows)} rows where at least {connector.least} are expected",
                f"只有{len(sheet.rows)}行，至少应有{connector.least}行",
            ),
            _AGAIN,
        )
    for name, kind in connector.needed(sheet.columns).items():
        for number, row in enumerate(sheet.rows, start=1):
            what = fault(row[name], kind, connector.marks)
            if what is not None:
                yield Problem(f"{place}, row {number}, column {name}", what, _ASK)
                break  # one cell says what a column has turned into


def _csv(connector: Connector, content: bytes) -> Sheet:
    reader = csv.reader(io.StringIO(_text(connector, content), newline=""), strict=True)
    rows: list[Mapping[str, str]] = []
    try:
        header = tuple(name.strip() for name in next(reader))
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise _refused(
                    connector,
                    Both(
                        f"has {len(cells)} fields where the header has {len(header)}: it may be cut short",
                        f"有{len(cells)}个字段，而表头有{len(header)}个，可能被截断",
                    ),
                    _AGAIN,
                    f", line {reader.line_num}",
                )
            rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except (csv.Error, StopIteration) as error:
        raise _refused(
            connector,
            Both(f"is not valid CSV ({error})", f"不是有效的 CSV（{error}）"),
            _AGAIN,
            f", line {reader.line_num}",
        ) from error
    return Sheet(header, tuple(rows))


def _json(connector: Connector, content: bytes) -> Sheet:
    try:
        document = json.loads(_text(connector, content))
    except (ValueError, RecursionError) as error:
        raise _refused(
            connector, Both("is not valid JSON: it may be cut short", "不是有效的 JSON，可能被截断"), _AGAIN
        ) from error
    for path, wanted in connector.expect.items():
        found = _at(document, path.split("."))
        if str(found) != wanted:
            raise _refused(
                connector,
                Both(
                    f"{path} is {found} where {wanted} is expected",
                    f"{path} 为{found}，应为{wanted}",
                ),
                _ASK,
            )
    entries = _at(document, connector.rows)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _refused(
            connector, Both("has no list of rows where one is expected", "应有行列表之处没有"), _ASK
        )
    rows = [dict(_flat(entry)) for entry in entries]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    return Sheet(names, tuple({name: row.get(name, "") for name in names} for row in rows))


def _at(document: Any, path: Any) -> Any:
    for part in path:
        if isinstance(document, list) and part.isdecimal() and int(part) < len(document):
            document = document[int(part)]
        elif isinstance(document, dict) and part in document:
            document = document[part]
        else:
            return None
    return document


def _flat(entry: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Cells of an entry, those of entries inside under a dotted name."""
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", "" if value is None else str(value)


def _workbook(connector: Connector, content: bytes) -> Sheet:
    """The rows of one sheet up to the first blank row: what follows are footnotes."""
    try:
        import openpyxl
    except ImportError as error:
        raise DataError(
            where=Both("package openpyxl", "软件包 openpyxl"),
            what=Both("is not installed", "未安装"),
            remedy=Both(
                "install it with: pip install 'fourfutures[update]'",
                "请运行 pip install 'fourfutures[update]' 安装",
            ),
        ) from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
                raise _refused(
                    connector,
                    Both("would unpack to an unreasonable size", "解压后大小异常"),
                    _ASK,
                )
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        if connector.sheet not in book.sheetnames:
            raise _refused(
                connector, Both(f"has no sheet {connector.sheet}", f"没有工作表 {connector.sheet}"), _ASK
            )
        lines = [
            [_shown(cell) for cell in line] for line in book[connector.sheet].iter_rows(values_only=True)
        ]
    except DataError:
        raise
    except Exception as error:  # the reader raises whatever a damaged archive makes it stumble over
        raise _refused(
            connector,
            Both("is not a workbook, or is damaged", "不是工作簿，或已损坏"),
            _AGAIN,
        ) from error
    if not lines or not any(lines[0]):
        raise _refused(connector, Both("is empty", "是空文件"), _AGAIN)
    header = tuple(lines[0])
    # A line may be shorter than the header where its last cells are blank.
    rows = (line[: len(header)] + [""] * (len(header) - len(line)) for line in _until_blank(lines[1:]))
    return Sheet(header, tuple(dict(zip(header, line, strict=True)) for line in rows))


def _until_blank(lines: list[list[str]]) -> list[list[str]]:
    blank = next((number for number, line in enumerate(lines) if not any(line)), len(lines))
    return lines[:blank]


def _shown(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _text(connector: Connector, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            connector,
            Both("is not UTF-8 text", "不是 UTF-8 文本"),
            _ASK,
            f", line {content[: error.start].count(10) + 1}",
        ) from error
