"""Tables of the run folder, as frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.quantile import LEVELS, NAMES, weighted_quantiles
from fourfutures.ensemble import COUNTRY_VARIABLES, Binding, Record

Reals = NDArray[np.float64]

OUTCOMES = {
    "compute_stock_us": "compute_stock_us",
    "compute_stock_cn": "compute_stock_cn",
    "compute_ratio": "compute_ratio",
    "adoption_us": "adoption_us",
    "adoption_cn": "adoption_cn",
    "share_us": "share_us",
    "share_cn": "share_cn",
    "share_own": "share_own",
    "open_origin_us": "open_origin_us",
    "open_origin_cn": "open_origin_cn",
    "frontier_gap": "frontier_gap",
    "price_gap": "price_gap",
    "export_regime": "export_regime",
    "build_discrepancy_us": "build_discrepancy_us",
    "build_discrepancy_cn": "build_discrepancy_cn",
}


def members_table(
    binding: Binding,
    record: Record,
    weights: Reals,
    indices: Mapping[str, Reals],
    futures: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """One row a member: number, weight, status, every uncertainty, outcomes at the horizon, futures."""
    columns: dict[str, object] = {
        "member": record.ids,
        "weight": weights,
        "status": np.where(record.failed, "failed", "ok"),
    }
    columns.update(binding.values(record.ids))
    columns.update(
        {name: record.series[series][:, -1].astype(np.float64) for name, series in OUTCOMES.items()}
    )
    columns.update(indices)
    columns.update(futures)
    return pd.DataFrame(columns)


def fans_table(
    series: Mapping[str, tuple[str, str, NDArray[np.float32] | Reals]], weights: Reals, months: Sequence[str]
) -> pd.DataFrame:
    """Weighted quantiles by month; `series` maps a series to its variable, its entity and (members, months) values."""
    rows = []
    for variable, entity, values in series.values():
        for at, month in enumerate(months):
            found = weighted_quantiles(values[:, at].astype(np.float64), weights)
            rows += [
                (variable, entity, month, level, float(value))
                for level, value in zip(LEVELS, found, strict=True)
            ]
    return pd.DataFrame(rows, columns=["variable", "entity", "month", "quantile", "value"])


def countries_table(binding: Binding, record: Record, months: Sequence[str]) -> pd.DataFrame:
    """Weighted mean and quantiles of each partner's series by month."""
    mean = record.countries.mean()
    quantiles = record.countries.quantiles(LEVELS)
    parts = []
    for v, variable in enumerate(COUNTRY_VARIABLES):
        for e, entity in enumerate(binding.partners.codes):
            part = {"entity": entity, "variable": variable, "month": list(months), "mean": mean[v, :, e]}
            part.update({name: quantiles[q, v, :, e] for q, name in enumerate(NAMES)})
            parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True)
