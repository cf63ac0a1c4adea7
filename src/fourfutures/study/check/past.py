"""Hindcast targets: indicators, events and months that they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import suggestion
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def hindcast_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Targets that name what is not there, and changes of the export rule out of order."""
    file = study.meta.files.hindcast
    for name, target in study.hindcast.target.items():
        for key in ("indicator", "beside", "rival"):
            indicator = getattr(target, key)
            if indicator is not None and indicator not in study.indicators:
                yield Problem(
                    reading.place(file, ("target", name, key)),
                    Both(f"there is no indicator called {indicator}", f"没有名为{indicator}的指标"),
                    suggestion(indicator, list(study.indicators)),
                )
        if (target.rival is None) != (target.rival_months is None):
            yield Problem(
                reading.place(file, ("target", name)),
                Both("rival and rival_months belong together", "rival 与 rival_months 须同时给出"),
                Both("give both or neither", "请两项都写，或都不写"),
            )
        if list(target.horizons) != sorted(set(target.horizons)):
            yield Problem(
                reading.place(file, ("target", name, "horizons")),
                Both("the horizons do not rise", "各期限未按从短到长排列"),
                Both("write each once, the shortest first", "每个期限写一次，由短到长"),
            )
    events = {event.event_id for event in study.events}
    for number, change in enumerate(study.hindcast.regime):
        for event in change.event_ids:
            if event not in events:
                yield Problem(
                    reading.place(file, ("regime", number, "event_ids")),
                    Both(f"there is no event {event}", f"没有编号为 {event} 的事件"),
                    Both(
                        f"correct it, or add it to {study.meta.files.events}",
                        f"请更正，或将其补入 {study.meta.files.events}",
                    ),
                )
    for number, (one, other) in enumerate(pairwise(study.hindcast.regime), start=1):
        if other.month <= one.month:
            yield Problem(
                reading.place(file, ("regime", number, "month")),
                Both(f"{other.month} does not come after {one.month}", f"{other.month}不晚于{one.month}"),
                Both("list the changes in order", "请按先后排列"),
            )
