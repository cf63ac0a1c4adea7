"""A CSV table read column by column; every problem is kept with its file, line and column, none is repaired."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fourfutures.data.errors import DataError, suggestion
from fourfutures.errors import Problem

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

    def note(self, where: str, what: str, remedy: str) -> None:
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
                    self.note(self.place(row, column), "the cell is blank", f"fill in {column}")
        return self._cells[column]

    def choices(self, column: str, allowed: Sequence[str]) -> list[str]:
        """Cells that hold one of a few words."""
        for row, cell in enumerate(self._cells[column]):
            if cell not in allowed:
                remedy = suggestion(cell, allowed, f"write {' or '.join(allowed)}")
                self.note(self.place(row, column), f"{_quoted(cell)} is not a known {column}", remedy)
        return self._cells[column]

    def numbers(self, column: str, *, blank: bool = False) -> list[float]:
        """Cells as finite numbers; a blank one is refused or, if `blank`, NaN."""
        numbers = []
        for row, cell in enumerate(self._cells[column]):
            number = _number(cell)
            if not math.isfinite(number) and not (blank and not cell):
                remedy = "write a finite number" + (", or leave the cell blank" if blank else "")
                self.note(self.place(row, column), f"{_quoted(cell)} is not a finite number", remedy)
            numbers.append(number)
        return numbers

    def days(self, column: str, *, blank: bool = False) -> list[date | None]:
        """Cells as dates; a blank one is refused or, if `blank`, None."""
        days = []
        for row, cell in enumerate(self._cells[column]):
            day = _day(cell)
            if day is None and not (blank and not cell):
                remedy = "write it as 2026-06-30" + (", or leave the cell blank" if blank else "")
                self.note(self.place(row, column), f"cannot read {_quoted(cell)} as a date", remedy)
            days.append(day)
        return days

    def in_order(self, earlier: str, later: str) -> None:
        """Note each row whose `later` date comes before its `earlier` one; blank or unread dates are passed over."""
        pairs = zip(self._cells[earlier], self._cells[later], strict=True)
        for row, (first, last) in enumerate(pairs):
            begin, end = _day(first), _day(last)
            if begin is not None and end is not None and end < begin:
                fact = f"{later} {last} comes before {earlier} {first}"
                self.note(self.place(row, later), fact, "correct one of the two dates")

    def _text(self, path: Path) -> str | None:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            self.note(self.name, "the file is missing", "restore it")
            return None
        except OSError as error:
            fact = f"cannot be read ({error.strerror})"
            self.note(self.name, fact, "check the file and its permissions")
            return None
        try:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.note(f"{self.name}:{line}", "is not UTF-8 text", "save the file as UTF-8")
            return None
        if text and not text.endswith("\n"):
            line = text.count("\n") + 1
            fact = "the last line does not end, so the file may be cut short"
            self.note(f"{self.name}:{line}", fact, "restore the file, or end it with a newline")
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
            self.note(where, f"is not valid CSV ({error})", "check quotes: one that opens must close")
            return
        if not rows:
            self.note(self.name, "is empty", f"add the header: {','.join(columns)}")
            return
        header = [column.strip() for column in rows[0][1]]
        if self._header_fits(f"{self.name}:{rows[0][0]}", header, columns):
            self._fill(header, rows[1:])

    def _header_fits(self, where: str, header: list[str], columns: Sequence[str]) -> bool:
        extra = [column for column in header if column not in columns]
        before = len(self.problems)
        for column in columns:
            if column not in header:
                near = suggestion(column, extra, "")
                typed = near.removeprefix("did you mean ").removesuffix("?")
                remedy = f"rename the column {typed} to {column}" if near else f"add the column {column}"
                self.note(where, f"column {column} is missing", remedy)
            elif header.count(column) > 1:
                self.note(where, f"column {column} appears twice", "drop one of the two")
        for column in extra:
            self.note(where, f"unknown column {_quoted(column)}", f"use {', '.join(columns)}")
        return len(self.problems) == before

    def _fill(self, header: list[str], rows: list[tuple[int, list[str]]]) -> None:
        for line, cells in rows:
            if len(cells) != len(header):
                self.note(
                    f"{self.name}:{line}",
                    f"the row has {len(cells)} fields where the header has {len(header)}",
                    "complete the row; quote a field that holds a comma",
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


def _quoted(cell: str) -> str:
    return f'"{cell}"' if cell else "a blank cell"
