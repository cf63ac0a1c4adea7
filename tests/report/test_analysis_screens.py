"""Explanations and watch lists on a terminal: every line with its source, within the window, in either language."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from discoveries import DISCOVERY, FRAMED
from documents import explanations, side_by_side, watch_lists
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import (
    numerals,
    print_discovery,
    print_explanation,
    print_frames,
    print_viewpoints,
    print_watch,
)
from fourfutures.report.quoting import wrapped

LANGUAGES = ("en", "zh")
HAN = r"[\u4e00-\u9fff]"
Document = dict[str, Any]


def shown(printer: Any, document: Document, lang: str, width: int = 80, **options: Any) -> str:
    out = io.StringIO()
    printer(document, lang, Console(file=out, width=width, **options))
    return out.getvalue()


def flat(text: str) -> str:
    """Text as it reads, however it is broken into lines."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_but_an_address_is_wider_than_the_window(
    explanation: Document, watch_list: Document, lang: str, width: int
) -> None:
    texts = [shown(print_explanation, document, lang, width) for document in explanations(explanation)]
    texts += [shown(print_discovery, DISCOVERY, lang, width), shown(print_frames, FRAMED, lang, width)]
    texts += [shown(print_watch, document, lang, width) for document in watch_lists(watch_list)]
    for text in texts:
        wide = [line for line in text.splitlines() if cell_len(line) > width]
        assert all(line.strip().startswith("http") for line in wide)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_of_a_move_stands_with_figures_source_and_effect(explanation: Document, lang: str) -> None:
    text = flat(shown(print_explanation, explanation, lang, 120))
    ranked = sorted(explanation["contributions"], key=lambda item: -max(map(abs, item["delta"].values())))
    for item in ranked[:12]:
        card = explanation["sources"][item["source_ids"][0]]
        assert flat(item["name"][lang]) in text
        assert flat(card["publisher"]) in text
        assert card["url"] is None or card["url"] in text
        for change in item["delta"].values():
            assert numerals.points_bare(change) in text
    for end in ("from_date", "to_date"):
        assert explanation[end] in text
    for future in explanation["from"]:
        assert numerals.percent(explanation["from"][future]["p"], lang) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_start_is_shown_however_small_its_effect(explanation: Document, lang: str) -> None:
    start = next(item for item in explanation["contributions"] if item["kind"] == "start")
    small = {**explanation, "contributions": [
        {**item, "delta": dict.fromkeys(item["delta"], 0.0)} if item is start else item
        for item in explanation["contributions"]
    ]}  # fmt: skip
    text = flat(shown(print_explanation, small, lang))
    assert flat(start["name"][lang]) in text
    assert flat(start["reasons"][0][lang]) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_signpost_shown_stands_with_line_date_and_source(watch_list: Document, lang: str) -> None:
    text = flat(shown(print_watch, watch_list, lang, 100))
    for area in watch_list["areas"]:
        assert flat(area["name"][lang]) in text
        assert all(flat(gap[lang]) in text for gap in area["gaps"])
        own = [s for s in watch_list["signposts"] if s["area"] == area["id"] and s["crossed"] is None]
        telling = [s for s in own if s["voi_low"] >= 0.0005]
        for signpost in own:
            assert flat(signpost["name"][lang]) in text
        for signpost in telling[:4]:
            assert flat(numerals.date(signpost["first_date"], lang)) in text
            for name in signpost["source_ids"][:1]:
                assert flat(watch_list["sources"][name]["publisher"]) in text
    for alarm in watch_list["alarms"]:
        assert flat(alarm["name"][lang]) in text
        assert flat(numerals.date(alarm["crossed"], lang)) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_colour_is_an_addition(explanation: Document, watch_list: Document, lang: str) -> None:
    for printer, document in ((print_explanation, explanation), (print_watch, watch_list)):
        plain = shown(printer, document, lang)
        coloured = shown(printer, document, lang, force_terminal=True, color_system="truecolor")
        assert "\x1b[" not in plain
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@given(
    st.text(alphabet="两国为 AI 数据中心，接通的电力。abc12（）“”", min_size=1, max_size=60), st.integers(12, 40)
)  # fmt: skip
def test_wrapping_keeps_every_sign_and_the_width(line: str, width: int) -> None:
    found = wrapped(line, width)
    assert flat("".join(found)) == flat(line)
    for part in found:  # what cannot be broken may be wider: a long word, or marks that stay together
        assert cell_len(part) <= width or not re.search(rf"{HAN}[^，。）”]*{HAN}", part)


def test_a_chinese_line_breaks_between_characters_and_not_before_a_mark() -> None:
    assert wrapped("两国为 AI 数据中心接通的电力，只覆盖少数园区。", 20) == [
        "两国为 AI 数据中心接",
        "通的电力，只覆盖少数",
        "园区。",
    ]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_viewpoints_fit_the_window_and_give_every_lens_its_odds_and_reasons(
    lenses: Document, lang: str, width: int
) -> None:
    for document in side_by_side(lenses):
        text = shown(print_viewpoints, document, lang, width)
        assert all(cell_len(line) <= width for line in text.splitlines())
        for entry in document["lenses"]:
            for reading in ("source", "strict"):
                for cell in entry["futures"][reading].values():
                    assert numerals.percent(cell["p"], lang) in text
            for prior in entry["priors"]:
                assert flat(prior["name"][lang]) in flat(text)
                assert flat(prior["reason"][lang]) in flat(text)


def test_lenses_that_cannot_be_told_apart_are_not_said_to_disagree(lenses: Document) -> None:
    _, alike, _ = side_by_side(lenses)
    assert "cannot be told from chance" in shown(print_viewpoints, alike, "en")
    assert "due to what they count" not in shown(print_viewpoints, alike, "en")
    assert "无法区分" in shown(print_viewpoints, alike, "zh")
