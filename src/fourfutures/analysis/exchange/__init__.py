"""Exchange: a study's inputs, levers and outcomes as other toolkits name them."""

from __future__ import annotations

from fourfutures.analysis.exchange.rig import OUTCOMES, Rig
from fourfutures.analysis.exchange.toolkits import ema_model, salib_problem
from fourfutures.analysis.exchange.tree import run_tree

__all__ = ["OUTCOMES", "Rig", "ema_model", "run_tree", "salib_problem"]
