"""A CSV table read column by column; every problem is kept with its file, line and column, none is repaired."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Container, Sequence
from datetime import date
from pathlib import Path

from fourfutures.data.errors import DataError
from fourfutures.errors import Both, Problem, guess, listed, meant, reason

_OR_BLANK = (", or leave the cell blank", "，或将单元格留空")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def shown(path: Path) -> str:
    """A path as short as it is clear: relative to the working folder when inside it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


class Table:
    """The cells of a file. Each reader returns one entry a row and notes what it could not read.

    Read all columns, then call `require`: entries beside a noted problem are place-holders.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.name = shown(path)
        self.problems: list[Problem] = []
        self.lines: list[int] = []  # on which each row begins
        self._cells: dict[str, list[str]] = {column: [] for column in columns}
        text = self._text(path)
        if text is not None:
            self._parse(text, columns)

    def place(self, row: int, column: str) -> str:
        """File, line and column of a cell."""
        return f"{self.name}:{self.lines[row]}, {column}"

    def note(self, where: str, what: Both, remedy: Both) -> None:
        """Record a problem."""
        self.problems.append(Problem(where, what, remedy))

    def require(self) -> None:
        """Raise DataError if any problem was noted."""
        if self.problems:
            raise DataError.of(self.problems)

    def texts(self, column: str, *, blank: bool = False) -> list[str]:
        """Cells as text; a blank one is refused unless `blank`."""
        if not blank:
            for row, cell in enumerate(self._cells[column]):
                if not cell:
                    self.note(
                        self.place(row, column),
                        Both("the cell is blank", "单元格为空"),
                        Both(f"fill in {column}", f"请填写 {column}"),
                    )
        return self._cells[column]

    def choices(self, column: str, allowed: Sequence[str]) -> list[str]:
        """Cells that hold one of a few words."""
        for row, cell in enumerate(self._cells[column]):
            if cell not in allowed:
                otherwise = Both(f"write {' or '.join(allowed)}", f"请写 {' 或 '.join(allowed)}")
                quoted = _quoted(cell)
                self.note(
                    self.place(row, column),
                    Both(f"{quoted} is not a known {column}", f"{quoted.zh}不是可用的 {column}"),
                    meant(cell, allowed, otherwise),
                )
        return self._cells[column]

    def numbers(self, column: str, *, blank: bool = False) -> list[float]:
        """Cells as finite numbers; a blank one is refused or, if `blank`, NaN."""
        numbers = []
        for row, cell in enumerate(self._cells[column]):
            number = _number(cell)
            if not math.isfinite(number) and not (blank and not cell):
                remedy = Both("write a finite number", "请写有限数")
                quoted = _quoted(cell)
                self.note(
                    self.place(row, column),
                    Both(f"{quoted} is not a finite number", f"{quoted.zh}不是有限数"),
                    remedy.then(*_OR_BLANK) if blank else remedy,
                )
            numbers.append(number)
        return numbers

    def days(self, column: str, *, blank: bool = False) -> list[date | None]:
        """Cells as dates; a blank one is refused or, if `blank`, None."""
        days = []
        for row, cell in enumerate(self._cells[column]):
            day = _day(cell)
            if day is None and not (blank and not cell):
                remedy = Both("write it as 2026-06-30", "请写成2026-06-30")
                quoted = _quoted(cell)
                self.note(
                    self.place(row, column),
                    Both(f"cannot read {quoted} as a date", f"无法将{quoted.zh}识别为日期"),
                    remedy.then(*_OR_BLANK) if blank else remedy,
                )
            days.append(day)
        return days

    def in_order(self, earlier: str, later: str) -> None:
        """Note each row whose `later` date comes before its `earlier` one; blank or unread dates are passed over."""
        pairs = zip(self._cells[earlier], self._cells[later], strict=True)
        for row, (first, last) in enumerate(pairs):
            begin, end = _day(first), _day(last)
            if begin is not None and end is not None and end < begin:
                fact = Both(
                    f"{later} {last} comes before {earlier} {first}",
                    f"{later}（{last}）早于 {earlier}（{first}）",
                )
                self.note(
                    self.place(row, later), fact, Both("correct one of the two dates", "请更正其中一个日期")
                )

    def cited(self, column: str, cards: Container[str] | None) -> None:
        """Note each cell that names a source without a card; several stand with semicolons between them."""
        for row, cell in enumerate(self._cells[column]):
            for source in (part.strip() for part in cell.split(";") if part.strip()):
                if cards is not None and source not in cards:
                    self.note(
                        self.place(row, column),
                        Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
                        Both(
                            "correct it, or give it a card in sources.csv", "请更正，或在 sources.csv 中登记"
                        ),
                    )

    def _text(self, path: Path) -> str | None:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            self.note(self.name, Both("the file is missing", "缺少这个文件"), Both("restore it", "请恢复"))
            return None
        except OSError as error:
            why = reason(error)
            self.note(
                self.name,
                Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
                Both("check the file and its permissions", "请检查文件及其权限"),
            )
            return None
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.note(
                f"{self.name}:{line}",
                Both("is not UTF-8 text", "不是 UTF-8 文本"),
                Both("save the file as UTF-8", "请以 UTF-8 编码另存"),
            )
            return None
        if text and not text.endswith("\n"):
            line = text.count("\n") + 1
            self.note(
                f"{self.name}:{line}",
                Both(
                    "the last line does not end, so the file may be cut short", "末行没有换行，文件可能被截断"
                ),
                Both("restore the file, or end it with a newline", "请恢复文件，或在末尾补上换行"),
            )
        return text

    def _parse(self, text: str, columns: Sequence[str]) -> None:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows, begins = [], 1
        try:
            for cells in reader:
                if cells:  # a blank line is no row
                    rows.append((begins, cells))
                begins = reader.line_num + 1
        except csv.Error as error:
            where = f"{self.name}:{begins}"
            self.note(
                where,
                Both(f"is not valid CSV ({error})", f"不是有效的 CSV（{error}）"),
                Both("check quotes: one that opens must close", "请检查引号：有开必有合"),
            )
            return
        if not rows:
            wanted = ",".join(columns)
            self.note(
                self.name,
                Both("is empty", "是空文件"),
                Both(f"add the header: {wanted}", f"请补上表头：{wanted}"),
            )
            return
        header = [column.strip() for column in rows[0][1]]
        if self._header_fits(f"{self.name}:{rows[0][0]}", header, columns):
            self._fill(header, rows[1:])

    def _header_fits(self, where: str, header: list[str], columns: Sequence[str]) -> bool:
        extra = [column for column in header if column not in columns]
        before = len(self.problems)
        for column in columns:
            if column not in header:
                typed = guess(column, extra)
                remedy = (
                    Both(f"rename the column {typed} to {column}", f"请将 {typed} 列改名为 {column}")
                    if typed
                    else Both(f"add the column {column}", f"请补上 {column} 列")
                )
                self.note(where, Both(f"column {column} is missing", f"缺少 {column} 列"), remedy)
            elif header.count(column) > 1:
                self.note(
                    where,
                    Both(f"column {column} appears twice", f"{column} 列出现两次"),
                    Both("drop one of the two", "请删去其中一列"),
                )
        for column in extra:
            quoted, names = _quoted(column), listed(columns)
            self.note(
                where,
                Both(f"unknown column {quoted}", f"没有名为{quoted.zh}的列"),
                Both(f"use {names}", f"可用的列：{names.zh}"),
            )
        return len(self.problems) == before

    def _fill(self, header: list[str], rows: list[tuple[int, list[str]]]) -> None:
        for line, cells in rows:
            if len(cells) != len(header):
                self.note(
                    f"{self.name}:{line}",
                    Both(
                        f"the row has {len(cells)} fields where the header has {len(header)}",
                        f"本行有{len(cells)}个字段，表头有{len(header)}个",
                    ),
                    Both(
                        "complete the row; quote a field that holds a comma",
                        "请补全本行；含逗号的字段须加引号",
                    ),
                )
                continue
            self.lines.append(line)
            for column, cell in zip(header, cells, strict=True):
                self._cells[column].append(cell.strip())


def _number(cell: str) -> float:
    try:
        return math.nan if "_" in cell else float(cell)  # Python reads 1_000, nobody else does
    except ValueError:
        return math.nan


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if _DAY.fullmatch(cell) else None
    except ValueError:
        return None


def _quoted(cell: str) -> Both:
    return Both(f'"{cell}"', f"“{cell}”") if cell else Both("a blank cell", "空白单元格")
