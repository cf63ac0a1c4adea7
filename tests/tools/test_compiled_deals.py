"""The register is compiled from what was collected and from terms coded by hand, beside the compiler."""

from __future__ import annotations

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["deal_id"]: row for row in csv.DictReader(file)}


def test_every_coded_term_stands_in_the_register() -> None:
    coded = rows(ROOT / "tools" / "compile_study" / "deal_terms.csv")
    register = rows(ROOT / "studies" / "ai-2027" / "deals.csv")
    assert set(coded) == set(register)
    for deal_id, row in coded.items():
        assert {name: register[deal_id][name] for name in row} == row, (
            "run: python tools/compile_study DATA_FOLDER"
        )


def test_a_coded_number_comes_with_what_it_covers() -> None:
    for row in rows(ROOT / "tools" / "compile_study" / "deal_terms.csv").values():
        assert bool(row["chips"]) == bool(row["chips_scope"]), row["deal_id"]
