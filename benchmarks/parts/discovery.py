"""Conditions of futures: the first box beside EMA Workbench's, and everything that `discover` says of 100,000 members."""

from __future__ import annotations

import importlib.util
import logging
import time
import warnings
from typing import Any

import numpy as np

from benchmarks.commands import run
from benchmarks.findings import Finding, Findings, Table, Unmeasured, digits
from benchmarks.machine import cores
from benchmarks.subjects import SEED
from benchmarks.turns import spread, take_turns
from fourfutures.analysis import Pools, Request
from fourfutures.analysis.discovery.box import Aim, Fill
from fourfutures.analysis.discovery.covering import Search, cover
from fourfutures.analysis.discovery.document import Discovery, discovered
from fourfutures.analysis.discovery.inputs import COARSE, LEVELS, Column, Inputs, Ranked
from fourfutures.analysis.discovery.ready import ready
from fourfutures.analysis.discovery.trimming import Members
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands, Shelf
from fourfutures.study import load_study

MEMBERS, INPUTS = 100_000, 30
SLAB, LEAST = 0.05, 0.05  # of the box, of all members
ALIKE = 0.01  # of density at the same coverage, below which boxes count as equally good


def boxes(quick: bool) -> Findings:
    """One future's box among members as they come, sorting included; EMA Workbench peels and pastes the same frame."""
    if importlib.util.find_spec("ema_workbench") is None:
        raise Unmeasured("EMA Workbench is not installed (extra bench)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about optional packages that nobody asked for
        logging.disable(logging.WARNING)
        import pandas as pd
        from ema_workbench.analysis import prim

    members, turns = (5_000, 1) if quick else (MEMBERS, 3)
    draw = np.random.default_rng(3)
    values = draw.random((members, INPUTS))
    corner = (values[:, 0] > 0.55) & (values[:, 1] < 0.6) & (values[:, 2] > 0.25)
    hit = draw.random(members) < np.where(corner, 0.85, 0.08)
    names = [f"x{number:02d}" for number in range(INPUTS)]
    frame = pd.DataFrame(values, columns=names)
    weights = np.full(members, 1.0 / members)
    columns = [Column(name, np.ascontiguousarray(values[:, at])) for at, name in enumerate(names)]

    def ours() -> Fill:
        ranked = [Ranked.of(column) for column in columns]
        everyone = Members(Inputs.cut(ranked, weights, LEVELS), hit, weights)
        found = next(cover(everyone, Inputs.cut(ranked, weights, COARSE), [], Search(Aim())))
        return everyone.fill(found.box)

    def theirs() -> Any:
        return prim.Prim(frame, hit, threshold=0.5, peel_alpha=SLAB, mass_min=LEAST).find_box()

    box, way = ours(), theirs().peeling_trajectory
    reached = way[way.coverage >= box.coverage - 0.005]
    at = reached.density.idxmax()
    density, coverage = float(reached.density[at]), float(reached.coverage[at])
    if box.density < density - ALIKE:
        raise Unmeasured(
            f"our box has density {box.density:.3f}, theirs {density:.3f} at that coverage: speeds compare nothing"
        )
    times = take_turns({"fourfutures": (ours, 1), "EMA Workbench": (theirs, 1)}, turns)
    rows = [
        (name, digits(float(np.median(times[name].seconds))), digits(c), digits(d))
        for name, c, d in (
            ("fourfutures", box.coverage, box.density),
            ("EMA Workbench", coverage, density),
        )
    ]
    note = (
        f"{members:,} members, {INPUTS} inputs, a corner of three of them in noise, in turns on one core. Ours: sorting, "
        f"peeling in slabs of {SLAB:.0%} after a coarse look at all inputs, trimming to four bounds, pasting. Theirs: "
        f"`find_box` with the same slabs, its box of the same coverage or more that is densest."
    )
    tables = [Table("A box beside EMA Workbench", ("one box", "seconds", "coverage", "density"), rows, note)]
    return Findings({"prim_ratio": times["fourfutures"].over(times["EMA Workbench"])}, tables)


def five_futures(quick: bool) -> Findings:
    """Every future of the frame: up to three boxes, twenty samples drawn again, ways, trees, reasons."""
    members, turns = (2_000, 1) if quick else (MEMBERS, 3)
    study, hands = load_study("ai-2027"), Hands.of(cores())
    asked = Request.of(study, members=members, seed=SEED, assimilate=False)
    world = weigh(asked, "neutral", hands, Pools(Shelf(None)), lambda *_: None)
    run_before = ready(world, "source", hands)
    what = Discovery(study.frame.ids)
    few = run_before._replace(
        ids=run_before.ids[:500], weights=np.full(500, 0.002), codes=run_before.codes[:500],
        drawn={k: v[:500] for k, v in run_before.drawn.items()}, seen={k: v[:500] for k, v in run_before.seen.items()},
    )  # fmt: skip
    discovered(few, what, SEED, hands.here.each)  # every loop compiled before anything is timed
    seconds = []
    for _ in range(turns):
        begin = time.perf_counter()
        discovered(run_before, what, SEED, hands.here.each)
        seconds.append(time.perf_counter() - begin)
    return Findings({"discover_100000_s": spread(np.array(seconds))})


def commands(quick: bool) -> Findings:
    """Both commands in fresh processes, pool and kernel in the cache."""
    if quick:
        raise Unmeasured("left out with --quick: a smaller run says nothing about this one")
    run(("robust", "--levers", "us_permitting", "--json"), {})  # makes pool and kernel
    run(("discover", "--members", "400", "--json"), {})  # compiles what counts
    robust = run(("robust", "--json"), {})
    discover = run(("discover", "--json"), {})
    return Findings({"robust_s": Finding(robust.seconds), "discover_s": Finding(discover.seconds)})
