"""`python -m benchmarks`: measure, write the results and the page, print the table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.page import page, summary
from benchmarks.parts import PARTS
from benchmarks.results import document, earlier, measured, write

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results.json"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> int:
    """Exit 0 whether targets are met or not: that is for the reader."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure speed, memory, agreement and size."
    )
    parser.add_argument("--only", metavar="PART,...", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="small sizes; print the table and write nothing")
    asked = parser.parse_args()
    names = list(PARTS) if asked.only is None else asked.only.split(",")
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    before = {} if asked.quick or asked.only is None else earlier(RESULTS)
    found = document({**before, **measured(names, asked.quick)}, asked.quick)
    if not asked.quick:
        write(RESULTS, found)
        PAGE.write_text(page(found), encoding="utf-8")
    if asked.quick:
        print("Small sizes: whether everything works, not the figures of the page.\n")
    print(summary(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
