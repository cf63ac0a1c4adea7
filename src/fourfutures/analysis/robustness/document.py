"""Policies that hold up: what one actor could do, judged over the states of the world, against answers, with waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.cards import cards
from fourfutures.analysis.errors import AnalysisError
from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.pulling import Trials, full
from fourfutures.analysis.request import Request
from fourfutures.analysis.robustness.aim import Aim, actor_of, aim_named, aims
from fourfutures.analysis.robustness.answers import Answers
from fourfutures.analysis.robustness.compromise import Judge, Space, compromises, front_rows, key_of
from fourfutures.analysis.robustness.criteria import (
    CRITERIA,
    REPLICAS,
    Found,
    by_state,
    criteria,
    resampled,
    summed_up,
)
from fourfutures.analysis.robustness.policy import (
    Policy,
    given_policy,
    levers_of,
    once,
    policies,
    portfolios,
)
from fourfutures.analysis.robustness.rivalry import adversary_block
from fourfutures.analysis.robustness.rows import number, policy_entry, row
from fourfutures.analysis.robustness.search import SIZE
from fourfutures.analysis.robustness.states import OBSERVED, States, states
from fourfutures.analysis.robustness.waiting import plan_block
from fourfutures.analysis.robustness.winning import fewest, winners
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands
from fourfutures.ensemble import watch as see
from fourfutures.errors import Both
from fourfutures.study import OBSERVABLES, Study

Reals = NDArray[np.float64]
Progress = Callable[[str, int, int], None]
SCHEMA = "fourfutures/robust/1"
LEAST_SEARCH, MOST_SEARCH = 2 * SIZE, 20_000
CONTENDERS = (
    6  # first by each of mean, largest regret and worst state, that the longer questions are asked of
)


class Question(NamedTuple):
    """Whose policies, judged by what, and what else is asked of them."""

    actor: str = "us"
    aim: str | None = None
    threshold: float | None = None
    levers: tuple[str, ...] = ()
    pulls: tuple[str, ...] = ()  # policies of the user's own, each as a=1,b=0.5
    search: int | None = None  # evaluations
    checkpoint: Path | None = None
    adversary: bool = False
    plan: bool = False


def robust_document(
    request: Request, question: Question, hands: Hands, pools: Pools, progress: Progress
) -> dict[str, Any]:
    """The document of the contract. The same request and question give the same numbers.

    Raises AnalysisError or StudyError for what cannot be asked.
    """
    study = request.study
    actor = actor_of(question.actor, study)
    names = levers_of(actor, question.levers, study)
    own = [given_policy(text, actor, request.lever_month, study) for text in question.pulls]
    wanted = aim_named(question.aim, actor)
    _require(request, question)
    world = weigh(request, request.lens, hands, pools, progress)
    trials = Trials(world, request, hands)
    known = aims(world.study, trials.outcomes, request.reading)
    aim = known[wanted]
    aim = aim if question.threshold is None else aim._replace(threshold=question.threshold)
    paths = see(
        world.binding,
        world.recorded.ids,
        sorted(OBSERVABLES) if question.plan else OBSERVED,
        0.0,
        hands.blocks,
    ).observables
    found = states(
        {name: paths[name][:, -1] for name in OBSERVED},
        trials.plain[:, trials.place("compute", request.reading)],
        trials.weights,
    )
    _require_states(found, request)
    answers = Answers(trials, aim)
    listed_policies, origins = _listed(world.study, names, own, answers, progress)
    members = answers.members(listed_policies, found)
    judged = criteria(members, aim.threshold, request.seed)
    rows = _criterion_rows(listed_policies, judged, aim)
    chosen = _contenders(listed_policies, judged)
    per_state = by_state(resampled(members.weights, members.ids, request.seed), members.value, members.states)
    rows += _state_rows([listed_policies[at] for at in chosen], per_state[:, :, chosen], found, aim)
    contenders = [listed_policies[at] for at in chosen]
    extra: dict[str, Any] = {"adversary": None, "plan": None, "search": None}
    if question.adversary:
        extra["adversary"], more, moves = adversary_block(contenders, actor, answers, progress)
        rows += more
        origins.update({move.id: (move, "move") for move in moves if move.id not in origins})
    if question.plan:
        tried = once([*(Policy((pull,)) for pull in full(world.study, names)), *own, contenders[0]])
        tried = [policy for policy in tried if policy.settings]
        extra["plan"], more = plan_block(tried, answers, paths, request, hands, progress)
        rows += more
    if question.search is not None:
        extra["search"], more, front = _search(question, names, contenders, answers, found, progress)
        rows += more
        origins.update({policy.id: (policy, "front") for policy in front if policy.id not in origins})
    levels = trials.levels()
    cited = [name for item in (extra["plan"] or {"plans": []})["plans"] for name in item["source_ids"]]
    return {
        **head(SCHEMA, request),
        "effective": round(trials.effective, 6),
        **read_as(request, world.dials[request.reading]),
        "name": study.meta.name.model_dump(),
        "first_month": study.month_name(request.lever_month),
        "actor": actor,
        "aim": _aim_entry(aim),
        "aims": [_aim_entry(each) for each in known.values()],
        "lever_names": {name: lever.name.model_dump() for name, lever in study.levers.items()},
        "futures": {
            name: round(float(levels[trials.place(name, request.reading)]), 9) for name in study.frame.ids
        },
        "states": _states(found, listed_policies, per_state[0]),
        "states_left_out": round(found.left_out, 9),
        "state_cuts": {name: round(cut, 9) for name, cut in found.cuts.items()},
        "policies": [policy_entry(policy, origin, study) for policy, origin in origins.values()],
        "winners": winners(listed_policies, judged),
        "fewest": fewest(listed_policies, judged),
        **extra,
        "replicas": REPLICAS,
        "trials": answers.count,
        "rows": rows,
        "sources": cards(world.study, cited),
        "notes": list(request.notes),
    }


def _require(request: Request, question: Question) -> None:
    """Refuse what has no answer."""
    request.refuse_levers(Both("name them as a policy with --pull", "请用 --pull 写成一种政策"))
    request.require_month_left()
    if question.search is not None and not LEAST_SEARCH <= question.search <= MOST_SEARCH:
        raise AnalysisError(
            where=f"--search {question.search}",
            what=Both(
                f"{question.search} is outside {LEAST_SEARCH} to {MOST_SEARCH:,} evaluations",
                f"{question.search}超出{LEAST_SEARCH}至{MOST_SEARCH}次评估",
            ),
            remedy=Both("give a number inside, such as 480", "请改为范围内的数，如480"),
        )
    if question.checkpoint is not None and question.search is None:
        raise AnalysisError(
            where=f"--checkpoint {question.checkpoint}",
            what=Both("there is no search to keep", "没有可存档的搜索"),
            remedy=Both("add --search N, or leave it out", "请加上 --search N，或不写此项"),
        )
    if question.threshold is not None and not 0.0 <= question.threshold <= 1.0:
        raise AnalysisError(
            where=f"--threshold {question.threshold:g}",
            what=Both("is outside 0 to 1, where every aim lies", "超出0至1，而各目标都在此范围内"),
            remedy=Both("give a value inside, such as 0.5", "请改为范围内的值，如0.5"),
        )


def _require_states(found: States, request: Request) -> None:
    if not found.parts:
        raise AnalysisError(
            where=f"--members {request.members}",
            what=Both(
                "no state of the world has enough effective members to speak of",
                "没有哪一类局面有足够的有效成员可供判断",
            ),
            remedy=Both("keep more members, such as 2000", "请增加成员数，如2000"),
        )


def _listed(
    study: Study, names: Sequence[str], own: Sequence[Policy], answers: Answers, progress: Progress
) -> tuple[list[Policy], dict[str, tuple[Policy, str]]]:
    """Policies of the list, each run, and where each comes from."""
    plain = policies(study, names)
    every = once([*plain, *own])
    for done, policy in enumerate(every, start=1):
        answers.of(policy)
        progress("policies", done, len(every))
    best = max(every, key=lambda policy: (answers.expected(policy), policy.id))
    grown = portfolios(best, full(study, names), answers.expected)
    kinds = ("announced", "single", "pair")
    origins = {
        policy.id: (policy, "given" if policy.given else kinds[len(policy.settings)]) for policy in every
    }
    origins.update({policy.id: (policy, "portfolio") for policy in grown if policy.id not in origins})
    return [policy for policy, _ in origins.values()], origins


def _contenders(found: Sequence[Policy], judged: Mapping[str, Found]) -> list[int]:
    """Places of the policies that are asked the longer questions; the best by the mean first, as announced last."""
    chosen: list[int] = []
    for name in ("mean", "regret_worst", "worst"):
        sign = -1.0 if CRITERIA[name] else 1.0
        numbers = np.round(sign * judged[name].value, 9)
        chosen += sorted(range(len(found)), key=lambda at: (numbers[at], found[at].id))[:CONTENDERS]
    chosen += [at for at, policy in enumerate(found) if policy.given]
    announced = next(at for at, policy in enumerate(found) if not policy.settings)
    return [*(at for at in dict.fromkeys(chosen) if at != announced), announced]


def _criterion_rows(found: Sequence[Policy], judged: Mapping[str, Found], aim: Aim) -> list[dict[str, Any]]:
    units = dict.fromkeys(("mean", "worst", "regret_worst", "regret_mean", "regret_hindsight"), aim.unit)
    units |= {"p10": aim.margin_unit, "p90": aim.margin_unit}
    return [
        row("criterion", policy.id, name, units.get(name, "share"), numbers, at, ranked=True)
        for at, policy in enumerate(found)
        for name, numbers in judged.items()
    ]


def _state_rows(chosen: Sequence[Policy], per_state: Reals, found: States, aim: Aim) -> list[dict[str, Any]]:
    rows = []
    for number_of, state in enumerate(found.ids):
        numbers = summed_up(per_state[:, number_of])
        for at, policy in enumerate(chosen):
            rows.append(row("state", policy.id, "mean", aim.unit, numbers, at, state=state))
    return rows


def _states(found: States, listed_policies: Sequence[Policy], values: Reals) -> list[dict[str, Any]]:
    """States with the policy that does best in each; of equals the first by name."""
    announced = next(at for at, policy in enumerate(listed_policies) if not policy.settings)
    items = []
    for state, part in enumerate(found.parts):
        rounded = np.round(values[state], 9)
        best = min(range(len(listed_policies)), key=lambda at: (-rounded[at], listed_policies[at].id))
        items.append(
            {"state": found.ids[state], **part, "share": number(found.mass[state]),
             "effective": number(found.effective[state]), "best": listed_policies[best].id,
             "value": number(values[state, best]), "announced": number(values[state, announced])}
        )  # fmt: skip
    return items


def _search(
    question: Question,
    names: tuple[str, ...],
    contenders: Sequence[Policy],
    answers: Answers,
    found: States,
    progress: Progress,
) -> tuple[dict[str, Any], list[dict[str, Any]], list[Policy]]:
    study, request = answers.trials.world.study, answers.trials.request
    months = tuple(study.month_name(number) for number in range(request.lever_month, study.meta.months + 1))
    space = Space(names, tuple(study.levers[name].range for name in names), months)
    judge = Judge(space, answers, found)
    evaluations = int(question.search or 0) // SIZE * SIZE
    block, front = compromises(
        judge, key_of(answers, space, contenders), contenders, evaluations, question.checkpoint,
        lambda done: progress("search", done, evaluations),
    )  # fmt: skip
    aim = answers.aim
    rows = front_rows(judge, front, {"mean": aim.unit, "worst": aim.unit, "p10": aim.margin_unit})
    return {**block, "front": [policy.id for policy in front]}, rows, front


def _aim_entry(aim: Aim) -> dict[str, Any]:
    return {
        "aim": aim.id, "name": {"en": str(aim.name), "zh": aim.name.zh}, "unit": aim.unit,
        "margin_unit": aim.margin_unit, "threshold": aim.threshold,
    }  # fmt: skip
