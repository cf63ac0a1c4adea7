"""Economies at the horizon: option shares, use, alignment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.ensemble import Binding, Record
from fourfutures.futures import alignment_odds
from fourfutures.study import Study

Reals = NDArray[np.float64]


def economies(
    study: Study, binding: Binding, record: Record, weights: Reals, table: pd.DataFrame
) -> list[dict[str, object]]:
    """One entry a partner, in the study's order: names, alignment odds, mean shares and use at the horizon.

    `weights` has shape (partners, members): rows about an economy weigh its own numbers.
    """
    last = table["month"].max()
    means = table[table["month"] == last].pivot(index="entity", columns="variable", values="mean")
    imputed = {row.entity: row.imputed for row in study.shares}
    entities = {entity.code: entity for entity in study.partners}
    odds = alignment_odds(record.horizon_shares.astype(np.float64), weights, study.frame.alignment)
    found = []
    for position, code in enumerate(binding.partners.codes):
        entity = entities[code]
        found.append(
            {
                "entity": code,
                "name": {"en": entity.name_en, "zh": entity.name_zh},
                "kind": entity.kind,
                "region": entity.region,
                "alignment": odds[position],
                **{
                    name: float(means.loc[code, name])
                    for name in ("share_us", "share_cn", "share_own", "adoption")
                },
                "imputed": bool(imputed[code]),
                "ess": float(1.0 / (weights[position] ** 2).sum()),
            }
        )
    return found


def closest(entries: Sequence[dict[str, object]], count: int) -> list[dict[str, object]]:
    """Named partners whose alignment is least settled: the smallest lead of the likeliest alignment over the next."""

    def settled(entry: dict[str, object]) -> float:
        alignment = entry["alignment"]
        assert isinstance(alignment, dict)
        ranked = sorted(alignment.values(), reverse=True)
        return float(ranked[0] - ranked[1])

    named = [entry for entry in entries if entry["kind"] == "partner"]
    return sorted(named, key=settled)[:count]
