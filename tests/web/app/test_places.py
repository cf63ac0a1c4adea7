"""Places beside the first one, the shell around them, and reading without a mouse, in the dark and on a phone."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from visit import MEMBERS, rested, until

OWN = ("/", "/why", "/method")
ALL = ("/", "/why", "/watch", "/countries", "/deal", "/evidence", "/scores", "/method")


def test_why_it_moved_sums_to_the_move(opened: Any, address: str) -> None:
    page = opened("/why?from=2026-03-31")
    with urlopen(
        f"{address}/api/explain?from=2026-03-31&to=2026-11-22&members={MEMBERS}", timeout=60
    ) as reply:
        found = json.load(reply)
    rows = page.locator(".why .wide tbody tr")
    assert rows.count() == len(found["contributions"])
    move = found["readings"]["source"]["move"]["americas_century"] * 100
    shown = page.locator(".why tfoot td.n b").inner_text().replace("−", "-")
    assert float(shown.replace("<", "")) == pytest.approx(move, abs=0.051)
    page.fill("#why-from", "2026-11-20")
    page.dispatch_event("#why-from", "change")
    until(page, "location.search.includes('from=2026-11-20')")
    rested(page)
    assert "Nothing" in page.locator("h1").inner_text()


def test_method_counts_what_is_judgement_and_reads_through_every_lens(opened: Any, address: str) -> None:
    page = opened("/method")
    with urlopen(f"{address}/api/method", timeout=60) as reply:
        method = json.load(reply)
    judged = sum(one["judgement"] for one in method["uncertainties"].values())
    assert page.locator("h1").inner_text().startswith(f"{judged} of {len(method['uncertainties'])}")
    table = page.locator("#m-survives + p + div table tbody tr")
    assert table.count() == 2 * len(method["lenses"])
    page.locator("#m-priors ~ details summary").first.click()
    page.check("#only-judged")
    assert page.locator("#m-priors ~ details tbody tr").count() == judged


def test_every_place_opens_in_both_languages_with_a_heading_and_no_key_left_unwritten(opened: Any) -> None:
    page = opened("/method")
    for path in (*ALL, *ALL):
        page.click(f"nav a[href^='{path}?']" if path != "/" else "nav a >> nth=0")
        until(page, "path => location.pathname === path", path)
        page.wait_for_selector("h1")
        text = page.locator("body").inner_text()
        assert (
            re.findall(r"\b(?:place|setting|shell|state|error|finding|why|method|lever)\.[a-z_]+", text) == []
        )
        if path == ALL[-1]:
            page.click("#lang")


@pytest.mark.parametrize("path", OWN)
def test_nothing_stands_in_the_way_of_a_reader(opened: Any, path: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened(path)
    for width, height, scheme in ((1440, 900, "light"), (375, 812, "dark"), (1024, 768, "dark")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(150)
        found = axe.Axe().run(page)["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_page_can_be_used_with_keys_alone(opened: Any) -> None:
    page = opened("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "lever-us_permitting":
            break
    assert page.evaluate("document.activeElement.id") == "lever-us_permitting"
    page.keyboard.press("End")
    until(page, "location.search.includes('l.us_permitting=1')")
    until(
        page,
        "document.getElementById('lever-us_permitting').getAttribute('aria-valuetext').startsWith('1, ')",
    )
    rested(page)
    page.keyboard.press("0")
    until(page, "!location.search.includes('us_permitting')")
    rested(page)
    page.keyboard.press("2")
    until(page, "location.pathname === '/why'")
    until(page, "document.activeElement.id === 'main'")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 1


def test_going_back_goes_back(opened: Any) -> None:
    page = opened("/")
    page.click("nav a[href^='/method']")
    rested(page)
    page.go_back()
    until(page, "location.pathname === '/'")
    page.wait_for_selector("#odds")
    page.click("nav a[aria-current]")
    assert page.title().startswith("Futures")


def test_a_first_load_is_small(opened: Any, address: str) -> None:
    page = opened("/")
    urls = page.evaluate("performance.getEntriesByType('resource').map(e => [e.name, e.encodedBodySize])")
    code = {url: size for url, size in urls if "/app/" in url}
    with urlopen(Request(f"{address}/", headers={"Accept-Encoding": "gzip"}), timeout=60) as reply:
        shell = reply.read()
    assert gzip.decompress(shell).startswith(b"<!doctype html>")
    assert len(code) >= 15
    assert sum(code.values()) + len(shell) < 80_000
    total = page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, e) => sum + e.encodedBodySize, 0)"
    )
    assert total < 300_000
