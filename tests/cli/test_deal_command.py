"""`deal` as a user types it: one document, both languages, one message for a mistake."""

from __future__ import annotations

import json

import pytest
from terminal import SMALL, typed

GIVEN = ("deal", "full-package", "--country", "are", *SMALL)


def test_it_prints_one_document_that_closes(capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, *GIVEN, "--assume", "tax_local=0.15", "--json")
    assert answer.status == 0
    document = json.loads(answer.out)
    assert document["schema"] == "fourfutures/deal/1"
    assert document["country"]["entity"] == "ARE"
    assert document["closure_error"] <= 1e-9
    replaced = document["assumptions"]["tax_local"]
    assert replaced["replaced"]
    assert replaced["mean"] == pytest.approx(0.15)


@pytest.mark.parametrize(("lang", "words"), [("en", "Term sheet"), ("zh", "条款清单")])
def test_it_speaks_both_languages(capsys: pytest.CaptureFixture[str], lang: str, words: str) -> None:
    answer = typed(capsys, "--lang", lang, *GIVEN)
    assert answer.status == 0
    assert words in answer.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("deal", "full-package"), "--country"),
        (("deal", "full-packge", "--country", "ARE"), "full_package"),
        (("deal", "full-package", "--country", "XXX"), "XXX"),
        (("deal", "full-package", "--country", "ARE", "--signed", "2026-01"), "2026-12"),
        (("deal", "full-package", "--country", "ARE", "--assume", "tax_local"), "NAME=VALUE"),
        (("deal", "full-package", "--country", "ARE", "--assume", "vat=0.1", "--assume", "vat=0.2"), "twice"),
        (("deal", "full-package", "--country", "ARE", "--members", "7"), "100"),
    ],
)
def test_a_mistake_is_one_message_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    answer = typed(capsys, *arguments)
    assert answer.status == 2
    assert answer.out == ""
    assert words in answer.err
    assert "Traceback" not in answer.err
