"""Policies: what one actor could do with its levers, as a finite list that anybody can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.pulling import full, part
from fourfutures.errors import Both, listed
from fourfutures.study import LeverSetting, Study, StudyError, lever_settings, suggestion

HALF = 0.5
MOST_LEVELS = 8  # pulls up to which pairs are made of every level, and beyond which of full pulls alone
MOST_PULLS = 4  # of a portfolio
ANNOUNCED = "as_announced"


class Policy(NamedTuple):
    """Some pulls at once; none is policy as announced."""

    settings: tuple[LeverSetting, ...]
    given: bool = False  # by the user, beside those of the list

    @property
    def id(self) -> str:
        """The pulls in the order of the alphabet."""
        return ", ".join(sorted(str(setting) for setting in self.settings)) or ANNOUNCED

    def adding(self, setting: LeverSetting) -> Policy:
        """One pull more."""
        return Policy((*self.settings, setting))


def levers_of(actor: str, names: Sequence[str], study: Study) -> tuple[str, ...]:
    """Levers of an actor, or those of them that are named. Raises for a name that is not one of them."""
    own = [name for name, lever in study.levers.items() if lever.actor == actor]
    for name in names:
        if name not in own:
            holder = study.levers[name].actor if name in study.levers else None
            raise StudyError(
                where=f"--levers {name}",
                what=Both(
                    f"{name} is a lever of {holder}, not of {actor}",
                    f"{name} 是 {holder} 的杠杆，不属于 {actor}",
                )
                if holder
                else Both(f"there is no lever called {name}", f"没有名为{name}的杠杆"),
                remedy=Both(f"choose some of {listed(own)}", f"可选：{listed(own).zh}")
                if holder
                else suggestion(name, own),
            )
    return tuple(name for name in own if not names or name in names)


def given_policy(text: str, actor: str, first_month: int, study: Study) -> Policy:
    """A policy written a=1,b=0.5. Raises StudyError or AnalysisError for what cannot be one of the actor's."""
    settings = lever_settings([piece for piece in text.split(",") if piece.strip()], study)
    if not settings:
        raise AnalysisError(
            where=f"--pull {text}".rstrip(),
            what=Both("names no lever", "没有写杠杆"),
            remedy=Both("write NAME=VALUE, several with commas", "请写 NAME=VALUE，多项用逗号隔开"),
        )
    levers_of(actor, [setting.lever for setting in settings], study)
    for setting in settings:
        if setting.start is not None and study.month_number(setting.start) < first_month:
            raise AnalysisError(
                where=f"--pull {setting}",
                what=Both(
                    f"starts before {study.month_name(first_month)}, the first month that is not known yet",
                    f"起始早于{study.month_name(first_month)}，即首个尚未知晓的月份",
                ),
                remedy=Both("move the start, or leave the month out", "请改期，或不写月份"),
            )
    return Policy(settings, given=True)


def single_pulls(study: Study, names: Sequence[str]) -> list[LeverSetting]:
    """Each lever at each end of its range, and half the way there."""
    return [part(end, share) for end in full(study, names) for share in (HALF, 1.0)]


def policies(study: Study, names: Sequence[str]) -> list[Policy]:
    """As announced, every lever alone at half and full, and pairs: of all levels where they are few, else of full pulls."""
    levels = single_pulls(study, names)
    paired = levels if len(levels) <= MOST_LEVELS else full(study, names)
    two = [Policy(pair) for pair in combinations(paired, 2) if pair[0].lever != pair[1].lever]
    return [Policy(()), *(Policy((setting,)) for setting in levels), *two]


def portfolios(
    start: Policy, pulls: Sequence[LeverSetting], worth: Callable[[Policy], float]
) -> list[Policy]:
    """From a policy on, the pull that adds most, until none adds or it has MOST_PULLS; every step is a policy."""
    found, now = [], start
    while len(now.settings) < MOST_PULLS:
        used = {setting.lever for setting in now.settings}
        tried = [now.adding(setting) for setting in pulls if setting.lever not in used]
        best = max(tried, key=lambda policy: (worth(policy), policy.id), default=None)
        if best is None or not worth(best) > worth(now):
            break
        found.append(best)
        now = best
    return found


def once(listed_policies: Sequence[Policy]) -> list[Policy]:
    """Each policy once, the first of its name; a policy that the user gave stays marked."""
    found: dict[str, Policy] = {}
    for policy in listed_policies:
        known = found.get(policy.id)
        if known is None or (policy.given and not known.given):
            found[policy.id] = policy
    return list(found.values())
