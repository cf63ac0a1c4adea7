"""Members a second on JAX and in the compiled kernel: one process, the same members, in turns; then how far they agree.

    python benchmarks/jax_members.py --members 16384 --blocks 512 4096
    python benchmarks/jax_members.py --platform gpu --members 1000000 --blocks 16384 65536 262144

Times are from member numbers in to arrays of the host out, the best of several turns; `members_per_cpu_s` divides by
the processor time of all threads instead, which other work on the machine disturbs less. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable

import numpy as np

from fourfutures.ensemble import (
    GAMMAS,
    POOL_MONTHS,
    Accelerator,
    Binding,
    Engine,
    EnsembleError,
    LeverPath,
    NamedChance,
    members,
    ordered_sum,
)
from fourfutures.ensemble.crew import Threads
from fourfutures.ensemble.kernel import Part
from fourfutures.study import load_study

TILE = 1024  # members of one call of the kernel
COMPARED = 4096  # members that the oracle runs too
PROMISE = 2e-5  # relative; beyond it a comparison with a threshold has fallen the other way


def seconds(work: Callable[[], object]) -> np.ndarray:
    """Wall time and processor time of one turn."""
    begin = np.array([time.perf_counter(), time.process_time()])
    work()
    return np.array([time.perf_counter(), time.process_time()]) - begin


def oracle(binding: Binding, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """In double precision: `ends` as a `Part` has them, and log stocks (months + 1, 2, members)."""
    path = LeverPath(binding.study, (), 1, binding.partners.codes)
    chance = NamedChance(binding.seed, ids, binding.partners.codes, 1.0 / 12.0)
    channels = path.channels(binding.draws, ids, 1.0 / 12.0, binding.study.meta.months)
    ends, stocks = [], []
    for moment in members(binding, ids, chance, channels):
        state = moment.state
        stocks.append(np.log([state.us.floor.compute_stock, state.cn.floor.compute_stock]))
        if moment.step in POOL_MONTHS:
            weights = (binding.partners.weights(gamma)[0][:, None] for gamma in GAMMAS)
            country = state.countries
            ends.append(
                [[ordered_sum(w * country.adoption * share) for share in country.shares] for w in weights]
            )
    return np.array(ends), np.array(stocks)


def agreement(part: Part, ends: np.ndarray, stocks: np.ndarray) -> dict[str, float]:
    """Relative distance of a reading from the oracle: the largest of each member, in its use and in its stocks."""
    found = np.stack([part.month_by_month(f"standing.log_stock_{bloc}") for bloc in ("us", "cn")], axis=1)
    use = np.abs(part.ends / ends - 1.0).max(axis=(0, 1, 2))
    stock = np.abs(np.expm1(found - stocks)).max(axis=(0, 1))
    beyond = np.maximum(use, stock) > PROMISE
    return {
        "members_beyond_promise": int(beyond.sum()),
        "use_median": float(f"{np.median(use):.1e}"),
        "use_largest_within": float(f"{use[~beyond].max():.1e}"),
        "stocks_median": float(f"{np.median(stock):.1e}"),
        "stocks_largest_within": float(f"{stock[~beyond].max():.1e}"),
    }


def main() -> int:
    """Measure, print, and say no where JAX or the device is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=16384)
    parser.add_argument("--blocks", type=int, nargs="+", default=[512, 4096], help="powers of two")
    parser.add_argument("--platform", choices=["cpu", "gpu"], help="by default what JAX prefers")
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()

    binding = Binding(load_study("ai-2027"), seed=7)
    made = (binding, 0.5, GAMMAS, POOL_MONTHS, LeverPath(binding.study, (), 1, binding.partners.codes))
    ids = np.arange(asked.members, dtype=np.int64)
    tiles = [ids[first : first + TILE] for first in range(0, asked.members, TILE)]
    engine = Engine(*made)
    try:
        on_jax = {block: Accelerator(*made, platform=asked.platform, block=block) for block in asked.blocks}
    except EnsembleError as refusal:
        print(refusal, file=sys.stderr)
        return 2

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    subjects: dict[str, Callable[[], object]] = {
        "kernel, 1 thread": lambda: [engine.run(tile) for tile in tiles],
        f"kernel, {cores} threads": lambda: sum(1 for _ in Threads(cores).each(engine.run, tiles)),
    }
    for block, accelerator in on_jax.items():
        subjects[f"jax, blocks of {block}"] = lambda running=accelerator: running.run(ids)
    engine.run(ids[:1])
    compiling = {block: seconds(lambda a=a, b=block: a.run(ids[:b])) for block, a in on_jax.items()}
    best = {name: np.full(2, np.inf) for name in subjects}
    for _ in range(asked.turns):
        for name, work in subjects.items():
            best[name] = np.minimum(best[name], seconds(work))

    some = ids[:COMPARED]
    exact = oracle(binding, some)
    first = next(iter(on_jax.values()))
    result = {
        "device": first.device,
        "cores": cores,
        "members": asked.members,
        "members_per_s": {name: round(asked.members / wall) for name, (wall, _) in best.items()},
        "members_per_cpu_s": {name: round(asked.members / cpu) for name, (_, cpu) in best.items()},
        "first_call_cpu_s": {f"blocks of {block}": round(cpu, 1) for block, (_, cpu) in compiling.items()},
        "from_oracle": {
            "promise": PROMISE,
            "members": int(some.shape[0]),
            "kernel": agreement(engine.run(some), *exact),
            "jax": agreement(first.run(some), *exact),
        },
    }
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
