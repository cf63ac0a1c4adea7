"""Every figure of a page comes from the run folder, reads as the record says, and stands where its mark is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from records import CASES

from fourfutures.report.record import RunRecord
from fourfutures.report.release import faults

LANGUAGES = ("en", "zh")
MARK = re.compile(r"<!--(c\d+)-->")
BLOCK = re.compile(r"<!-- fourfutures-claims/1\n(.*)\n-->\n\Z", re.DOTALL)
Pages = Callable[..., tuple[RunRecord, dict[str, str]]]


def claims_of(page: str) -> dict[str, dict[str, Any]]:
    found = BLOCK.search(page)
    assert found
    claims = [json.loads(line) for line in found.group(1).splitlines()]
    assert len({claim["id"] for claim in claims}) == len(claims)
    return {claim["id"]: claim for claim in claims}


def pointed(summary: dict[str, Any], ref: str) -> Any:
    """The value at a JSON pointer, by the letter of RFC 6901."""
    name, path = ref.split("#")
    assert name == "summary.json"
    found: Any = summary
    for part in path.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def whole(value: float, step: str = "1") -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(step), rounding=ROUND_HALF_UP)


def percent(p: float, lang: str) -> str:
    if p < 0.01:
        return {"en": "below 1%", "zh": "不足1%"}[lang]
    if whole(p * 100) > 99:
        return {"en": "above 99%", "zh": "超过99%"}[lang]
    return f"{whole(p * 100)}%"


def span(low: float, high: float, lang: str) -> str:
    first, last = whole(low * 100), whole(high * 100)
    if first == last:
        return percent(high, lang)
    return f"{first}–{last}%" if lang == "en" else f"{first}%—{last}%"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_holds_the_value_that_its_reference_leads_to(briefs, summary, lang: str) -> None:
    for claim in claims_of(briefs[lang]).values():
        found = pointed(summary, claim["ref"])
        if claim["kind"] == "range":
            found = [found[end] for end in claim["fields"]]
        elif claim["kind"] == "count":
            found = len(found) - int(claim.get("fields", [0])[0])
        elif claim["kind"] == "compare":
            found = [found, *(pointed(summary, ref) for ref in claim.get("against", []))]
        elif claim["kind"] == "rank":
            sizes = {name: e["p"] if isinstance(e, dict) else e for name, e in found.items()}
            place = int(claim["fields"][0])
            assert sum(size > sizes[claim["value"]] for size in sizes.values()) == place - 1
            continue
        assert found == claim["value"], claim["id"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shown_stands_directly_before_every_mark(briefs, lang: str) -> None:
    claims = claims_of(briefs[lang])
    text = BLOCK.sub("", briefs[lang])
    marks = list(MARK.finditer(text))
    assert len(marks) > 80
    for mark in marks:
        assert text[: mark.start()].endswith(claims[mark.group(1)]["shown"])
    shown = {mark.group(1) for mark in marks}
    assert shown == {name for name, claim in claims.items() if "in" not in claim}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_title_summary_and_alt_text_hold_what_their_claims_show(briefs, lang: str) -> None:
    page = briefs[lang]
    places = {
        "title": re.search(r'^title: "(.*)"$', page, re.MULTILINE)[1],
        "summary": re.search(r'^summary: "(.*)"$', page, re.MULTILINE)[1],
        "alt": " ".join(re.findall(r"^!\[(.*?)\]\(", page, re.MULTILINE)),
    }
    used = [claim for claim in claims_of(page).values() if "in" in claim]
    assert {claim["in"] for claim in used} == set(places)
    for claim in used:
        assert claim["shown"] in places[claim["in"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_probabilities_and_ranges_read_as_the_formats_of_the_language_say(briefs, lang: str) -> None:
    seen = 0
    for claim in claims_of(briefs[lang]).values():
        if claim["format"] == "percent":
            assert claim["shown"] == percent(claim["value"], lang)
        elif claim["format"] == "range":
            assert claim["shown"] == span(*claim["value"], lang)
        else:
            continue
        seen += 1
    assert seen > 50


def test_both_languages_make_the_same_claims(briefs) -> None:
    en, zh = (claims_of(briefs[lang]) for lang in LANGUAGES)
    strip = {lang: {k: {n: v for n, v in c.items() if n != "shown"} for k, c in claims.items()}
             for lang, claims in (("en", en), ("zh", zh))}  # fmt: skip
    assert strip["en"] == strip["zh"]
    assert any(en[name]["shown"] != zh[name]["shown"] for name in en)


def test_no_double_hyphen_can_end_the_list_early(briefs) -> None:
    for page in briefs.values():
        assert "--" not in BLOCK.search(page).group(1)


@pytest.mark.parametrize("name", CASES)
def test_pages_of_every_case_verify_and_may_go_out(pages_of: Pages, name: str) -> None:
    record, pages = pages_of(name)
    assert faults(pages, record) == {"en": [], "zh": []}
    assert all("\ndraft: false\n" in page for page in pages.values())


def altered(page: str, old: str, new: str) -> str:
    assert page.count(old) >= 1
    return page.replace(old, new, 1)


def test_a_number_changed_in_the_text_is_found(pages_of: Pages) -> None:
    record, pages = pages_of("same")
    at = MARK.search(pages["en"], pages["en"].index("## The odds"))
    text = pages["en"]
    wrong = text[: at.start() - 1] + "?" + text[at.start() :]
    assert any(
        "does not stand before its mark" in fault for fault in faults({**pages, "en": wrong}, record)["en"]
    )


def test_a_claim_that_lies_together_with_its_text_is_found(pages_of: Pages) -> None:
    record, pages = pages_of("same")
    claim = next(
        c for c in claims_of(pages["zh"]).values() if c["kind"] == "value" and c["format"] == "percent"
    )
    line = next(line for line in pages["zh"].splitlines() if line.startswith(f'{{"id":"{claim["id"]}",'))
    lie = {**claim, "value": 0.4321, "shown": "43%"}
    wrong = pages["zh"].replace(line, json.dumps(lie, ensure_ascii=False, separators=(",", ":")))
    wrong = re.sub(rf"{re.escape(claim['shown'])}<!--{claim['id']}-->", f"43%<!--{claim['id']}-->", wrong)
    assert any("the record 0." in fault for fault in faults({**pages, "zh": wrong}, record)["zh"])


@pytest.mark.parametrize(
    ("lang", "heading", "stray", "complaint"),
    [
        ("en", "## Signposts\n", "Growth reached 12 that year.", "digits"),
        ("en", "## Signposts\n", "That is very likely.", "'very likely'"),
        ("en", "## Signposts\n", "The share fell.", "'fell'"),
        ("en", "## Signposts\n", "China may overtake.", "'may' is a word to avoid"),
        ("en", "## Signposts\n", "A gap of {gap}.", "unfilled"),
        ("en", "## Signposts\n", "See [here]().", "a link is empty"),
        ("en", "## Signposts\n", "A note[^99].", "footnotes"),
        ("en", "## Signposts\n", "Two of them<!--c9999-->.", "the mark has no claim"),
        ("en", "## TL;DR\n\n", "One sentence more. ", "sentences"),
        ("zh", "## 路标\n", "当年达到12。", "digits"),
        ("zh", "## 路标\n", "这很有可能。", "'很有可能'"),
        ("zh", "## 路标\n", "两国竞赛。", "'竞赛' is a word to avoid"),
        ("zh", "## 要点\n\n", "多出一句。", "sentences"),
    ],
)
def test_what_no_claim_vouches_for_is_found(
    pages_of: Pages, lang: str, heading: str, stray: str, complaint: str
) -> None:
    record, pages = pages_of("same")
    end = "" if heading.endswith("\n\n") else "\n"
    wrong = altered(pages[lang], heading, heading + ("" if not end else "\n") + stray + end)
    found = faults({**pages, lang: wrong}, record)
    assert any(complaint in fault for fault in found[lang]), found[lang]


def test_a_comparison_that_the_record_does_not_bear_out_is_found(pages_of: Pages, summary) -> None:
    record, pages = pages_of("one_item_made_the_move")
    smaller = json.loads(json.dumps(record.summary))
    focus = max(smaller["futures"]["source"], key=lambda f: smaller["futures"]["source"][f]["p"])
    smaller["movers"][3]["delta"][focus] = 0.04
    found = faults(pages, RunRecord(smaller))
    assert any("does not bear out 'Most of it is'" in fault for fault in found["en"])


def test_languages_with_different_claims_are_not_released_together(pages_of: Pages) -> None:
    record, pages = pages_of("same")
    other = pages_of("flagged")[1]["zh"]
    assert "the languages do not make the same claims" in faults({**pages, "zh": other}, record)["zh"]
