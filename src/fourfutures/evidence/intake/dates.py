"""Days as people write them; what cannot be a day of publication is said, not used."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(rf"\b(?P<n>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n>{_NAMES})\.?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(r"\b(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})\b"),
)
EARLIEST = date(1990, 1, 1)  # before the web: a document of the contest is no older


def day(text: str | None) -> date | None:
    """The first full day that a text gives; None where it gives none or an impossible one."""
    for form in _FORMS:
        found = form.search(text or "")
        if found is None:
            continue
        given = found.groupdict()
        month = _MONTHS[given["n"].lower()] if given.get("n") else int(given["m"])
        try:
            return date(int(given["y"]), month, int(given["d"]))
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(text or "").date()
    except (TypeError, ValueError, IndexError):
        return None


def believable(found: date, today: date) -> bool:
    """Whether a document can have been published on a day."""
    return found >= EARLIEST and (found - today).days <= 1
