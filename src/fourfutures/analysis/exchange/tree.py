"""A run as a tree of labelled arrays, in the groups that ArviZ reads: posterior, sample_stats, posterior_predictive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.outcomes import OUTCOMES
from fourfutures.errors import Both

INDICES = ("index_compute", "index_adoption")


def run_tree(members: pd.DataFrame, summary: Mapping[str, Any]) -> Any:
    """A DataTree from the members of a run; needs the extra `xarray`, of a release that has trees.

    One chain; a draw is a member, with its number as coordinate. Members carry weights, which ArviZ does not know: they
    stand in sample_stats as `weight`, and as `log_weight`, and a mean or quantile that leaves them out is not the run's.
    `posterior` holds the uncertainties, named `prior` where the run was made without data.
    """
    try:
        from xarray import Dataset, DataTree
    except ImportError as error:
        raise AnalysisError(
            where="Run.to_datatree",
            what=Both("no xarray with trees is installed", "未安装带有 DataTree 的 xarray"),
            remedy=Both(
                "install it with: pip install 'fourfutures[xarray]' 'xarray>=2024.10'",
                "请运行 pip install 'fourfutures[xarray]' 'xarray>=2024.10' 安装",
            ),
        ) from error
    columns = list(members.columns)
    begins = min(columns.index(name) for name in OUTCOMES if name in columns)
    uncertain = columns[columns.index("status") + 1 : begins]
    outcomes = [name for name in columns[begins:] if name in OUTCOMES or name in INDICES]
    futures = [name for name in columns if name.startswith("future_")]
    index = {"chain": [0], "draw": members["member"].to_numpy()}

    def group(values: Mapping[str, Any]) -> Any:
        return Dataset(
            {name: (("chain", "draw"), np.asarray(own)[None]) for name, own in values.items()}, index
        )

    weight = members["weight"].to_numpy(dtype=np.float64)
    with np.errstate(divide="ignore"):
        log_weight = np.log(weight)
    name = "posterior" if summary["assimilated"] else "prior"
    groups = {
        name: group({column: members[column].to_numpy() for column in uncertain}),
        "sample_stats" if summary["assimilated"] else "sample_stats_prior": group(
            {"weight": weight, "log_weight": log_weight, "failed": (members["status"] != "ok").to_numpy()}
        ),
        f"{name}_predictive": group(
            {column: members[column].to_numpy() for column in outcomes}
            | {column: members[column].astype(str).to_numpy(dtype=object) for column in futures}
        ),
    }
    tree = DataTree.from_dict(groups)
    tree.attrs.update(
        {"inference_library": "fourfutures", **{k: summary[k] for k in ("run_id", "study", "as_of", "seed")}}
    )
    return tree
