"""A connector: where a public file lies and what it has to look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

KINDS = ("text", "number", "whole", "percent", "date", "us_date")


class Connector(NamedTuple):
    """One public file. A kind of cell ends in ? where the cell may be blank."""

    id: str
    url: str
    format: str  # csv, json or xlsx
    key: tuple[str, ...]  # columns that name a row
    columns: Mapping[str, str]  # those that are needed, and their kinds; others may come and go
    unit: str
    licence: str
    source: str
    feeds: tuple[str, ...] = ()  # indicators that rest on it
    periods: str | None = None  # what the names of further needed columns look like, one for each period
    periods_kind: str = "number?"
    marks: tuple[str, ...] = ()  # texts that stand for a figure that is not given
    sheet: str | None = None  # of a workbook
    rows: tuple[str, ...] = ()  # where the rows stand in a JSON document, key by key
    expect: Mapping[str, str] = {}  # what else a JSON document must say, by dotted path
    least: int = 1  # rows; fewer is half a file
    megabytes: float = 50.0

    @property
    def file(self) -> str:
        """Name of the file as it is kept."""
        last = PurePosixPath(urlsplit(self.url).path).name
        stem = re.sub(r"[^A-Za-z0-9._-]", "_", last.rsplit(".", 1)[0]).strip(".") or self.id
        return f"{stem}.{self.format}"

    def needed(self, names: tuple[str, ...]) -> dict[str, str]:
        """Kinds of the needed columns of a file with these columns."""
        further = {
            name: self.periods_kind for name in names if self.periods and re.fullmatch(self.periods, name)
        }
        return {**self.columns, **further}
