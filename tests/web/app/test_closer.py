"""A closer look, by pointer and by keys: what the page says of a dot, a region or a published figure is what the server says."""

from __future__ import annotations

from typing import Any

from asking import points, told
from visit import MEMBERS, until

NOTE = "document.querySelector('.closer').textContent"


def test_dots_regions_and_published_figures_are_what_the_server_tells(opened: Any, address: str) -> None:
    page = opened("/")
    asked: list[tuple[str, dict[str, Any]]] = []
    page.on(
        "request",
        lambda r: asked.append((r.url.rsplit("/", 1)[1], r.post_data_json)) if "/live/" in r.url else None,
    )
    hint = page.locator(".closer").inner_text()
    place = page.locator("#map svg").bounding_box()

    def at(x: float, y: float) -> tuple[float, float]:
        return place["x"] + place["width"] * x, place["y"] + place["height"] * y

    page.focus("#map .plot")
    page.keyboard.press("Enter")
    until(page, f"hint => {NOTE} !== hint", hint)
    kind, body = asked[-1]
    assert kind == "member"
    first = told(address, "live/member", body)
    assert page.locator(".closer").inner_text() == first["sentence"]["en"]
    assert page.locator("#map .picked").count() == 1
    assert page.locator(".fan-card .lit").count() == 2
    page.keyboard.press("ArrowRight")
    until(page, f"said => {NOTE} !== said", first["sentence"]["en"])
    second = told(address, "live/member", asked[-1][1])
    assert second["path"][-1]["compute"] > first["path"][-1]["compute"]
    page.keyboard.press("Escape")
    assert page.locator(".closer").inner_text() == hint
    assert page.locator("#map .picked, .fan-card .lit").count() == 0

    page.mouse.move(*at(0.62, 0.08))
    page.mouse.down()
    page.mouse.move(*at(0.98, 0.42), steps=3)
    page.mouse.up()
    until(page, f"{NOTE}.includes('end in the box')")
    kind, body = asked[-1]
    assert kind == "region"
    assert body["members"] == MEMBERS
    found = told(address, "live/region", body)
    assert page.locator(".closer").inner_text() == (
        f"Of 100 members, {points(found['p'])} end in the box. {found['sentence']['en']}"
    )
    page.mouse.click(*at(0.3, 0.75))
    until(page, "document.querySelector('#map .brush') === null")

    page.locator(".published-card > summary").click()
    until(page, "document.querySelector('.small-fan') !== null")
    series = told(address, "live/published", {"members": MEMBERS})["series"]
    assert page.locator(".small-fan").count() == len(series)
    shown = [point for one in series for point in one["points"]]
    assert page.locator(".small-fan circle").count() == len(shown)
    surprises = [point for point in shown if point["surprise"]]
    assert page.locator(".small-fan circle.surprise").count() == len(surprises)
    assert page.locator(".small-fan li", has_text="surprise").count() == len(surprises)
