"""What moved the odds between two days: each item with its source, adding up to the move."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards, place, readable
from fourfutures.analysis.code import code_version
from fourfutures.analysis.explaining.path import Step, steps
from fourfutures.analysis.explaining.vantage import Vantage
from fourfutures.analysis.pooling import Pools, Workshop
from fourfutures.analysis.ranging import Ranged
from fourfutures.analysis.request import Request
from fourfutures.assimilation import Row
from fourfutures.data import load_observations
from fourfutures.ensemble import Hands
from fourfutures.study import Names, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/explain/1"
BETTER_KNOWN = Names(en="The state at the start became better known", zh="起点状态有了更准的估计")
OTHER_MEMBERS = Names(en="Other members were needed", zh="换用了另一批成员")
ONLY_LUCK = Names(
    en="On one of the days few members fit the data, so it is read off guided ones: this change is sampling error and nothing else.",
    zh="其中一个日期与数据相符的成员较少，改用引导过的成员；这一项变化只是抽样误差。",
)
LIKELIHOOD_RATIO = "likelihood ratio"  # unit of what an item of evidence says
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
    workshop = Workshop(hands, pools, progress)
    back = first.as_of > last.as_of
    early, late = (Vantage.of(request, workshop) for request in ((last, first) if back else (first, last)))
    found = steps(early, late)
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
        "notes": _notes(first, last, views, found),
    }
    cited = [name for item in items for name in item["source_ids"]]
    if without is not None:
        document["without"] = _without(without, views, ranges, reading, ids)
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
    if step.item is not None:
        return {**_evidence_item(step, study), **told}
    if step.row is None:
        return {**_members_item(step, early, late), **told}
    row = step.row
    item = {
        "id": step.id,
        "kind": step.kind,
        "name": study.indicators[row.indicator].name.model_dump(),
        "indicator": row.indicator,
        "entity": row.entity,
        "place": place(study, row.entity),
        "observed": row.observed,
        "unit": row.unit,
        "before": _before(row, late.world.rows, late.request.study),
        "period_end": row.period_end.isoformat(),
        "source_id": row.source_id,
        "source_ids": list(row.sources),
        "status": None,
        "reasons": [],
        **told,
    }
    if step.kind == "guard":
        item["reasons"] = [
            {
                "en": f"Its source surprises: with what came in, its earlier figures count with errors {step.factor:.1f} times as wide as until then.",
                "zh": f"该来源出乎意料：新数值到来之后，此前各数值的误差按原先的{step.factor:.1f}倍计。",
            }
        ]
    return item


def _evidence_item(step: Step, study: Study) -> dict[str, Any]:
    """An item of evidence that began or ceased to count."""
    item = step.item
    assert item is not None
    return {
        "id": item.id,
        "kind": step.kind,
        "name": study.evidence[item.indicator].name.model_dump(),
        "indicator": item.indicator,
        "entity": item.actor,
        "place": place(study, item.actor),
        "observed": item.ratio,
        "unit": LIKELIHOOD_RATIO,
        "before": None,
        "period_end": item.dated.isoformat(),
        "source_id": item.source_id,
        "source_ids": [item.source_id] if item.source_id else [],
        "status": step.status,
        "reasons": [{"en": item.text, "zh": item.text}] if item.text else [],
    }


def _members_item(step: Step, early: Vantage, late: Vantage) -> dict[str, Any]:
    """Other members: what became known of the start, with what was published of it in between, or a guide."""
    study, names, reasons = late.world.study, [], []
    label = OTHER_MEMBERS
    if step.id == "start:deals":
        label = DEALS_KNOWN
        seen = {deal.deal_id for deal in early.world.study.deals}
        names = [
            name
            for deal in study.deals
            if deal.deal_id not in seen and deal.announced <= study.meta.origin
            for name in deal.source_id
        ]
    elif step.kind == "start":
        label = BETTER_KNOWN
        targets = {widening.target for widening in study.meta.vintage}
        names = [
            name
            for key, entry in study.uncertainties.items()
            if targets & {key, entry.table}
            for name in entry.source
        ]
        old = set(readable(study, names, early.day))
        names = [name for name in readable(study, names, late.day) if name not in old]
        reasons = [widening.reason for widening in study.meta.vintage]
    else:
        reasons = [ONLY_LUCK]
    names = list(dict.fromkeys(names))
    return {
        "id": step.id,
        "kind": step.kind,
        "name": label.model_dump(),
        "indicator": None,
        "entity": None,
        "place": None,
        "observed": None,
        "unit": None,
        "before": None,
        "period_end": study.meta.origin.isoformat(),
        "source_id": names[0] if names else "",
        "source_ids": names,
        "status": None,
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
    views: Sequence[Vantage],
    ranges: Sequence[dict[str, Ranged]],
    reading: str,
    ids: Sequence[str],
) -> dict[str, Any]:
    """Odds of both days as if a source had never been there, and what its absence changes."""
    rows: list[str] = []
    found = []
    for view in views:
        gone = [row.id for row in view.world.rows if source in row.sources]
        gone += [claim.item.id for claim in view.weighed.claims if claim.item.source_id == source]
        rows += gone
        bare = Vantage.of(replace(view.request, without=source), view.workshop) if gone else view
        found.append(np.split(bare.odds, len(bare.world.dials)))
    parts = {}
    for at, name in enumerate(views[0].world.dials):
        ends = dict(zip(("from", "to"), found, strict=True))
        parts[name] = {
            **{end: _by_future(odds[at], ids) for end, odds in ends.items()},
            "change": {
                end: _by_future(odds[at] - with_it[name].odds.p, ids)
                for (end, odds), with_it in zip(ends.items(), ranges, strict=True)
            },
        }
    return {"source_id": source, "rows": list(dict.fromkeys(rows)), **parts[reading], "readings": parts}


def _notes(
    first: Request, last: Request, views: Sequence[Vantage], found: Sequence[Step]
) -> list[dict[str, str]]:
    notes = list({note["code"]: note for request in (first, last) for note in request.notes}.values())
    for view in views:
        if not view.world.rows:
            day = view.day
            notes.append(
                {
                    "code": "rows.none",
                    "en": f"No observation after the start was known by {day}; its odds are those of the priors, read off the whole pool.",
                    "zh": f"截至{day}尚无起点之后的观测，当日概率即先验概率，取自整个成员池。",
                }
            )
    if any(step.kind == "members" for step in found):
        notes.append({"code": "members.other", **ONLY_LUCK.model_dump()})
    return notes
