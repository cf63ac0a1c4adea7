"""Draws of a member: one standard normal for each uncertainty, pushed through its prior."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.guide import Guide, moved
from fourfutures.ensemble.normal import normal_distribution, normal_quantile
from fourfutures.ensemble.streams import Stream
from fourfutures.errors import Both
from fourfutures.study import Prior, Study, Uncertainty

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]


class Draws:
    """Parameters of members by name. A pair of correlated uncertainties shares its normals through a Gaussian copula.

    A guide moves the own normals of its members; all others draw as they would without it.
    """

    def __init__(self, study: Study, seed: int, guide: Guide | None = None) -> None:
        self.study = study
        self.seed = seed
        self.guide = guide
        self._partner_of = {pair.b: (pair.a, pair.rho) for pair in study.correlations}

    def normal(self, name: str, ids: Ids) -> Reals:
        """Standard normal of uncertainty `name` for each member, shape (members,)."""
        return self.sample(ids, [name]).normal(name)

    def sample(self, ids: Ids, names: Sequence[str] | None = None) -> Sample:
        """The normals of several uncertainties at once; all that are drawn once a member, if no names are given."""
        wanted = [
            name
            for name in (self.study.uncertainties if names is None else names)
            if self.study.uncertainties[name].per is None
            and self.study.uncertainties[name].prior.family != "fixed"
        ]
        wanted += [
            self._partner_of[name][0]
            for name in wanted
            if name in self._partner_of and self._partner_of[name][0] not in wanted
        ]
        if not wanted:
            return Sample(self, {})
        stream = Stream(self.seed, [(f"parameter:{name}", "") for name in wanted])
        own = dict(zip(wanted, normal_quantile(stream.uniform(ids)), strict=True))
        if self.guide is not None:
            own = {name: z + self.guide.shift(name) * moved(ids) for name, z in own.items()}
        normals = dict(own)
        for name, (other, rho) in self._partner_of.items():
            if name in own:
                normals[name] = rho * own[other] + math.sqrt(1.0 - rho * rho) * own[name]
        return Sample(self, normals)

    def value(self, name: str, ids: Ids) -> Reals | float:
        """Value of uncertainty `name` for each member, in its unit; a plain float where the study fixes it."""
        entry = self._declared(name)
        if entry.per is not None:
            raise EnsembleError(
                where=f"{self.study.meta.files.uncertainties}, {name}, per",
                what=Both("the model draws it once a member", "模型对每个成员只抽取一次"),
                remedy=Both("drop per", "请删去 per"),
            )
        prior = entry.prior
        if prior.family == "fixed":
            return float(quantile(prior, np.zeros(1))[0])
        return quantile(prior, self.normal(name, ids))

    def partner_value(self, name: str, ids: Ids, entities: Sequence[str]) -> Reals:
        """Values of an uncertainty drawn for each partner country, shape (entities, members)."""
        prior = self._declared(name).prior
        draws = Stream.by_entity(self.seed, f"parameter:{name}", entities).uniform(ids)
        return quantile(prior, normal_quantile(draws))

    def _declared(self, name: str) -> Uncertainty:
        if name not in self.study.uncertainties:
            raise EnsembleError(
                where=f"{self.study.meta.files.uncertainties}, {name}",
                what=Both(
                    f"the model needs {name}, which the study does not declare",
                    f"模型需要 {name}，研究未声明",
                ),
                remedy=Both(
                    "add the entry with its unit, prior and source", "请补上该项及其单位、先验和来源"
                ),
            )
        return self.study.uncertainties[name]


class Sample:
    """Normals of some members, by uncertainty, and the values they stand for."""

    def __init__(self, draws: Draws, normals: dict[str, Reals]) -> None:
        self._draws = draws
        self._normals = normals

    def normal(self, name: str) -> Reals:
        """Standard normal of an uncertainty, shape (members,)."""
        return self._normals[name]

    def value(self, name: str) -> Reals | float:
        """Value of an uncertainty, in its unit; a plain float where the study fixes it."""
        if name not in self._normals:
            return self._draws.value(name, np.zeros(1, dtype=np.int64))
        return quantile(self._draws.study.uncertainties[name].prior, self._normals[name])


def quantile(prior: Prior, normal: Reals) -> Reals:
    """Value of a prior at a standard normal: increasing in it for every family.

    `low` and `high` are true truncations: the normal's distribution function is squeezed between theirs.
    """
    family = prior.family
    if family == "fixed":
        return np.full_like(normal, _given(prior.value))
    if family == "bernoulli":
        return (normal_distribution(normal) > 1.0 - _given(prior.p)).astype(np.float64)
    if family == "lognormal":
        centre, spread = math.log(_given(prior.median)), _given(prior.sigma)
        ends = [None if end is None else math.log(end) for end in (prior.low, prior.high)]
        return np.exp(_truncated(normal, centre, spread, ends[0], ends[1]))
    centre, spread = _given(prior.mean), _given(prior.sd)
    if family == "logit_normal":
        return 1.0 / (1.0 + np.exp(-(centre + spread * normal)))
    return _truncated(normal, centre, spread, prior.low, prior.high)


def _truncated(normal: Reals, centre: float, spread: float, low: float | None, high: float | None) -> Reals:
    if low is None and high is None:
        return centre + spread * normal
    bottom = 0.0 if low is None else _distribution((low - centre) / spread)
    top = 1.0 if high is None else _distribution((high - centre) / spread)
    inside = bottom + (top - bottom) * normal_distribution(normal)
    return centre + spread * normal_quantile(np.clip(inside, 1e-12, 1.0 - 1e-12))


def _distribution(value: float) -> float:
    return 0.5 * math.erfc(-value / math.sqrt(2.0))


def _given(value: float | None) -> float:
    if value is None:  # the study room refuses such a prior; this guards hand-made ones
        raise EnsembleError(
            where=Both("prior", "先验"),
            what=Both("a parameter is missing", "缺少参数"),
            remedy=Both("give every parameter of the family", "请给出该分布族的全部参数"),
        )
    return float(value)
