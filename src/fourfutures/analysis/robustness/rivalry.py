"""The other side's moves, and the contest with it as the contract has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from fourfutures.analysis.pulling import full
from fourfutures.analysis.robustness.answers import Answers
from fourfutures.analysis.robustness.contest import ORDERS, contest
from fourfutures.analysis.robustness.policy import MOST_LEVELS, Policy, once, policies, portfolios
from fourfutures.analysis.robustness.rows import number, row
from fourfutures.study import Study

RIVALS = {"us": ("cn",), "cn": ("us",)}  # everyone else faces both
BLOCS = ("us", "cn")


def adversary_block(
    own: Sequence[Policy], actor: str, answers: Answers, progress: Callable[[str, int, int], None]
) -> tuple[dict[str, Any], list[dict[str, Any]], list[Policy]]:
    """The contest of some policies with the other side: block, rows, and the other side's moves."""
    study = answers.trials.world.study
    sides = RIVALS.get(actor, BLOCS)
    moves = moves_of(sides, study, lambda policy: -answers.expected(policy))
    values, total = [], len(own) * len(moves)
    for policy in own:
        for move in moves:
            values.append(answers.of(Policy((*policy.settings, *move.settings)))[0])
            progress("answers", len(values), total)
    table = np.stack(values, axis=1).reshape(-1, len(own), len(moves))
    sound = np.isfinite(table).all(axis=(1, 2)) & (answers.weights > 0.0)
    found = contest(table[sound], answers.weights[sound], answers.ids[sound], answers.trials.request.seed)
    unit = answers.aim.unit
    rows = [
        row("answer", policy.id, "mean", unit, found.table, at * len(moves) + other, answer=move.id)
        for at, policy in enumerate(own)
        for other, move in enumerate(moves)
    ]
    orders = []
    for order in ORDERS:
        mine, theirs = found.choices[order]
        value = found.values[order]
        rows.append(row("order", own[mine].id, order, unit, value, 0, answer=moves[theirs].id))
        orders.append(
            {"order": order, "policy": own[mine].id, "answer": moves[theirs].id, "value": number(value.value[0]),
             "low": number(value.low[0]), "high": number(value.high[0]), "firm": number(found.firmness[order])}
        )  # fmt: skip
    block = {
        "sides": list(sides), "policies": [policy.id for policy in own], "moves": [move.id for move in moves],
        "orders": orders,
    }  # fmt: skip
    return block, rows, moves


def moves_of(sides: Sequence[str], study: Study, worth: Callable[[Policy], float]) -> list[Policy]:
    """Nothing, each lever alone, and what is put together from them; every pair where levers are few."""
    names = [name for name, lever in study.levers.items() if lever.actor in sides]
    pulls = full(study, names)
    if len(pulls) <= MOST_LEVELS // 2:
        return policies(study, names)
    alone = [Policy((pull,)) for pull in pulls]
    best = max(alone, key=lambda policy: (worth(policy), policy.id))
    return once([Policy(()), *alone, *portfolios(best, pulls, worth)])
