"""The known past of a target: its records, the series beside it, and the export rule of each month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from fourfutures.analysis.hindcast.blocks import RATIO, Ask
from fourfutures.analysis.hindcast.luck import Luck
from fourfutures.analysis.hindcast.record import Record, companion, month_count, records
from fourfutures.study import HindcastTarget, Study

TOGETHER = ("clusters", "list_share", "training")  # blocks that need every entity of their target
RULE = "CHN"  # the entity of the export rule


class Wanted(NamedTuple):
    """One outcome to forecast: the series of an entity, so many months after an origin."""

    entity: str
    origin: int
    horizon: int
    time: float  # what the outcome stands for
    observed: float
    source_id: str


class Past(NamedTuple):
    """All that was published of a target."""

    study: Study
    target: HindcastTarget
    records: Mapping[str, Record]  # that the block starts from
    outcomes: Mapping[str, Record]  # that are forecast: the same, but for a ratio
    beside: Mapping[str, Record]
    rival: Mapping[str, Record]
    rule: Record  # the export rule by month; empty before there was any

    @classmethod
    def of(cls, study: Study, series: pd.DataFrame, target: HindcastTarget) -> Past:
        """Everything about a target that the study's series hold."""
        rule = export_rules(study)
        own = {RULE: rule} if target.block == "regime" else records(study, series, target)
        return cls(
            study,
            target,
            own,
            {RATIO: _ratio(own)} if target.block == "clusters" and len(own) == 2 else own,
            companion(study, series, target, target.beside) if target.beside else {},
            companion(study, series, target, target.rival) if target.rival else {},
            rule,
        )

    def origins(self) -> Iterator[tuple[int, list[Wanted]]]:
        """Origins in order of time, each with the outcomes that can be forecast from it."""
        yield from ((origin, wanted) for origin, wanted in self._tried() if wanted)

    def untried(self) -> list[int]:
        """Origins whose outcome is published, but at which too little of the record was known: nothing is filled in."""
        return [
            origin
            for origin, wanted in self._tried()
            if not wanted
            and any(
                record.place(origin + horizon) is not None
                for record in self.outcomes.values()
                for horizon in self.target.horizons
            )
        ]

    def _tried(self) -> Iterator[tuple[int, list[Wanted]]]:
        if not self.outcomes:
            return
        last = max(int(record.months[-1]) for record in self.outcomes.values())
        if self.target.until is not None:
            last = min(last, month_count(self.target.until))
        first = month_count(self.target.first)
        for origin in range(first, last - self.target.horizons[0] + 1, self.target.every):
            wanted = [
                found
                for entity in self._usable(origin)
                for horizon in self.target.horizons
                if origin + horizon <= last and (found := self._wanted(entity, origin, horizon)) is not None
            ]
            yield origin, wanted

    def ask(self, origin: int, wanted: list[Wanted], luck: Luck) -> Ask:
        """What the block is asked at an origin: nothing that was published later is in it."""
        entities = {each.entity for each in wanted}
        rule = self.rule.known(origin)
        spells = np.flatnonzero(np.diff(rule.values) != 0.0)
        since = int(rule.months[spells[-1] + 1] if len(spells) else rule.months[0]) if len(rule.values) else 0
        return Ask(
            study=self.study,
            target=self.target,
            known={
                entity: record.known(origin)
                for entity, record in self.records.items()
                if self.target.block in TOGETHER or entity in entities
            },
            beside={entity: record.known(origin) for entity, record in self.beside.items()},
            rule=int(rule.values[-1]) if len(rule.values) else None,
            rule_since=since,
            origin=origin,
            times=tuple(sorted({each.time for each in wanted})),
            luck=luck,
        )

    def _usable(self, origin: int) -> list[str]:
        """Entities with record enough at an origin."""

        def enough(record: Record) -> bool:
            known = record.known(origin)
            return len(known.values) >= 2 and known.span >= self.target.least_months

        usable = [entity for entity, record in self.records.items() if enough(record)]
        if self.target.block in TOGETHER and len(usable) < len(self.target.entities):
            return []
        return [entity for entity in self.outcomes if entity in usable or entity == RATIO]

    def _wanted(self, entity: str, origin: int, horizon: int) -> Wanted | None:
        record = self.outcomes[entity]
        place = record.place(origin + horizon)
        if place is None:
            return None
        return Wanted(
            entity,
            origin,
            horizon,
            float(record.times[place]),
            float(record.values[place]),
            record.sources[place],
        )


def export_rules(study: Study) -> Record:
    """The export rule month by month: as the hindcasts code it before the study's origin, then as the study does."""
    months, values, sources = [], [], []
    changes = study.hindcast.regime
    events = {event.event_id: event for event in study.events}
    end = (
        study.meta.origin.year * 12 + study.meta.origin.month - 1
    )  # the month of the origin itself is not coded
    for number, change in enumerate(changes):
        until = month_count(changes[number + 1].month) if number + 1 < len(changes) else end
        cited = [
            source for event in change.event_ids if event in events for source in events[event].source_id
        ]
        for month in range(month_count(change.month), until):
            months.append(month)
            values.append(float(change.regime))
            sources.append(cited[0] if cited else "")
    for row in study.regime_history:
        cited = [source for event in row.event_ids if event in events for source in events[event].source_id]
        months.append(month_count(row.month))
        values.append(float(row.regime))
        sources.append(cited[0] if cited else "")
    return Record(
        np.array(months, dtype=np.int64), np.array(months, dtype=float), np.array(values), tuple(sources), 0
    )


def _ratio(own: Mapping[str, Record]) -> Record:
    """The first side's log over the second's, in the months that both have."""
    first, second = own.values()
    months = np.intersect1d(first.months, second.months)
    one, other = (each.only(np.isin(each.months, months)) for each in (first, second))
    return one._replace(values=one.values - other.values)
