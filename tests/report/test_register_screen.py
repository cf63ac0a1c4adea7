"""Screens of the register: what is announced is not shown as built, totals stand by rung, unknown is a word and not 0."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from registers import HELD, NETWORK, ROW, WHOLE
from rich.console import Console

import fourfutures as ff
from fourfutures.report import print_deal_network, print_deals

HAN = re.compile(r"[\u4e00-\u9fff]")


def printed(show: Any, document: Any, lang: str, width: int = 100) -> str:
    paper = io.StringIO()
    show(document, lang, Console(file=paper, width=width))
    return paper.getvalue()


@pytest.mark.parametrize(("lang", "words"), [("en", "not stated"), ("zh", "未公布")])
def test_what_is_not_stated_is_said_in_words(lang: str, words: str) -> None:
    bare = {**WHOLE, "rows": [ROW], "totals": []}
    assert words in printed(print_deals, bare, lang)
    assert not re.search(r"\b0 (MW|兆瓦)", printed(print_deals, WHOLE, lang))


def test_a_row_that_another_holds_says_so() -> None:
    own = {**WHOLE, "economy": "IND", "rows": [HELD]}
    assert "not counted: D2 holds the same" in printed(print_deals, own, "en")
    assert "不计入：与 D2 重叠" in printed(print_deals, own, "zh")
    assert "in another row" in printed(print_deals, {**WHOLE, "rows": [HELD]}, "en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_deal_on_record_can_be_shown_in_one_language(lang: str) -> None:
    """Every scope, overlap and party of the shipped register has words; Chinese pages hold no English sentence."""
    study = ff.load_study("ai-2027")
    register = ff.deals(study)
    text = ""
    for entry in register["economies"]:
        text += printed(print_deals, ff.deals(study, economy=entry["entity"]), lang)
    assert all(row["id"] in text for row in register["rows"])
    text += printed(print_deals, register, lang) + printed(print_deal_network, ff.deal_network(study), lang)
    assert bool(HAN.search(text)) == (lang == "zh")
    if lang == "zh":
        assert not re.search(r"\b(the|of|and|not|with|from|licence|data)\b", re.sub(r"\S*-\S*", "", text))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_measure_that_does_not_exist_is_a_dash(lang: str) -> None:
    assert "- → -" in printed(print_deal_network, NETWORK, lang)
