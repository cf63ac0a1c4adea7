"""Both blocs' standing with an economy, and what would turn it, as its screen shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import ends, plain_table, rule

OFFERED = ("capability_lead", "price", "trust", "availability", "affinity", "hazard", "acceptance")
TERMS = ("remote_control", "licence_revocable", "exclusivity", "reciprocal_ratio")
MOST_GW = 1000.0  # beyond it a need is told as more than that
LEAST_RATIO = 0.01  # below it a price is told as below that


def print_offers(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """What each bloc brings today, and how likely its usual offer is taken."""
    lang, offers = texts.lang, document["offers"]
    rule(console, texts.text("country.offers", month=numerals.month(offers["month"], lang)))
    table = plain_table()
    table.add_column("")
    for side in ("us", "cn"):
        table.add_column(texts.text(f"screen.{side}"), no_wrap=True)
    for name in OFFERED:
        table.add_row(
            texts.text(f"offers.{name}"), *(_spread(texts, name, offers[side][name]) for side in ("us", "cn"))
        )
    for name in TERMS:
        table.add_row(
            texts.text(f"offers.{name}"),
            *(numerals.decimal(offers[side]["terms"][name]["q50"], lang) for side in ("us", "cn")),
        )
    console.print(table)
    told(texts.text("country.offers_note"), console, 0, "dim")


def _spread(texts: Catalogue, name: str, entry: Mapping[str, float]) -> str:
    lang = texts.lang
    if name == "acceptance":
        return f"{numerals.percent(entry['q50'], lang)} ({ends(entry['q05'], entry['q95'], lang)})"
    if name == "capability_lead":
        shown = [numerals.many(12.0 * entry[level], lang) for level in ("q50", "q05", "q95")]
        return texts.text("country.spread", middle=shown[0], low=shown[1], high=shown[2])
    shown = [numerals.decimal(entry[level], lang) for level in ("q50", "q05", "q95")]
    return texts.text("country.spread", middle=shown[0], low=shown[1], high=shown[2])


def print_tipping(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """What moves the lead, and how far each factor alone would have to go to close it."""
    lang, found = texts.lang, document["tipping"]
    rule(console, texts.text("country.tipping", month=numerals.month(document["series"][-1]["month"], lang)))
    table = plain_table()
    for key in ("factor", "effect", "low_third", "high_third"):
        table.add_column(texts.text(f"country.{key}"), overflow="fold")
    still = []
    for row in found["effects"]:
        if row["effect"] is None:
            still.append(texts.text(f"factor.{row['factor']}"))
            continue
        table.add_row(
            texts.text(f"factor.{row['factor']}"),
            texts.text(
                "country.spread",
                middle=_signed(row["effect"]),
                low=_signed(row["low"]),
                high=_signed(row["high"]),
            ),
            *(_signed(row[third]["mean"]) for third in ("lowest_third", "highest_third")),
        )
    console.print(table)
    note = texts.text(
        "country.effect_note",
        members=numerals.count(found["members"], lang),
        explained=numerals.percent(found["explained"], lang),
    )
    told(note, console, 0, "dim")
    if still:
        told(texts.text("country.still", list=texts.text("list.wide").join(still)), console, 0, "dim")
    _closing(texts, document, console)
    _renewal(texts, document, console)


def _closing(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    found = document["tipping"]
    ahead = "us" if found["choosers"]["logit"]["q50"] > 0.0 else "cn"
    console.print()
    told(texts.text(f"country.closing_{ahead}"), console, 0)
    table = plain_table()
    for key in ("factor", "level", "needed", "as_far"):
        table.add_column(texts.text(f"country.{key}"), overflow="fold")
    for row in found["closing"]:
        name = texts.text(f"closing.{row['factor']}" + (f"_{row['side']}" if row["side"] else ""))
        table.add_row(
            name,
            _level(texts, row["unit"], row["level"]["q50"]),
            texts.text(
                "country.needed_range",
                middle=_level(texts, row["unit"], row["needed"]["q50"]),
                low=_level(texts, row["unit"], row["needed"]["q05"]),
                high=_level(texts, row["unit"], row["needed"]["q95"]),
            ),
            numerals.percent(row["as_far"], texts.lang),
        )
    console.print(table)
    told(texts.text("country.closing_note"), console, 0, "dim")


def _level(texts: Catalogue, unit: str, value: float) -> str:
    lang = texts.lang
    if unit == "GW":
        return texts.text("country.beyond") if value > MOST_GW else numerals.quantity(value, "GW", lang)
    if unit == "ratio":
        if value < LEAST_RATIO:
            return texts.text("country.below", value=numerals.decimal(LEAST_RATIO, lang))
        if value > MOST_GW:
            return texts.text("country.above", value=numerals.count(MOST_GW, lang))
        return numerals.many(value, lang)
    if unit == "yr":
        return numerals.lead(value, lang)
    return numerals.decimal(value, lang)


def _renewal(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, found = texts.lang, document["tipping"]["renewal"]
    afresh, then = found["chosen_afresh"], found["lead_then"]
    text = texts.text(
        f"country.renewal_{found['all_to']}",
        afresh=numerals.percent(afresh["mean"], lang),
        range=ends(afresh["q05"], afresh["q95"], lang),
        p=numerals.percent(found["p_turns"], lang),
        lead=_signed(then["q50"]),
    )
    told(text, console, 0)


def _signed(share: float) -> str:
    """A lead in points, with its sign."""
    return numerals.points_bare(share)
