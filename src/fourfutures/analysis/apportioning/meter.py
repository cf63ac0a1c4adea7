"""Whether shares are known well enough: the widest interval beside the width that is allowed."""

from __future__ import annotations

import math
from typing import Any

ALLOWED = 0.075  # half-width of a share's 95 % interval; enough to tell a tenth of the spread from a quarter
STEP = 4  # four times the rows halve an interval


def meter(widest: float, rows: int) -> dict[str, Any]:
    """Verdict `enough`, or how many times as many rows it would take; intervals shrink with the root of the rows."""
    factor = 1
    if math.isfinite(widest):
        while widest / math.sqrt(factor) > ALLOWED:
            factor *= STEP
    return {
        "rows": rows,
        "widest": round(widest, 9) if math.isfinite(widest) else None,
        "allowed": ALLOWED,
        "verdict": "enough" if factor == 1 and math.isfinite(widest) else f"run {max(factor, STEP)}x more",
        "factor": factor if math.isfinite(widest) else STEP,
    }
