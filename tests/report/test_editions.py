"""Editions are whole pages: fit to go out, alike in both languages, every number read again from what they rest on."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from edition_cases import editions

from fourfutures.report import EditionRecord, ReportError, RunRecord
from fourfutures.report.briefs import page_problems
from fourfutures.report.catalogue import catalogue
from fourfutures.report.claims import read_block
from fourfutures.report.html import html_page
from fourfutures.report.page import pages
from fourfutures.report.proof import proof
from fourfutures.report.release import faults

LANGUAGES = ("en", "zh")
Written = list[tuple[EditionRecord, dict[str, str]]]


@pytest.fixture(scope="module")
def written(record, explanation, dealt, withdrawals, lenses) -> Written:
    """Record and pages of every case."""
    cases = editions(record, explanation, dealt, withdrawals["offer"], lenses)
    return [(case, pages(case)) for case in cases]


def test_every_case_is_fit_to_go_out(written: Written) -> None:
    found = [(case.name, faults(made, case)) for case, made in written]
    assert [(name, told) for name, told in found if any(told.values())] == []
    assert all("draft: false" in page for _, made in written for page in made.values())


def test_every_case_passes_claim_by_claim_in_both_languages_and_formats(written: Written) -> None:
    seen = set()
    for case, made in written:
        for lang, page in made.items():
            assert proof(page, "page", case, [], False) == []
            if case.kind not in seen:
                html = html_page(page, case, catalogue(lang))
                assert page_problems(html, "page", case, same_code=False) == []
        seen.add(case.kind)
    assert seen == {"change", "country", "deal", "lens", "digest"}


def test_a_digit_changed_in_any_table_of_any_edition_is_found(written: Written) -> None:
    for case, made in written:
        for page in made.values():
            cell = r"(\d)[^|\n]*?<!--c\d+-->"
            at = re.search(rf"\| [^|\n]*?{cell}", page) or re.search(
                cell, page
            )  # a page can be without a table
            assert at, case.name
            wrong = page[: at.start(1)] + str((int(at[1]) + 3) % 10) + page[at.end(1) :]
            assert proof(wrong, "page", case, [], False), case.name


def test_a_value_changed_in_the_record_is_found_on_the_page(written: Written) -> None:
    """Claims point into the record, so a record that says something else contradicts its page."""
    case, made = next((case, made) for case, made in written if case.kind == "country")
    content: dict[str, Any] = json.loads(case.as_text())
    content["document"]["flip"]["p"] = 0.4321
    other = EditionRecord(RunRecord(case.summary, case.folder), content)
    assert any("43%" in problem.told() for problem in proof(made["en"], "page", other, [], False))


def test_both_languages_make_the_same_claims(written: Written) -> None:
    for _, made in written:
        en, zh = (
            [(claim["id"], claim["kind"], claim["ref"], claim["value"]) for claim in read_block(made[lang])]
            for lang in LANGUAGES
        )
        assert en == zh


def test_a_viewpoint_says_so_before_anything_else(written: Written) -> None:
    for case, made in written:
        if case.kind == "lens":
            assert "viewpoint, not a finding" in made["en"].split("## ")[0]
            assert "不是结论" in made["zh"].split("## ")[0]


def test_a_record_of_another_run_is_refused(record: RunRecord, written: Written) -> None:
    content = {**written[0][0].content, "run_id": "another"}
    with pytest.raises(ReportError, match="belongs to run another"):
        EditionRecord(record, content)


@pytest.mark.parametrize("content", [{}, {"schema": "fourfutures/edition/1", "edition": "poem"}])
def test_what_is_no_record_is_refused(record: RunRecord, content: dict[str, Any]) -> None:
    with pytest.raises(ReportError, match="no record of an edition"):
        EditionRecord(record, content)


def test_a_record_that_lacks_what_its_page_needs_says_so(record: RunRecord, written: Written) -> None:
    case = next(case for case, _ in written if case.kind == "deal")
    document = {key: value for key, value in case.content["document"].items() if key != "deal"}
    with pytest.raises(ReportError, match="lacks what the page is written from"):
        pages(EditionRecord(record, {**case.content, "document": document}))
