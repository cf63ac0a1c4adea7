"""A group of economies in a finished run: shares of use weighed by people and by output, sides, spread between members."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import card
from fourfutures.analysis.countries.document import about_run, deals_total
from fourfutures.analysis.countries.overview import side_counts
from fourfutures.analysis.countries.scene import Held, Scene, scene
from fourfutures.analysis.quantile import NAMES, spread, weighted_mean
from fourfutures.ensemble import Hands, partner_paths
from fourfutures.futures import alignments
from fourfutures.study import Entity, Group, Membership, Study

Reals = NDArray[np.float64]
SCHEMA = "fourfutures/country/1"
OPTIONS = ("us", "cn", "own")
WEIGHINGS = ("people", "gdp")


def group(held: Held, wanted: Group, shipped: Study, hands: Hands) -> dict[str, Any]:
    """The document of a group. All its numbers are under the run's own weights, so groups of a partition add up.

    Use is people (or output) times adoption times share. Raises AnalysisError for another state of the study.
    """
    seen = scene(held, shipped)
    study, inside = seen.study, seen.study.members_of(wanted)
    entities = [study.partner(code) for code in inside.entities]
    months = study.meta.months + 1
    sizes = _sizes(seen, entities)
    used = {name: np.empty((months, 3, seen.ids.shape[0])) for name in WEIGHINGS}
    sides = np.empty((len(entities), seen.ids.shape[0]), np.int8)
    ends = np.empty((4, len(entities), seen.ids.shape[0]))
    places, at = [seen.place(entity.code) for entity in entities], 0
    for part in partner_paths(seen.binding, seen.ids, seen.levers, places, hands.here):
        rows = slice(at, at + part.ids.shape[0])
        use = part.use.astype(np.float64)
        for name in WEIGHINGS:
            users = use[:, 0] * sizes[name][:, None]
            for option in range(3):
                used[name][:, option, rows] = (users * use[:, 1 + option]).sum(axis=1)
        sides[:, rows] = alignments(use[-1, 1:].transpose(1, 2, 0), study.frame.alignment)
        ends[:, :, rows] = use[-1]
        at = rows.stop
    cited = sorted({*wanted.source, *(s for entity in entities for s in entity.source_id)})
    deals = [deal for deal in study.deals if deal.country in inside.entities]
    return {
        "schema": SCHEMA,
        **about_run(held, seen),
        "kind": "group",
        "group": wanted.id,
        "name": wanted.name.model_dump(),
        "note": None if wanted.note is None else wanted.note.model_dump(),
        "members": int(seen.ids.shape[0]),
        "weights": "run",
        "economies": _economies(seen, entities, sides, ends),
        "coverage": _coverage(inside),
        "people": float(sizes["people"].sum()),
        "gdp_usd": float(sizes["gdp"].sum()),
        "imputed_people": _imputed(seen, entities, sizes["people"]),
        "series": _series(seen, used, sizes),
        "users": _users(seen, used["people"]),
        "alignment": side_counts(seen.weights, sides, sizes["people"]),
        "between": {
            option: _between(ends[1 + number], seen.weights, sizes["people"]) for number, option in enumerate(OPTIONS)
        },
        "deals_total": deals_total(deals),
        "sources": [{"id": name, **card(study.sources[name])} for name in cited if name in study.sources],
    }  # fmt: skip


def _sizes(seen: Scene, entities: list[Entity]) -> dict[str, Reals]:
    """Working-age people and output of each economy."""
    return {
        "people": np.array([entity.working_age_population or 0.0 for entity in entities]),
        "gdp": np.array([entity.gdp_usd or 0.0 for entity in entities]),
    }


def _coverage(inside: Membership) -> dict[str, Any]:
    return {
        "economies": len(inside.entities),
        "left_out": list(inside.left_out),
        "home": list(inside.home),
        "people": inside.people_covered,
        "gdp": inside.gdp_covered,
    }


def _series(seen: Scene, used: dict[str, Reals], sizes: dict[str, Reals]) -> list[dict[str, Any]]:
    """Adoption and shares by month under either weighing, mean and quantiles."""
    rows = []
    for weighing, parts in used.items():
        total = parts.sum(axis=1)
        values = {"adoption": total / sizes[weighing].sum()}
        values |= {f"share_{option}": parts[:, number] / total for number, option in enumerate(OPTIONS)}
        for variable, found in values.items():
            for month in range(found.shape[0]):
                entry = spread(found[month], seen.weights)
                rows.append(
                    {
                        "weighing": weighing,
                        "variable": variable,
                        "month": seen.study.month_name(month),
                        "mean": entry["mean"],
                        **{name: entry[name] for name in NAMES},
                    }
                )
    return rows


def _users(seen: Scene, used: Reals) -> list[dict[str, Any]]:
    """Expected users of each option by month, people; these add up over groups."""
    return [
        {
            "month": seen.study.month_name(month),
            **{
                option: weighted_mean(used[month, number], seen.weights)
                for number, option in enumerate(OPTIONS)
            },
        }
        for month in range(used.shape[0])
    ]


def _economies(
    seen: Scene, entities: list[Entity], sides: NDArray[np.int8], ends: Reals
) -> list[dict[str, Any]]:
    """The members of the group at the horizon, the most users first."""
    entries = []
    for place, entity in enumerate(entities):
        means = [weighted_mean(ends[part, place], seen.weights) for part in range(4)]
        people = entity.working_age_population
        entries.append(
            {
                "entity": entity.code,
                "name": {"en": entity.name_en, "zh": entity.name_zh},
                "kind": entity.kind,
                "users": None if people is None else people * means[0],
                "adoption": means[0],
                **{f"share_{option}": means[1 + number] for number, option in enumerate(OPTIONS)},
                "alignment": {
                    name: float(seen.weights[sides[place] == number].sum())
                    for number, name in enumerate(("us", "cn", "own", "mixed"))
                },
            }
        )
    return sorted(entries, key=lambda entry: -(entry["users"] or 0.0))


def _between(shares: Reals, weights: Reals, people: Reals) -> dict[str, float]:
    """How far members differ at the horizon: expected shares, lowest to highest, and their spread by people."""
    means = np.array([weighted_mean(row, weights) for row in shares])
    mass = people / people.sum()
    middle = float((mass * means).sum())
    return {
        "lowest": float(means.min()),
        "highest": float(means.max()),
        "sd": float(np.sqrt((mass * (means - middle) ** 2).sum())),
    }


def _imputed(seen: Scene, entities: list[Entity], people: Reals) -> float:
    """Share of the group's people in economies whose start shares are imputed."""
    filled = {row.entity for row in seen.study.shares if row.imputed}
    return float(sum(p for e, p in zip(entities, people, strict=True) if e.code in filled) / people.sum())
