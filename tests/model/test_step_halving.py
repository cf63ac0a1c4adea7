"""The monthly step is short enough: halving it under coupled shocks hardly moves the outcome."""

from __future__ import annotations

import math

import numpy as np

from fourfutures.ensemble import Binding, NamedChance
from fourfutures.model import UNTOUCHED, BlocShocks, Shocks
from tests.model.worlds import MONTH, World

NORMAL = {"investment", "discrepancy", "frontier", "home"}


class Coarse:
    """Monthly shocks made of two half-month ones: normals add; a jump happens if it happens in either half."""

    def __init__(self, fine: NamedChance) -> None:
        self._fine = fine

    def shocks(self, step: int) -> Shocks:
        first, second = self._fine.shocks(2 * step - 1), self._fine.shocks(2 * step)
        return Shocks(
            us=self._bloc(first.us, second.us),
            cn=self._bloc(first.cn, second.cn),
            regime=joined(first.regime, second.regime),
            supply=joined(first.supply, second.supply),
            deal=joined(first.deal, second.deal),
        )

    def _bloc(self, one: BlocShocks, two: BlocShocks) -> BlocShocks:
        values = {}
        for name in BlocShocks._fields:
            a, b = getattr(one, name), getattr(two, name)
            if name in NORMAL:
                values[name] = a + b
            elif name.endswith("_size"):
                jump = name.removesuffix("_size")
                values[name] = np.where(getattr(one, jump) < getattr(two, jump), a, b)
            else:
                values[name] = 1.0 - (1.0 - np.minimum(a, b)) ** 2
        return BlocShocks(**values)


def joined(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One uniform whose low tail means an event of the low kind in either half, and whose high tail one of the high."""
    low = 1.0 - (1.0 - np.minimum(a, b)) ** 2
    high = np.maximum(a, b) ** 2
    return np.where(low < 1.0 - high, low, high)


def test_halving_the_step_moves_the_median_of_the_indices_by_less_than_a_twentieth(binding: Binding):
    ids = np.arange(768, dtype=np.int64)
    p = binding.parameters(ids)
    q = binding.countries(ids, p)
    fine_chance = NamedChance(binding.seed, ids, binding.partners.codes, MONTH / 2)
    fine = World(p, q, fine_chance, [UNTOUCHED] * 48, MONTH / 2).run()[-1]
    again = NamedChance(binding.seed, ids, binding.partners.codes, MONTH / 2)
    coarse = World(p, q, Coarse(again), [UNTOUCHED] * 24).run()[-1]

    def compute(moment):
        return np.log(moment.state.us.floor.compute_stock / moment.state.cn.floor.compute_stock)

    def adoption(moment):
        people = binding.partners.people[:, None]
        shares, used = moment.state.countries.shares, moment.state.countries.adoption
        abroad = np.log((people * used * shares.us).sum(axis=0) / (people * used * shares.cn).sum(axis=0))
        home = np.log(moment.state.us.adoption / moment.state.cn.adoption)
        depth = moment.state.us.home_intensity - moment.state.cn.home_intensity
        return 0.5 * (abroad + home + depth)

    for index in (compute, adoption):
        assert abs(np.median(index(fine)) - np.median(index(coarse))) < 0.05
        moved = abs((index(fine) > math.log(1.5)).mean() - (index(coarse) > math.log(1.5)).mean())
        assert moved < 0.015 + 2.0 * math.sqrt(0.01 / ids.size)  # what the sample of coupled members earns
