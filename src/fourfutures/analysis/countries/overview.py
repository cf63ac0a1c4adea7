"""All partner economies at a glance: side, chance to change it, users, deals."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.countries.document import about_run, deals_total, users
from fourfutures.analysis.countries.path import flip_block
from fourfutures.analysis.countries.scene import Held, scene
from fourfutures.analysis.quantile import spread
from fourfutures.ensemble import Hands, LeverPath, partner_paths
from fourfutures.futures import ALIGNMENTS, alignments
from fourfutures.study import Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/countries/1"
OPTIONS = ("us", "cn", "own")


def overview(held: Held, shipped: Study, hands: Hands) -> dict[str, Any]:
    """One entry a partner, the least settled first; the same run gives the same numbers on any number of hands."""
    seen = scene(held, shipped)
    study, codes = seen.study, seen.binding.partners.codes
    places, months = range(len(codes)), study.meta.months
    sides = np.empty((months + 1, len(codes), seen.ids.shape[0]), np.int8)
    lead = np.empty((len(codes), seen.ids.shape[0]), np.float32)
    early = np.empty((len(codes), seen.ids.shape[0], seen.observed_until + 1), np.float64)
    at = 0
    for part in partner_paths(seen.binding, seen.ids, seen.levers, places, hands.here):
        rows = slice(at, at + part.ids.shape[0])
        shares = part.use[:, 1:].transpose(0, 2, 3, 1)  # months, partners, members, options
        sides[:, :, rows] = alignments(shares.astype(np.float64), study.frame.alignment)
        lead[:, rows] = shares[-1, ..., 0] - shares[-1, ..., 1]
        early[:, rows] = part.use[: seen.observed_until + 1, 0].transpose(1, 2, 0)
        at = rows.stop
    if not seen.levers.idle and seen.observed_until:
        idle, at = LeverPath(study, (), 1, codes), 0
        for part in partner_paths(seen.binding, seen.ids, idle, places, hands.here, seen.observed_until):
            rows = slice(at, at + part.ids.shape[0])
            early[:, rows] = part.use[:, 0].transpose(1, 2, 0)
            at = rows.stop
    table, last = held.countries, held.countries["month"].max()
    means = table[table["month"] == last].set_index(["variable", "entity"])["mean"]
    entries = []
    for place, entity in enumerate(study.partners):
        weights = seen.local(entity.code, early[place])
        entry = next(e for e in held.summary["economies"] if e["entity"] == entity.code)
        ranked = sorted(entry["alignment"].items(), key=lambda item: -item[1])
        entries.append(
            {
                "entity": entity.code,
                "name": {"en": entity.name_en, "zh": entity.name_zh},
                "kind": entity.kind,
                "region": entity.region,
                "alignment": entry["alignment"],
                "likeliest": ranked[0][0],
                "p": ranked[0][1],
                "flip": flip_block(seen, sides[:, place], weights),
                "lead": spread(lead[place], weights),
                "shares": {name: float(means[f"share_{name}", entity.code]) for name in OPTIONS},
                "adoption": float(means["adoption", entity.code]),
                "users": users(entity, float(means["adoption", entity.code])),
                "deals": deals_total([deal for deal in study.deals if deal.country == entity.code]),
                "imputed": bool(entry["imputed"]),
                "ess": float(1.0 / (weights**2).sum()),
            }
        )
    people = np.array([users(entity, 1.0) or 0.0 for entity in study.partners])
    entries.sort(key=lambda entry: (-entry["flip"]["p"], entry["p"], entry["entity"]))
    return {
        "schema": SCHEMA,
        **about_run(held, seen),
        "economies": entries,
        "counts": side_counts(seen.weights, sides[-1], people),
    }


def side_counts(weights: Reals, sides: NDArray[np.int8], people: Reals) -> dict[str, Any]:
    """Economies and share of people on each side, mean and quantiles; `sides` (economies, members), `people` (economies,)."""
    mass = people / people.sum()
    found = {}
    for number, name in enumerate(ALIGNMENTS):
        on = sides == number
        held_people = (mass[:, None] * on).sum(axis=0)
        found[name] = {
            "economies": spread(on.sum(axis=0).astype(np.float64), weights),
            "people": spread(held_people, weights),
        }
    return found
