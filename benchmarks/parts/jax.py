"""Members a second on JAX and in the compiled kernel: one process, the same members, in turns; then how far they agree.

    python -m benchmarks.parts.jax --members 16384 --blocks 512 4096
    python -m benchmarks.parts.jax --platform gpu --members 1000000 --blocks 16384 65536 262144

Times are from member numbers in to arrays of the host out, the best of several turns; `members_per_cpu_s` divides by
the processor time of all threads instead, which other work on the machine disturbs less. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.agreement import PROMISE, apart
from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.machine import cores
from benchmarks.subjects import GAMMA, binding, blocks, engine, levers, oracle, run_all
from fourfutures.ensemble import GAMMAS, POOL_MONTHS, Accelerator, EnsembleError
from fourfutures.ensemble.kernel import Part

COMPARED = 4096  # members that the oracle runs too


def measure(quick: bool) -> Findings:
    """On the processor, in blocks of two sizes."""
    if importlib.util.find_spec("jax") is None:
        raise Unmeasured("JAX is not installed (extra gpu)")
    found = compared(*((1024, (512,), "cpu", 1) if quick else (8192, (512, 4096), "cpu", 3)))
    rates = found["members_per_s"]
    on_jax = max(rate for name, rate in rates.items() if name.startswith("jax"))
    kernel = rates[f"kernel, {found['cores']} threads"]
    rows = [(name, digits(float(rate))) for name, rate in rates.items()]
    tables = [Table("Beside JAX", (f"members a second, {found['device']}", ""), rows)]
    return Findings({"ratio_jax": Finding(kernel / on_jax)}, tables)


def compared(count: int, sizes: Sequence[int], platform: str | None, turns: int) -> dict[str, Any]:
    """Rates, costs of the first call and distances from the oracle. Raises EnsembleError where JAX or a device is missing."""
    made = (binding(), GAMMA, GAMMAS, POOL_MONTHS, levers())
    ids, pieces, kernel, every = np.arange(count, dtype=np.int64), blocks(count), engine(), cores()
    on_jax = {block: Accelerator(*made, platform=platform, block=block) for block in sizes}
    subjects: dict[str, Callable[[], object]] = {
        f"kernel, {workers} thread{'s' if workers > 1 else ''}": lambda w=workers: run_all(kernel, pieces, w)
        for workers in sorted({1, every})
    }
    for block, accelerator in on_jax.items():
        subjects[f"jax, blocks of {block}"] = lambda running=accelerator: running.run(ids)
    compiling = {block: _seconds(lambda a=a, b=block: a.run(ids[:b])) for block, a in on_jax.items()}
    best = {name: np.full(2, np.inf) for name in subjects}
    for _ in range(turns):
        for name, work in subjects.items():
            best[name] = np.minimum(best[name], _seconds(work))
    some = ids[:COMPARED]
    exact, first = oracle(some), next(iter(on_jax.values()))
    return {
        "device": first.device,
        "cores": every,
        "members": count,
        "members_per_s": {name: round(count / wall) for name, (wall, _) in best.items()},
        "members_per_cpu_s": {name: round(count / cpu) for name, (_, cpu) in best.items()},
        "first_call_cpu_s": {f"blocks of {block}": round(cpu, 1) for block, (_, cpu) in compiling.items()},
        "from_oracle": {
            "promise": PROMISE,
            "members": int(some.shape[0]),
            "kernel": _distances(kernel.run(some), exact.log_stocks, exact.ends),
            "jax": _distances(first.run(some), exact.log_stocks, exact.ends),
        },
    }


def _seconds(work: Callable[[], object]) -> np.ndarray:
    """Wall time and processor time of one turn."""
    begin = np.array([time.perf_counter(), time.process_time()])
    work()
    return np.array([time.perf_counter(), time.process_time()]) - begin


def _distances(part: Part, stocks: np.ndarray, ends: np.ndarray) -> dict[str, float]:
    """Relative distance of a reading from the oracle: the largest of each member, in its use and in its stocks."""
    gap = apart(part, stocks, ends)
    within = np.maximum(gap.use, gap.stocks) <= PROMISE
    return {
        "members_beyond_promise": gap.beyond,
        "use_median": float(f"{np.median(gap.use):.1e}"),
        "use_largest_within": float(f"{gap.use[within].max():.1e}"),
        "stocks_median": float(f"{np.median(gap.stocks):.1e}"),
        "stocks_largest_within": float(f"{gap.stocks[within].max():.1e}"),
    }


def main() -> int:
    """Measure, print, and say no where JAX or the device is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--members", type=int, default=16384)
    parser.add_argument("--blocks", type=int, nargs="+", default=[512, 4096], help="powers of two")
    parser.add_argument("--platform", choices=["cpu", "gpu"], help="by default what JAX prefers")
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    try:
        print(json.dumps(compared(asked.members, asked.blocks, asked.platform, asked.turns), indent=2))
    except EnsembleError as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
