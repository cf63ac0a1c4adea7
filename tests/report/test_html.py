"""The HTML of a brief says what the Markdown says, holds all it needs, and can be read by machines and by ear."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fourfutures.report.briefs import write_briefs
from fourfutures.report.catalogue import catalogue
from fourfutures.report.html import html_page
from fourfutures.report.record import RunRecord

LANGUAGES = ("en", "zh")
VOID = {"meta", "br", "hr", "img", "link"}


class Outline(HTMLParser):
    """Elements with their attributes, and whether every one that opens also closes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, (tag, self.getpos())


@pytest.fixture(scope="module")
def made(folder: Path, briefs: dict[str, str]) -> dict[str, str]:
    record = RunRecord.read(folder)
    return {lang: html_page(text, record, catalogue(lang)) for lang, text in briefs.items()}


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    assert found.open == []
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_in_the_file_asks_for_another_file(made, lang: str) -> None:
    page = outline(made[lang])
    assert not {"link", "img", "iframe", "object", "embed", "video"} & {tag for tag, _ in page.seen}
    for tag, given in page.seen:
        assert "src" not in given, (tag, given)
        for name in ("href", "xlink:href"):
            address = given.get(name) or "#"
            assert address.startswith("#") or (tag == "a" and address.startswith("http")), (tag, given)
    assert not re.search(r"@import|url\((?!#)", made[lang])
    assert [given for tag, given in page.seen if tag == "script"] == [
        {"type": "application/json", "id": "fourfutures-claims"}
    ]
    policy = next(given["content"] for tag, given in page.seen if given.get("http-equiv"))
    assert policy and policy.startswith("default-src 'none'")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_inside_the_file_are_its_own_and_every_link_within_arrives(made, lang: str) -> None:
    page = outline(made[lang])
    ids = [given["id"] for _, given in page.seen if given.get("id")]
    assert len(ids) == len(set(ids))
    inside = [
        given[name]
        for _, given in page.seen
        for name in ("href", "xlink:href")
        if (given.get(name) or "").startswith("#")
    ]
    assert {str(address)[1:] for address in inside} <= set(ids)
    assert set(re.findall(r"url\(#([^)]*)\)", made[lang])) <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_footnote_is_called_and_leads_back_to_each_call(made, briefs, lang: str) -> None:
    page = outline(made[lang])
    calls = [given for _, given in page.seen if given.get("role") == "doc-noteref"]
    backs = [given["href"] for _, given in page.seen if given.get("role") == "doc-backlink"]
    assert len(calls) == len(re.findall(r"\[\^\d+\](?!:)", briefs[lang]))
    assert sorted(backs) == sorted(f"#{given['id']}" for given in calls)
    assert "[^" not in re.sub(r"<script.*?</script>", "", made[lang], flags=re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_claim_of_the_markdown_stands_in_the_html(made, briefs, lang: str) -> None:
    marks = re.findall(r"([^\n]*?)<!--(c\d+)-->", briefs[lang].partition("<!-- fourfutures-claims")[0])
    elements = re.findall(r'<data[^>]* data-claim="(c\d+)">(.*?)</data>', made[lang])
    assert sorted(key for key, _ in elements) == sorted(key for _, key in marks)
    listed = re.search(r'id="fourfutures-claims">(.*?)</script>', made[lang], re.DOTALL)
    assert listed
    claims = {claim["id"]: claim for claim in json.loads(listed[1])}
    assert all(claims[key]["shown"] == text.replace("&quot;", '"') for key, text in elements)
    assert len(claims) == briefs[lang].count('\n{"id":"c')


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_is_built_of_parts_that_a_screen_reader_knows(made, lang: str, tag: str) -> None:
    page = outline(made[lang])
    tags = [name for name, _ in page.seen]
    assert page.seen[0] == ("html", {"lang": tag})
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("h2") == 10
    assert all(given.get("scope") in ("row", "col") for name, given in page.seen if name == "th")
    assert all(
        given.get("aria-label") and given.get("role") == "img" for name, given in page.seen if name == "svg"
    )
    assert tags.count("figure") == tags.count("figcaption") == 6
    assert "**" not in re.sub(
        r"<(style|script).*?</\1>", "", made[lang], flags=re.DOTALL
    )  # no emphasis left unread


def test_the_same_run_gives_the_same_bytes_and_leaves_the_run_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    first, second = (
        write_briefs(folder, tmp_path / name, ("md", "html"), LANGUAGES, bundle=True) for name in ("a", "b")
    )
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    names = {path.relative_to(tmp_path / "a" / "2026-11-22-ai-2027-neutral").as_posix() for path in first}
    assert {"index.en.md", "index.zh.md", "index.en.html", "index.zh.html", "charts/quadrant.zh.svg"} <= names
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    for lang in LANGUAGES:
        page = next(path for path in first if path.name == f"index.{lang}.md").read_bytes()
        assert page == (folder / f"brief.{lang}.md").read_bytes()
        for address in re.findall(r"\]\((charts/[^)]*)\)", page.decode()):
            assert address in names
