"""A page says the same in both languages: the same claims, the same numbers whatever counts them, every unit in both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from edition_cases import editions
from records import CASES

from fourfutures.report import RunRecord, catalogue
from fourfutures.report.claims import read_block
from fourfutures.report.formats import wording
from fourfutures.report.page import pages
from fourfutures.report.terms import term_value
from fourfutures.study import Study

LANGUAGES = ("en", "zh")
# Formats that are words or names: their digits are part of a name.
WORDS = (
    "text",
    "plain",
    "band",
    "future",
    "future.title",
    "axis",
    "alignment",
    "standing",
    "party",
    "regime",
    "offer",
)
TIMES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "万": 1e4,
    "亿": 1e8,
    "万亿": 1e12,
}
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(万亿|万|亿|thousand|million|billion|trillion)?")
NAMES = re.compile(r"H100|A100|\(ratio |（约")
Pages = dict[str, str]


def numbers(text: str) -> list[float]:
    """Every number of a wording, without its sign, in plain units."""
    plain = NAMES.sub(" ", text)
    return [float(at[1].replace(",", "")) * TIMES.get(at[2] or "", 1.0) for at in NUMBER.finditer(plain)]


@pytest.fixture(scope="module")
def every_page(pages_of, record: RunRecord, explanation, dealt, withdrawals, lenses) -> list[Pages]:
    """Pages of every case of the brief and of every edition, by language."""
    cases = editions(record, explanation, dealt, withdrawals["offer"], lenses)
    return [*(pages_of(name)[1] for name in CASES), *(pages(case) for case in cases)]


def told_twice(every_page: list[Pages]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for made in every_page:
        yield from zip(*(read_block(made[lang]) for lang in LANGUAGES), strict=True)


def test_both_languages_make_the_same_claims_of_the_same_values(every_page: list[Pages]) -> None:
    for en, zh in told_twice(every_page):
        assert {**en, "shown": ""} == {**zh, "shown": ""}


def test_every_number_is_the_same_number_in_either_language(every_page: list[Pages]) -> None:
    """1.2 million is 120万: two per cent apart at most, since languages round at other digits; percentages not at all."""
    seen = 0
    for en, zh in told_twice(every_page):
        form = str(en["format"])
        if form in WORDS or form.startswith("compare."):
            continue
        ours, theirs = numbers(en["shown"]), numbers(zh["shown"])
        if form == "ratio.even":  # “4 to 1” is 4倍
            ours = ours[:1]
        if en.get("unit") == "US$ per US$":  # 每1美元对应0.5美元
            theirs = theirs[1:]
        assert len(ours) == len(theirs), (en["shown"], zh["shown"])
        exact = form.startswith(("percent", "range", "points", "count", "decimal", "setting"))
        for one, other in zip(ours, theirs, strict=True):
            if form == "count" and one >= 10_000:
                exact = False
            assert one == pytest.approx(other, rel=1e-9 if exact else 0.021), (en["shown"], zh["shown"])
        seen += 1
    assert seen > 1000


def test_signs_agree(every_page: list[Pages]) -> None:
    for en, zh in told_twice(every_page):
        if en["format"] == "points":
            assert en["shown"].startswith("+") == zh["shown"].startswith("升")
            assert en["shown"].startswith("−") == zh["shown"].startswith("降")
        elif en["format"] in ("points.fine", "money", "lead"):
            assert en["shown"].startswith("−") == zh["shown"].startswith("−")


def test_every_unit_of_the_study_has_a_form_of_its_own_in_both_languages(study: Study) -> None:
    """One without would be written out in English behind the number, in Chinese too."""
    units = {indicator.unit for indicator in study.indicators.values()}
    for unit in sorted(units - {"category", "1 for a US offer"}):  # these are decisions, worded by name
        en, zh = (wording("quantity", 12.0, catalogue(lang), unit=unit) for lang in LANGUAGES)
        assert zh != f"12 {unit}", unit
        assert re.search(r"\d", en), unit
        assert re.search(r"\d", zh), unit
    for term in study.offers.term.values():
        for value in (0.0, 0.4, 2.0, 1e6):
            shown = term_value(catalogue("zh"), value, term.unit)
            assert not re.search(r"\b(?:million|years?|months?|people|per)\b", shown), (term.unit, shown)


def counted_by_hand(body: str) -> tuple[int, int]:
    """Latin or digit runs and Han characters, sign by sign: another way to the same counts."""
    text = re.sub(
        r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)|\[\^\d+\]|<https?://[^>]*>|[`*|#]", " ", body, flags=re.DOTALL
    )
    runs = han = 0
    inside = False
    for at, sign in enumerate(text):
        if "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf":
            han, inside = han + 1, False
        elif sign.isalnum() and ord(sign) < 0x250:
            runs, inside = runs + (not inside), True
        elif inside and sign in "'’.,-" and text[at + 1 : at + 2].isalnum() and ord(text[at + 1]) < 0x250:
            pass  # inside a word or number
        else:
            inside = False
    return runs, han


def test_counts_in_the_front_matter_are_true(every_page: list[Pages]) -> None:
    for made in every_page:
        for lang, page in made.items():
            head, _, rest = page.removeprefix("---\n").partition("\n---\n")
            body = rest.partition(f"\n## {catalogue(lang).text('heading.references')}\n")[0]
            fields = dict(line.partition(": ")[::2] for line in head.splitlines())
            runs, han = counted_by_hand(body)
            assert json.loads(fields["word_count"]) == (runs if lang == "en" else runs + han)
            minutes = runs / 213 + han / 500
            assert json.loads(fields["reading_time"]) == max(1, -int(-minutes // 1))
            assert ("isCJKLanguage" in fields) == (lang == "zh")
            assert f'count_unit: "{"word" if lang == "en" else "character"}"' in fields["fourfutures"]
