"""Uncertainties and levers: pairs drawn together, areas, strengths, channels."""

from __future__ import annotations

from collections.abc import Iterator

from fourfutures.errors import Problem
from fourfutures.study.channels import CHANNELS, COUNTRY_CHANNELS
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def area_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Areas that are not declared."""
    files, areas = study.meta.files, study.drivers.areas
    for name, area in areas.items():
        if area.driver not in ("compute", "adoption"):
            yield Problem(
                reading.place(files.drivers, ("areas", name, "driver")),
                f"there is no driver called {area.driver}",
                "use compute or adoption",
            )
    seen = set()
    for entry in study.uncertainties.values():
        if entry.area not in areas and entry.table not in seen:
            seen.add(entry.table)
            yield Problem(
                reading.place(files.uncertainties, (entry.table, "area")),
                f"there is no area called {entry.area}",
                suggestion(entry.area, list(areas)),
            )
    numbers = {area.number for area in areas.values()}
    for name, indicator in study.indicators.items():
        if indicator.area not in numbers:
            yield Problem(
                reading.place(files.indicators, (name, "area")),
                f"there is no area {indicator.area}",
                f"use one of {', '.join(map(str, sorted(numbers)))}",
            )


def correlation_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Pairs that name unknown, fixed or already paired quantities."""
    used: dict[str, int] = {}
    for number, pair in enumerate(study.correlations):
        where = reading.place(study.meta.files.uncertainties, ("correlation", number))
        for name in (pair.a, pair.b):
            if name not in study.uncertainties:
                yield Problem(
                    where,
                    f"there is no uncertainty called {name}",
                    nearest(name, list(study.uncertainties)) or "correct it",
                )
            elif study.uncertainties[name].prior.family == "fixed":
                yield Problem(
                    where,
                    f"{name} is fixed, so nothing can move with it",
                    "drop the pair or give it a spread",
                )
            elif study.uncertainties[name].per is not None:
                yield Problem(
                    where, f"{name} is drawn by partner", "correlate quantities that are drawn once a member"
                )
            if name in used:
                yield Problem(
                    where,
                    f"{name} already stands in correlation {used[name] + 1}",
                    "keep each quantity in one pair at most",
                )
            used[name] = number


def lever_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Levers without a strength, or on channels they cannot reach."""
    file = study.meta.files.levers
    for name, lever in study.levers.items():
        low, high = lever.range
        if not low <= 0.0 <= high:
            yield Problem(
                reading.place(file, (name, "range")),
                f"the range {low:g} to {high:g} leaves out 0, which is policy as announced",
                "widen the range to hold 0",
            )
        if f"lever_strength_{name}" not in study.uncertainties:
            yield Problem(
                reading.place(file, (name,)),
                f"its strength is not declared: {study.meta.files.uncertainties} has no lever_strength_{name}",
                f"add [lever_strength_{name}] with a prior",
            )
        for number, effect in enumerate(lever.effects):
            where = reading.place(file, (name, "effects", number, "channel"))
            if effect.channel not in CHANNELS:
                yield Problem(
                    where,
                    f"there is no channel called {effect.channel}",
                    suggestion(effect.channel, list(CHANNELS)),
                )
                continue
            if effect.kind not in CHANNELS[effect.channel]:
                yield Problem(
                    reading.place(file, (name, "effects", number, "kind")),
                    f"{effect.channel} takes no {effect.kind}",
                    f"use kind = {' or '.join(CHANNELS[effect.channel])}",
                )
            if lever.country and effect.channel not in COUNTRY_CHANNELS:
                yield Problem(
                    where,
                    f"{effect.channel} cannot differ by economy, and {name} may be set for one",
                    f"use {', '.join(COUNTRY_CHANNELS)}, or drop country = true",
                )
