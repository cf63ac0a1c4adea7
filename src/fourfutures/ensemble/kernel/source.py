"""The text of a kernel module: passes written from the equations, then the loops."""

from __future__ import annotations

import inspect
import re

from fourfutures.ensemble.kernel import driver
from fourfutures.ensemble.kernel.emission import emit
from fourfutures.ensemble.kernel.layout import APART, LANES, MEMORY, MONTHLY, REGIONS, first_row
from fourfutures.ensemble.kernel.passes import passes

_HEAD = '''"""Members of the model, {lanes} at a time. Generated from the equations; edit those, not this file."""

import numpy as np
from numba import njit

from fourfutures.ensemble.kernel.lanes import (
    OPTIONS, exp, log, long_distribution, long_exp, long_normal, maximum, minimum, normal, select, uniform, where,
    words
)

LANES_OPTIONS = {{**OPTIONS, "forceinline": True}}
F = np.float32
LANES = {lanes}
'''


def kernel_source(lanes: int = LANES) -> str:
    """Source of the module."""
    constants: dict[float, str] = {}
    plans, rows = passes()
    body = [emit(plan, constants) for plan in plans]
    numbers = [f"{name} = {value}" for name, value in settings(rows).items()]
    literals = [f"{name} = F({value!r})" for value, name in constants.items()]
    return "\n".join(
        [_HEAD.format(lanes=lanes), *numbers, "", *literals, "", "", "\n\n".join(body), "", _loops(), ""]
    )


def settings(rows: int) -> dict[str, int]:
    """Names of the loops for where regions of a tile begin and how many rows they have; `rows` is the tile's own."""
    numbers = {"ROWS": rows, "YEAR": 12}
    for region, names in {**REGIONS, **APART}.items():
        if region in REGIONS:
            numbers[region.upper()] = first_row(region)
        numbers[f"N_{region.upper()}"] = len(names)
    numbers["LOG_STOCK_US"] = MONTHLY.index("standing.log_stock_us")
    numbers["LOG_STOCK_CN"] = MONTHLY.index("standing.log_stock_cn")
    for name in ("use_us", "use_cn", "origin_use_us", "origin_use_cn"):
        numbers[name.upper()] = first_row("memory") + MEMORY.index(name)
    return numbers


def _loops() -> str:
    """The driver's functions, each with its decorator, callees first."""
    text = inspect.getsource(driver).split("# --- copied from here\n", 1)[1]
    text = re.sub(r": (Any|int)\b", "", text).replace(") -> None:", "):").replace(") -> Any:", "):")
    functions = dict(re.findall(r"^(?=def (\w+)\()(.*?)(?=^def |\Z)", text, flags=re.M | re.S))
    doors = [functions.pop(name) for name in ("run_members", "parameters", "normals", "sums", "count")]
    parts = [f"@njit(**OPTIONS)\n{body.strip()}" for body in functions.values()]
    return "\n\n\n".join([*parts, *(f"@njit(**OPTIONS, cache=True)\n{body.strip()}" for body in doors)])
