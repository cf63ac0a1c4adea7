"""Figures that a page shows one by one are those of the album, and nothing else stands in them."""

from __future__ import annotations

from typing import Any

import altair
import pytest
from country_pages import ECONOMIES
from pasts import PASTS

from fourfutures.report.catalogue import catalogue
from fourfutures.report.charts import charts, panels, specification
from fourfutures.report.errors import ReportError
from fourfutures.report.record import RunRecord

LANGUAGES = ("en", "zh")
Document = dict[str, Any]
ECONOMY = {**ECONOMIES[0], "schema": "fourfutures/country/1", "entity": "IND"}


def marks(spec: Document) -> list[tuple[Document, list[Document]]]:
    """Each panel's layers: the mark and the rows that it is drawn from."""
    return [
        (layer["mark"], spec["datasets"][layer["data"]["name"]])
        for part in spec.get("concat", [spec])
        for layer in part["layer"]
    ]


def sound(spec: Document) -> None:
    """Raises where a word is not one of Vega-Lite's; rows may hold anything, and looking through them takes long."""
    kind = altair.ConcatChart if "concat" in spec else altair.LayerChart
    kind.from_dict({**spec, "datasets": {}})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_taken_apart_are_the_chart_of_their_document(
    dealt: Document, watch_list: Document, withdrawals: dict[str, Document], lang: str
) -> None:
    texts = catalogue(lang)
    for document, names in (
        (ECONOMY, ["users", "shares"]),
        (dealt, ["year", "worth"]),
        (withdrawals["offer"], ["switchoff"]),
        (watch_list, ["signposts"]),
        (PASTS, ["reliability", "coverage"]),
    ):
        ((_, whole, _, _),) = charts(document, texts)
        found = panels(document, texts)
        assert list(found) == names
        assert [mark for spec in found.values() for mark in marks(spec)] == marks(whole)
        for spec in found.values() if lang == "en" else ():
            sound(spec)


def test_a_fan_of_users_speaks_of_users_and_one_of_shares_of_shares() -> None:
    found = panels(ECONOMY, catalogue("en"))
    assert "people use AI" in " ".join(found["users"]["title"]["text"])
    assert "shares" not in " ".join(found["users"]["title"]["subtitle"]).lower()
    assert "of AI use" in " ".join(found["shares"]["title"]["text"])
    assert "published" not in " ".join(found["shares"]["title"]["subtitle"])


def test_accounts_that_do_not_close_have_no_figure_of_the_year(dealt: Document) -> None:
    assert list(panels({**dealt, "closure_error": 0.1}, catalogue("en"))) == ["worth"]


def test_a_document_without_such_figures_is_refused() -> None:
    group = {"schema": "fourfutures/country/1", "kind": "group"}
    for draw in (panels, lambda *asked: list(charts(*asked))):
        with pytest.raises(ReportError) as refusal:
            draw(group, catalogue("en"))
        assert "a group of economies" in refusal.value.what


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("axis", ["compute", "adoption"])
def test_the_fan_of_a_driver_by_itself_is_the_one_beside_the_others(
    record: RunRecord, axis: str, lang: str
) -> None:
    alone, whole = (specification(record, name, lang) for name in (f"fan-{axis}", "fans"))
    sound(alone)
    bands = [drawn for drawn in marks(alone) if drawn[0]["type"] != "text"]
    assert len(bands) == 5
    assert all(band in marks(whole) for band in bands)
    name = record.summary["frame"]["drivers"][axis][lang]
    assert " ".join(alone["title"]["text"]).startswith(name[:8])
