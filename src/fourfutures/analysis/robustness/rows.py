"""Rows and entries of the document."""

from __future__ import annotations

from typing import Any

from fourfutures.analysis.robustness.criteria import Found
from fourfutures.analysis.robustness.policy import Policy
from fourfutures.analysis.settings_block import direction
from fourfutures.study import Study


def number(value: float) -> float:
    """Nine decimals, beyond which the order of adding would show; no minus zero."""
    return round(float(value), 9) + 0.0


def row(
    kind: str,
    policy: str,
    criterion: str,
    unit: str,
    found: Found,
    at: int,
    *,
    state: str | None = None,
    answer: str | None = None,
    signpost: str | None = None,
    start: str | None = None,
    ranked: bool = False,
) -> dict[str, Any]:
    """One number of some with its interval, under the names of the contract."""
    return {
        "kind": kind,
        "policy": policy,
        "criterion": criterion,
        "state": state,
        "answer": answer,
        "signpost": signpost,
        "start": start,
        "unit": unit,
        "value": number(found.value[at]),
        "low": number(found.low[at]),
        "high": number(found.high[at]),
        "first": number(found.first[at]) if ranked else None,
    }


def policy_entry(policy: Policy, origin: str, study: Study) -> dict[str, Any]:
    """A policy as the contract has it."""
    return {
        "policy": policy.id,
        "origin": origin,
        "settings": [
            {"lever": s.lever, "value": s.value, "start": s.start, "economy": s.entity,
             "direction": direction(study, s.lever, s.value)}
            for s in sorted(policy.settings, key=str)
        ],
    }  # fmt: skip
