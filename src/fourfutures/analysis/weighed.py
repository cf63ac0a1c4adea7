"""A pool weighed: guards on the rows first, a guide where few members fit, analyst evidence last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.pooling import Pooled, Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.told import Told
from fourfutures.assimilation import (
    FACTOR,
    Claim,
    Fit,
    Row,
    RowProbe,
    SeenProbe,
    Sights,
    Weights,
    after_surprise,
    blocks_of,
    collapsed,
    even,
    fits,
    psis,
    refuse,
    sights_of,
    spoken,
    spreads,
    steer,
    truths,
    weak,
    widened,
)
from fourfutures.ensemble import (
    ROUNDS,
    Binding,
    Hands,
    Pool,
    Probe,
    mixture_log_weights,
    parameter_normals,
)
from fourfutures.futures import Dials, HomeWeights

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
Flags = NDArray[np.bool_]
Singles = NDArray[np.float32]
EXPECTED_BY = 8192  # members of the prior that rows are held against
SPREAD_OF = 2000  # draws of the weighted pool that spreads of parameters are read off
STRENGTH = "lever_strength_"


class Sample(NamedTuple):
    """Members of the prior without a guide, and what the rows in force see of them."""

    ids: Ids
    seen: Reals  # (members, rows)


class Well(NamedTuple):
    """Where the pools of a run under one lens come from; guides and rows differ."""

    request: Request
    lens: str
    dials: Mapping[str, Dials]
    homes: HomeWeights
    pools: Pools
    hands: Hands
    progress: Callable[[str, int, int], None]

    def pooled(self, binding: Binding, rows: tuple[Row, ...]) -> Pooled:
        """The pool of a binding with a column for each of the rows."""
        told = Told(self.progress, "pool", self.request.pool)
        return self.pools.pooled(
            self.request, self.lens, binding, rows, self.dials, self.homes, self.hands, told
        )

    def probed(self, binding: Binding, probes: Mapping[str, Probe]) -> dict[str, Singles]:
        """Further columns of that pool by name."""
        told = Told(self.progress, "pool", self.request.pool)
        return self.pools.probed(
            self.request, self.lens, binding, self.request.pool, probes, self.hands, told
        )

    def sample(self, binding: Binding, rows: tuple[Row, ...]) -> Sample:
        """Members of the prior, and what the rows see of them."""
        size = min(EXPECTED_BY, self.request.pool)
        every = self.pools.every(self.request, self.lens)
        name = _named("seen", every)
        found = self.pools.probed(
            self.request, self.lens, binding, size, {name: SeenProbe(every)}, self.hands, lambda done: None
        )
        seen = found[name][: len(rows)].T.astype(np.float64)
        sound = np.isfinite(seen).all(axis=1)
        return Sample(np.flatnonzero(sound).astype(np.int64), seen[sound])


class Weighed(NamedTuple):
    """A pool and its weights: before any row, with the rows in force, with evidence too."""

    binding: Binding  # with the guide of the pool, if there is one
    pooled: Pooled | None  # the pool with its classes; None where there is nothing to choose from
    pool: Pool  # its likelihoods are those of the rows below
    rows: tuple[Row, ...]  # in force, with the errors in use
    start: Reals  # log weights before any row
    prior: Weights
    data: Weights
    claims: tuple[Claim, ...]  # evidence in force
    said: Reals  # (claims, pool) log ratios
    true: Flags  # (claims, pool) where the claim's predicate holds
    posterior: Weights
    sample: Sample | None  # of the prior, that rows are held against; None without rows
    fits: tuple[Fit, ...]  # each block held against the prior
    narrow: tuple[str, ...]  # parameters that had collapsed before all errors were doubled
    undoubled: Weighed | None  # the same before that

    @property
    def failed(self) -> Flags:
        """Members that broke down."""
        return np.isneginf(self.start)


def weigh_pool(well: Well, binding: Binding, rows: tuple[Row, ...], claims: tuple[Claim, ...]) -> Weighed:
    """Weigh the pool by rows and evidence. Raises AssimilationError where too few members are left."""
    sample = well.sample(binding, rows) if rows else None
    found = tuple(fits(rows, sample.seen, binding.seed, sample.ids)) if sample is not None else ()
    kept = after_surprise(rows, found)
    weighed = _steered(well, binding, rows, kept, claims)
    narrow = collapsed(_spreads(weighed))
    if narrow:
        wider = tuple(widened(kept, FACTOR))
        wide = _steered(well, binding, rows, wider, claims)
        weighed = wide._replace(narrow=tuple(narrow), undoubled=weighed)
    weighed = weighed._replace(sample=sample, fits=found)
    refuse(rows, weighed.pool.likelihoods[: len(rows)], weighed.start, weighed.data, well.request.members)
    return weighed


def read_in(
    well: Well, binding: Binding, stored: tuple[Row, ...], rows: tuple[Row, ...], claims: tuple[Claim, ...]
) -> Weighed:
    """The pool of a binding weighed by rows, with their errors in use, and by evidence, without guards or guide."""
    return _heard(well, _weighed(well, binding, stored, rows), claims)


def unweighed(failed: Flags) -> Weights:
    """Weights before any row without a guide: equal ones, none of members that broke down."""
    return psis(np.where(failed, -np.inf, 0.0)) if failed.any() else even(failed.shape[0])


def plain(binding: Binding, pool: Pool, failed: Flags, weights: Weights) -> Weighed:
    """Members without rows or evidence; the pool may hold only some of them."""
    nothing = np.zeros((0, failed.shape[0]))
    return Weighed(
        binding, None, pool, (), np.where(failed, -np.inf, 0.0), weights, weights, (), nothing, nothing > 0.0, weights,
        None, (), (), None,
    )  # fmt: skip


def parameters(binding: Binding) -> list[str]:
    """Uncertainties drawn once a member that matter without levers."""
    return [
        name
        for name, entry in binding.study.uncertainties.items()
        if entry.per is None and entry.prior.family != "fixed" and not name.startswith(STRENGTH)
    ]


def _steered(
    well: Well,
    binding: Binding,
    stored: tuple[Row, ...],
    rows: tuple[Row, ...],
    claims: tuple[Claim, ...],
) -> Weighed:
    """The pool weighed, or one moved towards rows and evidence in up to two rounds where few of its members fit."""
    request = well.request
    best = now = _heard(well, _weighed(well, binding, stored, rows), claims)
    if not rows:
        return best
    months = max(month for row in rows for month in row.months)
    for number in range(1, ROUNDS + 1):
        asked = request.guide and number == 1
        if not asked and not weak(now.posterior, request.members):
            break
        guide = steer(now.binding, now.pool.ids, now.posterior.mass, parameters(binding), months, number)
        if guide is None:
            break
        bound = Binding(binding.study, binding.seed, guide)
        now = _heard(well, _weighed(well, bound, stored, rows), claims)
        if asked or now.posterior.ess > best.posterior.ess:
            best = now
    return best


def _weighed(well: Well, binding: Binding, stored: tuple[Row, ...], rows: tuple[Row, ...]) -> Weighed:
    pooled = well.pooled(binding, stored)
    pool = pooled.pool
    if rows != stored:
        pool = pool._replace(likelihoods=_rescored(well, binding, pool, stored, rows))
    start = np.where(pooled.failed, -np.inf, mixture_log_weights(binding, pool.ids, well.hands.here))
    prior = unweighed(pooled.failed) if binding.guide is None else psis(start)
    data = psis(start + pool.log_likelihood(range(len(rows)))) if rows else prior
    nothing = np.zeros((0, pool.ids.shape[0]))
    return Weighed(
        binding, pooled, pool, rows, start, prior, data, (), nothing, nothing > 0.0, data, None, (), (), None
    )


def _rescored(
    well: Well, binding: Binding, pool: Pool, stored: tuple[Row, ...], rows: tuple[Row, ...]
) -> Singles:
    """Likelihoods of the rows in force where some have other errors than those stored, (rows, pool)."""
    columns = np.array(pool.likelihoods[: len(rows)])
    changed = {
        _named("rows", [rows[at] for at in numbers]): numbers
        for numbers in blocks_of(rows).values()
        if any(rows[at] != stored[at] for at in numbers)
    }
    probes = {name: RowProbe([rows[at] for at in numbers]) for name, numbers in changed.items()}
    for name, found in well.probed(binding, probes).items():
        columns[changed[name]] = found
    return columns


def _named(what: str, rows: Sequence[Row]) -> str:
    text = json.dumps([list(row) for row in rows], default=str)
    return f"{what} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _spreads(weighed: Weighed) -> dict[str, float]:
    """Spread of each parameter in the weighted pool, in prior standard deviations."""
    if not weighed.rows:
        return {}
    ids = weighed.pool.ids[systematic(weighed.data.mass, SPREAD_OF)]
    normals = parameter_normals(weighed.binding, parameters(weighed.binding), ids)
    return spreads(normals, np.full(SPREAD_OF, 1.0 / SPREAD_OF))


def systematic(mass: Reals, count: int) -> Ids:
    """Places of a weighted pool drawn in proportion to their mass, at even steps along it."""
    ends = np.cumsum(mass)
    positions = (np.arange(count) + 0.5) / count * ends[-1]
    return np.asarray(np.searchsorted(ends, positions, side="right").clip(0, ends.shape[0] - 1))


def _heard(well: Well, weighed: Weighed, claims: tuple[Claim, ...]) -> Weighed:
    """The same with analyst evidence."""
    if not claims:
        return weighed
    sights = sights_of(claims)
    found = well.probed(weighed.binding, {sight.name: Sights([sight]) for sight in sights})
    seen = {sight: found[sight.name][0] for sight in sights}
    true = truths(claims, seen, weighed.prior.mass)
    # as single numbers, like stored columns: what moved the odds adds up to the last digit
    said = spoken(claims, true).astype(np.float32).astype(np.float64)
    logs = weighed.start + weighed.pool.log_likelihood(range(len(weighed.rows))) + said.sum(axis=0)
    posterior = psis(logs) if sights else weighed.data
    return weighed._replace(claims=claims, said=said, true=true, posterior=posterior)
