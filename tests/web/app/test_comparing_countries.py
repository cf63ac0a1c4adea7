"""Two economies side by side: the numbers of both answers, rows that add up, one scale, and a link that holds both."""

from __future__ import annotations

from typing import Any

import pytest
from asking import FEW, drawn, few, points, told
from visit import until


def test_two_economies_stand_side_by_side_with_their_differences(opened: Any, address: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened(few("/countries/ARE"), rest=False)
    drawn(page)
    page.select_option("#compare-with", "SAU")
    until(page, "location.search.includes('vs=SAU')")
    page.wait_for_selector(".pair")
    drawn(page)
    both = {code: told(address, f"country/{code}?members={FEW}") for code in ("ARE", "SAU")}
    last = {
        code: next(row for row in reversed(one["series"]) if row["variable"] == "share_us")["mean"]
        for code, one in both.items()
    }
    for row in page.locator(".pair-middle tbody tr").all()[:6]:
        a, less, b = (text.replace("−", "-") for text in row.locator("td").all_inner_texts())
        if a.isdigit() and b.isdigit():
            assert int(a) + int(less) == int(b)
    first = page.locator(".pair-middle tbody tr").first.locator("td").all_inner_texts()
    assert [first[0], first[2]] == [points(last["ARE"]), points(last["SAU"])]
    ticks = [
        page.locator(f"#{code}-{chart} svg text.tick").all_text_contents()
        for chart in ("users", "switchoff")
        for code in ("ARE", "SAU")
    ]
    assert ticks[0] == ticks[1] and ticks[2] == ticks[3]
    page.locator(".pair-middle strong .number-door").first.click()
    page.wait_for_selector("#drawer[open] dd")
    assert "same members" in page.inner_text("#drawer")
    assert [one["id"] for one in axe.Axe().run(page)["violations"]] == []
    page.keyboard.press("Escape")
    page.click("#pair-swap")
    until(page, "location.pathname === '/countries/SAU' && location.search.includes('vs=ARE')")
    drawn(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.select_option("#compare-with", "")
    page.wait_for_selector(".country")
    assert "vs=" not in page.url
