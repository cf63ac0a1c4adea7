"""The evidence desk from an empty ledger to a page handed on: documents dropped, read, decided by two, undone, told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from asking import FEW, few, told
from visit import until

from fourfutures.evidence import Ledger

sys.path.append(str(Path(__file__).resolve().parents[2] / "evidence"))
from articles import DOCUMENTS, PROPOSALS

ENGLISH = """---
title: A second batch of licences
date: 2026-10-12
publisher: Example Daily
---
An article invented for a test. On 8 October 2026 the US government granted export licences for a second batch of 120,000 AI accelerators to China.

<script>window.ran = 1</script> Chinese firms imported 45,000 accelerators in September 2026, up 30% on August.
"""
OTHER = "# Licences\n\nOn 8 October 2026 the US government granted export licences for a second batch of 120,000 AI accelerators to China, an agency said.\n"
CHINESE = """---
title: 示例厂的产量
date: 2026-10-20
publisher: 示例日报
---
本文为测试而虚构。示例厂2026年第三季度国产AI芯片产量达到18万颗，同比增长三成。
"""
FILES = {"daily.md": ENGLISH, "agency.md": OTHER, "ribao.md": CHINESE, "packed.zip": "PK\x03\x04"}
DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, text] of Object.entries(files)) carried.items.add(new File([text], name));
  document.querySelector("main").dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def address(tmp_path: Path, server: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """A server whose desk is empty."""
    with server(FOURFUTURES_LEDGER=str(tmp_path / "evidence.sqlite")) as at:
        yield at


def sign(page: Any, within: str, **fields: str) -> None:
    """Fill in a form and send it."""
    for name, text in fields.items():
        page.fill(f"{within} #ev-{name}", text)
    page.click(f"{within} #ev-send")


def odds(address: str) -> Any:
    return told(address, "live", {})["futures"]


def test_documents_dropped_are_read_decided_undone_and_told(
    opened: Any, address: str, tmp_path: Path
) -> None:
    page = opened(few("/evidence"), rest=False)
    page.wait_for_selector(".steps")
    start = odds(address)
    page.evaluate(DROP, FILES)
    page.wait_for_selector(".taken .error")
    assert "packed.zip: is an archive" in page.inner_text(".taken .error")
    assert "Documents read: 3" in page.inner_text(".taken")
    assert page.locator("button.document").count() == 4  # three, and all of them
    assert page.locator(".event p").first.inner_text() == "2 reports, one event"
    assert page.locator(".event .queued").count() == 2

    page.click("button.document:has-text('A second batch')")
    until(page, "document.querySelector('.reader h2')?.textContent === 'A second batch of licences'")
    shown = told(address, "evidence/documents")["rows"]
    name = next(row["id"] for row in shown if row["title"] == "A second batch of licences")
    items = told(address, f"evidence/document?id={name}")["items"]
    assert page.locator(".whole-text mark .quote-number").all_inner_texts() == [
        str(1 + i) for i in range(len(items))
    ]
    for mark, item in zip(page.locator(".whole-text mark").all(), items, strict=True):
        assert item["sentence"] in mark.text_content()
    assert page.evaluate("window.ran") is None

    first = items[0]["id"]
    page.select_option("#ev-ratio", "clearly")
    page.keyboard.press("a")
    sign(page, ".item", by="A reader", reason="Two papers agree.", expires="2027-06-30")
    page.wait_for_selector(".item #item-name:has-text('accepted')")
    assert odds(address) != start
    moved = told(address, f"explain?from=2026-11-21&to=2026-11-22&members={FEW}")["contributions"]
    assert first in [part["id"] for part in moved]

    page.click("#ev-tool-digest")
    page.fill("#ev-from", "2026-01-01")
    with page.expect_download() as waiting:
        page.click("#ev-digest-html")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert ("Two papers agree." in text, items[0]["sentence"] in text) == (True, True)
    page.click("#ev-tool-languages")
    page.wait_for_selector(".desk-tools table tbody tr")
    spoken = told(address, f"evidence/languages?members={FEW}")
    for cells, future in zip(
        page.locator(".desk-tools table >> nth=0 >> tbody tr").all(),
        ("americas_century", "us_standard", "ai_plus_world", "chinese_characteristics", "contested"),
        strict=True,
    ):
        wanted = [f"{100 * spoken['odds'][key]['source'][future]:.1f}" for key in ("none", "en", "all")]
        assert cells.locator("td").all_inner_texts() == wanted

    assert page.locator(".desk-tools table").count() == 2  # the strict reading stands beside it
    page.keyboard.press("u")
    sign(page, ".item", reason="The report was withdrawn.")
    page.wait_for_selector(".item #item-name:has-text('to decide')")
    assert odds(address) == start
    page.click("#ev-tool-ledger")
    assert page.locator(".desk-tools .ledger li").count() == 2
    page.click("#ev-tool-exchange")
    with page.expect_download() as waiting:
        page.click("#ev-export-whole")
    assert (
        len(waiting.value.path().read_text(encoding="utf-8").splitlines())
        == told(address, "evidence")["entries"]
    )


def test_a_sentence_is_split_reports_are_put_together_and_two_people_accept(
    opened: Any, address: str
) -> None:
    page = opened(few("/evidence"), rest=False)
    page.wait_for_selector(".steps")
    for text in (CHINESE, OTHER):
        page.fill("#ev-paste", text)
        page.click("#ev-paste-send")
        until(page, "document.querySelector('#ev-paste').value === ''")
    page.click("#ev-tool-add")
    whole = page.locator(".item blockquote").inner_text()
    parts = whole.split("，")
    page.click("#ev-split")
    assert page.input_value("#ev-parts").splitlines() == [f"{parts[0]}，", parts[1]]
    page.fill("#ev-parts", "\n".join(parts))
    sign(page, ".item", by="A reader", reason="Two claims.")
    page.wait_for_selector(".item #item-name:has-text('split')")
    rows = told(address, "evidence")["rows"]
    assert [row["sentence"] for row in rows if row["parent"]] == parts

    page.keyboard.press("j")
    until(page, "(first) => document.querySelector('.item blockquote')?.textContent !== first", whole)
    page.click("#ev-merge")
    page.locator(".others input").first.check()
    sign(page, ".item", reason="One announcement.")
    page.wait_for_selector(".event p:has-text('2 reports, one event')")

    page.click("#ev-tool-reviewers")
    sign(page, ".desk-tools", reason="Two pairs of eyes.")
    page.wait_for_selector(".desk-tools p:has-text('two different names')")
    page.click("#ev-tool-reviewers")
    page.keyboard.press("a")
    sign(page, ".item", reason="Read it.", expires="2027-06-30")
    assert "Published on" in page.inner_text(".decision [role=alert]")  # the text gave no date
    sign(page, ".item", dated="2026-10-12")
    page.wait_for_selector(".item #item-name:has-text('waiting for a second reviewer')")
    page.keyboard.press("a")
    assert page.locator("#ev-expires, #ev-ratio").count() == 0  # on the terms of the first
    sign(page, ".item", reason="Read it too.")
    page.wait_for_selector(".item .error:has-text('has reviewed it already')")
    sign(page, ".item", by="Second reader")
    page.wait_for_selector(".item #item-name:has-text('accepted')")
    assert "A reader, Second reader" in page.inner_text(".item .note >> nth=0")
    page.click("#ev-show-accepted")
    assert "counts until 30 Jun 2027" in page.inner_text(".proposals .queue")


def test_a_desk_that_is_only_read_says_why_and_offers_nothing_it_would_refuse(
    opened: Any, address: str, tmp_path: Path
) -> None:
    """In Chinese, by night, on a phone; the reader of web pages is not installed there."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened(
        few("/scores?lang=zh"), rest=False, color_scheme="dark", viewport={"width": 390, "height": 844}
    )
    desk = told(address, "evidence/desk")
    why = {"en": "the server was started with --read-only", "zh": "服务器以 --read-only 启动"}
    answers = [{**desk, "reads": {"html": False, "feed": False}}, {**desk, "writes": False, "why": why}]
    page.route("**/api/evidence/desk", lambda route: route.fulfill(json=answers[0]))
    page.evaluate(
        "history.pushState(null, '', '/evidence?lang=zh&n=100'); dispatchEvent(new PopStateEvent('popstate'))"
    )
    page.wait_for_selector(".drop")
    assert "本机暂不能读取：网页、订阅源" in page.inner_text(".intake .note")
    assert [found["id"] for found in axe.Axe().run(page)["violations"]] == []

    Ledger(tmp_path / "evidence.sqlite").add(DOCUMENTS, PROPOSALS)
    answers.pop(0)
    page.goto(f"{address}/evidence?lang=zh&n={FEW}")
    page.wait_for_selector(".item blockquote")
    assert "只读：服务器以 --read-only 启动" in page.inner_text(".desk-tools .note")
    for name in ("ev-tool-add", "ev-accept", "ev-reject", "ev-split", "ev-merge"):
        assert page.locator(f"#{name}").count() == 0
    page.keyboard.press("a")
    assert page.locator("form.decision").count() == 0
    for tool in ("reviewers", "ledger", "exchange", "digest"):
        page.click(f"#ev-tool-{tool}")
        assert [(tool, found["id"]) for found in axe.Axe().run(page)["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "evidence." not in page.inner_text("main")
