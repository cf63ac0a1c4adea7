"""The app's files as the server gives them: whole, of the right kind, kept for good, and nothing besides."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from starlette.testclient import TestClient

APP = files("fourfutures.web") / "app"


def base(web: TestClient) -> str:
    found = re.search(r'data-base="(/app/[0-9a-f]{12})"', web.get("/").text)
    assert found is not None
    return found[1]


def test_each_place_gives_the_same_page_in_the_readers_language(web: TestClient) -> None:
    for lang, words in (("en", "Reading the last run"), ("zh", "正在读取")):
        pages = [
            web.get(path, headers={"accept-language": lang}).text for path in ("/", "/why", "/countries/ARE")
        ]
        assert len(set(pages)) == 1
        assert words in pages[0]
        assert "{{" not in pages[0]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("main.js", "text/javascript"), ("style.css", "text/css"), ("words/zh.json", "application/json"), ("icon.svg", "image/svg+xml")],
)  # fmt: skip
def test_a_file_is_kept_for_good_and_not_sent_twice(web: TestClient, name: str, kind: str) -> None:
    first = web.get(f"{base(web)}/{name}")
    assert first.headers["content-type"].startswith(kind)
    assert "immutable" in first.headers["cache-control"]
    assert first.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in first.headers["vary"]
    again = web.get(f"{base(web)}/{name}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = web.get(f"{base(web)}/{name}", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == first.content


def test_the_page_itself_is_asked_for_anew_so_that_an_update_is_seen(web: TestClient) -> None:
    page = web.get("/")
    assert page.headers["cache-control"] == "no-cache"
    assert web.get("/", headers={"if-none-match": page.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    "path", ["/app/000000000000/main.js", "{base}/../pages.py", "{base}/%2e%2e/pages.py", "{base}/none.js", "{base}/"]
)  # fmt: skip
def test_nothing_but_the_apps_own_files_is_given(web: TestClient, path: str) -> None:
    reply = web.get(path.replace("{base}", base(web)))
    assert reply.status_code == 404
    assert set(reply.json()["error"]) == {"where", "what", "remedy"}


def test_the_page_needs_no_rule_but_its_own(web: TestClient) -> None:
    """Scripts and styles come from files: the policy forbids them within the page."""
    page = web.get("/").text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page) == []
    code = [part.read_text("utf-8") for part in walk(APP) if part.name.endswith(".js")]
    assert len(code) > 20
    for text in code:
        assert not re.search(
            r"innerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org)",
            text,
        )


def walk(folder: Any) -> list[Any]:
    return [found for part in folder.iterdir() for found in (walk(part) if part.is_dir() else [part])]


def test_both_languages_have_every_word_with_the_same_blanks() -> None:
    words = {part.name: json.loads(part.read_text("utf-8")) for part in (APP / "words").iterdir()}
    for name, en in words.items():
        if not name.endswith("en.json"):
            continue
        zh = words[name.replace("en.json", "zh.json")]
        assert en.keys() == zh.keys(), name
        for key in en:
            blanks = [set(re.findall(r"\{(\w+)\}", text[key])) for text in (en, zh)]
            assert blanks[0] == blanks[1], key


def test_words_are_set_as_their_language_sets_them() -> None:
    """Chinese has full-width marks and its own six dots; English has the true minus and the dash of ranges."""
    wrong = {
        "zh": r"[一-鿿][,;:?!(]|[,;:?!)][一-鿿]|(?<!…)…(?!…)|\.\.\.|％|[一-鿿] %",
        "en": r"\.\.\.| - |\d-\d|[ (]-\d|[，。：；（）]",
    }
    for part in (APP / "words").iterdir():
        for key, text in json.loads(part.read_text("utf-8")).items():
            assert not re.search(wrong[part.name.split(".")[-2]], text), (part.name, key)


def test_the_app_and_the_briefs_have_the_same_words_for_odds(web: TestClient) -> None:
    briefs = tomllib.loads((files("fourfutures.report") / "locale" / "words.toml").read_text("utf-8"))
    told = web.get("/api/study").json()["frame"]["words"]
    assert [(one["from"], one["en"], one["zh"]) for one in told] == [
        (band["from"], band["en"], band["zh"]) for band in briefs["bands"]
    ]


def test_every_word_that_a_page_asks_for_is_written() -> None:
    written: set[str] = set()
    for part in (APP / "words").iterdir():
        written |= set(json.loads(part.read_text("utf-8")))
    asked = {
        key
        for part in walk(APP)
        if part.name.endswith(".js")
        for key in re.findall(r"""\bt\(\s*["']([\w.]+)["']""", part.read_text("utf-8"))
    }
    assert len(asked) > 100
    assert asked - written == set()


def bare(sheet: str) -> set[str]:
    """Classes that a style sheet styles wherever they stand."""
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    parts = [part.strip() for selector in selectors for part in selector.split(",")]
    return {part[1:] for part in parts if re.fullmatch(r"\.[\w-]+", part)}


def test_places_do_not_restyle_the_marks_of_the_first_page() -> None:
    """A class of its charts that another sheet styles too loses its dots or its lines there."""
    charts = "".join(path.read_text(encoding="utf-8") for path in (APP / "charts").iterdir())
    marks = {name for found in re.findall(r'class: ["`]([^"`]+)["`]', charts) for name in found.split()}
    assert {"dot", "ring", "way"} <= marks
    assert not bare((APP / "views.css").read_text(encoding="utf-8")) & marks
