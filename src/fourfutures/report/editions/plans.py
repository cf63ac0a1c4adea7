"""The editions there are, each with its plan."""

from __future__ import annotations

from collections.abc import Mapping

from fourfutures.report.editions.change import CHANGE
from fourfutures.report.editions.country import COUNTRY
from fourfutures.report.editions.deal import DEAL
from fourfutures.report.editions.digest import DIGEST
from fourfutures.report.editions.viewpoint import LENS
from fourfutures.report.plan import Plan

EDITIONS: Mapping[str, Plan] = {
    "change": CHANGE,
    "country": COUNTRY,
    "deal": DEAL,
    "lens": LENS,
    "digest": DIGEST,
}
