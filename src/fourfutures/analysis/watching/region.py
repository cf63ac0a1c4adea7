"""Regions: whose stack their people use, today and at the horizon, future by future; no series measures it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.quantile import wide_spread
from fourfutures.analysis.watching.information import (
    Labels,
    exact_cells,
    information,
    quantile_edges,
)
from fourfutures.ensemble import Binding, Crew, regions
from fourfutures.study import Study

Reals = NDArray[np.float64]
OPTIONS = ("us", "cn", "own")


def region_items(
    study: Study, binding: Binding, labels: Labels, month: int, crew: Crew
) -> list[dict[str, Any]]:
    """One entry a region, in the study's order: shares of use at a month and at the horizon, people counted.

    `voi_bits` is what exact knowledge of the ratio of US to Chinese use in the region at the month would say.
    """
    partners = {entity.code: entity for entity in study.partners}
    codes = binding.partners.codes
    names = list(dict.fromkeys(partners[code].region for code in codes))
    groups = [[at for at, code in enumerate(codes) if partners[code].region == name] for name in names]
    table = regions(binding, labels.ids, groups, (month, study.meta.months), crew)
    measured = {row.entity for row in study.shares if not row.imputed}
    found = []
    for at, name in enumerate(names):
        now, then = table.share[0][:, at], table.share[1][:, at]
        ratio = np.log(now[:, 0] / now[:, 1])
        told = information(exact_cells(ratio, quantile_edges(ratio, labels.weights)), labels)
        inside = [codes[place] for place in groups[at]]
        found.append(
            {
                "region": name,
                "economies": len(inside),
                "measured_at_start": sum(code in measured for code in inside),
                "people": float(binding.partners.people[groups[at]].sum()),
                "now": {option: wide_spread(now[:, o], labels.weights) for o, option in enumerate(OPTIONS)},
                "horizon": {
                    option: wide_spread(then[:, o], labels.weights) for o, option in enumerate(OPTIONS)
                },
                "users_horizon": wide_spread(table.use[1][:, at], labels.weights),
                "by_future": {
                    future: _means(then, labels, code) for code, future in enumerate(study.frame.ids)
                },
                "voi_bits": told.bits,
                "voi_low": told.low,
            }
        )
    return found


def _means(shares: Reals, labels: Labels, code: int) -> dict[str, float] | None:
    """Mean shares among the members of one future; None where there are none."""
    inside = labels.codes == code
    mass = labels.weights[inside]
    if not mass.sum() > 0.0:
        return None
    return {option: float((shares[inside, o] * mass).sum() / mass.sum()) for o, option in enumerate(OPTIONS)}
