"""Reading a table of figures: columns, keys, numbers and dates are checked, with line and column in every complaint."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from fourfutures.data.errors import DataError

Cells = dict[str, str]


def read_rows(path: Path, columns: Sequence[str], key: Sequence[str]) -> list[tuple[int, Cells]]:
    """Rows with their line numbers. Raises DataError for a missing file or column, a short row or a repeated key."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise DataError(where=str(path), what="the file is missing", remedy="restore it") from None
    except OSError as error:
        raise DataError(where=str(path), what=f"cannot be read ({error.strerror})", remedy="check its permissions") from error
    except UnicodeDecodeError:
        raise DataError(where=str(path), what="is not UTF-8 text", remedy="save the file as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise DataError(
            where=f"{path}:1", what=f"lacks the column {', '.join(missing)}", remedy="add it; blank cells are unknown values"
        )
    rows: list[tuple[int, Cells]] = []
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        line = reader.line_num
        if None in cells or None in cells.values():
            raise DataError(
                where=f"{path}:{line}", what="has more or fewer cells than the header", remedy="quote cells that hold commas"
            )
        name = tuple(cells[column] for column in key)
        if name in seen:
            raise DataError(
                where=f"{path}:{line}, {', '.join(name)}",
                what=f"stands already on line {seen[name]}",
                remedy="keep one of the two",
            )
        seen[name] = line
        rows.append((line, dict(cells)))
    return rows


def finite(path: Path, line: int, column: str, cell: str) -> float:
    """A cell as a finite number."""
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise DataError(
            where=f"{path}:{line}, {column}",
            what=f"{cell or 'a blank cell'} is not a finite number",
            remedy="give the number, or drop the row: unknown is not zero",
        )
    return value


def day(path: Path, line: int, column: str, cell: str) -> date:
    """A cell as a day."""
    try:
        return date.fromisoformat(cell.strip())
    except ValueError:
        raise DataError(
            where=f"{path}:{line}, {column}", what=f"cannot read {cell or 'a blank cell'} as a date", remedy="write 2026-06-30"
        ) from None


def require(path: Path, line: int, column: str, cell: str, test: Callable[[str], bool], remedy: str) -> str:
    """A cell that must pass a test."""
    if not test(cell):
        raise DataError(where=f"{path}:{line}, {column}", what=f"{cell or 'a blank cell'} is not allowed", remedy=remedy)
    return cell
