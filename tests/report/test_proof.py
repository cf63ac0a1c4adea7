"""A page that differs from its run in one digit is found out, and the digit is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import CASES

from fourfutures.errors import Problem
from fourfutures.report.briefs import page_problems
from fourfutures.report.catalogue import catalogue
from fourfutures.report.html import html_page
from fourfutures.report.proof import proof
from fourfutures.report.record import RunRecord

LANGUAGES = ("en", "zh")
LINE = re.compile(r"line (\d+)")
Pages = Callable[..., tuple[RunRecord, dict[str, str]]]


@pytest.fixture(scope="module")
def whole(folder: Path, briefs: dict[str, str]) -> tuple[RunRecord, dict[tuple[str, str], str]]:
    """The record, and its pages by language and format."""
    record = RunRecord.read(folder)
    made = {(lang, "md"): text for lang, text in briefs.items()}
    made |= {(lang, "html"): html_page(text, record, catalogue(lang)) for lang, text in briefs.items()}
    return record, made


def line_of(problem: Problem) -> int:
    found = LINE.search(str(problem.where))
    assert found, problem
    return int(found[1])


def altered(page: str, at: int, digit: str) -> str:
    return page[:at] + digit + page[at + 1 :]


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_as_the_run_gives_it_has_nothing_wrong_by_either_way_of_reading(
    whole, lang: str, form: str
) -> None:
    record, made = whole
    page = made[lang, form]
    assert proof(page, "brief", record, [page], True) == []
    assert proof(page, "brief", record, [], False) == []  # claim by claim, as for a run of another version
    assert page_problems(page, "brief", record, True) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_pages_of_every_case_pass_claim_by_claim(pages_of: Pages, name: str, lang: str) -> None:
    record, made = pages_of(name)
    assert proof(made[lang], "brief", record, [], False) == []


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_digit_of_a_page_can_be_changed_unseen(whole, lang: str, form: str, data: st.DataObject) -> None:
    record, made = whole
    page = made[lang, form]
    at = data.draw(st.sampled_from([found.start() for found in re.finditer(r"\d", page)]))
    digit = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != page[at]]))
    found = proof(altered(page, at, digit), "brief", record, [page], True)
    assert found
    if (
        "fourfutures-claims/1" in page[at - 20 : at + 1]
    ):  # its name spoilt, there is no list of claims to look a line up in
        assert "list of claims" in str(found[0].what)
        return
    assert page.count("\n", 0, at) + 1 in {line_of(problem) for problem in found}
    assert [line_of(problem) for problem in found] == sorted(line_of(problem) for problem in found)


# What a run of another version may let pass: another date that the run holds, a call of another footnote that is there,
# and a mark, which nobody sees, moved to a claim of the same wording.
PASSING = re.compile(
    r"\d{4}-\d{2}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d+% interval|\d+%区间"
    r"|<!--c\d+-->|\[\^\d+\]"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_claims_alone_find_every_digit_of_the_text_that_is_no_date(
    whole, lang: str, data: st.DataObject
) -> None:
    record, made = whole
    page = made[lang, "md"]
    end = page.index("\n<!-- fourfutures-claims/1")
    body = page[:end]
    spared = {at for found in PASSING.finditer(body) for at in range(*found.span())}
    spots = [found.start() for found in re.finditer(r"\d", body) if found.start() not in spared]
    at = data.draw(st.sampled_from(spots))
    digit = data.draw(st.sampled_from([sign for sign in "0123456789" if sign != page[at]]))
    assert proof(altered(page, at, digit), "brief", record, [], False)


@pytest.mark.parametrize(
    ("lang", "old", "new", "said"),
    [
        ("en", r"\nword_count: (\d)", "0", "word_count"),
        ("en", r"claims: \d(\d)", None, "fourfutures"),
        ("en", r"\| (\d)\d?%<!--c\d+-->", None, "the run gives"),
        ("zh", r"\| (\d)\d?%<!--c\d+-->", None, "运行记录给出"),
        ("en", r"\[\^1\]: .*?(\d)\. Retrieved", None, "footnote [^1] is not what a source card gives"),
        ("zh", r"\[\^1\]: .*?(\d)日检索", None, "脚注[^1]与来源卡片不符"),
        ("en", r"\nsummary: .*?(\d)\d?%", None, "no claim vouches for"),
    ],
)  # fmt: skip
def test_a_changed_digit_is_named_in_the_words_of_its_place(
    whole, lang: str, old: str, new: str | None, said: str
) -> None:
    record, made = whole
    page = made[lang, "md"]
    found = re.search(old, page)
    assert found
    at = found.start(1)
    problems = proof(altered(page, at, new or str((int(page[at]) + 5) % 10)), "brief", record, [], False)
    line = page.count("\n", 0, at) + 1
    assert line_of(problems[0]) == line
    assert said in problems[0].told(lang), problems[0].told(lang)


@pytest.mark.parametrize(
    ("lang", "stray", "said"),
    [
        ("en", "Growth reached 12 that year.", "no claim vouches for"),
        ("en", "That is very likely.", "no claim vouches for “very likely”"),
        ("en", "It was decided on 3 May 1997.", "holds no date 3 May 1997"),
        ("en", "See the note[^99].", "footnote [^99] does not exist"),
        ("zh", "当年达到12。", "没有论断作依据"),
        ("zh", "此事定于1997年5月3日。", "运行记录中没有“1997年5月3日”这个日期"),
    ],
)
def test_what_no_claim_vouches_for_is_named(whole, lang: str, stray: str, said: str) -> None:
    record, made = whole
    heading = f"## {catalogue(lang).text('heading.signposts')}\n"
    page = made[lang, "md"].replace(heading, f"{heading}\n{stray}\n", 1)
    assert any(said in problem.told(lang) for problem in proof(page, "brief", record, [], False))


def test_a_number_that_lies_together_with_its_claim_is_found(whole) -> None:
    record, made = whole
    page = made["en", "md"]
    claim = next(
        json.loads(line) for line in page.splitlines() if re.search(r'"percent","shown":"\d\d%"', line)
    )
    lie: dict[str, Any] = {**claim, "value": 0.4321, "shown": "43%"}
    old, new = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in (claim, lie))
    wrong = page.replace(old, new).replace(
        f"{claim['shown']}<!--{claim['id']}-->", f"43%<!--{claim['id']}-->"
    )
    told = proof(wrong, "brief", record, [], False)[0].told()
    assert f"the page says “43%”, the run gives “{claim['shown']}”" in told


@pytest.mark.parametrize("page", ["", '---\ntitle: "x"\n---\n\ntext\n', "<!doctype html>\n<p>12</p>\n"])
def test_a_page_without_claims_is_no_brief(whole, page: str) -> None:
    told = proof(page, "page", whole[0], [], False)[0]
    assert "there is no list of claims" in told.told()
    assert "没有论断列表" in told.told("zh")


@pytest.mark.parametrize(
    "text", ["<", "<!doctype html><script>[{]</script>", "<!-- fourfutures-claims/1\n{}\n-->\n"]
)
def test_a_broken_list_of_claims_is_a_problem_and_no_traceback(whole, text: str) -> None:
    assert proof(text, "page", whole[0], [], False)
