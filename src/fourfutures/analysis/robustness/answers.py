"""Answers: the aim of every member under any policy, each policy run once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.pulling import Trials, read_off
from fourfutures.analysis.robustness.aim import Aim
from fourfutures.analysis.robustness.criteria import Members
from fourfutures.analysis.robustness.policy import Policy
from fourfutures.analysis.robustness.states import States

Reals = NDArray[np.float64]


class Answers:
    """Value and margin of the aim in the held members; only these two numbers of a member are kept."""

    def __init__(self, trials: Trials, aim: Aim) -> None:
        self.trials, self.aim = trials, aim
        self.weights, self.ids = trials.weights, trials.world.recorded.ids
        self._known: dict[str, tuple[Reals, Reals]] = {}

    @property
    def count(self) -> int:
        """Policies run."""
        return len(self._known)

    def outcomes(self, policy: Policy) -> Reals:
        """(members, outcomes) under a policy; run anew each time."""
        if not policy.settings:
            return self.trials.plain
        return read_off(self.trials.world, self.trials.bench.ends(self.trials.path(policy.settings)))

    def of(self, policy: Policy) -> tuple[Reals, Reals]:
        """(members,) value and margin."""
        if policy.id not in self._known:
            outcomes = self.outcomes(policy)
            self._known[policy.id] = (self.aim.value(outcomes), self.aim.margin(outcomes))
        return self._known[policy.id]

    def members(self, policies: Sequence[Policy], states: States) -> Members:
        """All members under some policies."""
        pairs = [self.of(policy) for policy in policies]
        value, margin = (np.stack(columns, axis=1) for columns in zip(*pairs, strict=True))
        return Members.sound(value, margin, self.weights, self.ids, states)

    def expected(self, policy: Policy) -> float:
        """Weighted mean of the aim over the members that broke down neither with the policy nor without."""
        value, plain = self.of(policy)[0], self.of(Policy(()))[0]
        kept = np.isfinite(value) & np.isfinite(plain)
        mass = self.weights[kept]
        return round(float((mass * value[kept]).sum() / mass.sum()), 12)
