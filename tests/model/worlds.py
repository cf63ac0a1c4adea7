"""Worlds for the laws of the model: the shipped study bound to a few members, and ways to change one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble import GAMMAS, Binding, Chance, Moment, NamedChance, Track, ordered_sum, simulate
from fourfutures.model import UNTOUCHED, Channels, CountryParameters, Parameters, Shares, Shocks, standing_of

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


class Replaced:
    """Another source of chance with some fields replaced in steps `first` to `last`."""

    def __init__(
        self, chance: Chance, change: Callable[[Shocks], Shocks], first: int = 1, last: int = 10**6
    ) -> None:
        self._chance, self._change, self._first, self._last = chance, change, first, last

    def shocks(self, step: int) -> Shocks:
        shocks = self._chance.shocks(step)
        return self._change(shocks) if self._first <= step <= self._last else shocks


class Spliced:
    """One source of chance before a month, another from it on."""

    def __init__(self, before: Chance, after: Chance, month: int) -> None:
        self._before, self._after, self._month = before, after, month

    def shocks(self, step: int) -> Shocks:
        return (self._before if step < self._month else self._after).shocks(step)


def mirrored(world: World) -> World:
    """The same world with the two blocs exchanged: parameters, people, shares, deals, luck, levers."""
    p, q = world.p, world.q
    exchanged = p._replace(
        us=p.cn,
        cn=p.us,
        people_us=p.people_cn,
        people_cn=p.people_us,
        world=p.world._replace(adoption_change_2025=-np.asarray(p.world.adoption_change_2025)),
    )
    countries = CountryParameters(**{exchanged_name(name): value for name, value in q._asdict().items()})
    countries = countries._replace(affinity=-np.asarray(q.affinity))
    swap = Replaced(world.chance, lambda s: s._replace(us=s.cn, cn=s.us, deal=1.0 - s.deal))
    channels = [
        c._replace(
            us=c.cn,
            cn=c.us,
            world=c.world._replace(price_drift=0.0 - c.world.price_drift),
            country=type(c.country)(
                **{exchanged_name(name): value for name, value in c.country._asdict().items()}
            ),
        )
        for c in world.channels
    ]
    return World(exchanged, countries, swap, channels, world.dt)


def exchanged_name(name: str) -> str:
    """The name of the other bloc's number: `share_us_0` for `share_cn_0`, `state.cn.adoption` for `state.us.adoption`."""
    other = {"us": "cn", "cn": "us"}
    return re.sub(r"(?<![a-z])(us|cn)(?![a-z])", lambda found: other[found[0]], name)


def tracked(
    binding: Binding, world: World, months: Sequence[int], gammas: Sequence[float] = GAMMAS, steps: int = 1
) -> Track:
    """What a world leaves behind for its classification, a month being `steps` steps."""
    size = np.shape(world.p.world.partner_q)[0]
    track = Track.over(np.full((len(Track.names(months, gammas)), size), np.nan), months, gammas)
    p = world.p
    track.growth_2025_us[:], track.growth_2025_cn[:] = p.us.growth_2025, p.cn.growth_2025
    track.adoption_change_2025[:] = p.world.adoption_change_2025
    for moment in simulate(world.p, world.q, world.chance, world.channels, world.dt):
        month, off = divmod(moment.step, steps)
        if not off and month in months:
            _write(track, list(months).index(month), binding, moment)
    sound = [
        np.isfinite(array.reshape(size, -1)).all(axis=1)
        for name, array in track.arrays().items()
        if name != "failed"
    ]
    track.failed[:] = ~np.all(sound, axis=0)
    return track


def _write(track: Track, at: int, binding: Binding, moment: Moment) -> None:
    s, f, countries = moment.state, moment.flows, moment.state.countries
    used = [np.asarray(countries.adoption * share) for share in countries.shares]
    people = Shares(*(ordered_sum(binding.partners.people[:, None] * values) for values in used))
    for name, values in standing_of(s.us, s.cn, f.us, f.cn, people)._asdict().items():
        getattr(track, name)[:, at] = values
    for g, gamma in enumerate(track.gammas):
        weight = binding.partners.weights(gamma)[0][:, None]
        for option in range(3):
            track.use[:, at, g, option] = ordered_sum(weight * used[option])


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


def path(moments: Sequence[Moment], name: str) -> np.ndarray:
    """One number of the state by month, such as "us.floor.compute_stock"; months come first."""
    return np.array([np.asarray(attrgetter(name)(moment.state)) for moment in moments])
