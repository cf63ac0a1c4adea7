"""Criteria: what is said of each policy over the states of the world, with intervals from resampled members.

Resampling gives each member an exponential weight of its own number (the Bayesian bootstrap of Rubin 1981), so order
does not matter, and a member that is there twice is a member of double weight, in intervals too. Every policy meets the
same resampled members.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.robustness.states import States
from fourfutures.ensemble import Ids, Stream

Reals = NDArray[np.float64]
REPLICAS = 200
MIXES = 400  # ways of weighing the states
TIE = 1e-12
ENDS = (0.025, 0.975)
TENTHS = {"p10": 0.1, "p90": 0.9}
# Criteria, and whether more is better.
CRITERIA = {
    "mean": True,
    "regret_worst": False,
    "regret_mean": False,
    "regret_hindsight": False,
    "worst": True,
    "satisficing": True,
    "satisficing_states": True,
    "domain": True,
    "p10": True,
    "p90": True,
}


class Members(NamedTuple):
    """What policies do to the members: (members, policies) value and margin, weights and numbers of the members."""

    value: Reals
    margin: Reals
    weights: Reals
    ids: Ids
    states: States

    @classmethod
    def sound(cls, value: Reals, margin: Reals, weights: Reals, ids: Ids, states: States) -> Members:
        """Those that broke down under no policy, in the order of their numbers."""
        kept = np.isfinite(value).all(axis=1) & np.isfinite(margin).all(axis=1) & (weights > 0.0)
        rows = np.flatnonzero(kept)
        rows = rows[np.argsort(ids[rows], kind="stable")]
        mass = weights[rows] / weights[rows].sum()
        return cls(value[rows], margin[rows], mass, ids[rows], states._replace(codes=states.codes[rows]))

    def columns(self, places: list[int]) -> Members:
        """Some policies only."""
        return self._replace(value=self.value[:, places], margin=self.margin[:, places])


class Found(NamedTuple):
    """One number of each policy, its 95 % interval, and how often the policy was first over resampled members."""

    value: Reals
    low: Reals
    high: Reals
    first: Reals


def resampled(weights: Reals, ids: Ids, seed: int, replicas: int = REPLICAS) -> Reals:
    """(1 + replicas, members) weights that sum to 1: as they are, then times exponentials told by member number."""
    stream = Stream(seed, [("robust:members", "")])
    drawn = [-np.log(stream.uniform(ids, step)[0]) for step in range(replicas)]
    mass = np.vstack([weights, *(weights * draw for draw in drawn)])
    return np.asarray(mass / mass.sum(axis=1, keepdims=True))


def means(mass: Reals, values: Reals) -> Reals:
    """(replicas, columns) weighted means of (members, columns)."""
    return np.asarray(np.einsum("bi,ip->bp", mass, values))


def by_state(mass: Reals, values: Reals, states: States) -> Reals:
    """(replicas, states, columns) weighted means inside each state."""
    found = np.empty((mass.shape[0], len(states.parts), values.shape[1]))
    for state in range(len(states.parts)):
        own = mass[:, states.codes == state]
        found[:, state] = means(own / own.sum(axis=1, keepdims=True), values[states.codes == state])
    return found


def regrets(values: Reals) -> Reals:
    """What each policy, on the last axis, falls short of the best there; never below 0."""
    return np.asarray(values.max(axis=-1, keepdims=True) - values)


def shares_first(values: Reals, more_is_better: bool = True) -> Reals:
    """How often each policy, on the last axis, is first; those that tie share it."""
    turned = values if more_is_better else -values
    first = turned >= turned.max(axis=-1, keepdims=True) - TIE
    return np.asarray((first / first.sum(axis=-1, keepdims=True)).reshape(-1, values.shape[-1]).mean(axis=0))


def quantiles(mass: Reals, values: Reals, share: float) -> Reals:
    """(replicas, columns) weighted quantiles: the least value with at least this share of the weight at it or below."""
    found = np.empty((mass.shape[0], values.shape[1]))
    for column in range(values.shape[1]):
        order = np.argsort(values[:, column], kind="stable")
        reached = np.cumsum(mass[:, order], axis=1)
        at = (reached < share * reached[:, -1:] * (1.0 - 1e-12)).sum(axis=1)
        found[:, column] = values[order, column][np.minimum(at, order.shape[0] - 1)]
    return found


def mixes(states: int, seed: int, count: int = MIXES) -> Reals:
    """(count, states) ways of weighing the states, drawn evenly from all there are."""
    stream = Stream.by_entity(seed, "robust:mix", [str(number) for number in range(states)])
    drawn = -np.log(stream.uniform(np.arange(count, dtype=np.int64))).T
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def domain(per_state: Reals, ways: Reals) -> Reals:
    """(replicas, policies) share of the ways of weighing the states under which a policy is first (Starr 1962)."""
    found = np.empty((per_state.shape[0], per_state.shape[2]))
    for replica, values in enumerate(per_state):
        found[replica] = shares_first(np.einsum("ws,sp->wp", ways, values))
    return found


def criteria(members: Members, threshold: float, seed: int) -> dict[str, Found]:
    """Every criterion of every policy."""
    mass = resampled(members.weights, members.ids, seed)
    states = members.states
    satisfied = (members.value >= threshold).astype(np.float64)
    expected = means(mass, members.value)
    per_state = by_state(mass, members.value, states)
    regret = regrets(per_state)
    share = np.stack(
        [mass[:, states.codes == state].sum(axis=1) for state in range(len(states.parts))], axis=1
    )
    share = share / share.sum(axis=1, keepdims=True)
    found = {
        "mean": expected,
        "regret_worst": regret.max(axis=1),
        "regret_mean": np.einsum("bs,bsp->bp", share, regret),
        "regret_hindsight": means(mass, regrets(members.value)),
        "worst": per_state.min(axis=1),
        "satisficing": means(mass, satisfied),
        "satisficing_states": (per_state >= threshold).mean(axis=1),
        "domain": domain(per_state, mixes(len(states.parts), seed)),
        **{name: quantiles(mass, members.margin, tenth) for name, tenth in TENTHS.items()},
    }
    return {name: summed_up(values, CRITERIA[name]) for name, values in found.items()}


def summed_up(replicas: Reals, more_is_better: bool = True) -> Found:
    """The first replica as the value, the others as its interval and as how often each column is first."""
    low, high = np.quantile(replicas[1:], ENDS, axis=0)
    return Found(
        replicas[0],
        np.minimum(low, replicas[0]),
        np.maximum(high, replicas[0]),
        shares_first(replicas[1:], more_is_better),
    )
