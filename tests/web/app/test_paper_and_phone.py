"""The same page on a phone, on paper, and in the colours that a reader's system chooses."""

from __future__ import annotations

from typing import Any

import pytest
from asking import drawn, few
from visit import rested, until

PHONE = {"width": 390, "height": 844}
COMPARING = "/?lang=zh&l.us_diffusion=1&b.l.us_permitting=1"


def test_on_a_phone_the_odds_stay_in_sight_while_a_lever_is_pulled(opened: Any) -> None:
    page = opened("/", viewport=PHONE)
    bar = page.locator("#sheet-bar button")
    assert not page.locator(".levers").is_visible()
    bar.click()
    assert bar.get_attribute("aria-expanded") == "true"
    sheet = page.locator(".levers").bounding_box()
    assert sheet["y"] == pytest.approx(0.4 * PHONE["height"], abs=2)
    odds = page.locator("#odds svg text.number")
    before = odds.all_text_contents()
    page.focus("#lever-us_diffusion")
    page.keyboard.press("End")
    until(page, "location.search.includes('l.us_diffusion=1')")
    rested(page)
    assert odds.all_text_contents() != before
    for number in odds.all():
        box = number.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= sheet["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert bar.locator("span").inner_text() == "1 lever"
    page.keyboard.press("Escape")
    assert not page.locator(".levers").is_visible()
    page.select_option("#bar-lens", "china")
    until(page, "location.search.includes('lens=china')")
    assert page.input_value("#bar-as-of") == page.input_value("#set-as-of")
    assert not page.locator("#set-as-of").is_visible(), "a setting stands once"
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.locator(".levers").is_visible() and not bar.is_visible()


def test_on_a_phone_the_terms_of_a_deal_stand_in_the_sheet(opened: Any) -> None:
    page = opened(few("/deal"), rest=False, viewport=PHONE)
    drawn(page)
    term = page.locator("#term-capacity_mw")
    assert not term.is_visible()
    page.click("#sheet-open")
    assert term.is_visible()
    assert page.locator(".sheet").bounding_box()["y"] == pytest.approx(0.4 * PHONE["height"], abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_chinese_comparison_stands_in_nobodys_way_and_prints_with_its_setting(opened: Any) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened(COMPARING)
    assert [one["id"] for one in axe.Axe().run(page)["violations"]] == []
    page.locator("#odds .number-door[role=button]").first.click()
    page.wait_for_selector("#drawer[open] dd")
    assert [one["id"] for one in axe.Axe().run(page)["violations"]] == []
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    head = page.inner_text("#print-head")
    assert page.locator("#print-head .print-finding").inner_text() == page.locator("h1").text_content()
    assert "严格口径" in head
    assert "us_diffusion 1" in head and "us_permitting 1" in head
    run = page.locator("#setting .run").text_content().split()[0].removeprefix("运行")
    assert run in head
    assert (
        page.evaluate("getComputedStyle(document.getElementById('print-head')).display")
        == "table-header-group"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("#share").is_visible()
    assert page.locator("#drawer").is_visible(), "what is open is a note at the end"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_where_the_system_chooses_the_colours_patterns_tell_the_sides_apart(opened: Any) -> None:
    page = opened(few("/countries"), rest=False, forced_colors="active")
    drawn(page)
    fills = {
        side: page.evaluate(
            "side => getComputedStyle(document.querySelector(`.key .swatch .f-${side}`)).fill", side
        )
        for side in ("us", "cn", "own", "mixed")
    }
    assert "forced-stripes" in fills["cn"] and "forced-dots" in fills["own"]
    assert len(set(fills.values())) == 4
