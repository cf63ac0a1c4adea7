"""A workshop in the app: a room votes unseen, moves, and reads what the server's debrief says."""

from __future__ import annotations

from typing import Any

import pytest
from asking import few, points, told
from visit import until

VOTE = {"americas_century": 30, "us_standard": 10, "ai_plus_world": 15, "chinese_characteristics": 15, "contested": 30}  # fmt: skip
PHONE = {"viewport": {"width": 375, "height": 812}, "color_scheme": "dark"}


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    return [found["id"] + found["nodes"][0]["html"][:200] for found in axe.Axe().run(page)["violations"]]


def room(opened: Any) -> tuple[Any, str]:
    """The facilitator's page of a workshop just opened, and its code."""
    page = opened(few("/workshop"), rest=False)
    page.click("#ws-opener")
    page.wait_for_selector(".workshop-code")
    return page, page.inner_text(".workshop-code strong")


def member(opened: Any, code: str, team: str, lang: str = "en", **options: Any) -> Any:
    page = opened(few(f"/workshop?lang={lang}&code={code}"), rest=False, **options)
    page.click(f"#ws-team-{team}")
    page.wait_for_selector(".workshop-ballot")
    return page


def test_a_room_votes_moves_and_is_told_what_the_server_says(opened: Any, address: str) -> None:
    lead, code = room(opened)
    page = member(opened, code, "us")
    for future, given in VOTE.items():
        assert page.is_disabled("#ws-vote")
        page.fill(f"#ws-points-{future}", str(given))
    assert violations(page) == []
    page.click("#ws-vote")
    until(lead, "document.querySelector('.workshop-voted').textContent.includes('United States 1')")
    assert lead.locator(".workshop-reveal").count() == 0  # nobody sees a vote or the odds before their time
    assert page.locator("#ws-turn").count() == 0
    lead.click("#ws-turn")
    page.wait_for_selector(".workshop-reveal")
    seen = told(address, f"workshop/{code}")
    assert seen["ballots"]["all"]["mean"]["americas_century"] == 0.3
    page.click(".workshop-reveal summary >> nth=0")
    assert "America's AI Century: model" in page.inner_text(".workshop-reveal .reading")
    assert "mean vote 30" in page.inner_text(".workshop-reveal .reading")
    assert violations(page) == []
    lead.click("#ws-turn")
    page.wait_for_selector("#ws-lever")
    offered = page.locator("#ws-lever option").evaluate_all("all => all.map((one) => one.value)")
    own = [one["id"] for one in told(address, "levers")["levers"] if one["actor"] == "us"]
    assert offered == own
    page.select_option("#ws-lever", "export_control")
    page.click("#ws-pull")
    lead.wait_for_selector(".workshop-moves li")
    assert "2 left" in page.inner_text("main")
    lead.click("#ws-turn")
    page.wait_for_selector("section[aria-labelledby=ws-thought]")
    found = told(address, f"workshop/{code}/debrief")
    rows = page.locator("section[aria-labelledby=ws-thought] tbody tr")
    assert rows.count() == 5
    for row, future in zip(rows.all(), found["futures"], strict=True):
        model, mean = (cell.inner_text() for cell in row.locator("td").all()[:2])
        assert (model, mean) == (points(found["odds"][future]), str(VOTE[future]))
    played = page.locator("section[aria-labelledby=ws-played] tbody tr")
    assert "Export-control stance +1" in played.nth(0).inner_text()
    end = [cell.inner_text() for cell in played.nth(1).locator("td").all()]
    assert end == [f"{points(found['odds'][f])} → {points(found['end'][f]['p'])}" for f in found["futures"]]
    assert page.inner_text("section[aria-labelledby=ws-hand] code") == found["command"]


def test_what_is_typed_stays_when_another_votes_and_a_phone_in_chinese_is_enough(opened: Any) -> None:
    _, code = room(opened)
    page = member(opened, code, "cn", "zh", **PHONE)
    page.fill("#ws-points-contested", "40")
    other = member(opened, code, "us")
    for future, given in VOTE.items():
        other.fill(f"#ws-points-{future}", str(given))
    other.click("#ws-vote")
    until(page, "document.querySelector('.workshop-voted').textContent.includes('美国1票')")
    assert page.input_value("#ws-points-contested") == "40"
    assert "还剩60点" in page.inner_text(".workshop-ballot")
    assert page.evaluate("document.activeElement.id") == "ws-points-contested"
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(page) == []
    assert "workshop." not in page.inner_text("main")


def test_a_code_that_nobody_opened_is_told_so_and_one_can_leave(opened: Any) -> None:
    page = opened(few("/workshop?code=ZZZZZ"), rest=False)
    page.wait_for_selector(".error")
    assert "is not open here" in page.inner_text(".error")
    page.click("#ws-leave")
    page.wait_for_selector(".workshop-doors")
    assert "code=" not in page.url


def test_a_link_hands_the_token_on_and_keeps_it_out_of_the_address(opened: Any, address: str) -> None:
    page = opened("/workshop?n=400", rest=False)
    page.wait_for_selector(".workshop-doors")
    page.goto("about:blank")
    with page.expect_request("**/api/study") as asked:
        page.goto(f"{address}/workshop?n=400#token=a-token-of-16%20signs")
    assert asked.value.headers["authorization"] == "Bearer a-token-of-16 signs"
    page.wait_for_selector(".workshop-doors")
    assert "token" not in page.url
