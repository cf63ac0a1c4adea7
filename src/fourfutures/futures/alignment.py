"""Technology alignment of an economy from its option shares."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fourfutures.study import Alignment

Reals = NDArray[np.float64]
ALIGNMENTS = ("us", "cn", "own", "mixed")


def alignments(shares: Reals, rule: Alignment) -> NDArray[np.int64]:
    """Number in ALIGNMENTS for shares of shape (..., 3) in the order us, cn, own.

    US where its share leads China's by more than `lead` and exceeds `majority`; China likewise; else own where own
    exceeds its threshold; else mixed.
    """
    us, cn, own = shares[..., 0], shares[..., 1], shares[..., 2]
    found = np.full(us.shape, 3, dtype=np.int64)
    found[own > rule.own] = 2
    found[(cn - us > rule.lead) & (cn > rule.majority)] = 1
    found[(us - cn > rule.lead) & (us > rule.majority)] = 0
    return found


def alignment_odds(shares: Reals, weights: Reals, rule: Alignment) -> list[dict[str, float]]:
    """Weighted odds of each alignment for each economy; `shares` has shape (members, economies, 3).

    `weights` has shape (members,), or (economies, members) where rows about an economy weigh its own odds.
    """
    found = alignments(shares, rule)
    by_economy = np.broadcast_to(weights, (shares.shape[1], shares.shape[0]))
    rows = []
    for economy, mass in enumerate(by_economy):
        p = np.bincount(found[:, economy], weights=mass, minlength=len(ALIGNMENTS))
        rows.append({name: float(value) for name, value in zip(ALIGNMENTS, p / p.sum(), strict=True)})
    return rows
