"""Which figures come next, and what the last one of each series did to the odds: the block `due` of a summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fourfutures.analysis.forecasts import expected
from fourfutures.study import Study


def due_block(study: Study, as_of: date, movers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The next figure of each series that goes on, in order of the day it is expected.

    `last` is the place in `movers` of the series' latest figure in force, None where it has none: what that one changed
    says how much the next may matter.
    """
    latest: dict[str, int] = {}
    for at, item in enumerate(movers):
        key = str(item["id"]).rpartition(":")[0]  # a row is named by indicator, entity and end of its period
        if key not in latest or str(item["period_end"]) >= str(movers[latest[key]]["period_end"]):
            latest[key] = at
    found: dict[str, dict[str, Any]] = {}
    for due in sorted(expected(study, as_of), key=lambda due: (due.on, due.id)):
        release = due.release
        found.setdefault(
            release.id,
            {
                "release": release.id,
                "indicator": release.indicator,
                "entity": release.entity,
                "name": due.indicator.name.model_dump(),
                "period_end": due.end.isoformat(),
                "on": due.on.isoformat(),
                "last": latest.get(f"{release.indicator}:{release.entity}"),
            },
        )
    return list(found.values())
