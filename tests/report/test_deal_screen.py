"""A deal on a terminal: terms with origins, a year that closes, a verdict, in either language and within the window."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from documents import deals
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import catalogue, print_deal
from fourfutures.report.deal_screen import PARTIES
from fourfutures.report.money import interval, million, table_money

LANGUAGES = ("en", "zh")
HAN = r"[\u4e00-\u9fff]"
Document = dict[str, Any]


def shown(document: Document, lang: str, width: int = 80) -> str:
    out = io.StringIO()
    print_deal(document, lang, Console(file=out, width=width))
    return out.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_the_window(dealt: Document, lang: str, width: int) -> None:
    for document in deals(dealt):
        assert not [line for line in shown(document, lang, width).splitlines() if cell_len(line) > width]


def test_each_language_holds_no_word_of_the_other(dealt: Document) -> None:
    for document in deals(dealt):
        assert not re.search(HAN, shown(document, "en"))
        words = re.sub(
            r"--\w+|NAME=VALUE|CNBC via \S+|Tom's Hardware|[\w.]+\.com", "", shown(document, "zh", 120)
        )
        assert not re.search(r"\b(the|of|and|is|to|partner|deal)\b", words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_stated_term_and_every_party_is_there(dealt: Document, lang: str) -> None:
    text = flat(shown(dealt, lang, 160))
    for name, term in dealt["offer"].items():
        if isinstance(term, dict) and "origin" in term:
            assert flat(term["name"][lang]) in text, name
    for party in PARTIES:
        assert flat(catalogue(lang).text(f"party.{party}")) in text


def test_a_year_that_does_not_close_is_not_shown(dealt: Document) -> None:
    wrong = {**dealt, "closure_error": 1e-3}
    entry = catalogue("en").text("entry.running_cost")
    assert entry in shown(dealt, "en")
    assert entry not in shown(wrong, "en")


def test_a_loss_is_told_beside_the_gains(dealt: Document) -> None:
    text = flat(shown({**dealt, "gains_and_losses": {"gains": 1.2, "loses": 0.2}}, "en"))
    assert flat("those who gain have 120 in 100, those who lose 20") in text
    assert flat("those who lose") not in flat(
        shown({**dealt, "gains_and_losses": {"gains": 1.0, "loses": 0.0}}, "en")
    )


def test_money_reads_as_each_language_counts_it() -> None:
    assert table_money(1234.5, "en") == "1,235"
    assert table_money(-0.44, "en") == "−0.4"
    assert table_money(1234.5, "zh") == "12.35"
    assert million(1234.5, "en") == "1,200"
    assert interval({"q05": -5.0, "q95": 250.0}, "zh") == "−0.05至2.5"
