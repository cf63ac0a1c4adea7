"""From a study to the model's parameters: names to fields, entities to arrays, levers to channels."""

from __future__ import annotations

import numpy as np

from fourfutures.ensemble.draws import Draws, Ids, Reals, Sample
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.guide import Guide
from fourfutures.ensemble.partners import Partners
from fourfutures.errors import Both
from fourfutures.model import BlocParameters, Constants, CountryParameters, Parameters, WorldParameters
from fourfutures.study import Study


class Binding:
    """A study bound to the model for one seed, and for the guide of a pool if there is one."""

    def __init__(self, study: Study, seed: int, guide: Guide | None = None) -> None:
        self.study = study
        self.seed = seed
        self.guide = guide
        self.draws = Draws(study, seed, guide)
        self.partners = Partners.of(study)
        self.constants = Constants(*(self._constant(name) for name in Constants._fields))

    def parameters(self, ids: Ids) -> Parameters:
        """Bloc and world parameters of members; each field has shape (members,) or is a float."""
        sample = self.draws.sample(ids)
        zeros = np.zeros(ids.shape)
        return Parameters(
            us=BlocParameters(*(self._bloc(name, "us", sample) for name in BlocParameters._fields)),
            cn=BlocParameters(*(self._bloc(name, "cn", sample) for name in BlocParameters._fields)),
            world=WorldParameters(
                *(np.asarray(sample.value(name)) + zeros for name in WorldParameters._fields)
            ),
            constants=self.constants,
            people_us=self.partners.people_us,
            people_cn=self.partners.people_cn,
        )

    def countries(self, ids: Ids, parameters: Parameters) -> CountryParameters:
        """Partner parameters of members; each field has shape (partners, members) or (partners, 1)."""
        return self.partners.parameters(self.draws, ids, parameters)

    def values(self, ids: Ids) -> dict[str, Reals]:
        """Every uncertainty of the study that is not drawn by partner, shape (members,) each."""
        sample = self.draws.sample(ids)
        return {
            name: np.asarray(sample.value(name), dtype=np.float64)
            for name, entry in self.study.uncertainties.items()
            if entry.per is None and entry.prior.family != "fixed"
        }

    def _bloc(self, name: str, bloc: str, sample: Sample) -> Reals | float:
        if name == "frontier_0":  # the US at the origin is the zero of the scale
            return 0.0 if bloc == "us" else -np.asarray(sample.value("gap_0"))
        shared = f"{name}_{bloc}" not in self.study.uncertainties and name in self.study.uncertainties
        return sample.value(name if shared else f"{name}_{bloc}")

    def _constant(self, name: str) -> float:
        value = self.draws.value(name, np.zeros(1, dtype=np.int64))
        if not isinstance(value, float):
            raise EnsembleError(
                where=Both(
                    f"study {self.study.meta.id}, uncertainties.toml, {name}",
                    f"研究 {self.study.meta.id}，uncertainties.toml，{name}",
                ),
                what=Both(
                    "the model takes it as a fixed constant, and the study gives it a distribution",
                    "模型将其作为固定常数，研究却给了分布",
                ),
                remedy=Both(
                    'use prior = { family = "fixed", value = ... }',
                    '请写 prior = { family = "fixed", value = ... }',
                ),
            )
        return value
