"""A bound study as the plain arrays that a kernel reads."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import UNIFORM
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.kernel.layout import (
    ERRORS,
    PARAMETERS,
    SHOCKS,
    TABLE,
)
from fourfutures.ensemble.normal import normal_distribution
from fourfutures.ensemble.streams import stream_key
from fourfutures.errors import Both
from fourfutures.model import BlocShocks, Measured
from fourfutures.study import Prior

Reals = NDArray[np.float64]
Singles = NDArray[np.float32]
Words = NDArray[np.uint32]
Numbers = NDArray[np.int64]
KINDS = {"normal": 0, "lognormal": 1, "logit_normal": 2, "bernoulli": 3}


class Tables(NamedTuple):
    """Everything a kernel needs of a study and a seed, levers and members apart."""

    prior_names: tuple[str, ...]
    prior_keys: Words  # (priors, 2)
    prior_kind: Numbers
    prior_numbers: Reals  # (priors, 6) centre, spread, distribution function at both ends, mate, correlation
    field_prior: Numbers  # (fields,) number of the prior, -1 where the field is fixed
    field_numbers: Reals  # its value, or the factor on the draw
    constants: Singles
    groups: Singles  # people of the partners of the Global North and South
    table: Singles  # (partners, TABLE); the column `weight` belongs to one weighing of economies
    error_keys: Words  # (errors, partners, 2)
    error_numbers: Singles  # (errors, 2)
    deal_rows: Numbers  # (deals, 2) partner, first stage
    deal_numbers: Singles  # (deals, 2) GW, years since signing
    shock_keys: Words
    shock_normal: Singles  # scale of a normal shock, 0 for a uniform one
    deal_keys: Words  # (partners, 2)
    clocks: Singles  # (months + 1, 3) years, dt, time back to the origin

    def weighed(self, weight: Reals) -> Tables:
        """The same with the weights of partners that the monthly weighted sums use."""
        table = self.table.copy()
        table[:, TABLE.index("weight")] = weight
        return self._replace(table=table)


# A binding never changes, and an answer to a lever that moves needs its arrays again each time.
_known: WeakKeyDictionary[Binding, Tables] = WeakKeyDictionary()


def tables(binding: Binding) -> Tables:
    """Arrays of a bound study, made once. Raises EnsembleError for priors that a kernel cannot draw."""
    found = _known.get(binding)
    if found is None:
        found = _known[binding] = _tables(binding)
    return found


def _tables(binding: Binding) -> Tables:
    study, seed, part = binding.study, binding.seed, binding.partners
    names = tuple(
        name for name, entry in study.uncertainties.items()
        if entry.per is None and entry.prior.family != "fixed"
    )  # fmt: skip
    mates = {pair.b: (pair.a, pair.rho) for pair in study.correlations}
    numbers = np.array(
        [_prior(name, study.uncertainties[name].prior, names, mates) for name in names]
    ).reshape(len(names), 6)
    fields = [_field(binding, name, names) for name in PARAMETERS]
    table = np.zeros((len(part.codes), len(TABLE)))
    for name, values in {
        **Measured(*part.measured())._asdict(), "people": part.people, "north": part.north,
        "deal_scale": part.deal_scale,
    }.items():  # fmt: skip
        table[:, TABLE.index(name)] = values
    months = study.meta.months
    years = np.arange(months + 1) / 12.0
    north = float((part.people * part.north).sum())
    return Tables(
        prior_names=names,
        prior_keys=_keys(seed, [(f"parameter:{name}", "") for name in names]),
        prior_kind=np.array([KINDS[study.uncertainties[name].prior.family] for name in names], dtype=np.int64),
        prior_numbers=numbers,
        field_prior=np.array([source for source, _ in fields], dtype=np.int64),
        field_numbers=np.array([value for _, value in fields]),
        constants=_singles([*binding.constants, part.people_us, part.people_cn]),
        groups=_singles([north, float((part.people * (1.0 - part.north)).sum())]),
        table=_singles(table),
        error_keys=np.stack(
            [_keys(seed, [(f"parameter:{name}", code) for code in part.codes]) for name in ERRORS]
        ),
        error_numbers=_singles([_error(name, study.uncertainties[name].prior) for name in ERRORS]),
        deal_rows=np.array(
            [(partner, 0 if stack == "us" else 2) for partner, stack, _, _ in part.deals], dtype=np.int64
        ).reshape(-1, 2),
        deal_numbers=_singles([(gigawatt, age) for _, _, gigawatt, age in part.deals]).reshape(-1, 2),
        shock_keys=_keys(seed, [(f"shock:{name}", "") for name in shock_names()]),
        shock_normal=_singles(
            [0.0 if _is_uniform(name) else math.sqrt(1.0 / 12.0) for name in SHOCKS]
        ),
        deal_keys=_keys(seed, [("shock:deal", code) for code in part.codes]),
        clocks=_singles(np.stack([years, np.full_like(years, 1.0 / 12.0), np.minimum(0.0, years - 1.0)], 1)),
    )  # fmt: skip


def shock_names() -> list[str]:
    """Stream names of the shocks, in the order of the kernel's rows."""
    blocs = [f"{name}_{bloc}" for bloc in ("us", "cn") for name in BlocShocks._fields]
    return [*blocs, "regime", "supply"]


