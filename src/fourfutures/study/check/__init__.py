"""Whether the parts of a study agree: references, bounds, sums, units, sources, words. Every fault is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fourfutures.errors import Problem
from fourfutures.study.check.citation import source_faults, unit_faults
from fourfutures.study.check.condition import condition_faults
from fourfutures.study.check.definition import dial_faults, future_faults, lens_faults, vintage_faults
from fourfutures.study.check.exposure import exposure_faults
from fourfutures.study.check.facts import covariate_faults, group_faults
from fourfutures.study.check.offering import offer_faults
from fourfutures.study.check.past import hindcast_faults
from fourfutures.study.check.publication import connector_faults, outcome_faults, release_faults
from fourfutures.study.check.quantity import area_faults, correlation_faults, lever_faults
from fourfutures.study.check.record import date_faults, economy_faults, regime_faults
from fourfutures.study.check.register import deal_faults
from fourfutures.study.check.wording import wording_faults
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

CHECKS: tuple[Callable[[Study, Reading], Iterator[Problem]], ...] = (
    date_faults,
    area_faults,
    unit_faults,
    source_faults,
    correlation_faults,
    lever_faults,
    dial_faults,
    future_faults,
    lens_faults,
    vintage_faults,
    economy_faults,
    regime_faults,
    group_faults,
    covariate_faults,
    release_faults,
    connector_faults,
    outcome_faults,
    hindcast_faults,
    offer_faults,
    deal_faults,
    exposure_faults,
    condition_faults,
)

__all__ = ["CHECKS", "disagreements", "wording_faults"]


def disagreements(study: Study, reading: Reading) -> list[Problem]:
    """Everything in a study that does not agree with the rest of it."""
    return [problem for check in CHECKS for problem in check(study, reading)]
