"""Policies that hold up, on a terminal: within the window, in either language, with every number that is promised."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from documents import held_documents
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import print_robust

LANGUAGES = ("en", "zh")
Document = dict[str, Any]


def shown(document: Document, lang: str, width: int = 80) -> str:
    out = io.StringIO()
    print_robust(document, lang, Console(file=out, width=width))
    return out.getvalue()


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_but_an_address_is_wider_than_the_window(holding: Document, lang: str, width: int) -> None:
    for each in held_documents(holding):
        wide = [line for line in shown(each, lang, width).splitlines() if cell_len(line) > width]
        assert all(line.strip().startswith("http") for line in wide)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_is_first_is_named_with_levers_value_and_direction(holding: Document, lang: str) -> None:
    text = flat(shown(holding, lang))
    settings = {entry["policy"]: entry["settings"] for entry in holding["policies"]}
    for winner in holding["winners"]:
        for setting in settings[winner["policy"]]:
            assert flat(holding["lever_names"][setting["lever"]][lang]) in text
            assert flat(setting["direction"][lang]) in text
    assert "None" not in text
    assert "nan%" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_that_pays_names_its_figure_and_its_source_and_none_says_so(
    holding: Document, lang: str
) -> None:
    plain, _, paying, telling, _ = (flat(shown(each, lang)) for each in held_documents(holding))
    said = {"en": "nonegainsbeyondchance", "zh": "没有一种的收益"}[lang]
    assert said in plain
    assert said in telling
    assert said not in paying
    first = holding["plan"]["plans"][0]
    assert flat(first["name"][lang]) in paying
    card = holding["sources"].get(first["source_ids"][0]) if first["source_ids"] else None
    assert card is None or flat(card["publisher"]) in paying


def test_no_chinese_page_lacks_a_text_and_no_english_one_has_han(holding: Document) -> None:
    for each in held_documents(holding):
        assert not re.search(r"[\u4e00-\u9fff]", shown(each, "en"))
        assert "hold." not in shown(each, "zh")
