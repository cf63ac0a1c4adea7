"""What levers change and what drives the outcomes, on a terminal: every number from the document, in either language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from documents import levers_documents, sensitivity_documents
from rich.cells import cell_len
from test_analysis_screens import flat, shown

from fourfutures.report import numerals, print_levers, print_sensitivity

LANGUAGES = ("en", "zh")
Document = dict[str, Any]


@pytest.mark.parametrize("width", [72, 80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_the_window(
    levers: Document, sensitivity: Document, lang: str, width: int
) -> None:
    for printer, documents in (
        (print_levers, levers_documents(levers)),
        (print_sensitivity, sensitivity_documents(sensitivity)),
    ):
        for document in documents:
            for line in shown(printer, document, lang, width).splitlines():
                assert cell_len(line) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lever_is_named_and_the_furthest_stands_first(levers: Document, lang: str) -> None:
    text = flat(shown(print_levers, levers, lang, 120))
    for card in levers["levers"]:
        assert flat(card["name"][lang]) in text
    futures = list(levers["futures"]["source"])
    telling = [
        row for row in levers["rows"]
        if (row["kind"], row["reading"]) == ("alone", "source") and row["outcome"] in futures
        and abs(row["change"]) >= 0.005 and (row["low"] > 0.0 or row["high"] < 0.0)
    ]  # fmt: skip
    furthest = max(telling, key=lambda row: abs(row["change"]))
    for end in ("change", "low", "high"):
        assert flat(numerals.points_bare(furthest[end])) in text
    for entry in levers["portfolios"]:
        for step in entry["settings"]:
            assert flat(numerals.points_fine(step["gain"]["change"], lang)) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lever_within_its_noise_is_named_as_moving_nothing(levers: Document, lang: str) -> None:
    still = {**levers, "rows": [{**row, "change": 0.0, "low": -0.1, "high": 0.1} for row in levers["rows"]]}
    text = flat(shown(print_levers, still, lang, 120))
    for card in levers["levers"]:
        assert flat(card["name"][lang]) in text
    assert "+0.0" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shares_are_told_with_their_intervals_and_the_verdict(sensitivity: Document, lang: str) -> None:
    text = flat(shown(print_sensitivity, sensitivity, lang, 120))
    for row in sensitivity["rows"]:
        if row["measure"] == "split_first" and row["outcome"] in ("compute", "adoption"):
            low, high = (min(1.0, max(0.0, row[end])) for end in ("low", "high"))
            assert flat(numerals.percent_range(low, high, lang)) in text
    for entry in sensitivity["meters"]:
        more = (
            ("enough" if lang == "en" else "足够") if entry["verdict"] == "enough" else str(entry["factor"])
        )
        assert more in text


def test_screens_hold_no_word_of_the_other_language(levers: Document, sensitivity: Document) -> None:
    for printer, document in ((print_levers, levers), (print_sensitivity, sensitivity)):
        assert not re.search(r"[\u4e00-\u9fff]", shown(printer, document, "en"))
        words = re.sub(r"--[a-z]+", "", shown(printer, document, "zh"))
        assert not re.search(r"\b(the|of|and|rows?|is|to|all|lever|luck)\b", words)
