"""Blocks of the model that make the targets: each runs the model's own equations from a start read off the record."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.hindcast.blocks.adoption import diffusion, firms, home
from fourfutures.analysis.hindcast.blocks.ask import Ask
from fourfutures.analysis.hindcast.blocks.compute import RATIO, clusters, imports
from fourfutures.analysis.hindcast.blocks.frontier import capability, training
from fourfutures.analysis.hindcast.blocks.investment import investment
from fourfutures.analysis.hindcast.blocks.list_share import list_share
from fourfutures.analysis.hindcast.blocks.rule import export_rule

Reals = NDArray[np.float64]

# By the name that the study's target gives. Each returns (times, members) by entity.
BLOCKS: dict[str, Callable[[Ask], dict[str, Reals]]] = {
    "clusters": clusters,
    "training": training,
    "list_share": list_share,
    "investment": investment,
    "imports": imports,
    "capability": capability,
    "firms": firms,
    "home": home,
    "diffusion": diffusion,
    "regime": export_rule,
}

__all__ = ["BLOCKS", "RATIO", "Ask"]
