"""What the data say: rows of evidence, their likelihood by member, weights of a pool, the members kept, movers."""

from __future__ import annotations

from fourfutures.assimilation.cholesky import backward, cholesky, forward
from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.keeping import Kept, everyone, keep, ranking, without
from fourfutures.assimilation.likelihood import RowScore, deal_columns, regime_columns, student_columns
from fourfutures.assimilation.local_weights import local_weights
from fourfutures.assimilation.movers import Mover, movers
from fourfutures.assimilation.prediction import Prediction, category_chances, predict, t_density
from fourfutures.assimilation.psis import Weights, even, fit_tail, psis
from fourfutures.assimilation.row import DEALS, REGIME, Row, known_rows, local, rows_of

__all__ = [
    "DEALS",
    "REGIME",
    "AssimilationError",
    "Kept",
    "Mover",
    "Prediction",
    "Row",
    "RowScore",
    "Weights",
    "backward",
    "category_chances",
    "cholesky",
    "deal_columns",
    "even",
    "everyone",
    "fit_tail",
    "forward",
    "keep",
    "known_rows",
    "local",
    "local_weights",
    "movers",
    "predict",
    "psis",
    "ranking",
    "regime_columns",
    "rows_of",
    "student_columns",
    "t_density",
    "without",
]
