"""Words and characters are counted as a reader would count them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.report.counting import counted

WORDS = st.lists(
    st.sampled_from(["compute", "7.5", "20,000", "year-end", "Partner's", "H100", "2026-09"]), max_size=40
)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60)
MARKS = st.sampled_from(
    ["<!--c12-->", "[^3]", "**", "`", " | ", "，", "。", "—", " <https://example.org/a-b?c=1> "]
)


@pytest.mark.parametrize(
    ("text", "latin", "han"),
    [
        ("The year-end stock is 7.5 of 20,000.", 7, 0),
        ("AI+ World stands at 29%<!--c7-->", 5, 0),
        ("到2027年底，美国的 AI 世纪为38%（27%—49%）", 5, 9),
        ("![Cloud of outcomes](charts/quadrant.en.svg) *Reading: right.*", 2, 0),
        ("A claim[^12] with a [link](https://example.org/page).", 5, 0),
        ("| Future | `source` |\n|---|---|", 2, 0),
        ("", 0, 0),
    ],
)
def test_what_counts_and_what_does_not(text: str, latin: int, han: int) -> None:
    assert counted(text) == (latin, han)


@given(WORDS, HAN, MARKS)
def test_marks_punctuation_and_addresses_change_no_count(words: list[str], han: str, mark: str) -> None:
    plain = counted(" ".join(words) + " " + han)
    assert plain == (len(words), len(han))
    assert counted(mark + f" {mark} ".join(words) + mark + han + mark) == plain


@given(WORDS, HAN, WORDS, HAN)
def test_counts_of_two_paragraphs_add_up(a: list[str], b: str, c: list[str], d: str) -> None:
    first, second = " ".join(a) + b, " ".join(c) + d
    whole = counted(first + "\n\n" + second)
    assert whole == tuple(x + y for x, y in zip(counted(first), counted(second), strict=True))


@given(WORDS, HAN)
def test_reading_time_is_whole_minutes_and_at_least_one(words: list[str], han: str) -> None:
    count = counted(" ".join(words) + han)
    assert count.minutes == max(1, math.ceil(count.latin / 213 + count.han / 500))
    assert count.of("en") == count.latin
    assert count.of("zh") == count.latin + count.han
