"""Write docs/explanation/calibration.md and the figures behind it: does the assimilation say what it knows, and no more?

Worlds are drawn from the prior, their rows published by the observation model, and the pool weighed by them as a run
would, guide included; then the run of the study's own date is looked at. Takes some minutes; nothing else needs it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from today import today
from worlds import SEED, worlds

from fourfutures.assimilation import local, rows_of
from fourfutures.data import load_observations
from fourfutures.ensemble import Hands
from fourfutures.study import load_study
from page import page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "explanation"
PAGE, DATA = FOLDER / "calibration.md", FOLDER / "calibration.json"


def main() -> None:
    """Work the figures out and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--pool", type=int, default=20_000)
    parser.add_argument(
        "--page-only", action="store_true", help="write the page from the figures that are there"
    )
    options = parser.parse_args()
    if not options.page_only:
        study, hands = load_study("ai-2027"), Hands.of(2)
        rows = tuple(row for row in rows_of(study, load_observations(study.root)) if not local(row))
        data = {
            "schema": "fourfutures/calibration/1",
            "study": study.meta.id,
            "seed": SEED,
            "calibration": worlds(study, rows, options.worlds, options.pool, hands),
            "today": today(study, hands),
        }
        DATA.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(DATA.read_text(encoding="utf-8"))), encoding="utf-8")
    print(f"written: {PAGE.name}, {DATA.name}")


if __name__ == "__main__":
    main()
