"""Both languages say the same things: every text has its counterpart, is used, and is written as its language is."""

from __future__ import annotations

import io
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from country_pages import ECONOMIES, GROUPS, OVERVIEW
from desks import (
    CHECKED,
    DECIDED,
    DIGEST,
    EMPTY,
    IDLE,
    IMPORTED,
    LONE,
    PREVIEW,
    QUEUE,
    SHOWN,
    SILENT,
)
from desks import (
    LANGUAGES as BY_LANGUAGE,
)
from discoveries import DISCOVERY, FRAMED, UNSTATED
from documents import (
    deals,
    explanations,
    held_documents,
    levers_documents,
    negotiations,
    sensitivity_documents,
    side_by_side,
    supply_cases,
    watch_lists,
)
from documents_read import ADDED, READ
from edition_cases import editions
from ledgers import CONNECTORS, LOG, LOGGED, NONE_YET, SCORES, UPDATE
from pasts import NO_PASTS, PASTS
from records import CASES
from registers import NETWORK, REGISTERS
from rich.console import Console
from test_hindcast_screen import DOCUMENT
from workshops import DEBRIEFS

from fourfutures.report import (
    ReportError,
    catalogue,
    debrief_page,
    print_connectors,
    print_countries,
    print_country,
    print_deal,
    print_deal_network,
    print_deals,
    print_discovery,
    print_evidence_added,
    print_evidence_check,
    print_evidence_decision,
    print_evidence_digest,
    print_evidence_import,
    print_evidence_item,
    print_evidence_languages,
    print_evidence_preview,
    print_evidence_queue,
    print_explanation,
    print_frames,
    print_group,
    print_hindcast,
    print_levers,
    print_log,
    print_logged,
    print_negotiation,
    print_robust,
    print_run,
    print_scores,
    print_sensitivity,
    print_switchoff,
    print_update,
    print_viewpoints,
    print_watch,
)
from fourfutures.report.catalogue import Catalogue, places
from fourfutures.report.charts import CHARTS, charts, economy, panels, specification, withdrawal
from fourfutures.report.claims import Ledger
from fourfutures.report.html import html_page
from fourfutures.report.page import pages
from fourfutures.report.pdf.document import pdf_content
from fourfutures.report.pen import Pen
from fourfutures.report.picture_texts import TEXTS
from fourfutures.report.standing import Standing

LANGUAGES = ("en", "zh")
HAN = r"[\u4e00-\u9fff]"
# Names of what a run, a study or a title may bring, and the brief that comes before another.
NAMED = (
    "alignment.", "compare.settled_", "custody.", "deals.chips.", "deals.overlap.", "deals.party.", "deals.scope.", "entity.",
    "entry.", "factor.", "filled.", "future.", "lens.", "not_measured", "observable.", "observed.", "offer.",
    "opening.previous", "origin.", "party.", "predicate.missing", "reading.", "regime.", "region.", "rung.", "standing.", "title.",
)  # fmt: skip
LEDGERS = (
    (print_log, LOG), (print_log, {**LOG, "rows": []}), (print_logged, LOGGED),
    (print_logged, {**LOGGED, "added": False, "set_aside": "log.torn-1"}), (print_scores, SCORES), (print_scores, NONE_YET),
    (print_evidence_added, READ), (print_evidence_added, ADDED),
    (print_connectors, CONNECTORS), (print_update, UPDATE), (print_deal_network, NETWORK),
    *((print_deals, document) for document in REGISTERS),
    (print_discovery, DISCOVERY), (print_discovery, UNSTATED), (print_frames, FRAMED),
)  # fmt: skip
DESK = (
    (print_evidence_queue, QUEUE), (print_evidence_queue, EMPTY), (print_evidence_item, SHOWN), (print_evidence_item, LONE),
    *((print_evidence_decision, document) for document in DECIDED), (print_evidence_import, IMPORTED),
    (print_evidence_import, {**IMPORTED, "whole": True}), (print_evidence_check, CHECKED),
    (print_evidence_check, {**CHECKED, "ok": False}), (print_evidence_preview, PREVIEW), (print_evidence_preview, IDLE),
    (print_evidence_languages, BY_LANGUAGE), (print_evidence_languages, SILENT), (print_evidence_digest, DIGEST),
)  # fmt: skip
LEDGERS += DESK
DRAWN = ("same", "by_hand", "strict_first")


