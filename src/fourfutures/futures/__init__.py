"""Named regions of outcome space: indices, classes, odds with their range, alignment of economies."""

from __future__ import annotations

from fourfutures.futures.alignment import ALIGNMENTS, alignment_odds, alignments
from fourfutures.futures.classes import (
    LEADERS,
    Codes,
    Odds,
    axis_odds,
    classify,
    leaders,
    near_boundary,
    odds,
    strata,
)
from fourfutures.futures.dials import Dials, readings
from fourfutures.futures.envelope import Labels, Part, envelope, moved_dials
from fourfutures.futures.errors import FuturesError
from fourfutures.futures.flips import settled
from fourfutures.futures.indices import HomeWeights, Indices, indices, indices_by_month
from fourfutures.futures.prior_shifts import prior_shifts
from fourfutures.futures.recoding import recode

__all__ = [
    "ALIGNMENTS",
    "LEADERS",
    "Codes",
    "Dials",
    "FuturesError",
    "HomeWeights",
    "Indices",
    "Labels",
    "Odds",
    "Part",
    "alignment_odds",
    "alignments",
    "axis_odds",
    "classify",
    "envelope",
    "indices",
    "indices_by_month",
    "leaders",
    "moved_dials",
    "near_boundary",
    "odds",
    "prior_shifts",
    "readings",
    "recode",
    "settled",
    "strata",
]
