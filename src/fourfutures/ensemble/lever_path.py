"""Levers and imposed deals as dated paths, and what they let through each channel in each month."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from fourfutures.ensemble.draws import Draws, Ids, Reals
from fourfutures.ensemble.imposed import CAPITAL, OWN_WEIGHT, Imposed
from fourfutures.model import UNTOUCHED, BlocChannels, Channels, CountryChannels, WorldChannels
from fourfutures.study import LeverSetting, Study

NEVER = 10**6  # a month beyond any horizon
AS_IT_IS = ""  # instead of a prior: a pull that nothing multiplies


class _Period(NamedTuple):
    """A setting in force from month `start` up to but not in month `end`, for the partners where `where` is 1."""

    setting: LeverSetting
    start: int
    end: int
    where: Reals | None  # (partners,); None for all


class LeverPath:
    """Settings of levers for a run, value by lever, from a month on, for all partners or for one; and deals put into it.

    A later setting replaces an earlier one from its month on, and a setting for one partner replaces that for all there.
    """

    def __init__(
        self,
        study: Study,
        settings: Sequence[LeverSetting],
        default_month: int,
        partners: Sequence[str],
        deals: Sequence[Imposed] = (),
    ):
        self._study = study
        self._deals = tuple(deals)
        self._partners = len(partners)
        starts = [default_month if s.start is None else max(1, study.month_number(s.start)) for s in settings]
        dated = list(zip(settings, starts, strict=True))
        self._periods = [
            period for number in range(len(dated)) for period in _periods(dated, number, partners)
        ]

    @property
    def idle(self) -> bool:
        """Whether every lever is at 0 and no deal is imposed."""
        return not self._deals and all(period.setting.value == 0.0 for period in self._periods)

    def channels(self, draws: Draws, ids: Ids, dt: float, steps: int) -> list[Channels]:
        """Channels of steps 1..steps; kind *rate* arrives as the integral of value x strength x size."""
        if self.idle:
            return [UNTOUCHED] * steps
        strength: dict[str, Reals | float] = {
            name: np.asarray(draws.value(name, ids), dtype=np.float64) if name else 1.0
            for name in self._multipliers()
        }
        times = [step * dt * 12.0 for step in range(steps + 1)]
        return [self._month(strength, *step, ids.shape[0]) for step in pairwise(times)]

    def pulls(
        self, channels: Sequence[str], country_channels: Sequence[str], months: int
    ) -> tuple[tuple[str, ...], Reals, Reals]:
        """Priors that multiply what is pulled ("" for nothing), and what is pulled before they do.

        Arrays of shape (months + 1, channels, priors) and (months + 1, country channels, partners, priors); no months
        at all where every lever is at 0 and no deal is imposed, and none for countries where nothing reaches them singly.
        """
        if self.idle:
            return (), np.zeros((0, len(channels), 0)), np.zeros((0, len(country_channels), 0, 0))
        names = self._multipliers()
        blocs = np.zeros((months + 1, len(channels), len(names)))
        countries = np.zeros((months + 1, len(country_channels), self._partners, len(names)))
        for month in range(1, months + 1):
            for period, channel, size in self._reached(float(month)):
                lever = names.index(_strength(period.setting.lever))
                room, _, field = channel.partition(".")
                if room != "country":
                    blocs[month, channels.index(channel), lever] += size
                    continue
                where = 1.0 if period.where is None else period.where
                countries[month, country_channels.index(field), :, lever] += where * size
            for deal in self._deals:
                for flow in deal.flows(month - 1.0, float(month)):
                    prior = names.index(flow.prior or AS_IT_IS)
                    countries[month, country_channels.index(flow.channel), deal.partner, prior] += flow.size
        return names, blocs, countries if countries.any() else countries[:0]

    def _multipliers(self) -> tuple[str, ...]:
        pulled = [_strength(period.setting.lever) for period in self._periods]
        priors = {OWN_WEIGHT, CAPITAL, AS_IT_IS} if self._deals else set()
        return tuple(dict.fromkeys([*pulled, *sorted(priors)]))

    def _month(
        self, strength: Mapping[str, Reals | float], before: float, after: float, members: int
    ) -> Channels:
        levels: dict[str, Reals | float] = {}
        for (setting, _, _, where), channel, size in self._reached(after):
            pull = np.asarray(size * strength[_strength(setting.lever)])
            levels[channel] = levels.get(channel, 0.0) + (
                pull if where is None else where[:, None] * pull[None, :]
            )
        for deal in self._deals:
            for flow in deal.flows(before, after):
                field = f"country.{flow.channel}"
                level = np.zeros((self._partners, members)) + levels.get(field, 0.0)
                level[deal.partner] += flow.size * strength[flow.prior or AS_IT_IS]
                levels[field] = level
        return _channels(levels)

    def _reached(self, month: float) -> Iterator[tuple[_Period, str, float]]:
        """Settings in force in a month, the channel that each reaches, and its size there at strength 1."""
        for period in self._periods:
            setting, start, end, _ = period
            months_on = min(month, end - 1) - (start - 1)
            if months_on <= 1e-9 or setting.value == 0.0:
                continue
            ended = month > end - 1 + 1e-9
            for effect in self._study.levers[setting.lever].effects:
                size = effect.size * setting.value
                if effect.kind == "rate":
                    size = size * (months_on / 12.0)
                elif ended or (effect.kind == "window" and months_on > (effect.months or 0) + 1e-9):
                    continue
                for channel in _targets(effect.channel):
                    yield period, channel, size


def _periods(
    dated: Sequence[tuple[LeverSetting, int]], number: int, partners: Sequence[str]
) -> list[_Period]:
    """When and where setting `number` holds; of two that start in one month, the one given last."""
    setting, start = dated[number]
    same = [(other, month, n) for n, (other, month) in enumerate(dated) if other.lever == setting.lever]
    end = min(
        (
            month
            for other, month, n in same
            if other.entity == setting.entity and (month, n) > (start, number)
        ),
        default=NEVER,
    )
    if setting.entity is not None:
        return [_Period(setting, start, end, _at(partners, {setting.entity}))]
    first: dict[str, int] = {}  # month from which a partner has a setting of its own
    for other, month, _ in same:
        if other.entity is not None:
            first[other.entity] = min(month, first.get(other.entity, NEVER))
    if not first:
        return [_Period(setting, start, end, None)]
    rest = _Period(setting, start, end, 1.0 - _at(partners, set(first)))
    own = [
        _Period(setting, start, min(end, month), _at(partners, {code}))
        for code, month in first.items()
        if month > start
    ]
    return [rest, *own]


def _strength(lever: str) -> str:
    """The prior of how strongly a lever works."""
    return f"lever_strength_{lever}"


def _at(partners: Sequence[str], codes: Collection[str]) -> Reals:
    return np.array([1.0 if code in codes else 0.0 for code in partners])


def _targets(channel: str) -> tuple[str, ...]:
    """The model's name of a study channel; channels of own use may differ by country."""
    if channel in ("world.own_utility", "world.acceptance", "world.exposure"):
        return ("country." + channel.split(".")[1],)
    return (channel,)


def _channels(levels: Mapping[str, Reals | float]) -> Channels:
    def part(room: str) -> dict[str, Reals | float]:
        return {name.split(".")[1]: value for name, value in levels.items() if name.startswith(room + ".")}

    return Channels(
        BlocChannels(**part("us")),
        BlocChannels(**part("cn")),
        WorldChannels(**part("world")),
        CountryChannels(**part("country")),
    )
