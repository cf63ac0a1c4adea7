"""How far several distributions over the same futures disagree, and what the disagreement is due to.

The Jensen-Shannon divergence of distributions with equal weight, in bits: the entropy of their mean less the mean of their
entropies (Lin 1991). It is 0 where all agree and at most log2 of their number; its root is a distance between two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


class Disagreement(NamedTuple):
    """Divergence in bits, whole and by cause; the causes sum to the whole."""

    bits: float
    priors: float
    definitions: float
    priors_alone: float  # with every lens reading the members by one set of definitions
    definitions_alone: float  # with every lens weighing the members by one set of priors


def entropy(p: Reals) -> Reals:
    """Entropy in bits over the last axis; nothing counts nothing."""
    safe = np.where(p > 0.0, p, 1.0)
    return np.asarray(-(p * np.log2(safe)).sum(axis=-1))


def divergence(p: Reals) -> float:
    """Jensen-Shannon divergence of distributions of shape (distributions, classes), in bits, never below 0."""
    return max(0.0, float(entropy(p.mean(axis=0)) - entropy(p).mean()))


def split(both: Reals, priors: Reals, definitions: Reals) -> Disagreement:
    """Divergence of `both`, shared between two causes as each adds on average, first or second (Shapley).

    `priors` holds the odds of each lens's priors under one set of definitions, `definitions` those of one set of priors
    under each lens's definitions; all of shape (lenses, classes).
    """
    whole, one, other = divergence(both), divergence(priors), divergence(definitions)
    return Disagreement(whole, 0.5 * (one + whole - other), 0.5 * (other + whole - one), one, other)
