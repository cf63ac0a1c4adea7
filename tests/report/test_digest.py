"""A digest says what the desk did in others' words, whatever signs these hold, and claims every number it shows."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from digests import HARM, cases
from edition_cases import digests

from fourfutures.report import EditionRecord, RunRecord
from fourfutures.report.briefs import page_problems
from fourfutures.report.catalogue import catalogue
from fourfutures.report.claims import Ledger, without_marks
from fourfutures.report.editions.digest import title
from fourfutures.report.html import html_page
from fourfutures.report.literal import literal, plain
from fourfutures.report.page import pages
from fourfutures.report.pdf.content import visible
from fourfutures.report.pdf.document import pdf_content
from fourfutures.report.pen import Pen
from fourfutures.report.proof import proof
from fourfutures.report.standing import Standing

LANGUAGES = ("en", "zh")
TAG = re.compile(r"<[^>]*>")
Written = list[tuple[EditionRecord, dict[str, str]]]


@pytest.fixture(scope="module")
def written(record: RunRecord) -> Written:
    return [(case, pages(case)) for case in digests(record)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_quotation_shows_as_text_in_every_format_and_is_markup_in_none(written: Written, lang: str) -> None:
    case, made = written[0]
    page, texts = made[lang], catalogue(lang)
    assert literal(HARM) in page
    assert not re.search(
        r"(?<!\\)<script|(?<!\\)\{\{<|\*title\*(?<!\\\*)\|", without_marks(page).split("<!-- ")[0]
    )
    html = html_page(page, case, texts)
    shown = html.partition("<main>")[2].partition("</main>")[0]
    assert "<script" not in shown
    assert "<b>" not in shown
    assert 'href="http://e.org"' not in shown
    assert HARM in unescape(TAG.sub("", shown))
    assert "A *title* | <b>bold</b> {x}" in unescape(TAG.sub("", shown))
    paper = "".join(visible(pdf_content(page, case, texts)).running)
    assert paper.count(HARM) >= 4


@pytest.mark.parametrize("sign", "\\`*_[]<>&|~${}")
def test_a_sign_of_markup_is_shown_and_read_back(sign: str) -> None:
    text = f"a{sign}{sign} b{sign}c"
    assert literal(text) != text
    assert plain(literal(text)) == text


def test_a_digit_changed_in_html_is_the_only_thing_named(written: Written) -> None:
    """Quotations full of markup stay as they were, so nothing but the digit differs."""
    case, made = written[5]
    html = html_page(made["en"], case, catalogue("en"))
    at = re.search(r">(\d)\d%</data>", html)
    assert at
    wrong = html[: at.start(1)] + str((int(at[1]) + 3) % 10) + html[at.end(1) :]
    found = page_problems(wrong, "page", case, same_code=False)
    assert len(found) == 1
    assert f"line {wrong.count(chr(10), 0, at.start()) + 1}," in found[0].told()


@pytest.mark.parametrize("what", ["who", "why", "sentence", "card"])
def test_words_of_others_are_claims_too(written: Written, what: str) -> None:
    case, made = written[5]
    old, new = {
        "who": ("by lead", "by lean"),
        "why": ("two filings", "ten filings"),
        "sentence": ("An invented sentence", "An inverted sentence"),
        "card": ("Retrieved 25", "Retrieved 23"),
    }[what]
    assert old in made["en"]
    assert proof(made["en"].replace(old, new, 1), "page", case, [], False)


def test_effects_add_up_to_the_total_on_the_page(written: Written) -> None:
    _, made = written[0]
    tables = re.findall(r"(?:^\|.*\n)+", without_marks(made["en"]), re.MULTILINE)
    (table,) = [table for table in tables if "total" in table]
    for row in table.splitlines()[2:]:
        *parts, total = [float(cell.replace("−", "-")) for cell in row.strip("| ").split(" | ")[1:]]
        assert sum(parts) == pytest.approx(total, abs=0.05 * (len(parts) + 1))
        assert len(parts) == 3


def test_a_page_says_plainly_that_nothing_was_decided(written: Written) -> None:
    en, zh = (without_marks(written[1][1][lang]) for lang in LANGUAGES)
    assert 'title: "The evidence desk decided nothing"' in en
    assert "Nothing was decided between 16 November 2026 and 22 November 2026" in en
    assert "之间没有作出决定" in zh
    for heading in ("What was accepted", "What it did to the odds", "What expires next"):
        section = en.partition(f"## {heading}\n\n")[2].partition("\n\n##")[0]
        assert section
        assert "|" not in section


def test_the_title_is_the_finding(written: Written) -> None:
    said = [title(Pen(case, Standing(case), catalogue("en"), Ledger())) for case, _ in written]
    assert said == [
        "The AI Century gained and the US Standard lost ground on evidence",
        "The evidence desk decided nothing",
        "The evidence desk's decisions left the odds as they were",
        "Reviewed evidence moved the odds no further than sampling allows",
        "Reviewed evidence moved no future by a point",
        "The AI Century gained on evidence",
    ]


def test_a_digest_stays_within_the_length_of_a_brief(written: Written) -> None:
    for _, made in written:
        for lang, most in (("en", 1000), ("zh", 2000)):
            count = re.search(r"^word_count: (\d+)$", made[lang], re.MULTILINE)
            assert count
            assert int(count[1]) <= most


def test_the_last_day_told_of_is_the_day_by_which_sources_are_out(written: Written) -> None:
    """A document that came out after the run's own day can be cited: the digest is about those later days."""
    case, made = written[0]
    assert case.summary["as_of"] < "2026-11-24" <= case.known_by == "2026-11-25"
    assert "24 November 2026. Retrieved 25 November 2026" in made["en"]
    earlier = json.loads(case.as_text())
    earlier["request"]["to_date"] = "2026-11-23"
    other = EditionRecord(RunRecord(case.summary, case.folder), earlier)
    assert "Retrieved 25 November 2026" not in pages(other)["en"]


def test_all_cases_are_told_apart() -> None:
    assert len({json.dumps(case, sort_keys=True) for case in cases()}) == 6
