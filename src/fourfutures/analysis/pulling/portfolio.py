"""What each actor could do with all its levers: the best pull added one after another, until none helps beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import AXES
from fourfutures.analysis.pulling.outcome import OWN_SHARE, SIDES
from fourfutures.analysis.pulling.paired import Paired
from fourfutures.analysis.pulling.trial import Trials
from fourfutures.study import LeverSetting

Reals = NDArray[np.float64]


class Aim(NamedTuple):
    """What a portfolio is put together for: the mean of some outcomes. Ours to state, not what an actor has said."""

    id: str
    places: tuple[int, ...]

    def of(self, own: Reals) -> Reals:
        """The members' own change in the aim, (members, 1)."""
        return np.asarray(own[:, list(self.places)].mean(axis=1, keepdims=True))


class Step(NamedTuple):
    """One pull added to those before it."""

    setting: LeverSetting
    gain: Paired  # in the aim, from this pull
    own: Reals  # (members, outcomes) change by all pulls so far


class Portfolio(NamedTuple):
    """An actor's pulls in the order in which they were added."""

    actor: str
    aim: Aim
    steps: list[Step]
    left: list[LeverSetting]  # pulls that would not help beyond chance on top of these

    @property
    def settings(self) -> list[LeverSetting]:
        """The pulls."""
        return [step.setting for step in self.steps]


def aim(actor: str, trials: Trials) -> Aim:
    """A bloc's: its odds of leading compute and of leading adoption, the mean of both; a partner's: own use in partners."""
    if actor not in SIDES:
        return Aim(OWN_SHARE, (trials.place(OWN_SHARE, None),))
    reading = trials.request.reading
    return Aim(f"lead_{actor}", tuple(trials.place(f"{axis}_{actor}", reading) for axis in AXES))


def portfolio(actor: str, settings: Sequence[LeverSetting], trials: Trials) -> Portfolio:
    """Greedy: of the pulls still open the one with the largest gain, as long as its interval lies above zero."""
    goal, steps = aim(actor, trials), []
    chosen: list[LeverSetting] = []
    own = np.zeros_like(trials.plain)
    open_to = list(settings)
    while open_to:
        tried = [trials.own(*chosen, setting) for setting in open_to]
        gains = [trials.paired(goal.of(after - own)) for after in tried]
        best = max(range(len(gains)), key=lambda at: float(np.nan_to_num(gains[at].change[0], nan=-np.inf)))
        if not gains[best].low[0] > 0.0:
            break
        setting, own = open_to[best], tried[best]
        chosen.append(setting)
        steps.append(Step(setting, gains[best], own))
        open_to = [other for other in open_to if other.lever != setting.lever]
    return Portfolio(actor, goal, steps, open_to)


def entry(found: Portfolio, trials: Trials, directions: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the document says of a portfolio beside its rows."""
    return {
        "actor": found.actor,
        "aim": found.aim.id,
        "before": round(float(trials.levels()[list(found.aim.places)].mean()), 9),
        "settings": [
            {
                "lever": step.setting.lever,
                "value": step.setting.value,
                "direction": directions[str(step.setting)],
                "gain": step.gain.at(0),
            }
            for step in found.steps
        ],
        "total": trials.paired(found.aim.of(found.steps[-1].own)).at(0) if found.steps else None,
        "left": [str(setting) for setting in found.left],
    }
