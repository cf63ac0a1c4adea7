"""The terminal: both readings of every future, within the window, in either language, with and without colour."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from country_pages import ECONOMIES, GROUPS, INDIA, OVERVIEW, TURNING
from hypothesis import given
from hypothesis import strategies as st
from records import CASES, told
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import print_countries, print_country, print_group, print_run
from fourfutures.report.fan_text import fan, scale
from fourfutures.report.screen import bar

LANGUAGES = ("en", "zh")
ESCAPE = "\x1b["
NAMES = {
    "en": ("America's AI Century", "The US Standard", "China's AI+ World", "Global AI with", "Contested"),
    "zh": ("美国的 AI 世纪", "美国标准", "中国的 AI+ 世界", "具有中国特色的全球 AI", "胶着/多极"),
}


def printed(summary: dict[str, Any], lang: str, width: int, **options: Any) -> str:
    out = io.StringIO()
    print_run({**summary, "folder": "runs/a"}, lang, Console(file=out, width=width, **options))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_no_line_is_wider_than_the_window(summary, name: str, lang: str, width: int) -> None:
    text = printed(told(summary, CASES[name]), lang, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert all(future in text for future in NAMES[lang])
    assert "source" in text and "strict" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_colour_is_an_addition_and_can_be_turned_off(summary, lang: str) -> None:
    plain = printed(summary, lang, 80)
    coloured = printed(summary, lang, 80, force_terminal=True, color_system="truecolor")
    silent = printed(summary, lang, 80, force_terminal=True, color_system="truecolor", no_color=True)
    assert ESCAPE not in plain
    assert re.search(r"\x1b\[[\d;]*(?:3[0-7]|9[0-7])m", coloured)
    assert not re.search(r"\x1b\[[\d;]*(?:3[0-8]|9[0-7])[;m]", silent)
    for text in (coloured, silent):
        assert re.sub(r"\x1b\[[\d;]*m", "", text) == plain


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_odds_and_ranges_on_the_screen_are_those_of_the_brief(summary, briefs, lang: str, width: int) -> None:
    heading = {"en": "## The odds", "zh": "## 概率"}[lang]
    section = re.sub(r"<!--.*?-->", "", briefs[lang].split(heading)[1])
    rows = [line for line in section.split("\n## ")[0].splitlines() if line.startswith("|")][2:]
    screen = printed(summary, lang, width).split({"en": "█ to", "zh": "█ 到"}[lang])[0]
    for row in rows:
        for cell in [cell.strip() for cell in row.strip("|").split("|")][1:5]:
            assert cell in screen


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("flagged", "odds to the nearest 5 points", "概率按5个百分点取整"),
        ("under_levers", "Export-control stance, loosen (+1), from December 2026", "出口管制松紧，放松（+1），自2026年12月起"),
        ("under_levers", "Change against policy as announced", "相对已公布政策"),
        ("with_deals", "Deals put in: Full package with India, signed December 2026", "试签协议：印度的一揽子方案，2026年12月签约"),
        ("with_deals", "without these deals", "没有这些协议"),
        ("by_hand", "years of pace at 0", "近一年增速取0"),
        ("no_data", "No observation took part.", "本次运行未用观测数据"),
        ("same", "exceed 4 to 1?", "是否在4倍以上"),
        ("same", "ESS: ", "有效样本量"),
        ("same", "Folder: runs/a", "运行文件夹：runs/a"),
    ],
)  # fmt: skip
def test_the_screen_says_what_sets_the_run_apart(summary, name: str, en: str, zh: str) -> None:
    changed = told(summary, CASES[name])
    for lang, words in (("en", en), ("zh", zh)):
        text = printed(changed, lang, 120)
        assert words in text


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(5, 40))
def test_a_bar_shows_low_end_odds_and_high_end_in_order(a: float, b: float, c: float, cells: int) -> None:
    low, p, high = sorted((a, b, c))
    shown = bar(low, p, high, cells)
    assert len(shown) == cells
    assert re.fullmatch("█*▓*░*·*", shown)
    assert shown.count("█") == round(low * cells)
    assert cells - shown.count("·") == max(round(high * cells), 1 if high >= 0.01 else 0)


def shown(show: Any, document: dict[str, Any], lang: str, width: int) -> str:
    out = io.StringIO()
    show(document, lang, Console(file=out, width=width))
    return out.getvalue()


SCREENS = [
    *((print_country, one) for one in ECONOMIES),
    *((print_group, one) for one in GROUPS),
    (print_countries, OVERVIEW),
]


@pytest.mark.parametrize("number", range(len(SCREENS)))
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_economies_fit_the_window_in_their_own_language(number: int, lang: str, width: int) -> None:
    text = shown(*SCREENS[number], lang, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert bool(re.search(r"[\u4e00-\u9fff]", text)) == (lang == "zh")
    if lang == "zh":
        assert not re.search(r"\b(the|of|and|is|to|in|below|above|share)\b", text.replace("Economy of", ""))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("India: mostly US stack today", "97%", "below 1%", "1 GW", "not stated", "February 2026", "3 more",
                "39%, above the fan", "28%, below the fan", "6–10%", "none with a stated size", "in another",
                "Not known here: Fact gdp", "AI users in late 2025", "over 1,000 GW", "tier 2", "no")),
        ("zh", ("印度：目前以美国技术栈为主", "97%", "不足1%", "1吉瓦", "未公布", "2026年2月", "其余3项", "39%，高于模拟区间",
                "28%，低于模拟区间", "6%—10%", "均未公布容量", "已含于他项", "此处未知：情况 gdp", "2025年下半年 AI 使用率",
                "超过1000吉瓦", "第二层级")),
    ],
)  # fmt: skip
def test_an_economy_says_what_is_used_how_sure_and_what_is_not_known(
    lang: str, words: tuple[str, ...]
) -> None:
    text = shown(print_country, INDIA, lang, 120)
    flat = re.sub(r"\s+", " " if lang == "en" else "", text)
    for word in words:
        assert (word if lang == "en" else word.replace(" ", "")) in flat, word
    assert text.index("Earlier") < text.index("Later")


def test_without_a_deal_on_record_nothing_is_concluded() -> None:
    assert "absence of a record is not absence of a deal" in shown(print_country, TURNING, "en", 120)
    assert "没有记录不等于没有协议" in shown(print_country, TURNING, "zh", 120)


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5), st.integers(10, 60))
def test_a_fan_shows_interval_half_and_median_in_order(values: list[float], cells: int) -> None:
    entry = dict(zip(("q05", "q25", "q50", "q75", "q95"), sorted(values), strict=True))
    text = fan(entry, cells)
    assert re.fullmatch("·*░*▓*█▓*░*·*", text)
    assert len(text) == cells == len(scale(cells))
    assert text.index("█") == min(cells - 1, int(entry["q50"] * cells))
