"""Connectors: the public files that figures of the study rest on, and what each has to look like."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from fourfutures.errors import Both
from fourfutures.study.entry import Entry, Id, Names, Text
from fourfutures.study.errors import refusal

Kind = Literal[
    "text", "number", "whole", "percent", "date", "us_date",
    "text?", "number?", "whole?", "percent?", "date?", "us_date?",
]  # fmt: skip


def _web(url: str) -> str:
    if not re.match(r"https?://[^/\s]", url):
        raise refusal(
            Both(f"{url} is not an address of the web", f"{url} 不是网页地址"),
            Both("write an address that begins with https://", "请写以 https:// 开头的网址"),
        )
    return url


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise refusal(
            Both(f"{text} is no pattern ({error})", f"{text} 不是有效的模式（{error}）"),
            Both("write a regular expression, such as \\d{6}", "请写正则表达式，如 \\d{6}"),
        ) from None
    return text


class Connector(Entry):
    """One public file. A kind of cell ends in ? where the cell may be blank; other columns may come and go."""

    id: Id
    name: Names
    url: Annotated[Text, AfterValidator(_web)]
    format: Literal["csv", "json", "xlsx"] = "csv"
    key: tuple[Text, ...] = Field(min_length=1)  # columns that name a row
    columns: dict[str, Kind] = Field(min_length=1)
    unit: Text
    licence: Text
    source: Text
    feeds: tuple[Text, ...] = ()  # indicators whose rows rest on this file
    periods: Annotated[Text, AfterValidator(_pattern)] | None = None  # names of columns, one for each period
    periods_kind: Kind = "number?"
    marks: tuple[Text, ...] = ()  # texts that stand for a figure that is not given
    sheet: Text | None = None  # of a workbook
    rows: tuple[Text, ...] = ()  # where the rows of a JSON document stand
    expect: dict[str, str] = Field(default_factory=dict)  # what else it must say, by dotted path
    least: int = Field(default=1, ge=1)  # rows; fewer is half a file
    megabytes: float = Field(default=50.0, gt=0.0, le=500.0)
    note: Names

    @model_validator(mode="after")
    def _fits_together(self) -> Any:
        for name in self.key:
            if name not in self.columns:
                raise refusal(
                    Both(f"the key column {name} is not among the columns", f"键列{name}不在 columns 之中"),
                    Both("add it to columns with its kind", "请将其连同类型写入 columns"),
                )
        if (self.format == "xlsx") != (self.sheet is not None):
            raise refusal(
                Both(
                    "a workbook names its sheet, and nothing else has one", "工作簿须写明 sheet，其他格式没有"
                ),
                Both("give `sheet` with format xlsx only", "仅在 format 为 xlsx 时写 sheet"),
            )
        return self
