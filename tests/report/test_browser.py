"""An HTML brief in a real browser: opens from the disk, asks for nothing, and passes an HTML checker and axe."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import html5lib
import pytest
from edition_cases import countries, record_of

from fourfutures.report import RunRecord, write_briefs

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LOOKS = [("light", WIDE), ("dark", NARROW)]


@pytest.fixture(scope="module")
def documents(
    record: RunRecord, folder: Path, withdrawals: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """The brief and a country note as HTML files alone in a folder, in both languages."""
    out = tmp_path_factory.mktemp("html")
    note = record_of(record, "country", "IND", countries(withdrawals["offer"])[0])
    write_briefs(folder, out, ("html",))
    write_briefs(folder, out, ("html",), edition=note.content)
    return sorted(out.glob("*.html"))


def test_the_html_is_parsed_without_a_single_error(documents: list[Path]) -> None:
    assert len(documents) == 4
    for path in documents:
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert [(place, code) for place, code, _ in parser.errors] == [], path.name


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all pages."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed to open a page in")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


def test_pages_open_from_the_disk_ask_for_nothing_and_pass_axe(browser: Any, documents: list[Path]) -> None:
    """Both languages, light and dark, wide and narrow; the page's own policy would stop a script, so axe comes around it."""
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    for path in documents:
        for scheme, size in LOOKS:
            context = browser.new_context(color_scheme=scheme, viewport=size, bypass_csp=True)
            page = context.new_page()
            asked: list[str] = []
            said: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(path.as_uri())
            page.evaluate(axe)
            found = page.evaluate(
                "async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)])"
            )
            assert found == [], (path.name, scheme)
            assert asked == [path.as_uri()]
            assert said == []
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
                path.name,
                scheme,
            )
            context.close()


def test_the_policy_of_a_page_lets_no_script_run(browser: Any, documents: list[Path], tmp_path: Path) -> None:
    """Even one that somebody writes into the file, and no picture from elsewhere."""
    text = documents[0].read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.html"
    extra = '<script>document.title = "ran"</script><img alt="" src="https://example.org/x.png">'
    wrong.write_text(text.replace("</main>", f"{extra}</main>"), encoding="utf-8")
    page = browser.new_page()
    gone: list[str] = []
    page.on("requestfinished", lambda request: gone.append(request.url))
    page.goto(wrong.as_uri())
    assert page.title() != "ran"
    assert gone == [wrong.as_uri()]
    page.close()
