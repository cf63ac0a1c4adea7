"""Tables of the run folder, as frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.outcomes import OUTCOMES
from fourfutures.analysis.quantile import LEVELS, NAMES, weighted_quantiles
from fourfutures.analysis.seeing import Seen
from fourfutures.analysis.weighing import World
from fourfutures.ensemble import COUNTRY_VARIABLES, Binding, Record, Threads, parameter_values
from fourfutures.futures import classify

Reals = NDArray[np.float64]
GROUP = 8_192  # members in one piece of their table


def members_tables(world: World, seen: Seen, reading: str, crew: Threads) -> Iterator[pd.DataFrame]:
    """One row a member, GROUP of them in a frame: number, weight, status, uncertainties, outcomes, indices, futures."""
    ids, weights = world.study.frame.ids, world.kept.weights
    chosen, frame = seen.found[reading], world.study.frame
    futures = {f"future_{name}": classify(found, frame) for name, found in seen.found.items()}

    def table(rows: slice) -> pd.DataFrame:
        columns: dict[str, object] = {
            "member": seen.ids[rows],
            "weight": weights[rows],
            "status": np.where(seen.failed[rows], "failed", "ok"),
        }
        columns.update(parameter_values(world.binding, seen.ids[rows]))
        columns.update(
            {name: seen.outcomes[series][rows].astype(np.float64) for name, series in OUTCOMES.items()}
        )
        columns.update({"index_compute": chosen.compute[rows], "index_adoption": chosen.adoption[rows]})
        columns.update({name: np.array(ids, dtype=object)[codes[rows]] for name, codes in futures.items()})
        return pd.DataFrame(columns)

    count = seen.ids.shape[0]
    yield from crew.each(table, [slice(start, start + GROUP) for start in range(0, count, GROUP)])


def fans_table(
    series: Mapping[str, tuple[str, str, NDArray[np.float32] | Reals]], weights: Reals, months: Sequence[str]
) -> pd.DataFrame:
    """Weighted quantiles by month; `series` maps a series to its variable, its entity and (members, months) values."""
    rows = []
    for variable, entity, values in series.values():
        for at, month in enumerate(months):
            found = weighted_quantiles(values[:, at], weights)
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
