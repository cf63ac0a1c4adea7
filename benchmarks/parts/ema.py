"""EMA Workbench calling the NumPy reading for one member at a time, beside the kernel."""

from __future__ import annotations

import importlib.util
import warnings
from typing import Any

import numpy as np

from benchmarks.findings import Findings, Table, Unmeasured, digits
from benchmarks.machine import cores
from benchmarks.subjects import blocks, engine, oracle, run_all
from benchmarks.turns import take_turns
from fourfutures.model import Series

OUTCOMES = ("compute_ratio", "adoption_us", "adoption_cn", "share_us", "share_cn", "share_own")
HORIZON = -1


def single_run(member: float) -> dict[str, float]:
    """One member by its number; a plain function, as the workbench asks for."""
    found = oracle(np.array([member, member], dtype=np.int64)).series[
        HORIZON, :, 0
    ]  # NumPy sums in order from two on
    return {name: float(found[Series._fields.index(name)]) for name in OUTCOMES}


def measure(quick: bool) -> Findings:
    """The kernel on every core and the workbench with as many processes, in turns."""
    if importlib.util.find_spec("ema_workbench") is None:
        raise Unmeasured("EMA Workbench is not installed (extra bench)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about optional packages that nobody asked for
        from ema_workbench import IntegerParameter, Model, MultiprocessingEvaluator, ScalarOutcome

    runs, count, turns = (24, 4096, 2) if quick else (240, 32_768, 5)
    every, kernel = cores(), engine()
    model: Any = Model("fourfutures", function=single_run)
    model.uncertainties = [IntegerParameter("member", 0, 1_000_000)]
    model.outcomes = [ScalarOutcome(name) for name in OUTCOMES]
    pieces = blocks(count)
    with MultiprocessingEvaluator(model, n_processes=every) as evaluator:
        evaluator.perform_experiments(scenarios=2 * every)  # every process has read the study
        times = take_turns(
            {
                "kernel": (lambda: run_all(kernel, pieces, every), count),
                "EMA Workbench": (lambda: evaluator.perform_experiments(scenarios=runs), runs),
            },
            turns,
        )
    rows = [(name, digits(found.rate().value)) for name, found in times.items()]
    tables = [Table("Beside EMA Workbench", ("members a second on every core", ""), rows)]
    return Findings({"ratio_ema": times["kernel"].over(times["EMA Workbench"])}, tables)
