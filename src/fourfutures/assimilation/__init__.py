"""What the data say: rows of evidence, their likelihood by member, weights of a pool, the members kept, movers."""

from __future__ import annotations

from fourfutures.assimilation.calibration import Bin, Trial, covered, reliability, trials, tried, uniform_p
from fourfutures.assimilation.cholesky import backward, cholesky, forward
from fourfutures.assimilation.collapse import FACTOR, collapsed, spreads
from fourfutures.assimilation.errors import AssimilationError
from fourfutures.assimilation.guiding import least_effective, refuse, steer, weak
from fourfutures.assimilation.intake import items_of, plain_item, read_items
from fourfutures.assimilation.item import Item, in_force, log_ratios
from fourfutures.assimilation.keeping import Kept, everyone, keep, ranking, without
from fourfutures.assimilation.likelihood import RowScore, deal_columns, regime_columns, student_columns
from fourfutures.assimilation.local_weights import local_weights
from fourfutures.assimilation.movers import Mover, movers
from fourfutures.assimilation.pit import pit
from fourfutures.assimilation.predicate import Predicate, Sight, Sights
from fourfutures.assimilation.prediction import Prediction, category_chances, predict, t_density
from fourfutures.assimilation.psis import Weights, even, fit_tail, psis
from fourfutures.assimilation.replica import blocks_of, replicas
from fourfutures.assimilation.resampling import (
    skill,
    skill_interval,
    stationary_blocks,
    variance_of_mean,
    widening,
)
from fourfutures.assimilation.row import DEALS, REGIME, Row, known_rows, local, rows_of
from fourfutures.assimilation.row_probe import RowProbe, SeenProbe
from fourfutures.assimilation.score import brier, class_log_score, crps, energy_score, log_score
from fourfutures.assimilation.smoother import Smoothed, smooth
from fourfutures.assimilation.student import student_distribution, student_quantile
from fourfutures.assimilation.surprise import LEAST_P, Fit, after_surprise, fits, widened
from fourfutures.assimilation.testimony import Claim, claim_of, sights_of, spoken, truths

__all__ = [
    "DEALS",
    "FACTOR",
    "LEAST_P",
    "REGIME",
    "AssimilationError",
    "Bin",
    "Claim",
    "Fit",
    "Item",
    "Kept",
    "Mover",
    "Predicate",
    "Prediction",
    "Row",
    "RowProbe",
    "RowScore",
    "SeenProbe",
    "Sight",
    "Sights",
    "Smoothed",
    "Trial",
    "Weights",
    "after_surprise",
    "backward",
    "blocks_of",
    "brier",
    "category_chances",
    "cholesky",
    "claim_of",
    "class_log_score",
    "collapsed",
    "covered",
    "crps",
    "deal_columns",
    "energy_score",
    "even",
    "everyone",
    "fit_tail",
    "fits",
    "forward",
    "in_force",
    "items_of",
    "keep",
    "known_rows",
    "least_effective",
    "local",
    "local_weights",
    "log_ratios",
    "log_score",
    "movers",
    "pit",
    "plain_item",
    "predict",
    "psis",
    "ranking",
    "read_items",
    "refuse",
    "regime_columns",
    "reliability",
    "replicas",
    "rows_of",
    "sights_of",
    "skill",
    "skill_interval",
    "smooth",
    "spoken",
    "spreads",
    "stationary_blocks",
    "steer",
    "student_columns",
    "student_distribution",
    "student_quantile",
    "t_density",
    "trials",
    "tried",
    "truths",
    "uniform_p",
    "variance_of_mean",
    "weak",
    "widened",
    "widening",
    "without",
]
