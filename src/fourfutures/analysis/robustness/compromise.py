"""Compromises: a search over how far each lever is pulled and from which month, for several ends at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.robustness.answers import Answers
from fourfutures.analysis.robustness.criteria import (
    Found,
    Members,
    by_state,
    means,
    quantiles,
    resampled,
    summed_up,
)
from fourfutures.analysis.robustness.policy import Policy
from fourfutures.analysis.robustness.rows import row
from fourfutures.analysis.robustness.search import SIZE, Checkpoint, evolve
from fourfutures.analysis.robustness.states import States
from fourfutures.study import LeverSetting

Reals = NDArray[np.float64]
IDLE = 0.1  # of a lever's range, within which it is not pulled at all
DECIMALS = 2  # of a lever's value
MARGIN_REACH = 1.0  # log units below and above policy as announced that the lower tenth is looked for in
OBJECTIVES = ("mean", "worst", "p10", "effort")


class Space(NamedTuple):
    """Levers of a search: two variables each, in the unit cube, value and first month."""

    names: tuple[str, ...]
    ranges: tuple[tuple[float, float], ...]
    months: tuple[str, ...]  # in which a lever may begin

    @property
    def variables(self) -> int:
        """Variables of the search."""
        return 2 * len(self.names)

    def policy(self, point: Reals) -> Policy:
        """What a point stands for."""
        settings = []
        for at, (name, (low, high)) in enumerate(zip(self.names, self.ranges, strict=True)):
            value = round(low + (high - low) * float(point[2 * at]), DECIMALS)
            if abs(value) > IDLE * max(abs(low), abs(high)):
                month = min(int(point[2 * at + 1] * len(self.months)), len(self.months) - 1)
                settings.append(LeverSetting(lever=name, value=value, start=self.months[month]))
        return Policy(tuple(settings))

    def point(self, policy: Policy) -> Reals | None:
        """The point of a policy; None for one that is not in the space."""
        found = np.zeros(self.variables)
        pulled = {setting.lever: setting for setting in policy.settings}
        if any(s.entity or s.start not in (None, *self.months) for s in policy.settings) or not (
            pulled.keys() <= set(self.names) and len(pulled) == len(policy.settings)
        ):
            return None
        for at, (name, (low, high)) in enumerate(zip(self.names, self.ranges, strict=True)):
            setting = pulled.get(name)
            found[2 * at] = ((setting.value if setting else 0.0) - low) / (high - low)
            if setting and setting.start:
                found[2 * at + 1] = (self.months.index(setting.start) + 0.5) / len(self.months)
        return found

    def effort(self, policy: Policy) -> float:
        """Shares of the range times shares of the months that are left, added up over the levers, 0 to their number."""
        total = 0.0
        for setting in policy.settings:
            low, high = self.ranges[self.names.index(setting.lever)]
            left = len(self.months) - self.months.index(setting.start or self.months[0])
            total += abs(setting.value) / max(abs(low), abs(high)) * left / len(self.months)
        return total


class Judge:
    """Objectives of policies, each run once and not kept: less is better, and every one is between 0 and 1 if in reach."""

    def __init__(self, space: Space, answers: Answers, states: States) -> None:
        self.space, self.answers, self._states = space, answers, states
        self._known: dict[str, Reals] = {}
        self.plain = self.numbers(Policy(()))[0]

    def __call__(self, points: Reals) -> Reals:
        """(points, objectives)."""
        return np.stack([self._one(self.space.policy(point)) for point in points])

    def seen(self, policy: Policy) -> Members:
        """The members under one policy."""
        outcomes, answers = self.answers.outcomes(policy), self.answers
        value, margin = answers.aim.value(outcomes)[:, None], answers.aim.margin(outcomes)[:, None]
        return Members.sound(value, margin, answers.weights, answers.ids, self._states)

    def numbers(self, policy: Policy, seed: int | None = None) -> Reals:
        """(replicas, 3) mean, worst state, lower tenth; only as they are, without a seed."""
        seen = self.seen(policy)
        mass = seen.weights[None] if seed is None else resampled(seen.weights, seen.ids, seed)
        worst = by_state(mass, seen.value, seen.states).min(axis=1)
        return np.concatenate([means(mass, seen.value), worst, quantiles(mass, seen.margin, 0.1)], axis=1)

    def _one(self, policy: Policy) -> Reals:
        if policy.id not in self._known:
            mean, worst, low = self.numbers(policy)[0]
            reached = (low - self.plain[2] + MARGIN_REACH) / (2.0 * MARGIN_REACH)
            effort = self.space.effort(policy) / len(self.space.names)
            # Nine decimals: the order in which numbers were added must not decide who beats whom.
            self._known[policy.id] = np.round([1.0 - mean, 1.0 - worst, 1.0 - reached, effort], 9)
        return self._known[policy.id]


def key_of(answers: Answers, space: Space, known: Sequence[Policy]) -> str:
    """What a search depends on, in short, but for its length."""
    asked = [
        answers.trials.request.identity(),
        answers.aim.id,
        list(space.names),
        list(space.months),
        SIZE,
        [policy.id for policy in known],
    ]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def compromises(
    judge: Judge,
    key: str,
    known: Sequence[Policy],
    evaluations: int,
    checkpoint: Path | None,
    progress: Callable[[int], None],
) -> tuple[dict[str, Any], list[Policy]]:
    """The search as the contract has it, and the policies of its front, in order of their means."""
    space, seed = judge.space, judge.answers.trials.request.seed
    held = None if checkpoint is None else Checkpoint(checkpoint, key)
    reference = np.ones(len(OBJECTIVES))
    points = [point for policy in known if (point := space.point(policy)) is not None]
    last = evolve(
        judge, space.variables, evaluations // SIZE, seed, reference, held,
        lambda done: progress(done * SIZE),
        np.array(points[: SIZE // 2]) if points else None,
    )  # fmt: skip
    found: dict[str, tuple[Reals, Policy]] = {}
    for place in last.front:
        policy = space.policy(last.points[place])
        found.setdefault(policy.id, (last.objectives[place], policy))
    ordered = sorted(found.values(), key=lambda item: (item[0][0], item[1].id))
    block = {
        "levers": list(space.names),
        "evaluations": (last.number + 1) * SIZE,
        "size": SIZE,
        "generations": last.number + 1,
        "objectives": [
            {"objective": "mean", "better": "more"},
            {"objective": "worst", "better": "more"},
            {"objective": "p10", "better": "more"},
            {"objective": "effort", "better": "less"},
        ],
        "margin_reach": MARGIN_REACH,
        "trace": [
            {"evaluations": (number + 1) * SIZE, "hypervolume": round(volume, 9)}
            for number, volume in enumerate(last.trace)
        ],
    }
    return block, [policy for _, policy in ordered]


def front_rows(judge: Judge, found: list[Policy], units: dict[str, str]) -> list[dict[str, Any]]:
    """Rows of the policies of a front: each number with its interval; effort has none to have."""
    rows = []
    for policy in found:
        numbers = summed_up(judge.numbers(policy, judge.answers.trials.request.seed))
        for at, name in enumerate(OBJECTIVES[:3]):
            rows.append(row("front", policy.id, name, units[name], numbers, at))
        effort = np.array([judge.space.effort(policy)])
        rows.append(row("front", policy.id, "effort", "levers", Found(effort, effort, effort, effort), 0))
    return rows
