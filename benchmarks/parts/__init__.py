"""Every part of the benchmarks: its name, the figures it gives, and what measures them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from benchmarks.findings import Findings


class Piece(NamedTuple):
    """One part; its module is loaded when its turn comes, so that one that misses a package stops no other."""

    module: str
    function: str
    keys: Sequence[str]

    def measure(self, quick: bool) -> Findings:
        """Findings of this part. Raises Unmeasured, or anything that goes wrong."""
        work: Callable[[bool], Findings] = getattr(
            import_module(f"benchmarks.parts.{self.module}"), self.function
        )
        return work(quick)


PARTS: Mapping[str, Piece] = {
    "speed": Piece(
        "speed", "measure",
        ("members_per_s", "members_per_s_per_core", "ratio_c", "ratio_c_one_thread", "ratio_numpy",
         "ratio_numpy_one_thread"),
    ),
    "ema": Piece("ema", "measure", ("ratio_ema",)),
    "pysd": Piece("pysd", "measure", ("ratio_pysd",)),
    "jax": Piece("jax", "measure", ("ratio_jax",)),
    "roofline": Piece(
        "roofline", "measure",
        ("fma_peak_gflops", "kernel_gflops", "flops_per_country_month", "share_of_fma_peak"),
    ),
    "million": Piece("commands", "million", ("million_seconds", "million_rss_mb")),
    "million-prior": Piece("commands", "million_prior", ("million_prior_seconds", "million_prior_rss_mb")),
    "cold": Piece("commands", "cold_starts", ("cold_start_cached_s", "cold_start_uncached_s")),
    "default": Piece("commands", "default_run", ("default_run_s", "default_run_cached_pool_s")),
    "dates": Piece("live", "dates", ("pool_seconds", "as_of_change_ms")),
    "sliders": Piece("live", "sliders", ("slider_2000_p95_ms", "slider_10000_p95_ms")),
    "dask": Piece("cluster", "measure", ("dask_2_workers_speedup",)),
    "precision": Piece("precision", "measure", ("f32_vs_f64_max_rel", "event_flips", "class_flips")),
    "bits": Piece("bits", "measure", ("bits_equal",)),
    "variance": Piece("variance", "measure", ("paired_gain",)),
    "indices": Piece("why", "indices", ("ratio_salib",)),
    "why": Piece("why", "commands", ("sensitivity_s", "levers_20000_s", "levers_2000_s")),
    "boxes": Piece("discovery", "boxes", ("prim_ratio",)),
    "discover": Piece("discovery", "five_futures", ("discover_100000_s",)),
    "robust": Piece("discovery", "commands", ("robust_s", "discover_s")),
    "evidence": Piece(
        "evidence", "measure",
        ("evidence_f1", "evidence_f1_gap", "evidence_f1_always", "evidence_f1_tfidf", "evidence_indicator_f1",
         "evidence_indicator_f1_tfidf", "evidence_direction", "evidence_direction_always", "evidence_quantity",
         "evidence_sentences_per_s"),
    ),
    "install": Piece("installation", "measure", ("install_mb",)),
}  # fmt: skip
