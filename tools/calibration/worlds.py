"""Simulation-based calibration: worlds drawn from the prior, their rows published, a pool weighed by them as a run would."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis import code_version
from fourfutures.analysis.ranging import in_play
from fourfutures.assimilation import (
    Row,
    RowScore,
    SeenProbe,
    Trial,
    Weights,
    covered,
    psis,
    reliability,
    replicas,
    steer,
    tried,
    uniform_p,
    weak,
)
from fourfutures.ensemble import (
    GAMMAS,
    ROUNDS,
    Binding,
    Hands,
    LeverPath,
    cache_folder,
    mixture_log_weights,
    parameter_normals,
    probed,
    replay,
)
from fourfutures.futures import classify, indices, readings
from fourfutures.study import Study

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
SHOWN = ("source", "strict")  # readings whose odds are held against what came true
LEVELS = (0.5, 0.8, 0.9)
EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
BARS = 10  # of the histograms of ranks
KEPT = 25  # members of a pool for each one that a run keeps
SEED = 20251204


class Members(NamedTuple):
    """Members of a pool: what rows see of them, and what is ranked."""

    start: Reals  # log weights before any row
    seen: Reals  # (members, rows)
    targets: Reals  # (indices and parameters, members)
    codes: dict[str, NDArray[np.int64]]  # future by reading

    @classmethod
    def of(
        cls, binding: Binding, ids: Ids, rows: Sequence[Row], names: Sequence[str], hands: Hands
    ) -> Members:
        """Run some members."""
        study = binding.study
        track = replay(binding, ids, LeverPath(study, (), 1, binding.partners.codes), GAMMAS, hands.blocks)
        homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
        found = {
            reading: indices(track, study.meta.months, dials, homes)
            for reading, dials in readings(study, "source", {}).items()
        }
        normals = parameter_normals(binding, names, ids)
        chosen = found["source"]
        return cls(
            mixture_log_weights(binding, ids, hands.here),
            probed(binding, ids, SeenProbe(rows), hands.here).T.astype(np.float64),
            np.stack([chosen.compute, chosen.adoption, *(normals[name] for name in names)]),
            {name: classify(found[name], study.frame).astype(np.int64) for name in SHOWN},
        )


class Found(NamedTuple):
    """What is kept of each world; worlds still to be tried are not a number."""

    ranks: Reals  # (worlds, targets)
    p: Reals  # (worlds, readings, classes)
    labels: Reals  # (worlds, readings)
    effective: Reals  # (worlds,)
    guided: Reals


def worlds(study: Study, rows: Sequence[Row], count: int, size: int, hands: Hands) -> dict[str, Any]:
    """Simulation-based calibration over `count` worlds with pools of `size` members.

    Worlds that were tried are kept in the cache folder, so a calibration that was stopped goes on where it stopped.
    """
    names = in_play(study, frozenset())
    classes = len(study.frame.ids)
    text = f"{study.hash} {code_version()} {count} {size} {SEED}"
    store = cache_folder() / "calibration" / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.npz"
    if store.exists():
        with np.load(store) as held:
            found = Found(*(held[field] for field in Found._fields))
    else:
        shapes = (
            (count, len(names) + 2),
            (count, len(SHOWN), classes),
            (count, len(SHOWN)),
            (count,),
            (count,),
        )
        found = Found(*(np.full(shape, np.nan) for shape in shapes))
    if np.isnan(found.effective).any():
        for _ in _try(study, rows, names, found, size, hands):
            store.parent.mkdir(parents=True, exist_ok=True)
            np.savez(store, **found._asdict())
    trials = {
        reading: [
            Trial(ranks, p, int(label), ess)
            for ranks, p, label, ess in zip(
                found.ranks, found.p[:, at], found.labels[:, at], found.effective, strict=True
            )
        ]
        for at, reading in enumerate(SHOWN)
    }
    return {
        "worlds": count,
        "pool": size,
        "rows": len(rows),
        "guided": int(found.guided.sum()),
        "effective": _quantiles(found.effective),
        "ranks": _ranks(found.ranks, names),
        "reliability": {reading: _reliability(trials[reading]) for reading in SHOWN},
    }


def _try(
    study: Study, rows: Sequence[Row], names: Sequence[str], found: Found, size: int, hands: Hands
) -> Iterator[int]:
    """Try the worlds that have not been tried, and fill `found` in, one after another."""
    binding, count = Binding(study, SEED), found.effective.shape[0]
    ids = np.arange(size, dtype=np.int64)
    pool = Members.of(binding, ids, rows, names, hands)
    truths = np.arange(count, dtype=np.int64) * (size // count)
    published = replicas(rows, pool.seen[truths], SEED, truths, "calibration")
    for world in np.flatnonzero(np.isnan(found.effective)).tolist():
        truth = int(truths[world])
        told = [row._replace(value=float(value)) for row, value in zip(rows, published[world], strict=True)]
        members, weights, rounds = _steered(binding, pool, told, truth, names, size, hands)
        for at, reading in enumerate(SHOWN):
            trial = tried(
                weights, members.targets, members.codes[reading], found.p.shape[2], pool.targets[:, truth],
                int(pool.codes[reading][truth]),
            )  # fmt: skip
            found.ranks[world], found.p[world, at], found.labels[world, at] = (
                trial.ranks,
                trial.p,
                trial.label,
            )
        found.guided[world], found.effective[world] = float(rounds > 0), weights.ess
        yield world


def _steered(
    binding: Binding,
    pool: Members,
    told: Sequence[Row],
    truth: int,
    names: Sequence[str],
    size: int,
    hands: Hands,
) -> tuple[Members, Weights, int]:
    """The pool weighed by the rows of one world, or the best of the pools moved towards them, as a run would."""
    months = max(month for row in told for month in row.months)
    ids = np.arange(size, dtype=np.int64)
    best = (pool, _weights(pool, told, truth), 0)
    now, bound, numbers = best, binding, ids
    for number in range(1, ROUNDS + 1):
        if not weak(now[1], size // KEPT):
            break
        guide = steer(bound, numbers, now[1].mass, names, months, number)
        if guide is None:
            break
        bound, numbers = Binding(binding.study, SEED, guide), guide.ids(size)
        members = Members.of(bound, numbers, told, names, hands)
        now = (members, _weights(members, told, None), number)
        if now[1].ess > best[1].ess:
            best = now
    return best


def _weights(members: Members, told: Sequence[Row], truth: int | None) -> Weights:
    logs = members.start + RowScore(told).of_seen(members.seen).sum(axis=1)
    if truth is not None:
        logs[truth] = -np.inf  # the truth must not vote for itself
    return psis(np.where(np.isfinite(logs), logs, -np.inf))


def _ranks(ranks: Reals, names: Sequence[str]) -> dict[str, Any]:
    """Ranks of the truth: evenness and coverage of each target, bars of both indices and of all parameters."""
    targets = ["index_compute", "index_adoption", *names]
    bars = {
        "index_compute": ranks[:, 0],
        "index_adoption": ranks[:, 1],
        "parameters": ranks[:, 2:].ravel(),
    }
    return {
        "uniform_p": {name: uniform_p(column) for name, column in zip(targets, ranks.T, strict=True)},
        "covered": {
            name: {f"{level:g}": covered(column, level) for level in LEVELS}
            for name, column in zip(targets, ranks.T, strict=True)
        },
        "histogram": {
            name: np.histogram(values, bins=BARS, range=(0.0, 1.0))[0].tolist()
            for name, values in bars.items()
        },
    }


def _reliability(found: Sequence[Trial]) -> dict[str, Any]:
    p = np.stack([trial.p for trial in found])
    labels = np.array([trial.label for trial in found])
    true = np.eye(p.shape[1])[labels]
    base = np.bincount(labels, minlength=p.shape[1]) / labels.shape[0]
    return {
        "bins": [entry._asdict() for entry in reliability(p, labels, EDGES)],
        "brier": float(((p - true) ** 2).sum(axis=1).mean()),
        "brier_of_shares": float(((base - true) ** 2).sum(axis=1).mean()),
    }


def _quantiles(values: Reals) -> dict[str, float]:
    return {
        f"q{level:02.0f}": float(np.quantile(values, level / 100.0))
        for level in (5.0, 25.0, 50.0, 75.0, 95.0)
    }
