"""What moved the odds between two days: each item with its source, adding up to the move."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards, place, readable
from fourfutures.analysis.code import code_version
from fourfutures.analysis.explaining.left_out import LeftOut, left_out
from fourfutures.analysis.explaining.path import Step, steps
from fourfutures.analysis.explaining.vantage import Vantage
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.ranging import Ranged
from fourfutures.analysis.request import Request
from fourfutures.assimilation import Row
from fourfutures.data import load_observations
from fourfutures.ensemble import Hands
from fourfutures.study import Names, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/explain/1"
BETTER_KNOWN = Names(en="The state at the start became better known", zh="起点状态有了更准的估计")
DEALS_KNOWN = Names(en="Deals announced up to the start", zh="起点之前宣布的协议")


def explain(
    first: Request,
    last: Request,
    without: str | None,
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract for a move between two requests that differ in their day alone.

    From a later day to an earlier one the same items come in the opposite order with opposite signs.
    """
    back = first.as_of > last.as_of
    early, late = (
        Vantage.of(request, hands, pools, progress) for request in ((last, first) if back else (first, last))
    )
    found = steps(early, late, hands.here)
    sign = -1.0 if back else 1.0
    if back:
        found = found[::-1]
    views = (late, early) if back else (early, late)
    ranges = [view.ranges() for view in views]
    ids, readings = late.world.study.frame.ids, list(late.world.dials)
    ends = [_flat(part) for part in ranges]
    total = np.sum([step.delta for step in found], axis=0) if found else np.zeros_like(ends[0])
    reading, study = last.reading, late.world.study
    items = [_item(step, sign, early, late, reading, readings) for step in found]
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "study": study.meta.id,
        "study_hash": last.study.hash,
        "code_version": code_version(),
        "as_of": last.as_of.isoformat(),
        "from_date": first.as_of.isoformat(),
        "to_date": last.as_of.isoformat(),
        "horizon": study.meta.horizon.isoformat(),
        "seed": last.seed,
        "members": last.members,
        "pool": int(late.world.pool.ids.shape[0]),
        "lens": last.lens,
        "dials": {"reading": reading, **late.world.dials[reading]._asdict()},
        "starts": {"from": first.start, "to": last.start},
        "name": study.meta.name.model_dump(),
        "from": _odds(ranges[0][reading], ids),
        "to": _odds(ranges[1][reading], ids),
        "move": _move(ranges, reading, ids),
        "readings": {
            name: {
                "from": _odds(ranges[0][name], ids),
                "to": _odds(ranges[1][name], ids),
                "move": _move(ranges, name, ids),
            }
            for name in readings
        },
        "contributions": items,
        "unexplained": float(np.abs(ends[1] - ends[0] - sign * total).max()),
        "without": None,
        "notes": _notes(first, last, views),
    }
    cited = [name for item in items for name in item["source_ids"]]
    if without is not None:
        odds = [left_out(view, without, hands, pools, progress) for view in views]
        document["without"] = _without(without, odds, ranges, reading, ids)
        cited.append(without)
    return document | {"sources": cards(last.study, cited)}


def _flat(ranges: dict[str, Ranged]) -> Reals:
    return np.concatenate([part.odds.p for part in ranges.values()])


def _odds(found: Ranged, ids: Sequence[str]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "p": float(found.odds.p[code]),
            "mc_se": float(found.odds.mc_se[code]),
            "low": float(found.low[code]),
            "high": float(found.high[code]),
        }
        for code, name in enumerate(ids)
    }


def _move(ranges: Sequence[dict[str, Ranged]], reading: str, ids: Sequence[str]) -> dict[str, float]:
    before, after = (part[reading].odds.p for part in ranges)
    return _by_future(after - before, ids)


def _by_future(values: Iterable[float], ids: Sequence[str]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(ids, values, strict=True)}