def texts(lang: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(
        (files("fourfutures.report") / "locale" / f"{lang}.toml").read_text("utf-8")
    )
    return found


def words() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(
        (files("fourfutures.report") / "locale" / "words.toml").read_text("utf-8")
    )
    return found


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    en, zh = texts("en"), texts("zh")
    assert list(en) == list(zh)
    # A wording may leave out what its language does not say, but it never asks for a value the other lacks.
    differing = {key for key in en if places(en[key]) != places(zh[key])}
    assert not differing


def test_every_text_is_used(
    pages_of,
    explanation,
    watch_list,
    lenses,
    dealt,
    withdrawals,
    levers,
    sensitivity,
    holding,
    negotiation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Texts asked for by pages, charts and screens of every case, but for names that other runs and studies bring."""
    asked: set[str] = set()
    text = Catalogue.text

    def listening(self: Catalogue, key: str, **values: object) -> str:
        asked.add(key)
        return text(self, key, **values)

    monkeypatch.setattr(Catalogue, "text", listening)
    for name in CASES:
        record, _ = pages_of(name)
        html_page(pages(record)["en"], record, catalogue("en"))
        pdf_content(pages(record)["en"], record, catalogue("en"))
        if name in DRAWN:
            for _, draw in CHARTS.values():
                draw(record, catalogue("en"))
            for read in TEXTS.values():
                read(Pen(record, Standing(record), catalogue("en"), Ledger(), "alt"))
        for lang in LANGUAGES:
            print_run({**record.summary, "folder": "here"}, lang, Console(file=io.StringIO(), width=80))
    run = pages_of("same")[0]
    for edition in editions(run, explanation, dealt, withdrawals["offer"], lenses):
        html_page(pages(edition)["en"], edition, catalogue("en"))
    for document in ECONOMIES:
        print_country(document, "en", Console(file=io.StringIO(), width=80))
        economy.draw(document, catalogue("en"))
        economy.read(document, catalogue("en"))
        assert panels({**document, "schema": "fourfutures/country/1"}, catalogue("en"))
    for document in GROUPS:
        print_group(document, "en", Console(file=io.StringIO(), width=80))
    print_countries(OVERVIEW, "en", Console(file=io.StringIO(), width=80))
    for show, document in LEDGERS:
        show(document, "en", Console(file=io.StringIO(), width=80))
    for document in explanations(explanation):
        print_explanation(document, "en", Console(file=io.StringIO(), width=80))
    for document in side_by_side(lenses):
        print_viewpoints(document, "en", Console(file=io.StringIO(), width=80))
    for document in watch_lists(watch_list):
        print_watch(document, "en", Console(file=io.StringIO(), width=80))
    for document in deals(dealt):
        print_deal(document, "en", Console(file=io.StringIO(), width=80))
    for document in supply_cases(withdrawals):
        print_switchoff(document, "en", Console(file=io.StringIO(), width=80))
        for code in list(document["countries"])[:1]:
            withdrawal.draw(document, code, catalogue("en"))
            withdrawal.read(document, code, catalogue("en"))
    for document in negotiations(negotiation):
        print_negotiation(document, "en", Console(file=io.StringIO(), width=80))
    for document in levers_documents(levers):
        print_levers(document, "en", Console(file=io.StringIO(), width=80))
    for document in sensitivity_documents(sensitivity):
        print_sensitivity(document, "en", Console(file=io.StringIO(), width=80))
    for document in held_documents(holding):
        print_robust(document, "en", Console(file=io.StringIO(), width=80))
    for document in DEBRIEFS:
        debrief_page(document, "en")
    print_hindcast(DOCUMENT, "en", Console(file=io.StringIO(), width=80))
    for document in (*deals(dealt), *watch_lists(watch_list), PASTS, NO_PASTS):
        assert list(charts(document, catalogue("en")))
    assert panels(PASTS, catalogue("en"))
    specification(run, "fan-compute", "en")
    unused = {key for key in texts("en") if key not in asked and not key.startswith(NAMED)}
    assert not unused


@pytest.mark.parametrize("number", range(len(LEDGERS)))
def test_screens_of_the_log_and_of_files_hold_no_word_of_the_other_language(number: int) -> None:
    show, document = LEDGERS[number]
    said = {}
    for lang in LANGUAGES:
        paper = io.StringIO()
        show(document, lang, Console(file=paper, width=80))
        said[lang] = paper.getvalue()
    assert not re.search(HAN, said["en"])
    assert re.search(HAN, said["zh"])
    words = re.sub(
        r"https?://\S+|--json|\S+\.(csv|json|md)|SHA-256|CRPS|Brier|made|none|new|old|log|torn-1",
        "",
        said["zh"],
    )
    assert not re.search(r"\b(the|of|and|entry|rows?|is|to)\b", words)


def test_english_holds_no_han_and_every_chinese_sentence_does() -> None:
    en, zh = texts("en"), texts("zh")
    assert not [key for key, text in en.items() if re.search(HAN, text)]
    same = {key for key in zh if not re.search(HAN, zh[key])}
    bare = {key for key in same if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", zh[key]))}
    assert bare == {"author"}


def test_chinese_texts_are_set_as_chinese() -> None:
    for key, text in texts("zh").items():
        plain = re.sub(r"`[^`]*`|--json|movers\.parquet", "", text)
        assert not re.search(rf"{HAN}[,;:!?]|[,;:!?]{HAN}", plain), key
        assert not re.search(rf"{HAN}[A-Za-z]|[A-Za-z]{HAN}", plain.replace("*", "")), key
        assert '"' not in plain, key
        assert not re.search("被|对于|一个.*的过程|基于.*之上|进行", plain), key
        assert plain.count("的") < 6, key


def test_each_band_of_odds_has_a_word_in_both_languages_and_they_rise() -> None:
    bands = words()["bands"]
    assert [band["from"] for band in bands] == [0.0, 0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 0.99]
    for lang in LANGUAGES:
        assert len({band[lang] for band in bands}) == len(bands)
        assert catalogue(lang).words.bands[0][0] == 0.0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_uses_a_word_that_pages_may_not_use(lang: str) -> None:
    for key, text in texts(lang).items():
        if key.startswith("heading."):
            continue  # headings are fixed
        for word in words()["banned"][lang]:
            found = re.search(
                rf"(?<![\w-]){re.escape(word)}(?![\w-])" if word.isascii() else word, text, re.IGNORECASE
            )
            assert not found, (key, word)


def test_a_missing_text_or_place_says_which_and_what_to_do() -> None:
    for action, where in (
        (lambda: catalogue("en").text("no.such.text"), "en.toml"),
        (lambda: catalogue("zh").text("opening.previous"), "opening.previous"),
        (lambda: catalogue("fr"), "fr"),
        (lambda: catalogue("zh").name({"en": "Only English"}), "Only English"),
    ):
        with pytest.raises(ReportError) as refusal:
            action()
        assert where in refusal.value.where
        assert refusal.value.remedy
