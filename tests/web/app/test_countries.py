"""Countries: the map, the list that is its keyboard form, the page of one economy and of a group."""

from __future__ import annotations

from typing import Any

import pytest
from asking import FEW, drawn, few, points, told
from visit import until

LOOKED = f"members={FEW}"


def test_the_list_is_ordered_and_counted_as_the_answer_is(opened: Any, address: str) -> None:
    page = opened(few("/countries?form=table"), rest=False)
    drawn(page)
    found = told(address, f"countries?{LOOKED}")["economies"]
    rows = page.locator("table.economies tbody tr")
    assert rows.count() == len(found) == 69
    for place in (0, 1, 30, 68):
        row = rows.nth(place)
        assert row.get_attribute("data-code") == found[place]["entity"]
        assert row.locator("td").nth(2).inner_text() == points(found[place]["flip"]["p"])
        assert int(row.locator("td").last.inner_text()) == sum(
            one["counted"] for one in found[place]["deals"].values()
        )
        shares = [int(part) for part in row.locator(".shares span").inner_text().split(" · ")]
        assert sum(shares) == 100
        assert shares[0] == pytest.approx(found[place]["shares"]["us"] * 100, abs=1.0)


def test_an_economy_is_reached_from_the_map_by_keys_alone_and_left_again(opened: Any) -> None:
    page = opened(few("/countries"), rest=False)
    drawn(page)
    page.focus(".world-map svg[tabindex]")
    page.keyboard.press("ArrowRight")
    first = page.locator(".map-said").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(".map-said").inner_text() not in ("", first)
    code = page.get_attribute(".economy.here", "data-code")
    page.keyboard.press("Enter")
    until(page, f"location.pathname === '/countries/{code}'")
    drawn(page)
    page.click(".crumbs a >> nth=0")
    until(page, "location.pathname === '/countries'")


