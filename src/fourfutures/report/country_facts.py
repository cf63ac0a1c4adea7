"""Published figures, facts and what observations moved, as an economy's screen shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import ends, plain_table, rule

CLOUD, TOTAL = "cloud_", "cloud_regions_"  # regions by provider stand in one line, their totals in the table
SOURCE = 24  # columns of a source


def print_observed(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """Published figures with period, source and the day they were known; then what those used moved."""
    lang = texts.lang
    rule(console, texts.text("country.observed"))
    if not document["observed"]:
        told(texts.text("country.observed_none"), console, 0)
    else:
        cards = {card["id"]: card for card in document["sources"]}
        table = plain_table()
        for key in ("figure", "period", "value", "source"):
            table.add_column(texts.text(f"country.{key}"), overflow="fold")
        before = None
        for point in document["observed"]:
            card, name = cards.get(point["source_id"]), texts.text(f"observed.{point['indicator']}")
            table.add_row(
                "" if name == before else name,
                f"{point['period_start'][:7]} – {point['period_end'][:7]}",
                _value(texts, point),
                point["source_id"]
                if card is None
                else f"{card['grade']} {card['publisher']}, {point['known_on']}",
            )
            before = name
        console.print(table)
    for row in document["observations"]:
        moved = row["moved"]
        text = texts.text(
            "country.moved",
            observed=numerals.percent(row["observed"], lang),
            period=numerals.date(row["period_end"], lang),
            adoption=numerals.points_fine(moved["adoption"], lang),
            lead=numerals.points_fine(moved["lead"], lang),
        )
        told(text, console, 0)
    if document["observations"]:
        told(texts.text("country.moved_note"), console, 0, "dim")


def _value(texts: Catalogue, point: Mapping[str, Any]) -> str:
    if point["unit"] == "ratio":
        return texts.text("country.of_world", value=numerals.decimal(point["value"], texts.lang))
    if point["low"] is not None and point["high"] is not None:
        return ends(point["low"], point["high"], texts.lang)
    shown = numerals.quantity(point["value"], "share", texts.lang)
    if point["against"] in ("below", "above"):
        return texts.text(f"country.{point['against']}_fan", value=shown)
    return shown


def print_facts(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """Facts with year and source; those not known are named."""
    known = [fact for fact in document["covariates"] if fact["value"] is not None]
    clouds = [fact for fact in known if fact["id"].startswith(CLOUD) and not fact["id"].startswith(TOTAL)]
    unknown = [texts.name(fact["name"]) for fact in document["covariates"] if fact["value"] is None]
    if not document["covariates"]:
        return
    rule(console, texts.text("country.facts"))
    cards = {card["id"]: card for card in document["sources"]}
    table = plain_table(header=False)
    for column in range(4):
        table.add_column(
            "",
            max_width=SOURCE if column == 3 else None,
            no_wrap=column == 3,
            overflow="ellipsis" if column == 3 else "fold",
        )
    for fact in (fact for fact in known if fact not in clouds):
        card = cards.get(fact["source_id"][0]) if fact["source_id"] else None
        source = ", ".join(fact["source_id"]) if card is None else f"{card['grade']} {card['publisher']}"
        table.add_row(
            texts.name(fact["name"]),
            _fact(texts, fact),
            "" if fact["year"] is None else str(fact["year"]),
            source,
        )
    console.print(table)
    if clouds:
        listed = texts.text("list.wide").join(
            f"{texts.name(fact['name'])} {numerals.count(fact['value'], texts.lang)}" for fact in clouds
        )
        told(texts.text("country.cloud", list=listed), console, 0)
    if unknown:
        told(texts.text("country.unknown", list=texts.text("list.wide").join(unknown)), console, 0, "dim")
    told(texts.text("country.facts_note"), console, 0, "dim")


def _fact(texts: Catalogue, fact: Mapping[str, Any]) -> str:
    if fact["kind"] == "flag":
        return texts.text("country.yes" if fact["value"] else "country.no")
    if fact["label"] is not None:
        return texts.name(fact["label"])
    return numerals.quantity(fact["value"], fact["unit"], texts.lang)
