"""The five definitions that turn a path into two indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fourfutures.study import Study


class Dials(NamedTuple):
    """Definitions, not uncertainties: never drawn, never part of the dynamics."""

    tau: float  # years of the last twelve months' relative pace that count as committed
    rho_c: float  # US:China ratio at which neither side leads compute
    gamma: float  # weight of economies: 0 people, 1 money
    psi: float  # weight of home markets
    theta: float  # credit for the origin of open weights

    @classmethod
    def of(cls, study: Study, reading: str, overrides: Mapping[str, float]) -> Dials:
        """Dials of a reading; an override of tau or rho_c concerns the chosen reading, which the caller decides."""
        return cls(**study.dial_values(reading, overrides))

    def moved(self, name: str, value: float) -> Dials:
        """The same with one dial elsewhere."""
        return self._replace(**{name: value})


def readings(study: Study, chosen: str, overrides: Mapping[str, float]) -> dict[str, Dials]:
    """Dials of every reading. Overrides of gamma, psi and theta apply to all, of tau and rho_c to the chosen one."""
    shared = {name: value for name, value in overrides.items() if name not in ("tau", "rho_c")}
    return {
        reading: Dials.of(study, reading, overrides if reading == chosen else shared)
        for reading in study.frame.presets
    }
