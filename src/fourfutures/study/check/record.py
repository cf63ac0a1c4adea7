"""The record at the origin: dates, economies, shares, deals, the export regime."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fourfutures.errors import Problem
from fourfutures.study.errors import nearest
from fourfutures.study.month import count, month_end, month_name, parse_month
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

SUM_TOLERANCE = 1e-6
BLOC_CODES = ("USA", "CHN")


def date_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Dates out of order."""
    meta, main = study.meta, "study.toml"
    if meta.horizon <= meta.origin:
        yield Problem(
            reading.place(main, ("horizon",)),
            f"the horizon {meta.horizon} is not after the origin {meta.origin}",
            "give a later horizon",
        )
    for key in ("origin", "horizon"):
        day = getattr(meta, key)
        if day != month_end(count(day)):
            yield Problem(
                reading.place(main, (key,)),
                f"{day} is not the last day of its month",
                f"write {month_end(count(day))}",
            )
    if meta.assembled < meta.origin:
        yield Problem(
            reading.place(main, ("assembled",)),
            f"the data were assembled on {meta.assembled}, before the origin {meta.origin}",
            "correct one of the two dates",
        )


def economy_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Blocs, shares and deals that do not fit the list of economies."""
    files = study.meta.files
    blocs = [entity.code for entity in study.entities if entity.kind == "bloc"]
    if sorted(blocs) != sorted(BLOC_CODES):
        yield Problem(
            reading.place(files.entities),
            f"the blocs are {', '.join(blocs) or 'none'}",
            "mark USA and CHN, and no other economy, with kind bloc",
        )
    partners = [entity.code for entity in study.partners]
    rows = [row.entity for row in study.shares]
    for code in partners:
        if code not in rows:
            yield Problem(
                reading.place(files.shares),
                f"{code} has no shares at the origin",
                "add its row, or the rule that fills it",
            )
    for row in study.shares:
        where = reading.row_place(files.shares, row.entity)
        if row.entity not in partners:
            yield Problem(
                where,
                f"{row.entity} is not a partner of this study",
                nearest(row.entity, partners) or "drop it",
            )
        total = row.share_us + row.share_cn + row.share_own
        if abs(total - 1.0) > SUM_TOLERANCE:
            yield Problem(where, f"shares sum to {total:.6g}, not 1", "correct one of them")
    codes = [entity.code for entity in study.entities]
    for deal in study.deals:
        if deal.country not in codes and deal.counts:
            yield Problem(
                reading.row_place(files.deals, deal.deal_id),
                f"{deal.country} is not in this study",
                f"{nearest(deal.country, codes)} Set counts to 0 for a deal outside it",
            )


def regime_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Months of the export regime that do not follow one another."""
    file = study.meta.files.regime_history
    events = {event.event_id for event in study.events}
    months = [parse_month(row.month, row.month) for row in study.regime_history]
    for row, (before, month) in zip(study.regime_history[1:], pairwise(months), strict=True):
        if month != before + 1:
            yield Problem(
                reading.row_place(file, row.month),
                f"follows {month_name(before)}, so the months are not one after the other",
                f"add or move a row: {month_name(before + 1)} comes next",
            )
    for row in study.regime_history:
        for event in row.event_ids:
            if event not in events:
                yield Problem(
                    reading.row_place(file, row.month),
                    f"there is no event {event}",
                    f"correct it, or add it to {study.meta.files.events}",
                )
