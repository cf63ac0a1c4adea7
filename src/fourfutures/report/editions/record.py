"""The record of an edition: the run it belongs to, and beside it the one document its page was written from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from fourfutures.errors import Both, reason
from fourfutures.report.errors import ReportError
from fourfutures.report.record import EDITION, SUMMARY, RunRecord

EDITION_SCHEMA = "fourfutures/edition/1"
KINDS = ("change", "country", "deal", "lens", "digest")
DOCUMENT = (EDITION, "document")  # where the document of an edition stands, for the pen
SUFFIX = "." + EDITION
PICTURED = ("country",)  # kinds of editions with a chart at their head
AGAIN = Both("write the edition again with `fourfutures brief`", "请用 fourfutures brief 重写该份简报")


class EditionRecord(RunRecord):
    """A run's record with a document of its own, which pages quote as `record.json`."""

    def __init__(self, run: RunRecord, content: Mapping[str, Any], where: str = EDITION) -> None:
        """`content` is what the file holds. Raises ReportError where it is no edition, or one of another run."""
        if content.get("schema") != EDITION_SCHEMA or content.get("edition") not in KINDS:
            raise ReportError(
                where=where, what=Both("is no record of an edition", "不是专题简报的记录"), remedy=AGAIN
            )
        if content.get("run_id") != run.summary["run_id"]:
            raise ReportError(
                where=where,
                what=Both(
                    f"belongs to run {content.get('run_id')}, not to {run.summary['run_id']}",
                    f"属于运行 {content.get('run_id')}，而非 {run.summary['run_id']}",
                ),
                remedy=Both("name its own run with --run FOLDER", "请用 --run 指明它所属的运行"),
            )
        sources = {**(run.summary.get("sources") or {}), **content["sources"]}
        super().__init__({**run.summary, "sources": sources}, run.folder)
        self.content = content
        self.kind = str(content["edition"])
        self.about = str(content["about"])
        self.cover = self.name if self.kind in PICTURED else ""

    @classmethod
    def beside(cls, path: Path, run: RunRecord) -> EditionRecord:
        """Read the file of an edition. Raises ReportError when it is not there or no record."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if not isinstance(content, dict):
                raise ValueError
        except OSError as error:
            what = Both(f"cannot be read ({reason(error)})", f"无法读取（{reason(error).zh}）")
            raise ReportError(where=str(path), what=what, remedy=AGAIN) from error
        except ValueError as error:
            raise ReportError(where=str(path), what=Both("is damaged", "已损坏"), remedy=AGAIN) from error
        return cls(run, content, str(path))

    @property
    def name(self) -> str:
        """What its files are called, without language and ending."""
        return f"{self.kind}-{self.about}"

    @property
    def known_by(self) -> str:
        """The day of the run, or the last day that the edition tells of."""
        return max(super().known_by, str((self.content.get("request") or {}).get("to_date") or ""))

    def picture(self, address: str) -> str:
        """A chart of the edition, drawn from its record: none lies in the run folder."""
        return self.files[address].strip() if address in self.files else super().picture(address)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Name and text of every file of its charts."""
        from fourfutures.report.editions.pictures import charts  # it needs the pen, which needs a record

        return charts(self)

    def as_text(self) -> str:
        """The file it is kept in."""
        return json.dumps(self.content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    @property
    def documents(self) -> Mapping[str, Any]:
        """The summary of the run and the edition's own record."""
        return {SUMMARY: self.summary, EDITION: self.content}
