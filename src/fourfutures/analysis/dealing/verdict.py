"""The claim that the US government gains most: how often it holds, by how much, and which assumptions decide it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.dealing.assumption import BUILD, Assumptions, used_by
from fourfutures.analysis.dealing.offering import with_term
from fourfutures.analysis.dealing.root import first_crossing
from fourfutures.analysis.dealing.valuation import chance, phases, told, value
from fourfutures.analysis.quantile import weighted_mean
from fourfutures.study import PARTIES, Offer, Study

Reals = NDArray[np.float64]
CLAIMED = "us_government"
GOVERNMENTS = ("us_government", "partner_government")
SHOWN = 3  # assumptions that decide, of each kind
THRESHOLDS = {
    "us": ("reciprocal_ratio", "chip_fee"),
    "own": ("chip_fee",),
    "cn": (),
}  # terms that reach the US
TIMING = (BUILD, "fund_years")  # assumptions that move when things happen
STEPS = 9


def verdict(offer: Offer, assumed: Assumptions, weights: Reals, study: Study) -> dict[str, Any]:
    """The verdict on one offer, with its interval: each assumption alone at the 5 and 95 % points of its prior."""
    npv = value(offer, assumed).npv
    p, of_governments = odds(npv, weights), odds(npv, weights, GOVERNMENTS)
    ess = float(weights.sum() ** 2 / (weights**2).sum())
    moved = _moves(offer, assumed, weights, npv)
    ends = [p, *(move["p"] for move in moved)]
    leader = leading(npv, weights)
    margins = _margin(npv)
    return {
        "claim": "us_government_gains_most",
        "holds": leader == CLAIMED,
        "p": p,
        "mc_se": math.sqrt(p * (1.0 - p) / ess),
        "low": min(ends),
        "high": max(ends),
        "p_of_governments": of_governments,
        "low_of_governments": min(of_governments, *(move["p_of_governments"] for move in moved)),
        "high_of_governments": max(of_governments, *(move["p_of_governments"] for move in moved)),
        "leader": leader,
        "leader_of_governments": leading(npv, weights, GOVERNMENTS),
        "p_largest": {party: odds(npv, weights, claimed=party) for party in PARTIES},
        "ranks": _ranks(npv, weights),
        "margin": told(margins, weights),
        "decides": sorted(moved, key=_weight)[:SHOWN],
        "flips": [move["id"] for move in moved if move["flips"]],
        "thresholds": [
            _threshold(name, offer, assumed, weights, study)
            for name in (THRESHOLDS[offer.stack] if offer.capacity_mw > 0.0 else ())
        ],
    }


def odds(
    npv: Mapping[str, Reals], weights: Reals, among: tuple[str, ...] = PARTIES, claimed: str = CLAIMED
) -> float:
    """Probability that a party gains, and more than every other of some; a tie is not most."""
    others = np.max([npv[party] for party in among if party != claimed], axis=0)
    return chance(npv[claimed] > np.maximum(others, 0.0), weights)


def leading(npv: Mapping[str, Reals], weights: Reals, among: tuple[str, ...] = PARTIES) -> str | None:
    """The party with the largest mean gain; None where nobody gains, or several the same."""
    means = {party: weighted_mean(npv[party], weights) for party in among}
    best = max(means.values())
    if best <= 0.0:
        return None
    first = [party for party, mean in means.items() if mean == best]
    return first[0] if len(first) == 1 else None


def _margin(npv: Mapping[str, Reals]) -> Reals:
    return np.asarray(npv[CLAIMED] - np.max([npv[party] for party in PARTIES if party != CLAIMED], axis=0))


def _ranks(npv: Mapping[str, Reals], weights: Reals) -> list[float]:
    """Probability of each rank, the first being the largest; parties that tie share the better one."""
    above = np.sum([npv[party] > npv[CLAIMED] for party in PARTIES if party != CLAIMED], axis=0)
    return [chance(above == rank, weights) for rank in range(len(PARTIES))]


def _moves(
    offer: Offer, assumed: Assumptions, weights: Reals, plain: Mapping[str, Reals]
) -> list[dict[str, Any]]:
    """Each assumption alone at an end of its prior; of the two ends, the one that moves more."""
    base, leader = odds(plain, weights), leading(plain, weights)
    governments = leading(plain, weights, GOVERNMENTS)
    centre = weighted_mean(_margin(plain), weights)
    found, now = [], phases(offer, assumed)
    for name in used_by(offer.stack):
        ends = assumed.ends(name)
        if ends is None or np.ptp(assumed.values[name]) == 0.0:  # fixed in the study, or by the reader
            continue
        moves = []
        for end, at in zip(("q05", "q95"), ends, strict=True):
            there = assumed.at(name, at)
            npv = value(offer, there, now=None if name in TIMING else now).npv
            largest = leading(npv, weights)
            moves.append(
                {
                    "id": name,
                    "name": assumed.entries[name].name.model_dump(),
                    "unit": assumed.entries[name].unit,
                    "judgement": assumed.entries[name].judgement,
                    "end": end,
                    "value": at,
                    "p": odds(npv, weights),
                    "p_of_governments": odds(npv, weights, GOVERNMENTS),
                    "leader": largest,
                    "leader_of_governments": leading(npv, weights, GOVERNMENTS),
                    "flips": (largest == CLAIMED) != (leader == CLAIMED),
                    "flips_governments": leading(npv, weights, GOVERNMENTS) != governments,
                    "change": odds(npv, weights) - base,
                    "margin_change": weighted_mean(_margin(npv), weights) - centre,
                }
            )
        found.append(min(moves, key=_weight))
    return [move for move in found if move["margin_change"] != 0.0]


def _weight(move: Mapping[str, Any]) -> tuple[bool, bool, float, float]:
    """What decides most comes first."""
    return (
        not move["flips"], not move["flips_governments"], -round(abs(move["change"]), 3), -abs(move["margin_change"]),
    )  # fmt: skip


def _threshold(name: str, offer: Offer, assumed: Assumptions, weights: Reals, study: Study) -> dict[str, Any]:
    """The least value of a term, others as they are, from which the US government has the largest mean; None if never."""
    low, high = study.offers.term[name].range or (0.0, 1.0)
    kept: dict[float, dict[str, float]] = {}
    now = phases(offer, assumed)

    def means(at: float) -> dict[str, float]:
        if at not in kept:
            npv = value(with_term(offer, name, at), assumed, now=now).npv
            kept[at] = {party: weighted_mean(npv[party], weights) for party in PARTIES}
        return kept[at]

    def least(among: tuple[str, ...]) -> float | None:
        def lead(at: float) -> float:
            found = means(at)
            others = max(found[party] for party in among if party != CLAIMED)
            return found[CLAIMED] - max(others, 0.0)

        return first_above(lead, np.linspace(low, high, STEPS))

    return {
        "term": name,
        "value": least(PARTIES),
        "value_of_governments": least(GOVERNMENTS),
        "now": float(getattr(offer, name)),
        "range": [low, high],
    }


def first_above(lead: Callable[[float], float], grid: Reals) -> float | None:
    """Where a lead first passes 0 on a grid, refined; its lower end if it is above 0 there already."""
    heights = [lead(float(at)) for at in grid]
    if heights[0] > 0.0:
        return float(grid[0])
    return first_crossing(lead, grid, heights) if max(heights) > 0.0 else None
