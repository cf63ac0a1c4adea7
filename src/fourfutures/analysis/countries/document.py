"""One economy in a finished run: the document of `country`."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from fourfutures.analysis.cards import card
from fourfutures.analysis.countries.known import facts, moved_rows, observed
from fourfutures.analysis.countries.path import (
    alignment_path,
    economy_path,
    extra_series,
    flip_block,
    score_range,
    sides_of,
)
from fourfutures.analysis.countries.scene import Held, Scene, scene
from fourfutures.analysis.countries.standing import offers_block
from fourfutures.analysis.countries.tipping import tipping
from fourfutures.analysis.weighing import thinned
from fourfutures.ensemble import Hands, choice_path
from fourfutures.study import DealRow, Entity, Study

SCHEMA = "fourfutures/country/1"
ADOPTION = "ai_user_share_working_age"  # the series that measures what the model calls adoption
RUNNING = ("energised", "adopted")  # rungs of a deal that serves users
TAKEN_APART = 1_000  # members whose choice is taken apart: an even sample of the run's


def economy(held: Held, code: str, shipped: Study, hands: Hands) -> dict[str, Any]:
    """The document of the contract. The same run gives the same numbers on any number of hands."""
    seen = scene(held, shipped)
    entity = seen.study.partner(code)
    summary, code = held.summary, entity.code
    entry = next(e for e in summary["economies"] if e["entity"] == code)
    path = economy_path(seen, code, hands.here)
    sides = sides_of(seen, path)
    months = alignment_path(seen, path)
    month = max(seen.month, 1)  # offers are made from the first month on
    few = thinned(seen.ids.shape[0], TAKEN_APART)
    ids, weights = seen.ids[few], path.weights[few] / path.weights[few].sum()
    wanted = tuple(dict.fromkeys((month, seen.study.meta.months)))
    found = choice_path(seen.binding, ids, seen.levers, seen.place(code), wanted, hands.here)
    now, end = found[0], found[-1]
    share = next(row for row in seen.study.shares if row.entity == code)
    deals = [deal for deal in seen.study.deals if deal.country == code]
    points, known = observed(seen.study, code, seen.as_of), facts(seen.study, code)
    rows = moved_rows(seen, code, path)
    cited = (
        {s for deal in deals for s in deal.source_id}
        | set(share.source_id)
        | set(entity.source_id)
        | {point["source_id"] for point in points}
        | {s for fact in known for s in fact["source_id"]}
        | {row["source_id"] for row in rows}
    )
    return {
        "schema": SCHEMA,
        **about_run(held, seen),
        "entity": code,
        "name": {"en": entity.name_en, "zh": entity.name_zh},
        "kind": entity.kind,
        "imputed": entry["imputed"],
        "start": {
            "adoption": entity.adoption_h2,
            "share_us": share.share_us,
            "share_cn": share.share_cn,
            "share_own": share.share_own,
            "basis": share.basis,
            "filled": list(entity.imputed),
        },
        "people": entity.working_age_population,
        "alignment": entry["alignment"],
        "alignment_se": months[-1]["mc_se"],
        "alignment_path": months,
        "flip": flip_block(seen, sides, path.weights),
        "score": score_range(seen, path),
        "ess": float(1.0 / (path.weights**2).sum()),
        "members": int(seen.ids.shape[0]),
        "series": [*_series(held, code), *extra_series(seen, path)],
        "observed": [{**point, "against": _against(point, held, code)} for point in points],
        "deals": [deal_entry(deal) for deal in deals],
        "deals_total": deals_total(deals),
        "offers": offers_block(seen, month, now, ids, weights),
        "tipping": tipping(now, end, weights),
        "observations": rows,
        "covariates": known,
        "dependency": None,  # stress tests are not part of this document
        "sources": [{"id": name, **card(seen.study.sources[name])} for name in sorted(cited) if name in seen.study.sources],
    }  # fmt: skip


def about_run(held: Held, seen: Scene) -> dict[str, Any]:
    """What every document says of the run it was read off."""
    summary = held.summary
    return {
        "run_id": summary["run_id"],
        "study": summary["study"],
        "study_hash": summary["study_hash"],
        "code_version": summary["code_version"],
        "data_vintage": summary["data_vintage"],
        "seed": summary["seed"],
        "as_of": summary["as_of"],
        "as_of_month": seen.study.month_name(seen.month),
        "horizon": summary["horizon"],
        "lens": summary["lens"],
        "theta": seen.theta,
        "levers": summary["levers"],
    }


def deal_entry(deal: DealRow) -> dict[str, Any]:
    """A deal of the register."""
    return {
        "id": deal.deal_id,
        "announced": deal.announced.isoformat(),
        "precision": deal.date_precision,
        "provider": deal.provider,
        "stack": deal.stack,
        "kind": deal.kind,
        "capacity_mw": deal.capacity_mw,
        "status": deal.status_rung,
        "firm_share": deal.firm_share,
        "counts": deal.counts,
        "source_id": list(deal.source_id),
    }


def deals_total(deals: list[DealRow]) -> dict[str, dict[str, float | None]]:
    """Deals by stack: how many are on record, how many of them count and say a size, MW stated, firm and running.

    Rows that overlap others (`counts` false) are on record, but no megawatt of theirs is added up. Where no deal that
    counts says its size, megawatts are None: not known is not zero.
    """
    found: dict[str, dict[str, float | None]] = {}
    for stack in ("us", "cn", "other"):
        own = [deal for deal in deals if deal.stack == stack]
        if not own:
            continue
        sized = [(deal, deal.capacity_mw) for deal in own if deal.counts and deal.capacity_mw is not None]
        found[stack] = {
            "on_record": len(own),
            "counted": sum(deal.counts for deal in own),
            "sized": len(sized),
            "stated_mw": float(sum(size for _, size in sized)) if sized else None,
            "firm_mw": float(sum(size * deal.firm_share for deal, size in sized)) if sized else None,
            "running_mw": float(sum(size for deal, size in sized if deal.status_rung in RUNNING))
            if sized
            else None,
        }
    return found


def users(entity: Entity, adoption: float) -> float | None:
    """People who use AI; None where working-age people are unknown."""
    return (
        None
        if entity.working_age_population is None
        else float(entity.working_age_population * np.float64(adoption))
    )


def _against(point: dict[str, Any], held: Held, code: str) -> str | None:
    """Where a published share of users lies against the 90 % interval of its last month; None where there is none."""
    table = held.countries
    same = (table["entity"] == code) & (table["month"] == point["period_end"][:7])
    rows = table[same & (table["variable"] == "adoption")]
    if point["indicator"] != ADOPTION or not len(rows):
        return None
    low, high = (float(rows[end].iloc[0]) for end in ("q05", "q95"))
    return "below" if point["value"] < low else "above" if point["value"] > high else "within"


def _series(held: Held, code: str) -> list[dict[str, Any]]:
    table = held.countries
    own = table[table["entity"] == code].drop(columns="entity")
    rows: list[dict[str, Any]] = json.loads(own.to_json(orient="records", double_precision=15))
    return rows
