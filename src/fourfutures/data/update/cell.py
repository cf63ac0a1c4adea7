"""What a cell holds, and whether it is what its column promises."""

from __future__ import annotations

import math
import re
from collections.abc import Container
from datetime import date

from fourfutures.errors import Both

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
WANTED = {
    "text": Both("a text", "文字"),
    "number": Both("a number", "数"),
    "whole": Both("a whole number", "整数"),
    "percent": Both("a percentage", "百分数"),
    "date": Both("a date such as 2026-06-30", "2026-06-30 这样的日期"),
    "us_date": Both("a date such as 6/30/2026", "6/30/2026 这样的日期"),
}
LONGEST = 40  # signs of a cell that a message quotes


def fault(cell: str, kind: str, marks: Container[str] = ()) -> Both | None:
    """What is wrong with a cell of a kind, None if nothing is; a kind that ends in ? allows a blank."""
    plain = kind.removesuffix("?")
    if not cell:
        return None if kind.endswith("?") else Both("the cell is blank", "单元格为空")
    if cell in marks or _fits(cell, plain):
        return None
    shown = cell if len(cell) <= LONGEST else cell[:LONGEST] + "..."
    wanted = WANTED[plain]
    return Both(f'"{shown}" is not {wanted}', f"“{shown}”不是{wanted.zh}")


def _fits(cell: str, kind: str) -> bool:
    match kind:
        case "text":
            return True
        case "number":
            return bool(_NUMBER.fullmatch(cell)) and math.isfinite(float(cell))
        case "whole":
            return bool(_WHOLE.fullmatch(cell))
        case "percent":
            return bool(_NUMBER.fullmatch(cell.removesuffix("%").rstrip()))
    return _day(cell, kind) is not None


def _day(cell: str, kind: str) -> date | None:
    try:
        if kind == "us_date":
            parts = _US_DAY.fullmatch(cell)
            return date(int(parts[3]), int(parts[1]), int(parts[2])) if parts else None
        return date.fromisoformat(cell) if _DAY.fullmatch(cell) else None
    except ValueError:
        return None
