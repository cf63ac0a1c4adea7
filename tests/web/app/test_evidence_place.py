"""The evidence desk in the app: what is tried is what the server answers, a decision stands in the ledger, an undo takes it back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from asking import FEW, few, told
from visit import until

from fourfutures.evidence import ANCHORS, GradeReason, Ledger, ModelReading, Proposal

sys.path.append(str(Path(__file__).resolve().parents[2] / "evidence"))
from articles import DOCUMENTS, LICENCES, PROPOSALS, document, proposal

SCRIPT = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'> chips were shipped."
ODD = document("odd", "en", f"{SCRIPT} Nothing else.")
ITEM = ".item #item-name"


def by_model(one: Proposal) -> Proposal:
    read = {"actor": "CHN", "direction": "CN", "strength": 2, "confidence": 0.4}
    made = ModelReading(name="<b>tester</b>", host="llm.example.org", prompt="1", quote="<img src=x", **read)
    why = GradeReason(judgement=True, file="sources.toml", en="Trade press.", zh="行业媒体。")
    return one.model_copy(update={"proposed_by": ("model",), "model": made, "grade_reason": why})


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    own = Ledger(tmp_path_factory.mktemp("desk") / "evidence.sqlite")
    own.add(
        [*DOCUMENTS, ODD],
        [*PROPOSALS, by_model(proposal("p-odd", "odd", SCRIPT, "cn_chip_imports_access", "CHN", "CN"))],
    )
    return own


@pytest.fixture(scope="module")
def address(ledger: Ledger, server: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """A server whose desk is that ledger."""
    with server(FOURFUTURES_LEDGER=str(ledger.place.file)) as at:
        yield at


def seen(opened: Any, item: str, more: str = "") -> Any:
    page = opened(few(f"/evidence?item={item}{more}"), rest=False)
    page.wait_for_selector(f".item code:text-is('{item}')")
    return page


def status(address: str, item: str) -> str:
    return str(told(address, f"evidence/{item}")["item"]["status"])


def decide(page: Any, sign: str, **fields: str) -> None:
    """Open a form by its key and send it."""
    page.keyboard.press(sign)
    decide_open(page, **fields)


def decide_open(page: Any, **fields: str) -> None:
    """Fill in the form that is open and send it."""
    page.wait_for_selector("form.decision")
    for name, text in fields.items():
        page.fill(f"#ev-{name}", text)
    page.click("#ev-send")


def test_what_is_tried_is_what_the_server_answers_and_decides_nothing(
    opened: Any, address: str, ledger: Ledger
) -> None:
    head = ledger.read().head
    page = seen(opened, "p-licences")
    page.select_option("#ev-ratio", "clearly")
    page.click("#ev-preview")
    page.wait_for_selector(".effects tbody tr")
    found = told(address, "evidence/preview", {"item": "p-licences", "ratio": "clearly"})
    assert found["members"] == FEW
    rows = page.locator(".effects tbody tr")
    shown = {}
    for row in rows.all():
        before, after, change = (cell.inner_text() for cell in row.locator("td").all()[:3])
        shown[row.locator("th").inner_text().strip()] = (float(before), float(after), change)
    assert len(shown) == 5
    study = told(address, "study")["frame"]
    for future in [*study["futures"], study["contested"]]:
        before, after, change = shown[future["name"]["en"]]
        reading = found["reading"]
        assert before == pytest.approx(100 * found["before"][reading][future["id"]], abs=0.051)
        assert after == pytest.approx(100 * found["after"][reading][future["id"]], abs=0.051)
        moved = 100 * found["change"][reading][future["id"]]["p"]
        assert (change[0] == "−") == (moved <= -0.05)
    assert ledger.read().head == head


def test_an_accepted_item_counts_and_an_undo_makes_it_wait_again(opened: Any, address: str) -> None:
    page = seen(opened, "p-licences")
    page.select_option("#ev-ratio", "somewhat")
    decide(page, "a", by="A reader", reason="Two filings agree.", expires="2027-06-30")
    page.wait_for_selector(f"{ITEM}:has-text('accepted')")
    item = told(address, "evidence/p-licences")["item"]
    assert item["acceptance"]["by"] == ["A reader"]
    assert (item["acceptance"]["likelihood_ratio"], item["acceptance"]["expires"]) == (1.6, "2027-06-30")
    assert page.locator("#ev-p-licences").count() == 0  # it waits no longer
    page.click("#ev-show-accepted")
    page.wait_for_selector("#ev-p-licences")
    until(page, "document.querySelector('.item code')?.textContent === 'p-licences'")
    decide(page, "u", by="A reader", reason="The report was withdrawn.")
    page.wait_for_selector(f"{ITEM}:has-text('to decide')")
    assert status(address, "p-licences") == "proposed"
    assert page.locator(".ledger li").count() == 2


def test_a_refusal_is_told_beside_the_form_and_nothing_is_written(
    opened: Any, ledger: Ledger, address: str
) -> None:
    head = ledger.read().head
    page = seen(opened, "p-turbines")
    page.select_option("#ev-ratio", "other")
    page.fill("#ev-own", "9")
    page.click("#ev-accept")
    page.fill("#ev-reason", "ja, ar")  # keys mean letters while somebody types
    assert page.input_value("#ev-reason") == "ja, ar"
    page.click("#ev-send")
    assert "Your name" in page.inner_text(".decision [role=alert]")
    page.fill("#ev-by", "A reader")
    page.fill("#ev-expires", "2027-06-30")
    page.click("#ev-send")
    page.wait_for_selector(".decision .error:has-text('1/5 to 5')")
    assert ledger.read().head == head
    page.click("#ev-reject")
    page.fill("#ev-reason", "One source.")
    page.click("#ev-send")
    page.wait_for_selector(f"{ITEM}:has-text('rejected')")
    assert status(address, "p-turbines") == "rejected"


def test_a_quote_is_text_whatever_it_holds(opened: Any) -> None:
    page = seen(opened, "p-odd")
    assert page.inner_text(".item blockquote") == SCRIPT
    assert (
        page.text_content(".whole-text") == f"{SCRIPT}1 Nothing else."
    )  # the sentence, its number, the rest
    assert page.text_content(".whole-text mark") == f"{SCRIPT}1"
    assert page.locator("main script, main img").count() == 0
    assert page.evaluate("window.ran") is None
    for place in (".item h2", ".proposals .queued[aria-current=true]"):
        assert "proposed by a model, unreviewed" in page.inner_text(place)
    read = page.inner_text(".item dl")
    assert "a model, <b>tester</b> at llm.example.org, prompt version 1" in read
    assert "<img src=x" in read
    assert "B2, a judgement: Trade press." in read
    assert "by the model’s own word" in read


def test_keys_go_through_the_list_and_mean_letters_while_somebody_types(opened: Any, address: str) -> None:
    page = seen(opened, "p-licences", "&status=all")
    for sign, item in (
        ("j", "p-turbines"),
        ("j", "p-output"),
        ("k", "p-turbines"),
        ("j", "p-output"),
        ("j", "p-odd"),
    ):
        page.keyboard.press(sign)
        until(page, "(id) => document.querySelector('.item code')?.textContent === id", item)
        assert page.locator(".proposals .queued[aria-current=true]").get_attribute("id") == f"ev-{item}"
    assert LICENCES in page.inner_text(".proposals .queue")
    page.keyboard.press("e")
    page.wait_for_selector(".fields select:focus")
    page.fill("#ev-f-grade", "jkaru")  # a field is being written in
    assert page.locator("form.decision").count() == 0
    page.fill("#ev-f-grade", "A1")
    page.click("#ev-accept")
    decide_open(page, by="A reader", reason="Read again.", expires="2027-06-30")
    page.wait_for_selector(f"{ITEM}:has-text('accepted')")
    assert told(address, "evidence/p-odd")["item"]["grade"] == "A1"


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh", "dark")])
def test_words_for_ratios_are_those_of_the_desk_and_nothing_stands_in_the_way(
    opened: Any, lang: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe-core-python is not installed")
    page = opened(
        few(f"/evidence?lang={lang}&item=p-output&status=all"), rest=False, color_scheme=scheme,
        viewport={"width": 375, "height": 812},
    )  # fmt: skip
    page.wait_for_selector(".item code:text-is('p-output')")
    for anchor in ANCHORS:
        words = str(anchor.words) if lang == "en" else anchor.words.zh
        assert page.text_content(f"#ev-ratio option[value={anchor.name}]") == words
    page.click("#ev-preview")
    page.wait_for_selector(".effects tbody tr")
    page.click("#ev-accept")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert [v["id"] + v["nodes"][0]["html"][:200] for v in axe.Axe().run(page)["violations"]] == []
    assert "evidence." not in page.inner_text("main")
