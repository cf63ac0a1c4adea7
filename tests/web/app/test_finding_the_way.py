"""The first minute, and the search for anything by a name in either language."""

from __future__ import annotations

import json
from typing import Any

import pytest
from visit import MEMBERS, rested, until


def fewer(route: Any) -> None:
    """The page of a first visit asks for all members; for these claims some hundred do."""
    route.continue_(post_data=json.dumps({**route.request.post_data_json, "members": MEMBERS}))


def search(page: Any) -> None:
    page.keyboard.press("/")
    until(page, "document.activeElement.id === 'finder-field'")


def test_the_first_minute_is_shown_once_and_leaves_three_questions(opened: Any, address: str) -> None:
    page = opened("/")
    assert page.locator(".minute").count() == 0, "a link that carries a setting is no first visit"
    page.route("**/api/live", fewer)
    page.route("**/api/run", fewer)
    page.goto(f"{address}/")
    page.wait_for_selector(".minute")
    lines = page.locator(".minute")
    assert lines.count() == 4
    rested(page)
    contested = page.locator("#odds svg text.number").last.text_content()
    assert f"{contested} of 100" in page.locator(".map-card .minute").inner_text()
    lines.first.get_by_role("button").click()
    assert lines.count() == 3
    page.keyboard.press("Escape")
    questions = page.locator("#minute-questions a")
    assert questions.count() == 3
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page.keyboard.press("?")
    page.wait_for_selector("dialog .minute-again li")
    assert [one["id"] for one in axe.Axe().run(page)["violations"]] == []
    page.keyboard.press("Escape")
    questions.first.click()
    until(page, "location.search.includes('l.export_control=1')")
    page.goto(f"{address}/?lang=zh")
    page.wait_for_selector("#odds svg text.number")
    assert page.locator(".minute").count() == 0


def test_anything_is_found_by_its_name_in_either_language(opened: Any) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened("/method")
    options = page.locator("#finder-list [role=option]")

    held: list[Any] = []
    page.route("**/finder.js", lambda route: held.append(route))
    page.keyboard.press("/")
    page.keyboard.type("1")  # a key that goes to a place, were it not typed
    page.keyboard.press("Backspace")
    page.keyboard.type("emirates")
    until(page, "document.activeElement.tagName === 'INPUT'")
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()
    until(page, "document.querySelector('#found-0')?.textContent.includes('United Arab Emirates')")
    assert page.input_value("#finder-field") == "emirates"
    assert "/method" in page.url
    page.keyboard.press("Escape")
    page.unroute("**/finder.js")

    def looked_for(text: str, first: str) -> None:
        search(page)
        page.keyboard.type(text)
        until(
            page,
            "first => document.querySelector('#found-0')?.textContent.includes(first)",
            first,
        )

    looked_for("阿联酋", "United Arab Emirates")
    assert [one["id"] for one in axe.Axe().run(page)["violations"]] == []
    page.keyboard.press("Escape")
    looked_for("export", "Export-control stance")
    assert options.count() > 1
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#finder-list [aria-selected=true]")
    assert chosen.get_attribute("id") == page.get_attribute("#finder-field", "aria-activedescendant")
    assert "Export-control enforcement" in chosen.inner_text()
    page.keyboard.press("Enter")
    until(page, "location.pathname === '/' && document.activeElement.id === 'lever-export_enforcement'")
    rested(page)
    page.click("#lang")
    page.wait_for_selector("html[lang=zh-Hans]")
    rested(page)
    search(page)
    page.keyboard.type("capital spending of four")
    until(page, "document.querySelector('#found-0')?.textContent.includes('资本开支')")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'indicator-capex_quarterly_us_big4'")
    search(page)
    page.keyboard.type("nothing of this name")
    until(page, "document.querySelectorAll('#finder-list li').length === 0")
    assert page.locator("#finder [role=status]").inner_text()