def test_the_filled_map_has_a_shape_for_each_economy_and_the_keys_of_the_other(
    opened: Any, address: str
) -> None:
    page = opened(few("/countries"), rest=False)
    drawn(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Filled map").click()
    until(page, "location.search.includes('form=filled')")
    until(page, "document.querySelector('.world-map .unknown')")
    assert any(url.endswith("borders.json") for url in asked)
    found = {one["entity"]: one for one in told(address, f"countries?{LOOKED}")["economies"]}
    marks = page.locator(".economy")
    assert marks.count() == sum(one["kind"] == "partner" for one in found.values())
    for code in ("IND", "BRA", "SGP"):  # two shapes, and one too small for a shape
        mark = page.locator(f'.economy[data-code="{code}"] .spot')
        side, p = found[code]["likeliest"], found[code]["p"]
        assert (mark.get_attribute("fill") or "").startswith("url(#mixed") == (side == "mixed")
        if side != "mixed":
            assert f"f-{side}" in mark.get_attribute("class")
            assert float(mark.get_attribute("fill-opacity")) == (
                1 if p >= 0.8 else 0.72 if p >= 0.6 else 0.46
            )
    assert "Boundaries carry no judgement." in page.locator(".world-map").inner_text()
    page.focus(".world-map svg[tabindex]")
    page.keyboard.press("ArrowRight")
    assert page.locator(".map-said").inner_text() != ""


def test_another_measure_and_region_are_in_the_address_and_change_the_list(opened: Any, address: str) -> None:
    page = opened(few("/countries"), rest=False)
    drawn(page)
    page.get_by_role("button", name="Dependency").click()
    until(page, "location.search.includes('measure=dependency')")
    drawn(page)
    losses = told(address, "switchoff", {"supplier": "US", "layers": ["cloud", "weights"]})["countries"]
    index = {code: one["dependency_index"] for code, one in losses.items()}
    shown = page.locator(".world-list tbody tr")
    codes = [shown.nth(i).get_attribute("data-code") for i in range(shown.count())]
    assert codes[0] == max(index, key=lambda code: index[code])
    assert shown.nth(0).locator("td.n").inner_text() == points(index[codes[0]])
    page.select_option("#world-region", "gulf")
    until(page, "location.search.includes('region=gulf')")
    drawn(page)
    assert shown.count() == 4


def test_the_page_of_an_economy_shows_its_numbers(opened: Any, address: str) -> None:
    page = opened(few("/countries/ARE"), rest=False)
    drawn(page)
    found = told(address, f"country/ARE?{LOOKED}")
    last = [row for row in found["series"] if row["variable"] == "share_us"][-1]
    assert f"→ {points(last['mean'])} ({points(last['q05'])}–{points(last['q95'])})" in page.inner_text(
        ".deck"
    )
    labels = page.locator("#ARE-shares svg .label").all_text_contents()
    assert points(last["q50"]) in labels
    loss = found["dependency"]["us"]["loss_by_week"]
    page.locator("#ARE-switchoff details summary").first.click()
    assert f"{points(loss[4])} in 100 of use is lost in week 4" in page.inner_text("#ARE-switchoff .reading")
    page.locator("#ARE-switchoff details summary").nth(1).click()
    week = page.locator("#ARE-switchoff tbody tr").nth(4).locator("td")
    assert float(week.nth(2).inner_text()) == loss[4]
    register = told(address, "deals?economy=ARE")
    assert page.locator("table.deals tbody tr").count() == len(register["rows"])
    assert page.locator("table.deals a[href^='http']").count() >= len(register["rows"])


def test_levers_of_the_setting_count_on_the_page_of_an_economy(opened: Any, address: str) -> None:
    page = opened(few("/countries/NGA?l.us_alliance=1"), rest=False)
    drawn(page)
    with_lever = told(address, f"country/NGA?{LOOKED}&lever=us_alliance%3D1")
    share = [row for row in with_lever["series"] if row["variable"] == "share_us"][-1]
    others = told(address, f"countries?{LOOKED}")["economies"]
    assert share["mean"] != next(one["shares"]["us"] for one in others if one["entity"] == "NGA")
    page.locator("#NGA-shares details summary").nth(1).click()
    cells = page.locator("#NGA-shares tbody tr").nth(24).locator("td")
    assert float(cells.nth(2).inner_text()) == share["mean"]


def test_a_group_weighs_by_people_or_output(opened: Any, address: str) -> None:
    page = opened(few("/countries/GULF"), rest=False)
    drawn(page)
    found = told(address, f"country/gulf?{LOOKED}")
    ends = {
        weigh: [r for r in found["series"] if r["weighing"] == weigh and r["variable"] == "share_us"][-1]
        for weigh in ("people", "gdp")
    }
    assert f"US stack serves {points(ends['people']['mean'])} in 100" in page.inner_text("h1")
    page.get_by_role("button", name="by output").click()
    until(page, "location.search.includes('weigh=gdp')")
    drawn(page)
    assert f"US stack serves {points(ends['gdp']['mean'])} in 100" in page.inner_text("h1")


def test_an_economy_that_is_not_there_is_told_and_the_way_back_stays(opened: Any) -> None:
    page = opened(few("/countries/XXX?lang=zh"), rest=False)
    page.wait_for_selector(".error")
    assert "XXX" in page.inner_text(".error") and "本研究不含" in page.inner_text(".error")
    page.click("nav a[href^='/countries']")
    drawn(page)


def test_a_server_that_does_not_answer_is_told_and_asked_again(opened: Any) -> None:
    page = opened(few("/evidence"), rest=False)
    page.route("**/api/countries*", lambda route: route.abort())
    page.click("nav a[href^='/countries']")
    page.wait_for_selector(".error")
    assert "does not answer" in page.inner_text(".error")
    page.unroute("**/api/countries*")
    page.get_by_role("button", name="Retry").click()
    drawn(page)
    page.route("**/api/countries*", lambda route: route.abort())
    page.select_option("#set-lens", "china")
    page.wait_for_selector(".error")
    assert "setting before" in page.inner_text("main")
    assert page.locator(".world-list tbody tr").count() == 13
