"""Both blocs without partners: PySD on a Vensim export of the equations, beside the kernel's passes."""

from __future__ import annotations

import importlib
import importlib.util
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bloc_model import BLOCS, MONTHS, compiled, exact, parameters
from benchmarks.findings import Findings, Table, Unmeasured, digits
from benchmarks.turns import take_turns
from benchmarks.vensim import name_of, vensim_text
from fourfutures.ensemble.kernel.layout import LANES

CLOSE = 1e-9  # relative: the export is the same arithmetic in double precision
REPEATS = 200  # of a tile, so that a turn is long enough to time


def measure(quick: bool) -> Findings:
    """Check that the export says what the equations say, then time both in turns."""
    if importlib.util.find_spec("pysd") is None:
        raise Unmeasured("PySD is not installed (extra bench)")
    runs, turns = (3, 2) if quick else (16, 5)
    given = parameters(np.arange(LANES, dtype=np.int64))
    expected, kernel = exact(given), compiled()
    exported = _exported(given)
    gap = max(float(np.abs(np.expm1(exported(member) - expected[:, member])).max()) for member in range(3))
    if gap > CLOSE:
        raise Unmeasured(f"PySD's result is {gap:.0e} away from NumPy's")
    own = float(np.abs(np.expm1(kernel(given) - expected)).max())
    times = take_turns(
        {
            "kernel": (lambda: [kernel(given) for _ in range(REPEATS)], REPEATS * LANES),
            "PySD": (lambda: [exported(member) for member in range(runs)], runs),
        },
        turns,
    )
    rows = [("kernel", digits(times["kernel"].rate().value), f"{own:.0e}"),
            ("PySD", digits(times["PySD"].rate().value), f"{gap:.0e}")]  # fmt: skip
    columns = (
        "both blocs, 24 months",
        "members a second, one thread",
        "distance from NumPy in double precision",
    )
    return Findings(
        {"ratio_pysd": times["kernel"].over(times["PySD"])}, [Table("Beside PySD", columns, rows)]
    )


def _exported(given: dict[str, np.ndarray]) -> Callable[[int], np.ndarray]:
    """Log stocks at the horizon of one member, by PySD."""
    pysd: Any = importlib.import_module("pysd")
    by_member = [
        {name_of(name): float(value[member]) for name, value in given.items()} for member in range(LANES)
    ]
    columns = [f"log_stock_{bloc}" for bloc in BLOCS]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "blocs.mdl"
        file.write_text(
            vensim_text({name: float(value[0]) for name, value in given.items()}), encoding="utf-8"
        )
        model = pysd.read_vensim(str(file))

    def run(member: int) -> np.ndarray:
        found = model.run(params=by_member[member], return_timestamps=[MONTHS], return_columns=columns)
        return np.asarray(found)[0]

    return run
