"""What shared luck, pools and strata do to sampling error, read off independent seeds."""

from __future__ import annotations

import numpy as np

from benchmarks.findings import Finding, Findings, Table, digits
from benchmarks.machine import cores
from fourfutures.analysis import Pools, Request
from fourfutures.analysis.weighing import World, weigh
from fourfutures.assimilation import psis
from fourfutures.ensemble import GAMMAS, Binding, Hands, LeverPath, Shelf, Track, replay
from fourfutures.futures import classify, indices, readings
from fourfutures.study import Study, lever_settings, load_study

LEVERS = ("export_control=1", "us_permitting=1", "cn_ai_plus=1", "partner_sovereign=1")
READING = "source"
MEMBERS = 2000  # of a lever's two runs
KEPT = 1000  # of a weighed run; its pool is 25 times as large


def measure(quick: bool) -> Findings:
    """Both tables."""
    study, hands = load_study("ai-2027"), Hands.of(cores())
    gains, effects = _effects(study, hands, 4 if quick else 40)
    return Findings(
        {"paired_gain": Finding(gains)}, [effects, _probabilities(study, hands, 3 if quick else 24)]
    )


def _shares(study: Study, binding: Binding, track: Track) -> np.ndarray:
    """Share of members in each future."""
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in GAMMAS}
    dials = readings(study, READING, {})[READING]
    codes = classify(indices(track, study.meta.months, dials, homes), study.frame)
    return np.bincount(codes, minlength=len(study.frame.ids)) / codes.shape[0]


def _effects(study: Study, hands: Hands, seeds: int) -> tuple[float, Table]:
    """Each lever's effect on each future, seed by seed: with and without it on the same members, and on others."""
    ids = np.arange(MEMBERS, dtype=np.int64)
    shares = np.empty((seeds, 1 + len(LEVERS), len(study.frame.ids)))
    for seed in range(seeds):
        binding = Binding(study, seed)
        for row, names in enumerate(((), *((name,) for name in LEVERS))):
            path = LeverPath(study, lever_settings(names, study), 1, binding.partners.codes)
            shares[seed, row] = _shares(study, binding, replay(binding, ids, path, GAMMAS, hands.blocks))
    gains, rows = [], []
    for row, name in enumerate(LEVERS, start=1):
        change = shares[:, row] - shares[:, 0]
        most = int(np.abs(change.mean(axis=0)).argmax())
        together = float(change[:, most].var(ddof=1))
        apart = float(shares[:, row, most].var(ddof=1) + shares[:, 0, most].var(ddof=1))
        gains.append(apart / together)
        rows.append(
            (name, study.frame.ids[most], f"{change[:, most].mean():+.3f}", f"{apart**0.5:.4f}", f"{together**0.5:.4f}",
             digits(apart / together, 2))
        )  # fmt: skip
    columns = ("lever", "future it moves most", "change in probability", "error, independent members",
               "error, the same members", "members it saves, factor")  # fmt: skip
    note = (
        f"Standard error of the change with {MEMBERS:,} members, prior, reading `{READING}`, from {seeds} seeds. A factor "
        f"from {seeds} seeds is itself known to about {1.4 * (2.0 / seeds) ** 0.5:.0%}."
    )
    return float(np.median(gains)), Table("A lever on the same members", columns, rows, note)


def _probabilities(study: Study, hands: Hands, seeds: int) -> Table:
    """Each future's probability after data, seed by seed, by how the members of a run are found."""
    found: dict[str, list[np.ndarray]] = {}
    for seed in range(seeds):
        world = weigh(
            Request.of(study, members=KEPT, seed=seed),
            "neutral",
            hands,
            Pools(Shelf(None)),
            lambda what, done, size: None,
        )
        for name, shares in _ways(world, seed).items():
            found.setdefault(name, []).append(shares)
    ids = world.study.frame.ids
    rows = [
        (name, *(f"{error:.4f}" for error in np.std(values, axis=0, ddof=1)))
        for name, values in found.items()
    ]
    means = np.mean(found[POOL], axis=0)
    rows.insert(0, ("probability, mean over seeds", *(f"{mean:.3f}" for mean in means)))
    note = f"Standard error over {seeds} seeds, {KEPT:,} members kept of a pool of 25 times as many, reading `{READING}`."
    return Table("A probability after data", ("members found by", *ids), rows, note)


ALONE = "weights alone, no pool"
DRAWN = "a pool, members drawn by weight"
POOL = "a pool, members by strata (as runs do)"


def _ways(world: World, seed: int) -> dict[str, np.ndarray]:
    """Probabilities by ways of finding the members of a run."""
    codes, classes = world.codes[READING], len(world.study.frame.ids)
    mass = world.posterior.mass
    first = np.arange(KEPT)
    logs = (world.start + world.pool.log_likelihood(range(len(world.rows))))[:KEPT]
    drawn = np.random.default_rng(seed).choice(mass.shape[0], KEPT, p=mass / mass.sum())
    kept = world.kept
    return {
        ALONE: np.bincount(codes[first], weights=psis(logs).mass, minlength=classes),
        DRAWN: np.bincount(codes[drawn], minlength=classes) / KEPT,
        POOL: np.bincount(world.kept_codes(READING), weights=kept.weights, minlength=classes),
    }
