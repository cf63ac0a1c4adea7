"""The first page: what it says is what the server answers, and what a reader does to it is what the server is asked."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from visit import MEMBERS, rested, until


def answer(address: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{address}/api/{path}", data, {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as reply:
        found: dict[str, Any] = json.load(reply)
    return found


def points(p: float) -> str:
    """A probability as the page writes it."""
    if p * 100 < 0.5:
        return "<1" if p > 0 else "0"
    return ">99" if p * 100 > 99.5 else str(int(p * 100 + 0.5))


def test_a_first_visit_shows_the_numbers_of_the_run_in_both_languages(opened: Any, address: str) -> None:
    run = answer(address, "run", {"members": MEMBERS})
    source, strict = run["futures"]["source"], run["futures"]["strict"]
    page = opened("/")
    best = max(source, key=lambda name: source[name]["p"])
    p, low, high = (points(source[best][key]) for key in ("p", "low", "high"))
    title = page.locator("h1").inner_text()
    assert f"{p} in 100 ({low}–{high})" in title
    shown = page.locator("#odds svg text.number").all_text_contents()
    assert shown == [points(source[name]["p"]) for name in source]
    hollow = page.locator("#odds svg text.number-small").all_text_contents()
    assert hollow == [points(strict[name]["p"]) for name in strict]
    assert run["run_id"] in page.locator("#setting .run").inner_text()
    page.click("#lang")
    page.wait_for_selector("html[lang=zh-Hans]")
    rested(page)
    assert f"每百次 {p} 次（{low}–{high}）" in page.locator("h1").inner_text()
    assert page.locator("#odds svg text.number").all_text_contents() == shown
    assert page.evaluate("document.activeElement.id") == "lang"
    assert "lang=zh" in page.url


def test_the_whole_answer_stands_in_one_window(opened: Any) -> None:
    page = opened("/")
    for lang in ("en", "zh"):
        if lang == "zh":
            page.click("#lang")
            page.wait_for_selector("html[lang=zh-Hans]")
            rested(page)
        page.wait_for_selector("#as-of-slider:not([disabled])")
        until(
            page, "![...document.querySelectorAll('.lever .points')].some((one) => one.textContent === '…')"
        )
        assert (
            page.locator(".strip").bounding_box()["y"] + page.locator(".strip").bounding_box()["height"]
            <= 900
        )
        sizes = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && [...one.childNodes]"
            ".some(node => node.nodeType === 3 && node.data.trim())).map(one => [one.getAttribute('class'),"
            " parseFloat(getComputedStyle(one).fontSize)])"
        )
        assert [one for one in sizes if one[1] < (11.5 if one[0] == "tick" else 12)] == []


def test_a_lever_moved_changes_the_odds_and_the_address_and_going_back_undoes_it(
    opened: Any, address: str
) -> None:
    page = opened("/")
    slider = page.locator("#lever-us_diffusion")
    asked: list[dict[str, Any]] = []
    page.on("request", lambda r: asked.append(r.post_data_json) if r.url.endswith("/api/live") else None)
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8, y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(box["x"] + 8 + step * (box["width"] - 16) / 5, y)
    page.mouse.up()
    until(page, "location.search.includes('l.us_diffusion=1')")
    rested(page)
    assert {"us_diffusion": 1} in [body["levers"] for body in asked]
    run = answer(address, "run", {"members": MEMBERS, "levers": {"us_diffusion": 1.0}})
    source = run["futures"]["source"]
    assert page.locator("#odds svg text.number").all_text_contents() == [
        points(f["p"]) for f in source.values()
    ]
    moves = page.locator("#odds svg text.number-move").all_text_contents()
    signed = [int(text.replace("−", "-")) for text in moves]
    assert sum(signed) == 0
    live = answer(address, "live", {"members": MEMBERS, "levers": {"us_diffusion": 1.0}})
    century = live["futures"]["source"]["americas_century"]["change"]["p"] * 100
    assert abs(signed[0] - century) <= 1
    assert "up" in page.locator("h1").inner_text()
    assert page.locator("#said").inner_text() == page.locator("h1").inner_text()


def test_lens_and_reading_are_switched_on_the_first_page(opened: Any, address: str) -> None:
    page = opened("/")
    page.select_option("#set-lens", "china")
    until(page, "location.search.includes('lens=china')")
    rested(page)
    run = answer(address, "run", {"members": MEMBERS, "lens": "china"})
    assert page.locator("#odds svg text.number").all_text_contents() == [
        points(f["p"]) for f in run["futures"]["source"].values()
    ]
    assert "lens" in page.locator(".head .note").inner_text().lower()
    page.select_option("#set-reading", "strict")
    until(page, "location.search.includes('dials=strict')")
    rested(page)
    run = answer(address, "run", {"members": MEMBERS, "lens": "china", "dials": "strict"})
    assert page.locator("#odds svg text.number").all_text_contents() == [
        points(f["p"]) for f in run["futures"]["strict"].values()
    ]


def test_the_slider_of_days_rewinds_to_what_was_known(opened: Any, address: str) -> None:
    page = opened("/")
    page.wait_for_selector("#as-of-slider:not([disabled])")
    page.focus("#as-of-slider")
    page.keyboard.press("Home")
    until(page, "location.search.includes('asof=2025-12-31')")
    rested(page)
    run = answer(address, "run", {"members": MEMBERS, "as_of": "2025-12-31"})
    assert page.locator("#odds svg text.number").all_text_contents() == [
        points(f["p"]) for f in run["futures"]["source"].values()
    ]
    assert page.locator("#set-as-of").input_value() == "2025-12-31"


def test_a_shared_link_opens_to_the_same_numbers_and_says_so_when_it_cannot(opened: Any) -> None:
    page = opened("/?l.cn_ai_plus=0.5@2027-01&focus=contested&lens=china")
    before = page.locator("#odds").text_content()
    page.click("#share")
    link = page.locator("#share-link").input_value()
    assert re.search(r"run=[0-9a-f]{12}", link)
    assert f"n={MEMBERS}" in link
    path = link[link.index("/", 8) :]
    again = opened(path)
    assert again.locator("#odds").text_content() == before
    assert again.locator("#banner").count() == 0
    other = opened(re.sub("run=[0-9a-f]{12}", "run=0123456789ab", path))
    assert "0123456789ab" in other.locator("#banner").inner_text()


def test_comparing_pins_a_setting_and_swaps_it(opened: Any) -> None:
    page = opened("/?l.us_diffusion=1")
    page.click("#set-compare")
    until(page, "location.search.includes('b.l.us_diffusion=1')")
    rested(page)
    assert set(page.locator("#odds svg text.number-move").all_text_contents()) == {"0"}
    page.focus("#lever-us_diffusion")
    page.keyboard.press("0")
    until(page, "!location.search.includes('&l.us_diffusion') && !location.search.includes('?l.us')")
    rested(page)
    down = int(page.locator("#odds svg text.number-move").first.text_content().replace("−", "-"))
    assert down < 0
    page.click("#set-swap")
    rested(page)
    until(
        page, "down => document.querySelector('#odds svg text.number-move').textContent === '+' + -down", down
    )


def test_a_server_that_stops_leaves_the_old_numbers_and_says_what_to_do(opened: Any) -> None:
    page = opened("/")
    before = page.locator("#odds svg text.number").all_text_contents()
    page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    page.select_option("#set-lens", "china")
    error = page.locator(".error[role=alert]")
    error.wait_for()
    assert "fourfutures serve" in error.inner_text()
    assert page.locator("#odds svg text.number").all_text_contents() == before
    page.unroute("**/api/**")
    error.get_by_role("button").first.click()
    until(page, "!document.querySelector('.error[role=alert]')")
    rested(page)
    assert page.locator("#odds svg text.number").all_text_contents() != before


@pytest.mark.parametrize(("lang", "words"), [("en", "left out"), ("zh", "已略去")])
def test_a_bad_link_opens_and_names_what_was_left_out(opened: Any, lang: str, words: str) -> None:
    page = opened(f"/?lang={lang}&l.us_diffusion=much&asof=yesterday")
    said = page.locator("#banner").inner_text()
    assert words in said
    assert "l.us_diffusion=much" in said
    assert "asof=yesterday" in said
    assert page.locator("#odds svg text.number").count() == 5


def test_what_the_server_refuses_is_told_in_its_words(opened: Any) -> None:
    page = opened("/?lang=zh&l.no_such_lever=1", rest=False)
    error = page.locator(".error[role=alert]")
    error.wait_for()
    assert "no_such_lever" in error.inner_text()
    assert re.search("[一-鿿]", error.locator("p").nth(1).inner_text())


def test_a_lever_opens_to_what_it_does_what_was_done_and_who_says_so(opened: Any) -> None:
    page = opened("/")
    page.locator(".levers .door").first.click()
    dialog = page.get_by_role("dialog")
    text = dialog.inner_text()
    assert "Washington" in text
    assert re.search(r"\d+ \w+ 2026", dialog.locator(".marks").first.inner_text())
    assert dialog.locator(".marks a[href^=http]").count() > 0
    assert "judgement" in text
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.className") == "door"


def test_a_chart_gives_its_data_drawing_specification_and_reading(opened: Any, address: str) -> None:
    page = opened("/")
    files = {}
    for figure in ("odds", "map"):
        page.locator(f"#{figure} summary", has_text="Data").click()
    for kind in ("CSV", "SVG", "PNG"):
        with page.expect_download() as found:
            page.locator("#odds .foot button", has_text=kind).click()
        files[kind] = found.value.path().read_bytes()
    rows = files["CSV"].decode("utf-8-sig").split("\r\n")
    assert rows[0].startswith("reading,future,p,")
    assert len([row for row in rows if row.startswith("strict,")]) == 5
    assert files["SVG"].startswith(b"<svg")
    assert b"class=" not in files["SVG"].replace(b"pattern", b"")
    assert files["PNG"].startswith(b"\x89PNG")
    run = page.locator("#setting .run").inner_text().split()[1]
    for figure, chart in (("odds", "odds"), ("map", "quadrant")):
        with page.expect_download() as found:
            page.locator(f"#{figure} .foot button", has_text="Spec").click()
        assert json.loads(found.value.path().read_text("utf-8")) == answer(
            address, f"chart/{run}/{chart}?lang=en"
        )
    page.locator("#odds summary").first.click()
    assert "strict reading" in page.locator("#odds .reading").inner_text()
