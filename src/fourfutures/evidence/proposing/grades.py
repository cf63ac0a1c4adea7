"""A first grade of the source by the Admiralty code: a judgement with its reason, for a reviewer to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from fourfutures.errors import Both
from fourfutures.evidence.document import Document
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.proposal import GradeReason
from fourfutures.evidence.proposing.tables import own_table, table

FILE = "sources.toml"
UNCHECKED = "6"  # of the claim, which no program has checked
_LETTER = re.compile("[A-F]")
_UNKNOWN = ("F", Both("Nothing is known of this source.", "对该来源一无所知。"))
_DOUBTFUL = (
    "E",
    Both(
        "It says that a program wrote it, or rests on references that cannot be right.",
        "文中注明由程序撰写，或所依据的出处不可能成立。",
    ),
)


class _Row(NamedTuple):
    letter: str
    judgement: bool
    file: str
    reason: Both


class Grades:
    """Grades of publishers by host; an analyst's own file goes before that of the program."""

    def __init__(self, own: str | Path | None = None) -> None:
        """Read both files. Raises EvidenceError where the analyst's does not hold."""
        self._rows: dict[str, _Row] = {}
        self._take(table(FILE), FILE)
        if own is not None:
            self._take(own_table(own), str(own))

    def grade(self, document: Document) -> tuple[str, GradeReason]:
        """A letter for the source and 6 for the claim, and why."""
        if any(
            defect.id in ("machine_written", "retrieved_before_it_existed") for defect in document.defects
        ):
            return _made(_Row(_DOUBTFUL[0], True, FILE, _DOUBTFUL[1]))
        host = (document.publisher or "").strip().lower()
        while host:
            if host in self._rows:
                return _made(self._rows[host])
            host = host.partition(".")[2]
        return _made(_Row(_UNKNOWN[0], True, FILE, _UNKNOWN[1]))

    def _take(self, groups: Mapping[str, Any], file: str) -> None:
        for name, entry in groups.items():
            row, hosts = _row(name, entry, file)
            self._rows.update(dict.fromkeys(hosts, row))


def _row(name: str, entry: Any, file: str) -> tuple[_Row, list[str]]:
    """One group of hosts. Raises EvidenceError naming what is wrong with it."""
    given = entry if isinstance(entry, Mapping) else {}
    hosts, why, judgement = given.get("hosts"), given.get("reason"), given.get("judgement", True)
    if not isinstance(given.get("grade"), str) or not _LETTER.fullmatch(given["grade"]):
        raise _wrong(file, f"{name}.grade", Both("is no letter from A to F", "不是 A 至 F 的字母"))
    if not isinstance(hosts, list) or not hosts or not all(isinstance(each, str) and each for each in hosts):
        raise _wrong(file, f"{name}.hosts", Both("is no list of hosts", "不是域名列表"))
    if isinstance(why, str):
        why = {"en": why, "zh": why}
    if not isinstance(why, Mapping) or not all(
        isinstance(why.get(lang), str) and why[lang].strip() for lang in ("en", "zh")
    ):
        raise _wrong(file, f"{name}.reason", Both("gives no reason", "没有写明理由"))
    if not isinstance(judgement, bool):
        raise _wrong(file, f"{name}.judgement", Both("is neither true nor false", "既非 true 也非 false"))
    row = _Row(given["grade"], judgement, Path(file).name, Both(why["en"].strip(), why["zh"].strip()))
    return row, [each.strip().lower().removeprefix("www.") for each in hosts]


def _made(row: _Row) -> tuple[str, GradeReason]:
    return row.letter + UNCHECKED, GradeReason(
        judgement=row.judgement, file=row.file, en=str(row.reason), zh=row.reason.zh
    )


def _wrong(file: str, key: str, what: Both) -> EvidenceError:
    return EvidenceError(
        where=f"{file}, {key}",
        what=what,
        remedy=Both(
            'write it as name = { grade = "B", hosts = ["example.org"], reason = "why" }',
            '请写成 名称 = { grade = "B", hosts = ["example.org"], reason = "理由" }',
        ),
    )