def _is_uniform(row: str) -> bool:
    return row.rpartition(".")[2] in UNIFORM or row in ("regime", "supply")


def _keys(seed: int, streams: Sequence[tuple[str, str]]) -> Words:
    return np.array([stream_key(seed, name, entity) for name, entity in streams], dtype=np.uint32)


def _singles(values: object) -> Singles:
    return np.ascontiguousarray(np.asarray(values, dtype=np.float64).astype(np.float32))


def _field(binding: Binding, name: str, names: tuple[str, ...]) -> tuple[int, float]:
    """Number of the prior behind a parameter and the factor on it, or -1 and its fixed value."""
    room, _, field = name.partition(".")
    if field == "frontier_0":  # the US at the origin is the zero of the scale
        return (-1, 0.0) if room == "us" else (names.index("gap_0"), -1.0)
    known = binding.study.uncertainties
    source = (
        field if room == "world" or (f"{field}_{room}" not in known and field in known) else f"{field}_{room}"
    )
    if source in names:
        return names.index(source), 1.0
    return -1, float(np.asarray(binding.draws.value(source, np.zeros(1, dtype=np.int64))))


def _prior(
    name: str, prior: Prior, names: tuple[str, ...], mates: dict[str, tuple[str, float]]
) -> tuple[float, float, float, float, float, float]:
    mate, rho = mates.get(name, ("", 0.0))
    if prior.family == "bernoulli":
        centre, spread = float(prior.p or 0.0), 0.0
    elif prior.family == "lognormal":
        centre, spread = math.log(prior.median or math.nan), float(prior.sigma or 0.0)
    else:
        centre, spread = float(prior.mean or 0.0), float(prior.sd or 0.0)
    ends = [prior.low, prior.high]
    if prior.family == "lognormal":
        ends = [None if end is None else math.log(end) for end in ends]
    if prior.family in ("bernoulli", "logit_normal"):
        ends = [None, None]
    bottom, top = (
        outside if end is None else float(normal_distribution(np.array([(end - centre) / spread]))[0])
        for end, outside in zip(ends, (0.0, 1.0), strict=True)
    )
    if mate and (prior.family == "bernoulli" or (bottom, top) != (0.0, 1.0)):
        raise EnsembleError(
            where=f"uncertainties.toml, {name}",
            what=Both("is correlated with another quantity and also bounded", "与另一数量相关，同时又有界"),
            remedy=Both("drop the correlation, or the bounds", "请去掉相关系数或上下界"),
        )
    return centre, spread, bottom, top, float(names.index(mate)) if mate else -1.0, rho


def _error(name: str, prior: Prior) -> tuple[float, float]:
    if prior.family != "normal" or prior.low is not None or prior.high is not None:
        raise EnsembleError(
            where=f"uncertainties.toml, {name}",
            what=Both("is drawn for each partner and must be a plain normal", "按伙伴抽取，须为无界正态分布"),
            remedy=Both(
                'use prior = { family = "normal", mean = ..., sd = ... } without bounds',
                '请用不带上下界的 prior = { family = "normal", mean = ..., sd = ... }',
            ),
        )
    return float(prior.mean or 0.0), float(prior.sd or 0.0)
