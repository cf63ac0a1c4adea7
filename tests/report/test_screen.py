"""The terminal: both readings of every future, within the window, in either language, with and without colour."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import CASES, told
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import print_country, print_run
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


ECONOMY: dict[str, Any] = {
    "name": {"en": "India", "zh": "印度"}, "as_of": "2026-11-22", "imputed": True,
    "alignment": {"us": 0.97, "cn": 0.0, "own": 0.01, "mixed": 0.02},
    "series": [
        {"variable": variable, "month": month, "mean": 0.5, "q05": 0.4, "q95": 0.6}
        for variable in ("adoption", "share_us", "share_cn", "share_own")
        for month in [f"2026-{n:02d}" for n in range(1, 13)]
    ],
    "deals": [
        {"provider": "Later", "stack": "us", "status": "memorandum", "capacity_mw": 1000.0, "announced": "2026-02-05",
         "precision": "month"},
        {"provider": "Earlier", "stack": "cn", "status": "licensed", "capacity_mw": None, "announced": "2025-01-01",
         "precision": "year"},
    ],
    "sources": [{"publisher": f"P{n}", "title": "T", "grade": "C3", "url": None} for n in range(9)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("India, as known on 22 November 2026", "97%", "below 1%", "1 GW", "not stated", "February 2026", "3 more")),
        ("zh", ("印度，信息截至2026年11月22日", "97%", "不足1%", "1吉瓦", "未公布", "2026年2月", "其余3项")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [80, 120])
def test_an_economy_fits_the_window_and_says_what_is_not_known(
    lang: str, words: tuple[str, ...], width: int
) -> None:
    out = io.StringIO()
    print_country(ECONOMY, lang, Console(file=out, width=width))
    text = out.getvalue()
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert all(word in text for word in words)
    assert text.index("Earlier") < text.index("Later")
