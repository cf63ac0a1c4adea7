"""Levers as dated paths, and what they let through each channel in each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fourfutures.ensemble.draws import Draws, Ids, Reals
from fourfutures.model import UNTOUCHED, BlocChannels, Channels, CountryChannels, WorldChannels
from fourfutures.study import LeverSetting, Study

NEVER = 10**6  # a month beyond any horizon


class LeverPath:
    """Settings of levers for a run: value by lever, from a month on, for all partners or for one."""

    def __init__(
        self, study: Study, settings: Sequence[LeverSetting], default_month: int, partners: Sequence[str]
    ):
        self._study = study
        self._partners = tuple(partners)
        starts = [default_month if s.start is None else max(1, study.month_number(s.start)) for s in settings]
        # A later setting of the same lever for the same countries replaces the earlier one from its month on.
        self._settings = [
            (
                setting,
                start,
                min(
                    (
                        later
                        for other, later in zip(settings, starts, strict=True)
                        if (other.lever, other.entity) == (setting.lever, setting.entity) and later > start
                    ),
                    default=NEVER,
                ),
            )
            for setting, start in zip(settings, starts, strict=True)
        ]

    @property
    def idle(self) -> bool:
        """Whether every lever is at 0."""
        return all(setting.value == 0.0 for setting, _, _ in self._settings)

    def channels(self, draws: Draws, ids: Ids, dt: float, steps: int) -> list[Channels]:
        """Channels of steps 1..steps; kind *rate* arrives as the integral of value x strength x size."""
        if self.idle:
            return [UNTOUCHED] * steps
        strength = {
            setting.lever: np.asarray(draws.value(f"lever_strength_{setting.lever}", ids), dtype=np.float64)
            for setting, _, _ in self._settings
        }
        return [self._month(strength, step * dt * 12.0, dt) for step in range(1, steps + 1)]

    def _month(self, strength: Mapping[str, Reals], month: float, dt: float) -> Channels:
        levels: dict[str, Reals | float] = {}
        for setting, start, end in self._settings:
            months_on = min(month, end - 1) - (start - 1)
            if months_on <= 1e-9 or setting.value == 0.0:
                continue
            ended = month > end - 1 + 1e-9
            for effect in self._study.levers[setting.lever].effects:
                pull = effect.size * setting.value * strength[setting.lever]
                if effect.kind == "rate":
                    pull = pull * (months_on / 12.0)
                elif ended or (effect.kind == "window" and months_on > (effect.months or 0) + 1e-9):
                    continue
                for channel in _targets(effect.channel):
                    levels[channel] = levels.get(channel, 0.0) + self._where(setting, pull)
        return _channels(levels)

    def _where(self, setting: LeverSetting, pull: Reals) -> Reals:
        if setting.entity is None:
            return pull
        chosen = np.array([1.0 if code == setting.entity else 0.0 for code in self._partners])
        return np.asarray(chosen[:, None] * pull[None, :])


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