def _item(
    step: Step, sign: float, early: Vantage, late: Vantage, reading: str, readings: Sequence[str]
) -> dict[str, Any]:
    study, ids = late.world.study, late.world.study.frame.ids
    parts = {
        name: _by_future(part, ids)
        for name, part in zip(readings, np.split(sign * step.delta, len(readings)), strict=True)
    }
    told = {"delta": parts[reading], "readings": parts, "date": step.day.isoformat()}
    if step.row is None:
        return {**_start_item(early, late), **told}
    row = step.row
    return {
        "id": row.id,
        "kind": row.kind,
        "name": study.indicators[row.indicator].name.model_dump(),
        "indicator": row.indicator,
        "entity": row.entity,
        "place": place(study, row.entity),
        "observed": row.observed,
        "unit": row.unit,
        "before": _before(row, late.rows, late.request.study),
        "period_end": row.period_end.isoformat(),
        "source_id": row.source_id,
        "source_ids": list(row.sources),
        **told,
    }


def _start_item(early: Vantage, late: Vantage) -> dict[str, Any]:
    """What became known of the start itself, with what was published of it in between."""
    study = late.world.study
    known = early.request.start == late.request.start  # then only deals were added
    if known:
        seen = {deal.deal_id for deal in early.world.study.deals}
        names = [
            name
            for deal in study.deals
            if deal.deal_id not in seen and deal.announced <= study.meta.origin
            for name in deal.source_id
        ]
        reasons: list[Names] = []
    else:
        targets = {widening.target for widening in study.meta.vintage}
        names = [
            name
            for key, entry in study.uncertainties.items()
            if targets & {key, entry.table}
            for name in entry.source
        ]
        old = set(readable(study, names, early.request.as_of))
        names = [name for name in readable(study, names, late.request.as_of) if name not in old]
        reasons = [widening.reason for widening in study.meta.vintage]
    names = list(dict.fromkeys(names))
    return {
        "id": "start:deals" if known else "start:best_estimate",
        "kind": "start",
        "name": (DEALS_KNOWN if known else BETTER_KNOWN).model_dump(),
        "indicator": None,
        "entity": None,
        "place": None,
        "observed": None,
        "unit": None,
        "before": None,
        "period_end": study.meta.origin.isoformat(),
        "source_id": names[0] if names else "",
        "source_ids": names,
        "reasons": [reason.model_dump() for reason in reasons],
    }


def _before(row: Row, rows: Sequence[Row], study: Study) -> dict[str, Any] | None:
    """The figure before a row's: the last earlier one known by then, else the one before the start that it counts from."""
    earlier = [
        other
        for other in rows
        if (other.indicator, other.entity) == (row.indicator, row.entity)
        and other.period_end < row.period_end
        and other.known_on <= row.known_on
    ]
    if earlier:
        last = max(earlier, key=lambda other: (other.period_end, other.known_on, other.id))
        return {"value": last.observed, "period_end": last.period_end.isoformat()}
    folder = study.root / study.meta.files.series
    table = load_observations(study.root) if folder.exists() else None
    if table is None or not row.change:
        return None
    for entry in table[table["row_id"] == row.id].to_dict("records"):
        value, end = float(entry["anchor_raw"]), entry["anchor_period_end"]
        if isinstance(end, date) and not math.isnan(value):
            return {"value": value, "period_end": end.isoformat()}
    return None


def _without(
    source: str,
    found: Sequence[LeftOut],
    ranges: Sequence[dict[str, Ranged]],
    reading: str,
    ids: Sequence[str],
) -> dict[str, Any]:
    """Odds of both days without a source, and what its absence changes."""
    rows = dict.fromkeys(row.id for part in found for row in part.rows)
    parts = {
        name: {
            "from": _by_future(found[0].odds[name], ids),
            "to": _by_future(found[1].odds[name], ids),
            "change": {
                end: _by_future(part.odds[name] - with_it[name].odds.p, ids)
                for end, part, with_it in zip(("from", "to"), found, ranges, strict=True)
            },
        }
        for name in found[0].odds
    }
    return {"source_id": source, "rows": list(rows), **parts[reading], "readings": parts}


def _notes(first: Request, last: Request, views: Sequence[Vantage]) -> list[dict[str, str]]:
    notes = list({note["code"]: note for request in (first, last) for note in request.notes}.values())
    for view in views:
        if not view.rows:
            day = view.request.as_of
            notes.append(
                {
                    "code": "rows.none",
                    "en": f"No observation after the start was known by {day}; its odds are those of the priors, read off the whole pool.",
                    "zh": f"截至{day}尚无起点之后的观测，当日概率即先验概率，取自整个成员池。",
                }
            )
    return notes
