"""Write tests/analysis/peeled_elsewhere.json: the way that EMA Workbench's PRIM takes on a case of equal members.

Run with a Python that has ema_workbench (extra bench). The case is drawn from named streams, so that the test that reads
the file draws the same one.
"""

from __future__ import annotations

import json
import logging
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.ensemble import Stream

FILE = Path(__file__).resolve().parents[1] / "tests" / "analysis" / "peeled_elsewhere.json"
MEMBERS, INPUTS, SEED = 1000, 6, 11


def shared_case() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Values (members, inputs) in 0 to 1, and who is in the future: most of a corner of three inputs, few elsewhere."""
    ids = np.arange(MEMBERS, dtype=np.int64)
    draws = Stream(SEED, [("case", str(number)) for number in range(INPUTS + 1)]).uniform(ids)
    values = draws[:INPUTS].T
    corner = (values[:, 0] > 0.55) & (values[:, 1] < 0.6) & (values[:, 2] > 0.25)
    return values, draws[INPUTS] < np.where(corner, 0.85, 0.08)


def main() -> None:
    """Peel and write."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        values, hit = shared_case()
        frame = pd.DataFrame(values, columns=[f"x{number}" for number in range(INPUTS)])
        found = prim.Prim(frame, hit, threshold=0.5, peel_alpha=0.05, mass_min=0.05).find_box()
    way = found.peeling_trajectory[["coverage", "density", "mass", "res_dim"]]
    limits = found.box_lims[-1]
    content = {
        "made_by": f"tools/record_peeling.py with ema_workbench {version('ema_workbench')}, peel_alpha 0.05, mass_min 0.05",
        "way": [{k: float(v) for k, v in row.items()} for row in way.to_dict("records")],
        "last_box": {name: [float(v) for v in limits[name]] for name in limits.columns},
    }
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
