"""A negotiation on a terminal: within the window, in either language, and with nothing said that the numbers do not say."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from documents import negotiations
from rich.cells import cell_len
from rich.console import Console

from fourfutures.report import numerals, print_negotiation

Document = dict[str, Any]


def shown(document: Document, lang: str, width: int = 80) -> str:
    out = io.StringIO()
    print_negotiation(document, lang, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_is_wider_than_the_window(negotiation: Document, lang: str, width: int) -> None:
    for document in negotiations(negotiation):
        assert all(cell_len(line) <= width for line in shown(document, lang, width).splitlines())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_option_and_lens_has_its_chance_of_being_taken(negotiation: Document, lang: str) -> None:
    text = shown(negotiation, lang, 120)
    for entry in negotiation["lenses"].values():
        for side in ("us", "cn"):
            assert numerals.percent(entry["accepted"][side], lang) in text
    for row in negotiation["robust"]["rows"]:
        assert numerals.percent(row["first"], lang) in text


def test_room_is_said_only_where_there_is_some(negotiation: Document) -> None:
    _, _, room, *none = negotiations(negotiation)
    assert "Room for agreement" in shown(room, "en")
    assert "Both would sign" in shown(room, "en", 200)
    for document in none:
        assert "Room for agreement" not in shown(document, "en").replace("No room for agreement", "")
        assert "Both would sign" not in shown(document, "en", 200)


def test_the_finding_names_another_option_only_where_another_holds_up(negotiation: Document) -> None:
    same, other, *_ = negotiations(negotiation)
    flat = [re.sub(r"\s+", " ", shown(document, "en")) for document in (same, other)]
    assert "it also misses the best by least" in flat[0]
    assert "it also misses the best by least" not in flat[1]


def test_sizes_on_record_stand_beside_the_one_size_compared(negotiation: Document) -> None:
    text = re.sub(r"\s+", " ", shown(negotiation, "en"))
    for size in negotiation["template_mw"].values():
        assert numerals.power(size, "en") in text
