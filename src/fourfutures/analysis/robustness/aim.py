"""Aims: what a policy may be judged by. They are ours to state, for the sum; no actor is said to hold them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.labelling import AXES
from fourfutures.analysis.pulling import OWN_SHARE, SIDES, Outcome
from fourfutures.errors import Both, listed
from fourfutures.study import Study, suggestion

Reals = NDArray[np.float64]
CONTESTED_AIM = "avoid_contested"
AIMS = (
    *(name for side in SIDES for name in (f"lead_{side}", *(f"{axis}_{side}" for axis in AXES))),
    CONTESTED_AIM,
    OWN_SHARE,
)


class Aim(NamedTuple):
    """A number of each member that is better when larger, and by how far the member makes it."""

    id: str
    name: Both
    unit: str  # of the value: probability or share
    margin_unit: str  # log or share
    threshold: float  # of the value, from which a member is counted as satisfied
    value: Callable[[Reals], Reals]  # (members, outcomes) -> (members,)
    margin: Callable[[Reals], Reals]  # the same; it says by how much, where the value says whether


class _Columns(NamedTuple):
    """Outcomes by name, under one reading."""

    places: dict[tuple[str, str | None], int]
    reading: str

    def mean(self, *names: str, sign: float = 1.0) -> Callable[[Reals], Reals]:
        """The mean of some outcomes, or that of their negatives."""
        at = [self.places[name, None if name == OWN_SHARE else self.reading] for name in names]
        return lambda own: np.asarray(sign * own[:, at].mean(axis=1))

    def uncontested(self, contested: str) -> Callable[[Reals], Reals]:
        """1 where neither axis is contested."""
        held = self.mean(contested)
        return lambda own: np.asarray(1.0 - held(own))

    def clearance(self, band: float) -> Callable[[Reals], Reals]:
        """By how much both indices lie outside the band, the closer of them."""
        axes = [self.mean(axis) for axis in AXES]
        return lambda own: np.asarray(np.min([np.abs(axis(own)) for axis in axes], axis=0) - band)


def aims(study: Study, outcomes: tuple[Outcome, ...], reading: str) -> dict[str, Aim]:
    """Every aim there is, by name, over outcomes as `pulling` reads them off."""
    of = _Columns({(outcome.name, outcome.reading): at for at, outcome in enumerate(outcomes)}, reading)
    names = {"us": Both("US", "美国"), "cn": Both("Chinese", "中国")}
    axes = {"compute": Both("compute", "算力"), "adoption": Both("adoption", "采用")}
    found = []
    for side in SIDES:
        sign, who = (1.0 if side == "us" else -1.0), names[side]
        both = Both(
            f"{who} odds of leading compute and of leading adoption, mean of both",
            f"{who.zh}在算力和采用上领先的概率（两者平均）",
        )
        leads = [f"{axis}_{side}" for axis in AXES]
        found.append(
            Aim(f"lead_{side}", both, "probability", "log", 0.5, of.mean(*leads), of.mean(*AXES, sign=sign))
        )
        for axis, lead in zip(AXES, leads, strict=True):
            one = Both(f"{who} odds of leading {axes[axis]}", f"{who.zh}在{axes[axis].zh}上领先的概率")
            found.append(Aim(lead, one, "probability", "log", 1.0, of.mean(lead), of.mean(axis, sign=sign)))
    frame = study.frame
    settled = Both("odds that neither axis is contested", "两条轴都分出先后的概率")
    away, by = of.uncontested(frame.contested.id), of.clearance(frame.band)
    found.append(Aim(CONTESTED_AIM, settled, "probability", "log", 1.0, away, by))
    own = Both("the share of own or open use in partner economies", "伙伴经济体使用自建或开放方案的份额")
    share = of.mean(OWN_SHARE)
    found.append(Aim(OWN_SHARE, own, "share", "share", frame.own_share_multipolar, share, share))
    return {aim.id: aim for aim in found}


def aim_named(name: str | None, actor: str) -> str:
    """The aim asked for; of a bloc leading both axes, of partners their own share, where none is named."""
    chosen = name or (f"lead_{actor}" if actor in SIDES else OWN_SHARE)
    if chosen not in AIMS:
        raise AnalysisError(
            where=f"--aim {chosen}",
            what=Both(f"there is no aim called {chosen}", f"没有名为{chosen}的目标"),
            remedy=Both(f"choose one of {listed(AIMS)}", f"请从以下各项中选用：{listed(AIMS).zh}"),
        )
    return chosen


def actor_of(name: str, study: Study) -> str:
    """An actor that holds levers. Raises AnalysisError for any other."""
    actors = list(dict.fromkeys(lever.actor for lever in study.levers.values()))
    if name not in actors:
        raise AnalysisError(
            where=f"--actor {name}",
            what=Both(f"there is no actor called {name}", f"没有名为{name}的一方"),
            remedy=suggestion(name, actors),
        )
    return name


def _mean(columns: list[Reals]) -> Reals:
    return np.asarray(np.mean(columns, axis=0))
