"""Numbers as each language writes them: known renderings, and laws that hold for any number."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.report import ReportError, numerals

LANGUAGES = st.sampled_from(["en", "zh"])
SHARES = st.floats(0.0, 1.0, allow_nan=False)
CHANGES = st.floats(-1.0, 1.0, allow_nan=False)
POSITIVE = st.floats(1e-3, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("write", "en", "zh"),
    [
        (lambda lang: numerals.percent(0.31, lang), "31%", "31%"),
        (lambda lang: numerals.percent(0.0099, lang), "below 1%", "不足1%"),
        (lambda lang: numerals.percent(0.0, lang), "below 1%", "不足1%"),
        (lambda lang: numerals.percent(0.996, lang), "above 99%", "超过99%"),
        (lambda lang: numerals.percent(0.345, lang), "35%", "35%"),
        (lambda lang: numerals.percent(0.345, lang, coarse=True), "35%", "35%"),
        (lambda lang: numerals.percent(0.02, lang, coarse=True), "below 5%", "不足5%"),
        (lambda lang: numerals.percent_range(0.22, 0.41, lang), "22–41%", "22%—41%"),
        (lambda lang: numerals.percent_range(0.001, 0.002, lang), "below 1%", "不足1%"),
        (lambda lang: numerals.points(0.06, lang), "+6 points", "升6个百分点"),
        (lambda lang: numerals.points(-0.01, lang), "−1 point", "降1个百分点"),
        (lambda lang: numerals.points(0.004, lang), "below 1 point", "不足1个百分点"),
        (lambda lang: numerals.points_fine(-0.0123, lang), "−1.2 points", "−1.2个百分点"),
        (lambda lang: numerals.points_range(-0.02, 0.03, lang), "−2 to +3 points", "−2至+3个百分点"),
        (lambda lang: numerals.count(12_000, lang), "12,000", "1.2万"),
        (lambda lang: numerals.count(9_999, lang), "9,999", "9999"),
        (lambda lang: numerals.count(350_000_000, lang), "350,000,000", "3.5亿"),
        (lambda lang: numerals.stock(16.0, lang), "16 million H100 equivalents", "1600万片 H100 等效"),
        (lambda lang: numerals.stock_short(4.28, lang), "4.3 million", "430万片"),
        (lambda lang: numerals.dollars(410, lang), "US$410 billion", "4100亿美元"),
        (lambda lang: numerals.dollars(0.25, lang), "US$250 million", "2.5亿美元"),
        (lambda lang: numerals.dollars(3.06, lang), "US$3.1 billion", "31亿美元"),
        (lambda lang: numerals.yuan(344, lang), "RMB 344 billion", "3440亿元"),
        (lambda lang: numerals.quantity(9.5, "GW", lang), "9.5 GW", "9.5吉瓦"),
        (lambda lang: numerals.power(5000, lang), "5 GW", "5吉瓦"),
        (lambda lang: numerals.power(200, lang), "200 MW", "200兆瓦"),
        (lambda lang: numerals.lead(0.5, lang), "6 months", "6个月"),
        (lambda lang: numerals.lead_range(-0.2, 0.5, lang), "−2.4 to 6 months", "−2.4至6个月"),
        (lambda lang: numerals.log_ratio(0.4, lang), "+0.4 (ratio 1.5)", "+0.4（约1.5倍）"),
        (lambda lang: numerals.log_ratio(-0.4, lang), "−0.4 (ratio 0.67)", "−0.4（约0.67倍）"),
        (lambda lang: numerals.ratio_range(6.8, 19.4, lang), "6.8 to 19", "6.8至19倍"),
        (lambda lang: numerals.date("2026-11-22", lang), "22 November 2026", "2026年11月22日"),
        (lambda lang: numerals.date("2026-11", lang), "November 2026", "2026年11月"),
        (lambda lang: numerals.date("2026", lang), "2026", "2026年"),
        (lambda lang: numerals.quarter(2026, 3, lang), "Q3 2026", "2026年第三季度"),
        (
            lambda lang: numerals.quantity(3.06, "US$bn per quarter", lang),
            "US$3.1 billion a quarter",
            "31亿美元/季",
        ),
        (lambda lang: numerals.quantity(0.164, "share", lang), "16%", "16%"),
    ],
)  # fmt: skip
def test_a_number_reads_as_the_style_sheet_says(write: Callable[[str], str], en: str, zh: str) -> None:
    assert (write("en"), write("zh")) == (en, zh)


@given(SHARES, LANGUAGES, st.booleans())
def test_a_probability_is_never_shown_as_certain_nor_further_off_than_rounding(
    p: float, lang: str, coarse: bool
) -> None:
    shown = numerals.percent(p, lang, coarse)
    step = 5 if coarse else 1
    number = int(re.sub(r"\D", "", shown))
    assert shown not in ("0%", "100%")
    assert number % step == 0
    if re.fullmatch(r"\d+%", shown):
        assert abs(number - 100 * p) <= step / 2 + 1e-9
    elif shown.startswith(("below", "不足")):
        assert 100 * p < number
    else:
        assert 100 * p > number


@given(SHARES, SHARES, LANGUAGES)
def test_ends_of_a_range_read_like_its_shares(a: float, b: float, lang: str) -> None:
    low, high = sorted((a, b))
    shown = numerals.percent_range(low, high, lang)
    ends = [int(n) for n in re.findall(r"\d+", shown)]
    assert shown.endswith("%")
    if len(ends) == 2:
        assert ends[0] < ends[1]
        assert abs(ends[0] - 100 * low) <= 0.5 + 1e-9 and abs(ends[1] - 100 * high) <= 0.5 + 1e-9
        assert shown.count("%") == {"en": 1, "zh": 2}[lang]
    else:
        assert shown == numerals.percent(high, lang)


@given(CHANGES, LANGUAGES)
def test_a_difference_is_in_points_and_its_sign_is_never_lost(change: float, lang: str) -> None:
    shown = numerals.points(change, lang)
    assert "%" not in shown
    assert {"en": "point", "zh": "个百分点"}[lang] in shown
    size = int(re.search(r"\d+", shown)[0])
    if shown.startswith(("below", "不足")):
        assert abs(change) < 0.01
        return
    assert abs(size - 100 * abs(change)) <= 0.5 + 1e-9
    assert shown.startswith({"en": ("+", "−"), "zh": ("升", "降")}[lang][change < 0])
    if lang == "en":
        assert shown.endswith("point" if size == 1 else "points")


@given(st.integers(0, 10**12))
def test_a_count_reads_back(n: int) -> None:
    assert int(numerals.count(n, "en").replace(",", "")) == n
    shown = numerals.count(n, "zh")
    scale = {"万": 1e4, "亿": 1e8}.get(shown[-1], 1)
    value = float(shown.rstrip("万亿")) * scale
    assert abs(value - n) <= 0.05 * scale * 1.0000001 if scale > 1 else value == n
    assert "," not in shown
    if scale == 1e4:
        assert float(shown[:-1]) < 10_000 or n >= 99_999_500  # four digits before 万


@given(POSITIVE, st.integers(1, 4))
def test_significant_digits_keep_the_size(value: float, digits: int) -> None:
    shown = float(numerals.significant(value, digits))
    assert math.isclose(shown, value, rel_tol=0.5 * 10 ** (1 - digits) + 1e-9)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_no_number_is_refused_and_never_written(value: float, lang: str) -> None:
    for write in (
        numerals.percent, numerals.points, numerals.points_fine, numerals.count, numerals.stock, numerals.lead,
        numerals.decimal, numerals.ratio, numerals.dollars, numerals.yuan,
    ):  # fmt: skip
        with pytest.raises(ReportError) as refusal:
            write(value, lang)
        assert refusal.value.remedy


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)))
def test_a_date_reads_back_in_both_languages(day: datetime.date) -> None:
    english = numerals.date(day.isoformat(), "en")
    assert datetime.datetime.strptime(english, "%d %B %Y").date() == day
    year, month, number = (int(n) for n in re.findall(r"\d+", numerals.date(day.isoformat(), "zh")))
    assert datetime.date(year, month, number) == day


@given(st.floats(-3.0, 3.0, allow_nan=False), LANGUAGES)
def test_an_index_always_carries_its_ratio(value: float, lang: str) -> None:
    shown = numerals.log_ratio(value, lang)
    ratio = float(re.findall(r"[\d.]+", shown)[-1])
    assert math.isclose(ratio, math.exp(value), rel_tol=0.06)
    assert (ratio > 1.0) == (value > 0.0) or math.isclose(ratio, 1.0, abs_tol=0.051)
