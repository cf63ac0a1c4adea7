"""The run record: a run folder as pages read it, and the references into it that claims carry."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd

from fourfutures.errors import Both, reason
from fourfutures.report.catalogue import LANGUAGES
from fourfutures.report.errors import ReportError
from fourfutures.report.soundness import check

SUMMARY = "summary.json"
EDITION = "record.json"  # what an edition was written from, beside the run's summary


class RunRecord:
    """One run folder, read once; nothing in it is changed or added to."""

    kind = "brief"  # which page is written from it
    about = ""  # what the page is about, where that is not the whole run
    cover = "quadrant"  # the chart at the head of a page

    def __init__(self, summary: Mapping[str, Any], folder: Path | None = None) -> None:
        check(summary, str((folder or Path()) / SUMMARY))
        self.summary: Mapping[str, Any] = summary
        self.folder = folder
        self._tables: dict[tuple[str, ...], pd.DataFrame] = {}

    @classmethod
    def read(cls, folder: Path) -> RunRecord:
        """Read the summary of a run folder. Raises ReportError when it is not there or not JSON."""
        path = folder / SUMMARY
        try:
            summary = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        except OSError as error:
            raise ReportError(
                where=str(path),
                what=Both("the summary of the run cannot be read", "无法读取运行摘要"),
                remedy=Both("name a folder that a run has written to the end", "请给出已完整写完的运行目录"),
            ) from error
        except ValueError as error:
            raise ReportError(
                where=str(path),
                what=Both(
                    "the file is not JSON; unknown must be null, never NaN",
                    "文件不是 JSON；未知须为 null，不得为 NaN",
                ),
                remedy=Both("write the run again; the file is damaged", "文件已损坏，请重新运行"),
            ) from error
        if not isinstance(summary, dict):
            raise ReportError(
                where=str(path),
                what=Both("the file holds no JSON object", "文件不含 JSON 对象"),
                remedy=Both("write the run again", "请重新运行"),
            )
        return cls(summary, folder)

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """Columns of a Parquet table of the folder; all of them, if none are named."""
        wanted = (name, *columns)
        if wanted not in self._tables:
            path = (self.folder or Path()) / name
            try:
                self._tables[wanted] = pd.read_parquet(path, columns=list(columns) or None)
            except (OSError, ValueError) as error:
                raise ReportError(
                    where=str(path),
                    what=Both("the table cannot be read", "无法读取该表"),
                    remedy=Both(
                        "name a folder that a run has written to the end", "请给出已完整写完的运行目录"
                    ),
                ) from error
        return self._tables[wanted]

    def has(self, name: str) -> bool:
        """Whether a file lies in the run folder."""
        return self.folder is not None and (self.folder / name).is_file()

    @property
    def reading(self) -> str:
        """The reading that path, movers and charts of this run use."""
        return str(self.summary.get("dials", {}).get("reading", "source"))

    @property
    def known_by(self) -> str:
        """The day by which a source of its pages has to be out."""
        return str(self.summary["as_of"])

    @property
    def name(self) -> str:
        """What the files of its pages are called, without language and ending."""
        return "brief"

    @property
    def category(self) -> str:
        """Key of the text that says what kind of page is written from it."""
        return "category" if self.kind == "brief" else f"category.{self.kind}"

    def picture(self, address: str) -> str:
        """A chart of the run as SVG, drawn where the run was made without it. Raises ReportError where there is none."""
        from fourfutures.report.charts import (  # they need the pen, which needs a record
            chart_file,
            chart_names,
        )

        path = (self.folder or Path()) / address
        try:
            if not path.is_file() and not any(address in chart_names(self, lang) for lang in LANGUAGES):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            return chart_file(self, address).decode("utf-8").strip()
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else Both("it is not text", "不是文本")
            raise ReportError(
                where=str(path),
                what=Both(f"the chart cannot be read ({why})", f"无法读取该图（{why.zh}）"),
                remedy=Both("name a folder that a run has written to the end", "请给出已完整写完的运行目录"),
            ) from error

    @property
    def documents(self) -> Mapping[str, Any]:
        """The documents that claims point into, by the name that a reference gives."""
        return {SUMMARY: self.summary}

    def odds(self, reading: str) -> Mapping[str, Mapping[str, float]]:
        """Odds of the five futures under a reading."""
        block: Mapping[str, Mapping[str, float]] = self.summary["futures"][reading]
        return block

    @property
    def futures(self) -> list[str]:
        """Ids of the futures in the order of the record, the contested outcome last."""
        return list(self.summary["futures"]["source"])

    def resolve(self, ref: str) -> Any:
        """The value a claim points to: `summary.json#/a/b` or `table.parquet?column=…&key=…`."""
        if "#" in ref:
            name, path = ref.split("#", 1)
            document = self.documents.get(name)
            if document is None:
                raise ReportError(
                    where=ref,
                    what=Both("the file is not part of a run record", "该文件不属于运行记录"),
                    remedy=Both("point into the summary or a table", "请指向摘要或某个表"),
                )
            return follow(document, path, name)
        name, _, query = ref.partition("?")
        chosen = dict(parse_qsl(query))
        frame = self.table(name)
        column = chosen.pop("column", "")
        for key, value in chosen.items():
            if key not in frame:
                raise ReportError(
                    where=ref,
                    what=Both(f"there is no column {key!r}", f"没有 {key} 列"),
                    remedy=Both("rewrite the page from the run", "请据运行记录重写"),
                )
            frame = frame[frame[key].astype(str) == value]
        if column not in frame or len(frame) != 1:
            raise ReportError(
                where=ref,
                what=Both("the reference names no single value", "引用没有指向唯一的值"),
                remedy=Both("rewrite the page from the run", "请据运行记录重写"),
            )
        return frame[column].iloc[0].item()


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def pointer(*parts: object) -> str:
    """A reference into the summary, or into an edition's own document where the first part is its name."""
    escaped = [str(part).replace("~", "~0").replace("/", "~1") for part in parts]
    if parts[0] == EDITION:
        return f"{EDITION}#/" + "/".join(escaped[1:])
    return f"{SUMMARY}#/" + "/".join(escaped)


def follow(document: Any, path: str, name: str = SUMMARY) -> Any:
    """Follow a JSON pointer. Raises ReportError where it leads nowhere."""
    found = document
    for part in path.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        try:
            found = found[int(key)] if isinstance(found, list) else found[key]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise ReportError(
                where=f"{name}#{path}",
                what=Both("the run record holds no such value", "运行记录中没有这个值"),
                remedy=Both("rewrite the page from the run", "请据运行记录重写"),
            ) from error
    return found
