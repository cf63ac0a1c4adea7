"""What would change the odds and what drives them: Sobol' indices beside SALib, and both commands as a reader types them."""

from __future__ import annotations

import importlib.util

import numpy as np

from benchmarks.commands import run
from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.turns import take_turns
from fourfutures.analysis import bootstrap, sobol

INPUTS, OUTCOMES, RESAMPLES, BLOCKS = 30, 10, 100, 128
MOST_APART = 1e-6


def indices(quick: bool) -> Findings:
    """First-order and total indices with intervals, on one sample, in turns; work is counted in outcomes."""
    if importlib.util.find_spec("SALib") is None:
        raise Unmeasured("SALib is not installed (extra dev)")
    from SALib.analyze import sobol as peer

    rows, turns = (1024, 2) if quick else (16_384, 3)
    draw = np.random.default_rng(1).normal
    a, b = draw(size=(2, rows, OUTCOMES))
    mixed = [0.7 * a + 0.3 * draw(size=(rows, OUTCOMES)) for _ in range(INPUTS)]
    problem = {"num_vars": INPUTS, "names": [f"x{n}" for n in range(INPUTS)], "bounds": [[0.0, 1.0]] * INPUTS}
    one = np.stack([a[:, 0], *(values[:, 0] for values in mixed), b[:, 0]], axis=1).ravel()

    def theirs() -> dict[str, np.ndarray]:
        found: dict[str, np.ndarray] = peer.analyze(
            problem, one, calc_second_order=False, num_resamples=RESAMPLES, seed=1
        )
        return found

    ours = sobol(a, b, mixed, bootstrap(BLOCKS, RESAMPLES, 1, "benchmark"))
    other = theirs()
    apart = max(np.abs(ours.first[:, 0] - other["S1"]).max(), np.abs(ours.total[:, 0] - other["ST"]).max())
    if apart > MOST_APART:
        raise Unmeasured(f"the indices differ by {apart:.1e}, so their speeds compare nothing")
    times = take_turns(
        {
            "fourfutures": (
                lambda: sobol(a, b, mixed, bootstrap(BLOCKS, RESAMPLES, 1, "benchmark")),
                OUTCOMES,
            ),
            "SALib": (theirs, 1),
        },
        turns,
    )
    lines = [(name, digits(found.rate().value)) for name, found in times.items()]
    note = (
        f"{INPUTS} inputs, {rows:,} rows, {RESAMPLES} resamples; indices agree to {apart:.0e}. We resample {BLOCKS} blocks "
        "of rows, SALib single rows: the intervals agree, the work does not."
    )
    tables = [Table("Sobol' indices beside SALib", ("outcomes a second", ""), lines, note)]
    return Findings({"ratio_salib": times["fourfutures"].over(times["SALib"])}, tables)


def commands(quick: bool) -> Findings:
    """Both commands in a fresh process, pool and kernel in the cache."""
    if quick:
        raise Unmeasured("left out with --quick: a smaller run says nothing about this one")
    run(("levers", "--lever", "us_permitting", "--members", "20000", "--json"), {})  # makes pool and kernel
    sensitivity = run(("sensitivity", "--json"), {})
    levers = run(("levers", "--pairs", "--members", "20000", "--json"), {})
    few = run(("levers", "--json"), {})
    return Findings(
        {
            "sensitivity_s": Finding(sensitivity.seconds),
            "levers_20000_s": Finding(levers.seconds),
            "levers_2000_s": Finding(few.seconds),
        }
    )
