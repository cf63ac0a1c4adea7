"""Reading a study's files: every problem is collected with its file and line, none is repaired."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from fourfutures.errors import Both, Problem, reason
from fourfutures.study.complaint import complaint
from fourfutures.study.errors import suggestion
from fourfutures.study.folder import shown_path
from fourfutures.study.location import key_lines, line_of, shown
from fourfutures.study.row import Row
from fourfutures.study.toml_fault import toml_fault

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class Reading:
    """One pass over a study folder. `problems` grows; what could not be read comes back as None."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._lines: dict[str, dict[tuple[str | int, ...], int]] = {}
        self._row_lines: dict[str, dict[str, int]] = {}
        self._shown: dict[str, str] = {}

    def note(self, where: str, what: Both, remedy: Both) -> None:
        """Record a problem."""
        self.problems.append(Problem(where, what, remedy))

    def _path(self, file: str) -> str:
        """A file's path as messages show it; kept, since places are worded by the hundred."""
        if file not in self._shown:
            self._shown[file] = shown_path(self.root / file)
        return self._shown[file]

    def place(self, file: str, path: Sequence[str | int] = ()) -> str:
        """File, line and key of a path, as messages show it."""
        line = line_of(self._lines.get(file, {}), path)
        name = self._path(file) + (f":{line}" if line else "")
        return f"{name}, {shown(path)}" if path else name

    def row_place(self, file: str, key: str, column: str = "") -> str:
        """File, line and column of a row of a table."""
        line = self._row_lines.get(file, {}).get(key)
        name = self._path(file) + (f":{line}" if line else "")
        return f"{name}, {key}" + (f", {column}" if column else "")

    def text(self, file: str) -> str | None:
        """A file as text."""
        path = self.root / file
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            self.note(
                shown_path(path),
                Both("the file is missing", "缺少这个文件"),
                Both("add it, or correct [files] in study.toml", "请补上，或更正 study.toml 中的 [files]"),
            )
            return None
        except OSError as error:
            why = reason(error)
            self.note(
                shown_path(path),
                Both(f"cannot be read ({why})", f"无法读取（{why.zh}）"),
                Both("check the file and its permissions", "请检查文件及其权限"),
            )
            return None
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self.note(
                f"{shown_path(path)}:{line}",
                Both("is not UTF-8 text", "不是 UTF-8 文本"),
                Both("save the file as UTF-8", "请以 UTF-8 编码另存"),
            )
            return None

    def toml(self, file: str) -> dict[str, Any] | None:
        """A TOML file as plain values, arrays as tuples."""
        text = self.text(file)
        if text is None:
            return None
        try:
            content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line (\d+), column (\d+)", str(error))
            line = at[1] if at else str(text.count("\n") + 1)
            fact = toml_fault(error)
            self.note(
                f"{shown_path(self.root / file)}:{line}",
                Both(f"is not valid TOML: {fact}", f"不是有效的 TOML：{fact.zh}"),
                Both(
                    f"correct line {line}" + (f", near column {at[2]}" if at else ""),
                    f"请更正第{line}行" + (f"第{at[2]}列附近" if at else ""),
                ),
            )
            return None
        except RecursionError:
            self.note(
                shown_path(self.root / file),
                Both("is nested too deeply", "嵌套过深"),
                Both("take out brackets within brackets", "请减少括号套括号的层数"),
            )
            return None
        except ValueError:  # a whole number with more digits than Python reads
            self.note(
                shown_path(self.root / file),
                Both("holds a number with too many digits", "含有位数过多的数"),
                Both("shorten it", "请缩短"),
            )
            return None
        self._lines[file] = key_lines(text)
        return dict(frozen(content))

    def entry(self, file: str, content: Any, kind: Any, prefix: Sequence[str | int] = ()) -> Any:
        """`content` as `kind`; problems are placed below `prefix` in the file."""
        try:
            return TypeAdapter(kind).validate_python(content)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                # An array whose entries fail is also reported as too short; the entries say it better.
                if detail["type"] == "too_short" and detail["input"]:
                    continue
                self.problems.append(complaint(detail, kind, lambda path: self.place(file, (*prefix, *path))))
            return None

    def rows(self, file: str, kind: type[R], key: str) -> list[R]:
        """Rows of a CSV table; `key` is the column that must not repeat. Rows with a problem are left out."""
        text = self.text(file)
        if text is None:
            return []
        name = shown_path(self.root / file)
        if not text.endswith("\n"):
            self.note(
                f"{name}:{text.count(chr(10)) + 1}",
                Both(
                    "the last line does not end, so the file may be cut short", "末行没有换行，文件可能被截断"
                ),
                Both("restore the file, or end it with a newline", "请恢复文件，或在末尾补上换行"),
            )
        try:
            lines = list(_numbered(text))
        except csv.Error as error:
            self.note(
                name,
                Both(f"is not valid CSV ({error})", f"不是有效的 CSV（{error}）"),
                Both("check quotes: one that opens must close", "请检查引号：有开必有合"),
            )
            return []
        if not lines:
            wanted = ",".join(kind.model_fields)
            self.note(
                name, Both("is empty", "是空文件"), Both(f"add the header: {wanted}", f"请补上表头：{wanted}")
            )
            return []
        header = [column.strip() for column in lines[0][1]]
        if not self._header_fits(name, header, kind):
            return []
        return self._body(file, header, lines[1:], kind, key)

    def _header_fits(self, name: str, header: list[str], kind: type[Row]) -> bool:
        before = len(self.problems)
        for column, field in kind.model_fields.items():
            if field.is_required() and column not in header:
                self.note(
                    f"{name}:1",
                    Both(f"column {column} is missing", f"缺少 {column} 列"),
                    Both(f"add the column {column}", f"请补上 {column} 列"),
                )
        for column in header:
            if header.count(column) > 1:
                self.note(
                    f"{name}:1",
                    Both(f"column {column} appears twice", f"{column} 列出现两次"),
                    Both("drop one of the two", "请删去其中一列"),
                )
            elif column not in kind.model_fields:
                self.note(
                    f"{name}:1",
                    Both(f"unknown column {column}", f"没有名为 {column} 的列"),
                    suggestion(column, list(kind.model_fields)),
                )
        return len(self.problems) == before

    def _body(
        self, file: str, header: list[str], lines: list[tuple[int, list[str]]], kind: type[R], key: str
    ) -> list[R]:
        seen = self._row_lines.setdefault(file, {})
        name = shown_path(self.root / file)
        rows = []
        for number, cells in lines:
            if len(cells) != len(header):
                self.note(
                    f"{name}:{number}",
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
            content = {column: cell.strip() or None for column, cell in zip(header, cells, strict=True)}
            row_id = content.get(key)
            if row_id in seen:
                self.note(
                    f"{name}:{number}, {row_id}",
                    Both(
                        f"{key} {row_id} stands on line {seen[row_id]} and again on line {number}",
                        f"{key} {row_id} 在第{seen[row_id]}行和第{number}行重复",
                    ),
                    Both(
                        "drop one of the two rows, or give it an id of its own", "请删去其中一行，或另给编号"
                    ),
                )
                continue
            if row_id is not None:
                seen[row_id] = number
            given = {
                column: cell
                for column, cell in content.items()
                if cell is not None or kind.model_fields[column].is_required()
            }
            try:
                rows.append(kind.model_validate(given))
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    self.problems.append(complaint(detail, kind, _row_places(f"{name}:{number}", row_id)))
        return rows


def _row_places(line: str, row_id: str | None) -> Any:
    def place(path: Sequence[str | int]) -> str:
        return ", ".join(part for part in (line, row_id or "", shown(path[:1])) if part)

    return place


def _numbered(text: str) -> list[tuple[int, list[str]]]:
    """Rows of a CSV text with the line on which each begins; blank lines are not rows."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, begins = [], 1
    for cells in reader:
        if cells:
            rows.append((begins, cells))
        begins = reader.line_num + 1
    return rows


def frozen(value: Any) -> Any:
    """Plain TOML values with tuples for arrays, so that entries cannot be changed after validation."""
    if isinstance(value, Mapping):
        return {key: frozen(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return tuple(frozen(entry) for entry in value)
    return value
