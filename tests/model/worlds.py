"""Worlds for the laws of the model: the shipped study bound to a few members, and ways to change one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble import Binding, Chance, Moment, NamedChance, simulate
from fourfutures.model import UNTOUCHED, BlocShocks, Channels, CountryParameters, Parameters, Shocks

MONTH = 1.0 / 12.0


class World(NamedTuple):
    """Everything a simulation needs."""

    p: Parameters
    q: CountryParameters
    chance: Chance
    channels: Sequence[Channels]
    dt: float = MONTH

    def run(self) -> list[Moment]:
        return list(simulate(self.p, self.q, self.chance, self.channels, self.dt))

    def with_bloc(self, bloc: str, **fields: object) -> World:
        return self._replace(p=self.p._replace(**{bloc: getattr(self.p, bloc)._replace(**fields)}))

    def with_world(self, **fields: object) -> World:
        return self._replace(p=self.p._replace(world=self.p.world._replace(**fields)))

    def with_constants(self, **fields: float) -> World:
        return self._replace(p=self.p._replace(constants=self.p.constants._replace(**fields)))


def bound(binding: Binding, members: int = 64, first: int = 0, months: int = 24) -> World:
    ids = np.arange(first, first + members, dtype=np.int64)
    p = binding.parameters(ids)
    q = binding.countries(ids, p)
    chance = NamedChance(binding.seed, ids, binding.partners.codes, MONTH)
    return World(p, q, chance, [UNTOUCHED] * months)


class Calm:
    """No shock at all: uniforms at the middle, normals at 0."""

    def __init__(self, members: int, partners: int) -> None:
        half = np.full(members, 0.5)
        zero = np.zeros(members)
        bloc = BlocShocks(half, zero, half, zero, zero, half, half, half, half, zero)
        self._shocks = Shocks(bloc, bloc, half, half, np.full((partners, members), 0.5))

    def shocks(self, step: int) -> Shocks:
        return self._shocks


class Replaced:
    """Another source of chance with some fields replaced from a step on."""

    def __init__(self, chance: Chance, change: object, first: int = 1) -> None:
        self._chance = chance
        self._change = change
        self._first = first

    def shocks(self, step: int) -> Shocks:
        shocks = self._chance.shocks(step)
        return self._change(shocks) if step >= self._first else shocks


def mirrored(world: World) -> World:
    """The same world with the two blocs exchanged."""
    p, q = world.p, world.q
    exchanged = p._replace(
        us=p.cn,
        cn=p.us,
        people_us=p.people_cn,
        people_cn=p.people_us,
        world=p.world._replace(adoption_change_2025=-np.asarray(p.world.adoption_change_2025)),
    )
    countries = q._replace(
        affinity=-np.asarray(q.affinity),
        share_us_0=q.share_cn_0,
        share_cn_0=q.share_us_0,
        deal_1_us=q.deal_1_cn,
        deal_2_us=q.deal_2_cn,
        deal_1_cn=q.deal_1_us,
        deal_2_cn=q.deal_2_us,
    )
    swap = Replaced(world.chance, lambda s: s._replace(us=s.cn, cn=s.us, deal=1.0 - s.deal))
    return World(exchanged, countries, swap, world.channels, world.dt)


def numbers(moments: Sequence[Moment]) -> list[np.ndarray]:
    """Every array of every month, flattened out of the nested tuples, as broadcast float64."""
    found: list[np.ndarray] = []

    def walk(value: object) -> None:
        if isinstance(value, tuple):
            for part in value:
                walk(part)
        else:
            found.append(np.asarray(value, dtype=np.float64))

    for moment in moments:
        walk(moment.state)
        walk(moment.flows)
    return found
