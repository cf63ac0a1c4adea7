"""Deal room: terms edited one by one, told where they do not hold, and worked out as the same sheet elsewhere."""

from __future__ import annotations

import json
from typing import Any

from asking import drawn, few, points, told
from visit import until

SHEET = {
    "template": "full_package",
    "name": {"en": "Full package, edited", "zh": "一揽子方案（已修改）"},
    "terms": {"capacity_mw": 500.0, "offtake_share": 0.35},
}


def edit(page: Any, term: str, text: str) -> None:
    page.fill(f"#term-{term}", text)
    page.dispatch_event(f"#term-{term}", "change")


def test_an_edited_term_changes_the_numbers_to_those_of_the_sheet(opened: Any, address: str) -> None:
    page = opened(few("/deal"), rest=False)
    drawn(page)
    before = page.text_content("#deal-year .plot svg")
    edit(page, "capacity_mw", "500")
    until(page, "location.search.includes('t.capacity_mw=500')")
    edit(page, "offtake_share", "35")
    until(page, "location.search.includes('t.offtake_share=0.35')")
    drawn(page)
    until(page, "document.querySelectorAll('.term.edited').length === 2")
    deal = told(address, "deal", {"sheet": SHEET, "country": "ARE"})
    assert page.text_content("#deal-year .plot svg") != before
    labels = page.locator("#deal-year svg .number-door[role=button]")
    assert labels.count() == 1 + sum(abs(x) > 0.005 for x in deal["full_year"]["totals"].values())
    labels.last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#drawer-title:has-text('Value created')")
    page.keyboard.press("Escape")
    with page.expect_download() as file:
        page.locator("#deal-year .foot button", has_text="Spec").click()
    asked = {"sheet": SHEET, "country": "ARE"}
    assert (
        json.loads(file.value.path().read_text("utf-8"))
        == told(address, "charts/deal?lang=en", asked)["charts"]["year"]
    )
    page.locator("#deal-year details summary").nth(1).click()
    total = page.locator("#deal-year tbody tr").last.locator("td")
    assert float(total.nth(1).inner_text()) == deal["full_year"]["totals"]["partner_firms"]
    page.locator("#deal-worth details summary").nth(1).click()
    firms = page.locator("#deal-worth tbody tr").first.locator("td")
    assert float(firms.nth(2).inner_text()) == deal["parties"]["partner_firms"]["npv"]["mean"]
    share = deal["shares_of_positive_npv"]
    assert f"about {points(share['partner_government'] + share['partner_firms'])} of each" in page.inner_text(
        "h1"
    )
    again = page.url
    page.click("#deal-reset")
    until(page, "!location.search.includes('t.')")
    drawn(page)
    page.goto(again)
    drawn(page)
    assert page.input_value("#term-offtake_share") == "35"
    page.locator("#deal-worth details summary").nth(1).click()
    firms = page.locator("#deal-worth tbody tr").first.locator("td")
    assert float(firms.nth(2).inner_text()) == deal["parties"]["partner_firms"]["npv"]["mean"]


def test_terms_that_do_not_hold_together_are_marked_where_they_stand_and_old_numbers_stay(
    opened: Any,
) -> None:
    page = opened(few("/deal?lang=zh"), rest=False)
    drawn(page)
    edit(page, "exit_months", "900")
    page.wait_for_selector("#fault-exit_months")
    assert "900超出0至120" in page.inner_text("#fault-exit_months")
    assert page.get_attribute("#term-exit_months", "aria-describedby") == "fault-exit_months"
    assert page.locator("#deal-year svg").count() == 1
    assert "尚不自洽" in page.inner_text(".results .note >> nth=0")
    edit(page, "exit_months", "12")
    page.wait_for_selector("#fault-exit_months", state="detached")
    drawn(page)
    edit(page, "partner_share", "30")
    page.wait_for_selector("#fault-partner_share")
    edit(page, "capacity_mw", "much")
    page.wait_for_selector("#fault-capacity_mw")


def test_supplier_and_layers_of_the_withdrawal_are_chosen(opened: Any, address: str) -> None:
    page = opened(few("/deal?country=IDN&offer=silk_road_cloud"), rest=False)
    drawn(page)
    page.check("#layer-chips")
    until(page, "location.search.includes('layers=')")
    drawn(page)
    asked = {"supplier": "CN", "layers": ["chips", "cloud", "weights"], "country": "IDN"}
    found = told(address, "switchoff", {**asked, "offer": "silk_road_cloud"})
    page.locator("#deal-switchoff details summary").nth(1).click()
    week = page.locator("#deal-switchoff tbody tr").nth(4).locator("td")
    assert float(week.nth(1).inner_text()) == found["countries"]["IDN"]["loss_by_week"][4]
    assert float(week.nth(4).inner_text()) == found["offer"]["with_offer"]["loss_by_week"][4]
    page.get_by_role("button", name="US", exact=True).click()
    until(page, "location.search.includes('supplier=US')")
    drawn(page)
    assert "If the US stops supply" in page.inner_text("#deal-switchoff h2")


def test_a_deal_on_record_can_be_edited_and_a_second_offer_stands_beside_it(
    opened: Any, address: str
) -> None:
    page = opened(few("/deal?country=ARE&offer=D001"), rest=False)
    drawn(page)
    assert page.locator("#deal-offer optgroup").count() == 2
    assert page.locator(".term .from", has_text="deal").count() >= 1
    edit(page, "capacity_mw", "300")
    until(page, "location.search.includes('t.capacity_mw=300')")
    drawn(page)
    assert page.input_value("#term-capacity_mw") == "300"
    page.select_option("#deal-rival", "in_country")
    until(page, "location.search.includes('rival=in_country')")
    drawn(page)
    rival = told(address, "deal", {"offer": "in_country", "country": "ARE"})
    page.locator("#deal-worth details summary").nth(1).click()
    cells = page.locator("#deal-worth tbody tr", has_text="rival").first.locator("td")
    assert float(cells.nth(2).inner_text()) == rival["parties"]["partner_firms"]["npv"]["mean"]


def test_a_terms_origin_is_a_door_that_gives_the_focus_back(opened: Any) -> None:
    page = opened(few("/deal"), rest=False)
    drawn(page)
    page.locator(".term .from").first.click()
    dialog = page.get_by_role("dialog")
    assert "0 – 20000 MW" in dialog.inner_text() and dialog.locator("a[href^='http']").count() >= 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Capacity")
