"""Watch list, track record and evidence: what is shown is what was answered, and what is not there is said."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from asking import FEW, drawn, few, points, told
from visit import until

PLACES = ("/watch", "/countries", "/deal", "/countries/ARE", "/scores", "/evidence")
UNWRITTEN = re.compile(
    r"\b(?:world|country|deal|watch|scores|evidence|views|side|party|stack|layer|factor|region|unit)\.[a-z_]{2,}"
)
SOME = "scores?target=compute_ratio&target=firm_adoption_us&members=200&seed=7"


@pytest.fixture(scope="module")
def scored(address: str) -> Any:
    """Hindcasts of two targets: all eleven would take longer than all other tests of this folder."""
    return told(address, SOME)


def go_to_scores(page: Any, scored: Any) -> None:
    page.route("**/api/scores", lambda route: route.fulfill(json=scored))
    page.click("nav a[href^='/scores']")
    drawn(page)


def test_signposts_are_ranked_by_what_a_month_of_waiting_brings(opened: Any, address: str) -> None:
    page = opened(few("/watch"), rest=False)
    drawn(page)
    found = told(address, f"watch?members={FEW}")
    waiting = [post for post in found["signposts"] if post["crossed"] is None]
    for area in found["areas"]:
        wanted = sorted(
            (post for post in waiting if post["area"] == area["id"]),
            key=lambda post: -(post["voi_per_month"] or 0.0),
        )
        rows = page.locator(f"section[aria-labelledby=area-{area['id']}] tbody tr")
        assert rows.count() == len(wanted)
        for row, post in zip(rows.all(), wanted, strict=True):
            assert post["name"]["en"] in row.locator("th").inner_text()
            assert f"{post['voi_bits']:.3f}" in row.locator(".voi").inner_text()
            assert ("too weak to rank" in row.locator(".voi").inner_text()) == (post["voi_low"] <= 0.0)
            assert f"crossed in {points(post['p'])} of 100" in row.inner_text()
            long = len(post["published"]) > 1
            assert row.locator(".spark").count() == long, "one figure alone is no line"
    post = max(waiting, key=lambda post: len(post["published"]))
    row = page.locator("table.posts tbody tr", has_text=post["name"]["en"]).first
    row.locator(".sparked").click()
    page.wait_for_selector("#drawer[open] dd")
    assert f"{len(post['published'])} published values" in page.inner_text("#drawer")
    assert page.locator("#drawer a[href^=http]").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator(".deck .number-door").last.inner_text() == str(found["rows_in_force"])
    page.locator(".deck .number-door").last.click()
    page.wait_for_selector("#drawer-title:has-text('Published figures in force')")
    page.keyboard.press("Escape")
    with page.expect_download() as file:
        page.get_by_role("button", name="Dates and value as a chart").click()
    spec = json.loads(file.value.path().read_text("utf-8"))
    assert spec == told(address, f"charts/watch?members={FEW}&lang=en")["charts"]["signposts"]
    alarms = page.locator("section[aria-labelledby=alarms] tbody tr")
    assert alarms.count() == len(found["alarms"])
    page.get_by_role("button", name="Date", exact=True).click()
    until(page, "location.search.includes('sort=date')")
    drawn(page)
    dates = page.locator("section[aria-labelledby=area-compute] tbody td:nth-child(4)").all_inner_texts()
    firsts = sorted(post["first_date"] for post in waiting if post["area"] == "compute")
    assert [date.split()[-1] for date in dates] == [first[:4] for first in firsts]


def test_scores_are_told_with_intervals_and_a_target_shows_each_forecast(opened: Any, scored: Any) -> None:
    page = opened(few("/evidence"), rest=False)
    go_to_scores(page, scored)
    rows = page.locator("table.skill tbody tr")
    assert rows.count() == 2
    claimed = sum(one["claim"] == "better" for one in scored["targets"])
    assert f"can be claimed for {claimed} of 2 targets" in page.inner_text("h1")
    for row, target in zip(rows.all(), scored["targets"], strict=True):
        skill = target["baselines"]["persistence"]["skill"]
        shown = row.locator("td").nth(0).inner_text().split("\n")[0].split()[0]
        assert float(shown.replace("−", "-")) == pytest.approx(skill * 100, abs=0.51)
    page.locator("h1 .number-door").first.click()
    page.wait_for_selector("#drawer[open] dd")
    assert "Past forecasts" in page.inner_text("#drawer")
    page.keyboard.press("Escape")
    page.locator("#reliability details summary").nth(1).click()
    bins = page.locator("#reliability tbody tr")
    bins.first.wait_for()
    said = sum(3 * len(one["forecasts"]) for one in scored["classes"]["targets"])
    assert sum(int(row.locator("td").nth(2).inner_text()) for row in bins.all()) == said
    rows.nth(1).locator("th button").click()
    page.wait_for_selector("#target svg circle")
    assert page.locator("#target svg circle").count() == len(scored["targets"][1]["forecasts"])
    assert "Nothing is in the log yet" in page.inner_text("#log") or page.locator("#log tbody tr").count() > 0


def test_an_empty_desk_says_how_it_is_filled(opened: Any, address: str) -> None:
    assert told(address, "evidence?status=all")["rows"] == []
    page = opened(few("/evidence"), rest=False)
    page.wait_for_selector(".steps")
    assert "fourfutures evidence add" in page.inner_text(".steps")
    page.click("#lang")
    page.wait_for_selector("html[lang=zh-Hans] main:has-text('证据台上还没有内容') .steps")


def test_nothing_stands_in_the_way_of_a_reader_here_either(opened: Any, scored: Any) -> None:
    """Places by turns in English by day on a desk and in Chinese by night on a phone; none is wider than either."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    found = {}
    page = opened(few("/evidence"), rest=False)
    page.route("**/api/scores", lambda route: route.fulfill(json=scored))
    for turn, path in enumerate(PLACES):
        lang, scheme, sizes = (
            ("en", "light", ((375, 812), (1440, 900)))
            if turn % 2
            else ("zh", "dark", ((1440, 900), (375, 812)))
        )
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}{path}?lang={lang}&n={FEW}")
        page.wait_for_selector(".steps" if path == "/evidence" else ".read-off")
        until(page, "!document.querySelector('main .old, main .loading')")
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(100)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for violation in axe.Axe().run(page)["violations"]:
            found[path, violation["id"]] = violation["nodes"][0]["html"][:300]
        assert UNWRITTEN.findall(page.inner_text("main")) == []
    assert found == {}
