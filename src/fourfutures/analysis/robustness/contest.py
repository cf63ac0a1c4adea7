"""A contest: the other side answers, and what it does is the worst for the aim.

Three orders of moves. The actor leads: it binds itself first and the other side answers knowing it. The actor follows:
the other way round. Both at once: neither knows, and the actor keeps its largest regret small.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.robustness.criteria import Found, means, regrets, resampled, summed_up
from fourfutures.ensemble import Ids

Reals = NDArray[np.float64]
ORDERS = ("passive", "leads", "follows", "at_once")


class Contest(NamedTuple):
    """Values of the game by order of moves, and who does what in each."""

    table: Found  # (own policies * moves,) aim under both, row by row
    values: dict[str, Found]  # one number each
    choices: dict[str, tuple[int, int]]  # own policy and the other side's move
    firmness: dict[str, float]  # share of resamplings with the same own policy


def contest(values: Reals, weights: Reals, ids: Ids, seed: int, idle: int = 0) -> Contest:
    """The contest over (members, own policies, moves); `idle` is the move of doing nothing. The other side minimises."""
    members, own, moves = values.shape
    mass = resampled(weights, ids, seed)
    table = means(mass, values.reshape(members, own * moves))
    game = table.reshape(-1, own, moves)
    regret = regrets(game.transpose(0, 2, 1)).transpose(0, 2, 1)
    numbers = {
        "passive": game[:, :, idle].max(axis=1),
        "leads": game.min(axis=2).max(axis=1),
        "follows": game.max(axis=1).min(axis=1),
        "at_once": regret.max(axis=2).min(axis=1),
    }
    chosen = {
        "passive": game[:, :, idle].argmax(axis=1),
        "leads": game.min(axis=2).argmax(axis=1),
        "follows": np.array([one[:, one.max(axis=0).argmin()].argmax() for one in game]),
        "at_once": regret.max(axis=2).argmin(axis=1),
    }
    answers = {
        "passive": idle,
        "leads": int(game[0, chosen["leads"][0]].argmin()),
        "follows": int(game[0].max(axis=0).argmin()),
        "at_once": int(regret[0, chosen["at_once"][0]].argmax()),
    }
    return Contest(
        summed_up(table),
        {name: summed_up(found[:, None]) for name, found in numbers.items()},
        {name: (int(chosen[name][0]), answers[name]) for name in ORDERS},
        {name: float((chosen[name][1:] == chosen[name][0]).mean()) for name in ORDERS},
    )
