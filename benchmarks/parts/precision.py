"""Single precision against double: the kernel beside the NumPy reading, member by member."""

from __future__ import annotations

import numpy as np

from benchmarks.agreement import apart, log_stocks
from benchmarks.findings import Finding, Findings, Table
from benchmarks.machine import cores
from benchmarks.subjects import BLOCK, Reading, binding, blocks, engine, oracle, track_of
from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Engine, Threads, Track
from fourfutures.ensemble.kernel import Part
from fourfutures.futures import classify, indices, readings
from fourfutures.model import Standing

HORIZON = -1
BOUND = 1e-5  # relative
NUDGE = 4.0 * 2.0**-23  # four cells of a uniform


def measure(quick: bool) -> Findings:
    """Run the same members both ways, block by block."""
    work = _Both(engine())
    found = list(Threads(cores()).each(work, blocks(2048 if quick else 20_000, BLOCK)))
    stocks, use, path, flips, ids = (np.concatenate(parts) for parts in zip(*found, strict=True))
    worst = np.maximum(stocks, use)
    strays = ids[worst > BOUND]
    fell = work.fell_otherwise(strays)
    events = np.isin(ids, strays[fell])
    figures = {
        "f32_vs_f64_max_rel": Finding(float(worst[~events].max())),
        "event_flips": Finding(float(events.mean())),
        "class_flips": Finding(float(flips.mean())),
    }
    rows = [
        (name, *(f"{value:.1e}" for value in np.quantile(gap, [0.5, 0.99, 0.9999, 1.0])))
        for name, gap in (
            ("compute stocks, horizon", stocks), ("use by option, horizon", use), ("both, all months kept", path),
        )
    ]  # fmt: skip
    note = (
        f"{ids.shape[0]:,} members without levers, all counted; {strays.shape[0]} are beyond {BOUND:.0e} at the horizon"
        f"{f' (members {_listed(strays)})' if strays.shape[0] else ''}, {int(events.sum())} of them by an event that "
        f"fell the other way; {int(flips.sum())} have another future."
    )
    columns = ("relative difference", "median", "99 %", "99.99 %", "largest")
    return Findings(figures, [Table("Single against double precision", columns, rows, note)])


def _listed(ids: np.ndarray) -> str:
    return ", ".join(str(number) for number in ids[:5])


class _Both:
    """Both readings of a block: distances of stocks and use at the horizon, of all, flips, member numbers."""

    def __init__(self, kernel: Engine) -> None:
        self._kernel = kernel
        study, partners = binding().study, binding().partners
        self._homes = {gamma: partners.weights(gamma)[1:] for gamma in GAMMAS}
        self._readings = list(readings(study, "source", {}).values())

    def __call__(self, ids: np.ndarray) -> tuple[np.ndarray, ...]:
        part, exact = self._kernel.run(ids), oracle(ids)
        stocks, use = _at_horizon(part, exact)
        path = apart(part, exact.log_stocks, exact.ends)
        flips = np.zeros(ids.shape, bool)
        single, double = track_of(part), self._track(ids, exact)
        study = binding().study
        for dials in self._readings:
            codes = [
                classify(indices(track, study.meta.months, dials, self._homes), study.frame)
                for track in (single, double)
            ]
            flips |= codes[0] != codes[1]
        return stocks, use, np.maximum(path.stocks, path.use), flips, ids

    def fell_otherwise(self, ids: np.ndarray) -> np.ndarray:
        """Whether each member agrees once its uniforms are moved by a few roundings, up or down."""
        agreed = np.zeros(ids.shape, bool)
        if ids.shape[0]:
            padded = np.append(ids, ids[-1])  # NumPy sums in order from two on
            part = self._kernel.run(padded)
            for nudge in (-NUDGE, NUDGE):
                agreed |= (np.maximum(*_at_horizon(part, oracle(padded, nudge=nudge))) <= BOUND)[:-1]
        return agreed

    def _track(self, ids: np.ndarray, exact: Reading) -> Track:
        """What classes need, in double precision."""
        p = binding().parameters(ids)
        standing = exact.standing[list(POOL_MONTHS)].transpose(1, 2, 0)
        once = {
            "growth_2025_us": p.us.growth_2025,
            "growth_2025_cn": p.cn.growth_2025,
            "adoption_change_2025": p.world.adoption_change_2025,
        }
        return Track(
            months=POOL_MONTHS,
            gammas=GAMMAS,
            use=exact.ends.transpose(3, 0, 1, 2),
            failed=np.zeros(ids.shape),
            **dict(zip(Standing._fields, standing, strict=True)),
            **{name: np.asarray(value) + np.zeros(ids.shape) for name, value in once.items()},
        )


def _at_horizon(part: Part, exact: Reading) -> tuple[np.ndarray, np.ndarray]:
    """Relative distances of each member in compute stocks and in use by option."""
    stocks = np.abs(np.expm1(log_stocks(part)[HORIZON] - exact.log_stocks[HORIZON])).max(axis=0)
    return stocks, np.abs(part.ends[HORIZON] / exact.ends[HORIZON] - 1.0).max(axis=(0, 1))
