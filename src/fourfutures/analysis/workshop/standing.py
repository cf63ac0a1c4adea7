"""How a workshop stands: a fold over its log, and the rules that say what may come next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.viewing import divergence
from fourfutures.analysis.workshop.contract import BallotsEntry, MoveEntry, WorkshopDocument
from fourfutures.analysis.workshop.event import (
    PHASES,
    TEAMS,
    Event,
    Moved,
    Opened,
    TakenBack,
    Turned,
    Voted,
)
from fourfutures.errors import Both
from fourfutures.study import Study, lever_settings

MOST_VOTERS = 200
WHOLE = 100  # points of a ballot


class Standing(NamedTuple):
    """A workshop after the events of its log."""

    opened: Opened
    phase: str
    ballots: Mapping[str, Voted]  # by person, the last of each
    moves: tuple[Moved, ...]

    def left(self, team: str) -> int:
        """Moves that a team still has."""
        return self.opened.moves_each - sum(move.team == team for move in self.moves)


def standing(events: Sequence[Event]) -> Standing:
    """Fold a log whose first entry opens it."""
    opened = events[0]
    assert isinstance(opened, Opened)
    now = Standing(opened, PHASES[0], {}, ())
    for event in events[1:]:
        if isinstance(event, Turned):
            now = now._replace(phase=event.phase)
        elif isinstance(event, Voted):
            now = now._replace(ballots={**now.ballots, event.person: event})
        elif isinstance(event, Moved):
            now = now._replace(moves=(*now.moves, event))
        elif isinstance(event, TakenBack):
            now = now._replace(moves=now.moves[:-1])
    return now


def require_fit(event: Event, now: Standing, study: Study) -> None:
    """Raises AnalysisError where an event cannot come now, StudyError for a lever that the study does not know."""
    if isinstance(event, Turned):
        if PHASES.index(event.phase) <= PHASES.index(now.phase):
            raise _refused(
                f"phase {event.phase}",
                Both(f"does not follow {now.phase}", f"不能接在 {now.phase} 之后"),
                Both(f"the order is {', '.join(PHASES)}", f"顺序为 {'、'.join(PHASES)}"),
            )
    elif isinstance(event, Voted):
        _require_phase("ballot", "ballot", now)
        _require_points(event, now)
    elif isinstance(event, Moved):
        _require_phase("move", "moves", now)
        _require_move(event, now, study)
    elif isinstance(event, TakenBack):
        _require_phase("move", "moves", now)
        if not now.moves:
            raise _refused(
                "move",
                Both("there is none to take back", "没有可撤回的操作"),
                Both("go on", "请继续"),
            )


def levers_of(moves: Sequence[Moved]) -> dict[str, float]:
    """Settings after some moves: the last word on each lever counts."""
    return {move.lever: move.value for move in moves}


def workshop_document(now: Standing) -> dict[str, object]:
    """The workshop as it stands; ballots only once they are revealed."""
    shown = now.phase != PHASES[0]
    return WorkshopDocument(
        schema="fourfutures/workshop/1",
        code=now.opened.code,
        study_hash=now.opened.study_hash,
        setting=now.opened.setting,
        phase=now.phase,
        moves_each=now.opened.moves_each,
        voted=_voted(now),
        ballots=counted(now) if shown else None,
        moves=[MoveEntry(number=at, **move.model_dump(exclude={"kind"})) for at, move in enumerate(now.moves, 1)],
        left={team: now.left(team) for team in TEAMS},
    ).model_dump(by_alias=True)  # fmt: skip


def counted(now: Standing) -> dict[str, BallotsEntry]:
    """Ballots of all and of each team that voted, without names."""
    teams = sorted({ballot.team for ballot in now.ballots.values()})
    votes = {"all": list(now.ballots.values())}
    votes |= {team: [ballot for ballot in now.ballots.values() if ballot.team == team] for team in teams}
    return {name: _counted(given, now.opened.futures) for name, given in votes.items()}


def _counted(ballots: Sequence[Voted], futures: Sequence[str]) -> BallotsEntry:
    if not ballots:
        return BallotsEntry(n=0, mean=None, least=None, most=None, disagreement_bits=None)
    shares = np.array([[ballot.points[name] for name in futures] for ballot in ballots]) / WHOLE
    by = [dict(zip(futures, map(float, row), strict=True)) for row in (shares.mean(0), shares.min(0), shares.max(0))]  # fmt: skip
    apart = divergence(shares) if len(ballots) > 1 else None
    return BallotsEntry(n=len(ballots), mean=by[0], least=by[1], most=by[2], disagreement_bits=apart)


def _voted(now: Standing) -> dict[str, int]:
    found: dict[str, int] = {}
    for ballot in now.ballots.values():
        found[ballot.team] = found.get(ballot.team, 0) + 1
    return dict(sorted(found.items()))


def _require_phase(where: str, phase: str, now: Standing) -> None:
    if now.phase != phase:
        raise _refused(
            where,
            Both(
                f"belongs to the phase {phase}, and the workshop is in {now.phase}",
                f"属于 {phase} 阶段，而工作坊正处于 {now.phase} 阶段",
            ),
            Both("wait for the facilitator", "请等待主持人"),
        )


def _require_points(event: Voted, now: Standing) -> None:
    futures = now.opened.futures
    if sorted(event.points) != sorted(futures):
        raise _refused(
            "points",
            Both("one number for each future is needed", "每种未来须各有一个数"),
            Both(f"give {', '.join(futures)}", f"请给出 {'、'.join(futures)}"),
        )
    total = sum(event.points.values())
    if total != WHOLE:
        raise _refused(
            "points",
            Both(f"sum to {total}, not {WHOLE}", f"合计为 {total}，而非 {WHOLE}"),
            Both("share out exactly 100 points", "请恰好分配100点"),
        )
    if event.person not in now.ballots and len(now.ballots) >= MOST_VOTERS:
        raise _refused(
            "ballot",
            Both(f"{MOST_VOTERS} people have voted already", f"已有 {MOST_VOTERS} 人投票"),
            Both("open a second workshop", "请另开一个工作坊"),
        )


def _require_move(event: Moved, now: Standing, study: Study) -> None:
    (setting,) = lever_settings({event.lever: event.value}, study)
    lever = study.levers[setting.lever]
    if lever.actor != event.team:
        own = [name for name, one in study.levers.items() if one.actor == event.team]
        raise _refused(
            f"lever {setting.lever}",
            Both(f"is not in the hands of team {event.team}", f"不由 {event.team} 队掌握"),
            Both(f"choose one of {', '.join(own)}", f"请从中选择：{'、'.join(own)}"),
        )
    if now.left(event.team) < 1:
        raise _refused(
            f"team {event.team}",
            Both(f"has made its {now.opened.moves_each} moves", f"已用完 {now.opened.moves_each} 次操作"),
            Both("the facilitator may take the last move back", "主持人可撤回最后一次操作"),
        )


def _refused(where: str, what: Both, remedy: Both) -> AnalysisError:
    return AnalysisError(where=where, what=what, remedy=remedy)
