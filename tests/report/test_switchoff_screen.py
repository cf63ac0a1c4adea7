"""Withheld supply on a terminal and as a picture: never without the supplier's own cost and the standing caveat."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import altair
import pytest
import vl_convert
from documents import supply_cases
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import catalogue, numerals, print_switchoff
from fourfutures.report.charts import withdrawal
from fourfutures.report.switchoff_screen import cost_lines

LANGUAGES = ("en", "zh")
HAN = r"[\u4e00-\u9fff]"
Document = dict[str, Any]
Made = dict[str, Document]


def shown(document: Document, lang: str, width: int = 80, **options: Any) -> str:
    out = io.StringIO()
    print_switchoff(document, lang, Console(file=out, width=width, **options))
    return out.getvalue()


def flat(text: str) -> str:
    """Text as it reads, however it is broken into lines."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_suppliers_cost_and_every_caveat_stand_beside_each_result(withdrawals: Made, lang: str) -> None:
    for document in supply_cases(withdrawals):
        text = flat(shown(document, lang))
        assert all(flat(caveat[lang]) in text for caveat in document["caveats"])
        assert all(flat(line) in text for line in cost_lines(catalogue(lang), document))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_partners_stand_in_the_order_of_their_dependency(withdrawals: Made, lang: str) -> None:
    document = withdrawals["all"]
    text = flat(shown(document, lang, 120))
    ranked = sorted(document["countries"].values(), key=lambda item: -item["dependency_index"])
    places = []
    for item in ranked:
        index = numerals.percent(item["dependency_index"], lang)
        mark = "*" if item["imputed"] else ""
        row = re.search(rf"{re.escape(flat(item['name'][lang]))}{re.escape(mark)}{re.escape(index)}\(", text)
        if row is not None:  # names that break over lines are looked for by the others
            places.append(row.start())
    assert len(places) > 40
    assert places == sorted(places)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_curve_shows_its_weeks_with_their_ranges(withdrawals: Made, lang: str) -> None:
    for name, code in (("one", "SAU"), ("offer", "IND")):
        document = withdrawals[name]
        text = flat(shown(document, lang))
        item = document["countries"][code]
        for week in (0, 1, 4, 13, 26, 52):
            span = numerals.percent_range(item["loss_low"][week], item["loss_high"][week], lang)
            assert flat(span) in text
        for option in item["layers"]:
            assert flat(catalogue(lang).text(f"withheld.layer.{option}")) in text


@pytest.mark.parametrize("width", [72, 80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_but_an_address_is_wider_than_the_window(withdrawals: Made, lang: str, width: int) -> None:
    for document in supply_cases(withdrawals):
        wide = [line for line in shown(document, lang, width).splitlines() if cell_len(line) > width]
        assert all(line.strip().startswith("http") for line in wide)


def test_each_screen_is_in_its_own_language(withdrawals: Made) -> None:
    for document in withdrawals.values():
        assert not re.search(HAN, shown(document, "en"))
        words = re.sub(
            r"https?://\S+|--\S+|exposure\.toml|ISO3", "", shown({**document, "sources": {}}, "zh")
        )
        assert not re.search(r"\b(the|of|and|weeks?|is|to|loss)\b", words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "code"), [("one", "SAU"), ("offer", "IND")])
def test_the_picture_holds_both_curves_and_the_cost(
    withdrawals: Made, name: str, code: str, lang: str
) -> None:
    document = withdrawals[name]
    spec, data = withdrawal.draw(document, code, catalogue(lang))
    altair.LayerChart.from_dict(json.loads(json.dumps(spec)))
    assert len(data) == 53 * (2 if name == "offer" else 1)
    without = data[data["case"] == "without"]
    assert without["loss"].tolist() == document["countries"][code]["loss_by_week"]
    assert (without["low"] <= without["loss"]).all()
    svg = vl_convert.vegalite_to_svg(spec)
    root = ElementTree.fromstring(svg)
    letters = flat(
        "".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    )
    for line in cost_lines(catalogue(lang), document)[1:]:
        assert flat(line) in letters
    assert flat(document["caveats"][0][lang]) in letters


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reading_of_the_picture_says_the_same_numbers(withdrawals: Made, lang: str) -> None:
    document = withdrawals["offer"]
    text = withdrawal.read(document, "IND", catalogue(lang))
    item, changed = document["countries"]["IND"], document["offer"]["with_offer"]
    for week in (0, 4, 26, 52):
        assert numerals.percent(item["loss_by_week"][week], lang) in text
    assert numerals.percent(changed["loss_by_week"][52], lang) in text
    assert cost_lines(catalogue(lang), document)[1] in text
    assert document["caveats"][0][lang] in text
