"""Every number opens one drawer: what it is, how sure, from where; what nobody said is not known."""

from __future__ import annotations

import json
import math
from typing import Any

from asking import FEW, drawn, few, points, told
from visit import MEMBERS, rested, until


def opened_by_key(page: Any, number: Any) -> dict[str, str]:
    """The drawer's lines of a number, by their heads, after Enter on it."""
    number.focus()
    page.keyboard.press("Enter")
    return lines(page)


def opened_by_click(page: Any, number: Any) -> dict[str, str]:
    """The same after a click."""
    number.click()
    return lines(page)


def lines(page: Any) -> dict[str, str]:
    """Those of the drawer that has just opened."""
    page.wait_for_selector("#drawer[open] dd")
    until(page, "document.activeElement.id === 'drawer-title'")
    heads = page.locator("#drawer dt").all_inner_texts()
    return dict(zip(heads, page.locator("#drawer dd").all_inner_texts(), strict=True))


def test_odds_and_levers_open_to_their_run_and_range_and_give_the_focus_back(
    opened: Any, address: str
) -> None:
    page = opened("/")
    until(page, "document.querySelectorAll('.levers .points .number-door').length > 3")
    rested(page)
    run = told(address, "run", {"members": MEMBERS})
    strict = run["futures"]["strict"]["contested"]
    numbers = page.locator("#odds .number-door[role=button]")
    assert numbers.count() == 10
    said = opened_by_key(page, numbers.nth(9))
    assert "strict reading" in page.inner_text("#drawer-title")
    assert page.inner_text(".drawer-value").split()[0] == points(strict["p"])
    assert said["Range"].startswith(f"{points(strict['low'])}–{points(strict['high'])} over other priors")
    assert run["run_id"] in said["Run"] and f"seed {run['seed']}" in said["Run"]
    assert "22 Nov 2026" in said["Date"]
    page.keyboard.press("Escape")
    assert page.locator("#drawer").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Contested, strict")
    lever = opened_by_key(page, page.locator(".levers .points .number-door").first)
    assert "judgement: nobody has measured this" in lever["Rests on"]
    assert "95 % interval of sampling" in lever["Range"]
    corner = page.locator("#map svg .big.number-door").first
    said = opened_by_click(page, corner)
    assert page.inner_text(".drawer-value").split()[0] == corner.text_content()
    assert run["run_id"] in said["Run"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('#map') !== null")
    end = run["path"][-1]["compute"]
    said = opened_by_key(page, page.locator("#fan-compute svg .number-door"))
    assert f"{math.exp(abs(end['q05'])):.0f}"[:1] in said["Range"] and "90 of 100 members" in said["Range"]
    assert opened_by_key(page, page.locator("#past svg .number-door").first)["Run"]
    page.locator("h1 .number-door").first.click()
    until(page, "document.getElementById('drawer-title').textContent.startsWith('Contested')")
    assert page.locator("dialog").count() == 1
    page.get_by_role("link", name="In Method").click()
    until(page, "location.pathname === '/method' && document.activeElement.id === 'm-survives'")
    assert page.locator("#drawer").count() == 0


def test_a_published_figure_opens_to_its_source_and_what_it_does_not_say_is_not_known(
    opened: Any, address: str
) -> None:
    page = opened(few("/countries/ARE"), rest=False)
    drawn(page)
    found = told(address, f"country/ARE?members={FEW}")
    gdp = next(one for one in found["covariates"] if one["id"] == "gdp")
    card = next(one for one in found["sources"] if one["id"] == gdp["source_id"][0])
    said = opened_by_key(page, page.locator(".fact .number-door").nth(2))
    assert card["title"] in said["Source"]
    assert str(gdp["year"]) in said["Date"]
    assert said["Range"] == "not known"
    assert said["Run"].startswith("None")
    page.keyboard.press("Escape")
    last = [row for row in found["series"] if row["variable"] == "share_us"][-1]
    shares = page.locator("#ARE-shares svg .number-door")
    assert shares.count() == 3
    assert opened_by_key(page, shares.first)["Range"].startswith(
        f"{points(last['q05'])}–{points(last['q95'])} "
    )
    assert page.inner_text(".drawer-value").split()[0] == points(last["q50"])
    page.keyboard.press("Escape")
    with page.expect_download() as file:
        page.locator("#ARE-users .foot button", has_text="Spec").click()
    drawn_as = json.loads(file.value.path().read_text("utf-8"))
    assert drawn_as == told(address, f"charts/country/ARE?members={FEW}&lang=en")["charts"]["users"]
    assert page.locator("#ARE-alignment .foot button", has_text="Spec").count() == 0
    deal = opened_by_key(page, page.locator("table.deals .number-door").first)
    assert page.locator("#drawer a[href^=http]").count() >= 1
    assert "Published" in deal["Rests on"]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.getElementById('drawer')).position") == "static"
