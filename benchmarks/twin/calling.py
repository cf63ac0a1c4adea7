"""The twin called in the kernel's place: the same arrays in, the same arrays filled."""

from __future__ import annotations

import ctypes
import inspect
from pathlib import Path
from typing import Any

import numpy as np

from fourfutures.ensemble.kernel import kernel
from fourfutures.ensemble.kernel.engine import GIVEN

SINGLE, LONG, WORD, WHOLE = np.float32, np.float64, np.uint32, np.int64
# Arguments of the kernel that the twin reads, in the order of its own structure.
TABLES = {
    "members": WORD, "prior_keys": WORD, "prior_kind": WHOLE, "prior_numbers": LONG, "field_prior": WHOLE,
    "field_numbers": LONG, "constants": SINGLE, "groups": SINGLE, "table": SINGLE, "weights": SINGLE,
    "error_keys": WORD, "error_numbers": SINGLE, "deal_rows": WHOLE, "deal_numbers": SINGLE, "shock_keys": WORD,
    "shock_normal": SINGLE, "deal_keys": WORD, "clocks": SINGLE, "pull_prior": WHOLE, "pulls": LONG,
    "country_pulls": LONG, "end_months": WHOLE, "monthly": SINGLE, "ends": SINGLE, "fans": SINGLE, "values": LONG,
}  # fmt: skip
# Those that matter to it only where they ask for something it does not do.
APART = {"moved", "prior_shifts", "nudges", "held_month", "resume", "held", "held_strength"}
COUNTS = ("members", "priors", "fields", "partners", "months", "weighings", "deals", "levers", "pulled",
          "country_pulled", "ends", "fans", "values")  # fmt: skip


class Tables(ctypes.Structure):
    """Addresses of the arrays."""

    _fields_ = [(name, ctypes.c_void_p) for name in TABLES]


class Counts(ctypes.Structure):
    """Their sizes."""

    _fields_ = [(name, ctypes.c_int64) for name in COUNTS]


class Twin:
    """A compiled twin; `run_members` takes the place of the kernel's and lets other threads work meanwhile."""

    def __init__(self, library: Path) -> None:
        self._run: Any = ctypes.CDLL(str(library)).run_members
        self._names = tuple(inspect.signature(kernel().run_members.py_func).parameters)

    def run_members(self, *arguments: Any) -> None:
        """Run members from the origin to the horizon. Raises ValueError for what only the kernel does."""
        by_name = dict(zip(self._names, arguments, strict=True))
        _whole_runs_only(by_name)
        arrays = {name: by_name[name] for name in TABLES}
        for name, array in arrays.items():
            if array.dtype != TABLES[name] or not array.flags.c_contiguous:
                raise TypeError(
                    f"{name}: {array.dtype} where the twin reads {TABLES[name].__name__}, row by row"
                )
        size = {name: array.shape[0] for name, array in arrays.items()}
        counts = Counts(
            size["members"], size["prior_kind"], size["field_prior"], size["table"], size["clocks"] - 1,
            size["weights"], size["deal_rows"], size["pull_prior"], size["pulls"], size["country_pulls"],
            size["end_months"], size["fans"], size["values"],
        )  # fmt: skip
        addresses = Tables(*(array.ctypes.data for array in arrays.values()))
        if self._run(ctypes.byref(addresses), ctypes.byref(counts)):
            raise MemoryError("the twin found no room for a tile")


def _whole_runs_only(by_name: dict[str, Any]) -> None:
    """The twin runs members whole and unguided; what it does not know it must not pass over."""
    if by_name["held_month"] >= 0 or by_name["resume"]:
        raise ValueError("the twin holds no members at a month")
    if by_name["prior_shifts"].shape[0] or by_name["nudges"].shape[0]:
        raise ValueError("the twin follows no guide")
    if (by_name["prior_kind"] == GIVEN).any():
        raise ValueError("the twin draws its parameters and is not given them")
    unknown = by_name.keys() - TABLES.keys() - APART
    if unknown:
        raise ValueError(f"the kernel takes {', '.join(sorted(unknown))}, of which the twin knows nothing")
