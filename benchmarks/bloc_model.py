"""Both blocs without partners: the kernel's passes over what is held fixed, for tools that know no economies by the dozen.

Shocks stand at their middle, levers and reciprocal capital at zero, use by option at what it is at the origin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numba import njit

from benchmarks.subjects import MONTH, binding
from fourfutures.ensemble.chance import UNIFORM
from fourfutures.ensemble.kernel import kernel, lanes
from fourfutures.ensemble.kernel.arrays import evaluate
from fourfutures.ensemble.kernel.emission import Pass
from fourfutures.ensemble.kernel.layout import CONSTANTS, LANES, PARAMETERS, REGIONS, first_row, values
from fourfutures.ensemble.kernel.passes import passes

MONTHS = 24
YEAR = 12
BLOCS = ("us", "cn")
STOCK = "state.{}.floor.compute_stock"
Numbers = Mapping[str, Any]


def plans() -> tuple[Pass, Pass]:
    """The passes of the origin and of a month."""
    by_name = {plan.name: plan for plan in passes()[0]}
    return by_name["start"], by_name["month_of_blocs"]


def constants() -> dict[str, float]:
    """What is fixed for everybody."""
    bound = binding()
    known = [*bound.constants, bound.partners.people_us, bound.partners.people_cn]
    shocks = {
        f"shocks.{name}": 0.5 if name.rpartition(".")[2] in UNIFORM or "." not in name else 0.0
        for name in REGIONS["shocks"]
    }
    return {
        **{f"constant.{name}": float(value) for name, value in zip(CONSTANTS, known, strict=True)},
        **shocks,
        **{f"channels.{name}": 0.0 for name in REGIONS["channels"]},
        **{f"country_channels.{name}": 0.0 for name in REGIONS["country_channels"]},
        **{f"memory.{name}": 0.1 for name in ("use_us", "use_cn", "origin_use_us", "origin_use_cn")},
        "memory.reciprocal_us": 0.0,
        "clock.dt": MONTH,
    }


def parameters(ids: np.ndarray) -> dict[str, np.ndarray]:
    """Of members, in double precision, (members,) each."""
    p = binding().parameters(ids)
    drawn = [*values(p.us), *values(p.cn), *values(p.world)]
    zeros = np.zeros(ids.shape)
    return {f"parameters.{name}": np.asarray(v) + zeros for name, v in zip(PARAMETERS, drawn, strict=True)}


def exact(given: Numbers) -> np.ndarray:
    """Log stocks at the horizon, (2, members), with NumPy in double precision."""
    start, month = plans()
    now = {**constants(), **given}
    now |= evaluate(start, now, np, float)
    record = [_log_stocks(now)]
    for m in range(1, MONTHS + 1):
        ago = record[max(0, m - YEAR)]
        now |= {"year_ago.us": ago[0], "year_ago.cn": ago[1], "clock.years": m / 12.0}
        now["clock.back"] = min(0.0, m / 12.0 - 1.0)
        now |= evaluate(month, now, np, float)
        record.append(_log_stocks(now))
    return record[-1]


def _log_stocks(now: Numbers) -> np.ndarray:
    return np.log(np.array([now[STOCK.format(bloc)] for bloc in BLOCS]))


def compiled() -> Callable[[Numbers], np.ndarray]:
    """The same from the kernel's passes: parameters (LANES,) each in, log stocks at the horizon (2, LANES) out."""
    module = kernel()
    begin, step, log = module.start, module.month_of_blocs, lanes.log
    rows = [
        (first_row("state") + REGIONS["state"].index(STOCK.format(bloc).removeprefix("state."))) * LANES
        for bloc in BLOCS
    ]
    us, cn, ago = rows[0], rows[1], first_row("year_ago") * LANES
    fixed, held = constants(), np.zeros(module.ROWS * LANES, np.float32)
    for region in ("shocks", "channels", "country_channels", "memory"):
        for row, name in enumerate(REGIONS[region], start=first_row(region)):
            held[row * LANES : (row + 1) * LANES] = fixed.get(f"{region}.{name}", 0.0)
    known = np.array([fixed[f"constant.{name}"] for name in CONSTANTS], np.float32)
    years = np.arange(MONTHS + 1) / 12.0
    clocks = np.stack([years, np.full_like(years, MONTH), np.minimum(0.0, years - 1.0)], 1).astype(np.float32)

    @njit(**module.OPTIONS)
    def run(tile, known, clocks, record):  # type: ignore[no-untyped-def]
        begin(known, tile)
        for m in range(MONTHS + 1):
            if m > 0:
                for i in range(2 * LANES):
                    tile[ago + i] = record[max(0, m - YEAR), i]
                step(known, clocks[m], tile)
            for lane in range(LANES):
                record[m, lane] = log(tile[us + lane])
                record[m, LANES + lane] = log(tile[cn + lane])

    def call(given: Numbers) -> np.ndarray:
        tile, record = held.copy(), np.empty((MONTHS + 1, 2 * LANES), np.float32)
        for row, name in enumerate(PARAMETERS, start=first_row("parameters")):
            tile[row * LANES : (row + 1) * LANES] = given[f"parameters.{name}"]
        run(tile, known, clocks, record)
        return record[-1].reshape(2, LANES)

    return call
