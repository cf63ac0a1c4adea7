"""The figures of the benchmarks: key, unit, target, and how each is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.findings import Value


class Target(NamedTuple):
    """A bound that a figure should keep."""

    kind: str  # at least, at most, under, true
    bound: float = 1.0

    def met(self, value: Value) -> bool:
        """Whether a value keeps to it."""
        if self.kind == "true":
            return bool(value)
        if self.kind == "at least":
            return float(value) >= self.bound
        return float(value) < self.bound if self.kind == "under" else float(value) <= self.bound

    def __str__(self) -> str:
        return "yes" if self.kind == "true" else f"{self.kind} {self.bound:g}"


class Figure(NamedTuple):
    """One figure."""

    unit: str
    how: str
    target: Target | None = None


def least(bound: float) -> Target:
    """At least so much."""
    return Target("at least", bound)


def under(bound: float) -> Target:
    """Less than so much."""
    return Target("under", bound)


def most(bound: float) -> Target:
    """At most so much."""
    return Target("at most", bound)


FIGURES: Mapping[str, Figure] = {
    "members_per_s": Figure(
        "members/s", "the kernel on every core, member numbers in, monthly readings and shares at three months out"
    ),
    "members_per_s_per_core": Figure("members/s", "the same on one thread"),
    "ratio_c": Figure(
        "ratio",
        "kernel over its twin in C, written from the same equations, both on every core in turns; of the compilers "
        "and vector widths at hand the fastest twin counts",
        least(0.75),
    ),
    "ratio_c_one_thread": Figure("ratio", "the same, both on one thread"),
    "ratio_numpy": Figure(
        "ratio", "kernel over the NumPy reading, both on every core in turns, each in blocks that suit it", least(15)
    ),
    "ratio_numpy_one_thread": Figure("ratio", "the same, both on one thread"),
    "ratio_ema": Figure(
        "ratio",
        "kernel on every core over EMA Workbench with one process a core, which calls the NumPy reading for one "
        "member at a time",
        least(300),
    ),
    "ratio_pysd": Figure(
        "ratio",
        "both blocs without partners, one thread: the kernel's pass over PySD running the same equations, exported "
        "as a Vensim model",
    ),
    "ratio_jax": Figure("ratio", "kernel over JAX on the processor, both on every core"),
    "million_seconds": Figure(
        "s", "`run --members 1000000` in a fresh process, data weighed, with pages and Parquet", under(10)
    ),
    "million_rss_mb": Figure(
        "MB", "its peak memory, children and mapped pool included", under(600)
    ),
    "million_prior_seconds": Figure("s", "`run --prior --members 1000000` in a fresh process"),
    "million_prior_rss_mb": Figure("MB", "its peak memory"),
    "cold_start_cached_s": Figure(
        "s", "`run --prior --members 10000` from the start of the process, kernel in the cache", under(2)
    ),
    "cold_start_uncached_s": Figure("s", "the same with an empty cache: the kernel is compiled", under(10)),
    "pool_seconds": Figure("s", "the pool of 500,000 members, run and scored in one process, not read from the cache"),
    "default_run_s": Figure("s", "`run` when it must make its pool of 500,000", under(12)),
    "default_run_cached_pool_s": Figure("s", "`run` for another folder, pool in the cache", under(3)),
    "as_of_change_ms": Figure("ms", "another as-of date from a cached pool, inside one process, median", under(500)),
    "slider_2000_p95_ms": Figure(
        "ms", "levers in to summary out as JSON, 2,000 members, inside one process, 95th percentile", under(25)
    ),
    "slider_10000_p95_ms": Figure("ms", "the same with 10,000 members", under(100)),
    "dask_2_workers_speedup": Figure(
        "ratio", "members per second of two worker processes of one thread each over one such worker, real schedulers"
    ),
    "f32_vs_f64_max_rel": Figure(
        "ratio",
        "largest relative difference of the kernel from the NumPy reading in double precision, 20,000 members, compute "
        "stocks and use by option at the horizon; members of `event_flips` are counted there and not here",
        most(1e-5),
    ),
    "event_flips": Figure(
        "share",
        "members beyond that bound who agree again once every uniform that decides an event is moved by four cells of "
        "2^-23 in double precision: a draw lay within rounding of its threshold",
    ),
    "class_flips": Figure("share", "members of these whose future differs under any of the three readings", under(1e-4)),
    "bits_equal": Figure(
        "yes or no", "outputs of 4,096 members, byte for byte, on 1, 2 and 4 threads, any block, AVX2 and AVX-512",
        Target("true"),
    ),
    "install_mb": Figure("MB", "a fresh environment after `pip install .`, pip's own files left out", most(450)),
    "fma_peak_gflops": Figure("Gflop/s", "one core, independent fused multiply-adds in single precision"),
    "kernel_gflops": Figure(
        "Gflop/s", "floating-point operations of the kernel's passes a second on one thread, random words not counted"
    ),
    "flops_per_country_month": Figure("flops", "operations of one partner's month, `exp` and `log` as their polynomials"),
    "share_of_fma_peak": Figure("share", "the two divided"),
    "paired_gain": Figure(
        "ratio", "variance of a lever's effect, independent members over the same members with and without it"
    ),
    "ratio_salib": Figure(
        "ratio",
        "Sobol' indices, first order and total, with 100 resamples, 30 inputs and 16,384 rows: outcomes a second over SALib",
        least(50),
    ),
    "sensitivity_s": Figure("s", "`sensitivity` in a fresh process, model runs included, pool in the cache", under(30)),
    "levers_20000_s": Figure(
        "s", "`levers --pairs --members 20000` in a fresh process, pool in the cache: all alone, dosed, later, in pairs",
        under(60),
    ),
    "levers_2000_s": Figure("s", "`levers` with its own number of members, pool in the cache", under(15)),
    "prim_ratio": Figure(
        "ratio",
        "one box of a future from 100,000 members and 30 inputs as they come, over EMA Workbench's PRIM on the same; no number "
        "where our box is less dense at its coverage",
        least(10),
    ),
    "discover_100000_s": Figure(
        "s",
        "all five futures on 100,000 members that have been run: sorting some 100 inputs, boxes with twenty samples drawn "
        "again, ways, trees, the reasons check, as `discover` tells them; inside one process on every core",
        under(10),
    ),
    "robust_s": Figure("s", "`robust` in a fresh process with its own number of members, pool in the cache"),
    "discover_s": Figure("s", "`discover` in a fresh process with its own number of members, pool in the cache"),
    "evidence_f1": Figure("share", "sentences of unseen articles: F1 of what an analyst would take as evidence", least(0.80)),
    "evidence_f1_gap": Figure("share", "the same, English and Chinese apart", most(0.05)),
    "evidence_f1_always": Figure("share", "the same where every sentence is called evidence"),
    "evidence_f1_tfidf": Figure("share", "the same of TF-IDF of characters with logistic regression, at the threshold that suits it best"),
    "evidence_indicator_f1": Figure("share", "macro-F1 over the indicators of true evidence", least(0.55)),
    "evidence_indicator_f1_tfidf": Figure("share", "the same of TF-IDF of characters with logistic regression"),
    "evidence_direction": Figure("share", "true evidence whose side is told right", least(0.75)),
    "evidence_direction_always": Figure("share", "the same where every sentence favours CN"),
    "evidence_quantity": Figure("share", "true evidence whose set of quantities is told exactly, none included", least(0.85)),
    "evidence_sentences_per_s": Figure("sentences/s", "read and judged on one thread, a second of the processor", least(2000)),
}  # fmt: skip
