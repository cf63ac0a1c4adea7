"""The watch list of a day: signposts by area, alarms, what to read next, regions, and what nobody publishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards, place, readable
from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.pooling import Pools, rows_in_force
from fourfutures.analysis.request import Request
from fourfutures.analysis.watching.alarm import Alarm, alarms
from fourfutures.analysis.watching.foresight import Foreseen, best, foresee
from fourfutures.analysis.watching.information import (
    Labels,
    entropy,
    exact_cells,
    information,
    quantile_edges,
)
from fourfutures.analysis.watching.reading_list import reading_list, shift_item
from fourfutures.analysis.watching.region import region_items
from fourfutures.analysis.watching.series import Watched, watched
from fourfutures.analysis.watching.signpost import coming_signpost, crossed_signpost, sources_of
from fourfutures.analysis.weighing import BASIS, World, weigh
from fourfutures.assimilation import DEALS, REGIME, Row, local
from fourfutures.ensemble import Hands
from fourfutures.ensemble import watch as see
from fourfutures.study import OBSERVABLES, Indicator, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/watch/1"
CITING = ("signposts", "alarms", "unwatched")


def watch(
    request: Request, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    world = weigh(request, request.lens, hands, pools, progress)
    study, as_of, reading = world.study, request.as_of, request.reading
    classes = len(study.frame.ids)
    stored = [row for row in rows_in_force(study, as_of) if not local(row)]
    found, silent = watched(study, world.rows, stored, as_of)
    names = sorted(set(OBSERVABLES))
    labels = Labels.of(world.kept.ids, world.kept.weights, world.kept_codes(reading), classes, request.seed)
    paths = see(world.binding, labels.ids, names, 0.0, hands.blocks).observables
    month = min(max(study.month_of(as_of), 0), study.meta.months)

    def ahead(series: Watched) -> list[Foreseen]:
        return foresee(series, labels, paths, as_of, request.seed)

    foreseen = {
        series.id: (series, releases)
        for series, releases in zip(found, hands.here.each(ahead, found), strict=True)
    }
    before = _before(world, request)
    crossings = [
        crossed_signpost(alarm, study, as_of)
        for alarm in _alarms(world, stored, before, names, hands, request.seed)
    ]
    signposts = [
        coming_signpost(series, best(releases), releases, study, as_of)
        for series, releases in foreseen.values()
    ]
    signposts.sort(key=lambda item: -item["voi_per_month"])
    chosen = reading_list(foreseen, labels)
    document: dict[str, Any] = {
        **head(SCHEMA, request),
        **read_as(request, world.dials[reading]),
        "name": study.meta.name.model_dump(),
        "futures": _futures(study, labels, before),
        "entropy_bits": entropy(labels.odds),
        "areas": [
            {"id": name, "number": area.number, "name": area.name.model_dump(),
             "gaps": [gap.model_dump() for gap in area.gaps]}
            for name, area in study.drivers.areas.items()
        ],
        "signposts": [*signposts, *crossings],
        "alarms": crossings,
        "read_next": [
            {
                "future": future,
                "p": float(p),
                "ten_points": any(shift.moves for shift in shifts),
                "observations": [
                    shift_item(
                        shift, place(study, shift.series.entity), sources_of(shift.series, study, as_of)
                    ) for shift in shifts
                ],
            }
            for future, p, shifts in zip(study.frame.ids, labels.odds, chosen, strict=True)
        ],
        "regions": region_items(study, world.binding, labels, month, hands.blocks),
        "unmeasured": _unmeasured(found, labels, paths, month),
        "unwatched": [_silent(indicator, study, as_of) for indicator in silent],
        "rows_in_force": len(world.rows),
        "notes": list(request.notes),
    }  # fmt: skip
    cited = [name for part in CITING for item in document[part] for name in item["source_ids"]]
    return document | {"sources": cards(study, cited)}


def _before(world: World, request: Request) -> Labels:
    """Members that know no data: the first ones of the pool."""
    codes, guide = world.codes[request.reading][:BASIS], world.binding.guide
    places = np.arange(min(request.members, codes.shape[0]), dtype=np.int64)
    ids = places if guide is None else places + guide.first
    classes = len(world.study.frame.ids)
    return Labels.of(ids, world.prior.mass[places], codes[places], classes, request.seed)


def _alarms(
    world: World, rows: Sequence[Row], before: Labels, names: Sequence[str], hands: Hands, seed: int
) -> list[Alarm]:
    """Alarms of rows with the study's own errors: that they surprise is for a reader to see, not to be widened away."""
    if not rows:
        return []
    paths = see(world.binding, before.ids, names, 0.0, hands.blocks).observables
    return alarms(world.study, rows, before, paths, seed)


def _futures(study: Study, labels: Labels, before: Labels) -> dict[str, dict[str, float]]:
    found = {}
    for code, name in enumerate(study.frame.ids):
        own = labels.weights[labels.codes == code]
        found[name] = {
            "p": float(labels.odds[code]),
            "effective": float(own.sum() ** 2 / (own**2).sum()) if own.size else 0.0,
            "before_data": float(before.odds[code]),
        }
    return found


def _unmeasured(
    found: list[Watched], labels: Labels, paths: Mapping[str, Reals], month: int
) -> list[dict[str, Any]]:
    """What exact knowledge of a month's state would say, where no series that goes on measures it; the most first."""
    seen = {s.indicator.observables.get(s.entity, s.indicator.observable) for s in found}
    items = []
    for name in OBSERVABLES:
        if name in seen or name in (REGIME, DEALS):
            continue
        values = paths[name][:, month]
        told = information(exact_cells(values, quantile_edges(values, labels.weights)), labels)
        items.append({"observable": name, "voi_bits": told.bits, "voi_low": told.low})
    return sorted(items, key=lambda item: -float(item["voi_bits"]))


def _silent(indicator: Indicator, study: Study, as_of: date) -> dict[str, Any]:
    areas = {area.number: name for name, area in study.drivers.areas.items()}
    return {
        "indicator": indicator.id,
        "name": indicator.name.model_dump(),
        "area": areas[indicator.area],
        "note": indicator.note,
        "source_ids": readable(study, indicator.source, as_of),
    }
