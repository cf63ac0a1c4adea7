"""The ledger of claims: every number or word a page takes from the run record, with the place it can be checked at."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fourfutures.errors import Both
from fourfutures.report.errors import ReportError

SCHEMA = "fourfutures-claims/1"
MARK = re.compile(r"<!--(c\d+)-->")
_LAST = Both("the last comment of the page", "页末注释")
_REWRITE = Both("write the brief again", "请重写简报")
BLOCK = re.compile(rf"<!-- {re.escape(SCHEMA)}\n(.*?)\n?-->\n?\Z", re.DOTALL)


@dataclass(slots=True)
class Claim:
    """One claim: what it says, where the value stands in the record, and how it reads in each language."""

    id: str
    kind: str
    ref: str
    value: Any
    format: str
    unit: str = ""
    fields: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    place: str = ""
    source_id: str = ""
    shown: dict[str, str] = field(default_factory=dict)

    def as_line(self, lang: str) -> str:
        """The claim as one JSON object in a comment, so no double hyphen stays."""
        content: dict[str, Any] = {"id": self.id, "kind": self.kind, "ref": self.ref}
        if self.fields:
            content["fields"] = list(self.fields)
        if self.against:
            content["against"] = list(self.against)
        content["value"] = self.value
        if self.unit:
            content["unit"] = self.unit
        content["format"] = self.format
        if self.place:
            content["in"] = self.place
        if self.source_id:
            content["source_id"] = self.source_id
        content["shown"] = self.shown[lang]
        return written(content)


def written(content: Mapping[str, Any]) -> str:
    """The fields of a claim as one line of JSON that may stand in a comment."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("--", "\\u002d\\u002d")


class Ledger:
    """Claims of one brief in both languages. The same claim in either language has the same id."""

    def __init__(self) -> None:
        self._claims: dict[tuple[object, ...], Claim] = {}
        self._used: dict[str, list[str]] = {}

    def enter(self, claim: Claim, lang: str, shown: str) -> Claim:
        """Enter a use of a claim in a language; its id is given on first use. Two wordings of one claim are an error."""
        key = (
            claim.kind,
            claim.ref,
            claim.format,
            claim.fields,
            claim.against,
            claim.place,
            json.dumps(claim.value, sort_keys=True),
        )
        held = self._claims.get(key)
        if held is None:
            claim.id = f"c{len(self._claims) + 1}"
            held = self._claims[key] = claim
        if held.shown.setdefault(lang, shown) != shown:
            raise ReportError(
                where=Both(f"claim {held.id} ({held.ref})", f"论断 {held.id}（{held.ref}）"),
                what=Both(
                    f"it reads both {held.shown[lang]!r} and {shown!r}",
                    f"既写作{held.shown[lang]}，又写作{shown}",
                ),
                remedy=Both("give the second reading a format of its own", "请为后一种写法另设格式"),
            )
        used = self._used.setdefault(lang, [])
        if held.id not in used:
            used.append(held.id)
        return held

    def ids(self, lang: str) -> list[str]:
        """Ids of the claims a page makes, in order of id."""
        return sorted(self._used.get(lang, []), key=lambda name: int(name[1:]))

    def block(self, lang: str) -> str:
        """The comment at the end of a page, with one JSON object a line."""
        by_id = {claim.id: claim for claim in self._claims.values()}
        lines = [by_id[name].as_line(lang) for name in self.ids(lang)]
        return "\n".join([f"<!-- {SCHEMA}", *lines, "-->"]) + "\n"


def machine_text(value: Any) -> str:
    """A claimed value as an attribute has it: the number in full, several of them with blanks between."""
    return (
        value
        if isinstance(value, str)
        else " ".join(map(repr, value if isinstance(value, list) else [value]))
    )


def read_block(page: str) -> list[Mapping[str, Any]]:
    """The claims listed at the end of a page. Raises ReportError when there is no such list."""
    found = BLOCK.search(page)
    if found is None:
        raise ReportError(
            where=_LAST,
            what=Both("there is no list of claims", "没有论断列表"),
            remedy=_REWRITE,
        )
    try:
        return [json.loads(line) for line in found.group(1).splitlines()]
    except ValueError as error:
        raise ReportError(
            where=_LAST, what=Both("a claim is not JSON", "有一条论断不是 JSON"), remedy=_REWRITE
        ) from error


def without_marks(text: str) -> str:
    """The text as a reader sees it."""
    return MARK.sub("", text)
