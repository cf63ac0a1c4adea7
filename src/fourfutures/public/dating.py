"""How the odds looked as of each month's end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import dated_odds
from fourfutures.public.document import Document
from fourfutures.public.options import AsOf, asked_of, offered, workshop_of
from fourfutures.study import Study, load_study


@offered()
def history(
    study: Study | str | Path = "ai-2027",
    **options: Unpack[AsOf],
) -> Document:
    """The odds as of the end of each month from the study's origin to a day, and as of that day, by reading.

    Each day uses what was known on it and nothing later, so the line shows what a run of that day said. The frame has one
    line a day, with `readings.READING.FUTURE`.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    last = asked_of(loaded, options)
    asked = [
        asked_of(loaded, options, as_of=day, evidence=last.items)
        for day in month_ends(loaded.meta.origin, last.as_of)
    ]
    with workshop_of(options) as workshop:
        return Document(dated_odds([*asked, last], *workshop), "days", ("readings",))


def month_ends(first: date, last: date) -> list[date]:
    """Ends of months from that of `first` to before `last`."""
    found, year, month = [], first.year, first.month
    while (end := date(year, month, monthrange(year, month)[1])) < last:
        found.append(end)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found
