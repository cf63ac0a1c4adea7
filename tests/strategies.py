"""What property tests draw from: worlds at the ends of their priors, levers at the ends of their ranges, chunks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from fourfutures.ensemble import Binding, Draws, LeverPath, NamedChance, Sample, quantile
from fourfutures.study import Study, lever_settings, load_study
from tests.model.worlds import MONTH, World

MONTHS = 24


@lru_cache(maxsize=1)
def shipped() -> Study:
    return load_study("ai-2027")


class Pinned(Draws):
    """Draws with every standard normal at -size, 0 or size: corners of the priors, a different one for each member."""

    def __init__(self, study: Study, size: float, seed: int) -> None:
        super().__init__(study, seed)
        self._size, self._corner = size, np.random.default_rng(seed)

    def _normal(self, shape: tuple[int, ...]) -> np.ndarray:
        return self._size * self._corner.integers(-1, 2, shape).astype(np.float64)

    def sample(self, ids: np.ndarray, names: Sequence[str] | None = None) -> Sample:
        wanted = self.study.uncertainties if names is None else names
        drawn = [name for name in wanted if self.study.uncertainties[name].prior.family != "fixed"]
        return Sample(self, {name: self._normal(ids.shape) for name in drawn})

    def partner_value(self, name: str, ids: np.ndarray, entities: Sequence[str]) -> np.ndarray:
        prior = self.study.uncertainties[name].prior
        return quantile(prior, self._normal((len(entities), ids.shape[0])))


class Extreme(NamedTuple):
    """A recipe for a world at the ends of its priors; a recipe and not a world, so that a failure prints short."""

    size: float  # standard deviations
    seed: int
    levers: tuple[str, ...]

    def world(self, members: int = 32) -> World:
        """The shipped study, every prior of every member out by the size at once, ordinary luck, the levers pulled."""
        study = shipped()
        binding = Binding(study, self.seed)
        binding.draws = Pinned(study, self.size, self.seed)
        ids = np.arange(members, dtype=np.int64)
        p = binding.parameters(ids)
        chance = NamedChance(self.seed, ids, binding.partners.codes, MONTH)
        path = LeverPath(study, lever_settings(self.levers, study), 1, binding.partners.codes)
        channels = path.channels(binding.draws, ids, MONTH, MONTHS)
        return World(p, binding.countries(ids, p), chance, channels)


@st.composite
def pulled_levers(draw: st.DrawFn) -> tuple[str, ...]:
    """Some levers at an end of their range, from some month on."""
    study = shipped()
    names = draw(st.lists(st.sampled_from(sorted(study.levers)), unique=True))
    return tuple(
        f"{name}={draw(st.sampled_from(study.levers[name].range))}@{study.month_name(draw(st.integers(1, MONTHS)))}"
        for name in names
    )


def extremes() -> st.SearchStrategy[Extreme]:
    """Worlds up to five standard deviations out in every prior at once."""
    return st.builds(Extreme, st.floats(0.0, 5.0), st.integers(0, 2**20), pulled_levers())
