"""Whether a page's claims hold: each value again from the record, formatted, and standing where the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fourfutures.report.catalogue import Catalogue
from fourfutures.report.claims import MARK
from fourfutures.report.errors import ReportError
from fourfutures.report.formats import wording
from fourfutures.report.record import RunRecord
from fourfutures.report.wording import holds

Claim = Mapping[str, Any]


def broken_claims(
    text: str, places: Mapping[str, str], claims: list[Claim], record: RunRecord, texts: Catalogue
) -> list[str]:
    """What is wrong with the claims of a page, one line each; an empty list where all hold.

    `text` is the page between its front matter and its list of claims; `places` are the texts without marks (title,
    summary, alt) by the name that a claim's `in` gives.
    """
    found = []
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    listed = {str(claim["id"]): claim for claim in claims}
    for name, claim in listed.items():
        try:
            value = again(claim, record)
            shown = wording(claim["format"], value, texts, unit=claim.get("unit", ""), names=names)
        except ReportError as error:
            found.append(f"{name}: {error}")
            continue
        if value != claim["value"]:
            found.append(f"{name}: the page says {claim['value']}, the record {value}")
        if shown != claim["shown"]:
            found.append(f"{name}: the page writes {claim['shown']!r}, the record reads {shown!r}")
        if not supported(claim, record):
            found.append(f"{name}: the record does not bear out {claim['shown']!r}")
        place = claim.get("in")
        if place is not None and claim["shown"] not in places.get(place, ""):
            found.append(f"{name}: {claim['shown']!r} does not stand in the {place}")
        if place is None and f"<!--{name}-->" not in text:
            found.append(f"{name}: the page never shows it")
    for mark in MARK.finditer(text):
        claim = listed.get(mark.group(1), {})
        if not claim:
            found.append(f"{mark.group(1)}: the mark has no claim")
        elif not text[: mark.start()].endswith(str(claim["shown"])):
            found.append(f"{mark.group(1)}: {claim['shown']!r} does not stand before its mark")
    return found


def again(claim: Claim, record: RunRecord) -> Any:
    """The value of a claim, read from the record once more. Raises ReportError where the record has none."""
    found = record.resolve(claim["ref"])
    read = READ.get(claim["kind"])
    return found if read is None else read(claim, found, record)


def _range(claim: Claim, found: Any, record: RunRecord) -> list[Any]:
    return [found[name] for name in claim["fields"]]


def _rank(claim: Claim, found: Any, record: RunRecord) -> Any:
    def size(name: str) -> float:
        entry = found[name]
        return float(entry["p"] if isinstance(entry, Mapping) else entry)

    return sorted(found, key=lambda name: -size(name))[int(claim["fields"][0]) - 1]


def _count(claim: Claim, found: Any, record: RunRecord) -> int:
    return len(found) - int(claim.get("fields", ["0"])[0])


def _compare(claim: Claim, found: Any, record: RunRecord) -> list[Any]:
    return [found, *(record.resolve(ref) for ref in claim.get("against", []))]


READ: Mapping[str, Callable[[Claim, Any, RunRecord], Any]] = {
    "range": _range, "rank": _rank, "count": _count, "compare": _compare
}  # fmt: skip


def supported(claim: Claim, record: RunRecord) -> bool:
    """Whether a word of comparison passes its test; other kinds say no more than their value."""
    if claim["kind"] != "compare":
        return True
    return holds(str(claim["format"]).removeprefix("compare."), again(claim, record))


def without_claims(text: str, claims: list[Claim]) -> str:
    """The text less every claimed wording that stands directly before its mark, and less the marks."""
    shown = {str(claim["id"]): str(claim["shown"]) for claim in claims}
    parts: list[str] = []
    at = 0
    for mark in MARK.finditer(text):
        wording_here = shown.get(mark.group(1), "")
        parts.append(text[at : mark.start()].removesuffix(wording_here))
        at = mark.end()
    return "\u2060 ".join([*parts, text[at:]])
