"""What a terminal shows of all partner economies: side, chance of a lasting change, users, deals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.country_screen import SIDES
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table

IMPUTED = "*"


def print_countries(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the overview, the least settled economy first."""
    texts = catalogue(lang)
    told(_finding(texts, document), console, 0, "bold")
    told(texts.text("countries.as_of", as_of=numerals.date(document["as_of"], lang)), console, 0, "dim")
    console.print()
    table = plain_table()
    for key in ("economy", "alignment", "flip", "lead", "users", "deals"):
        right = key in ("flip", "users", "deals")
        table.add_column(
            texts.text(f"countries.{key}"), overflow="fold", justify="right" if right else "left",
            no_wrap=key == "lead",
        )  # fmt: skip
    for entry in document["economies"]:
        side, lead, users = entry["likeliest"], entry["lead"], entry["users"]
        table.add_row(
            f"{texts.name(entry['name'])}{IMPUTED if entry['imputed'] else ''}",
            texts.text(
                "countries.side", side=texts.text(f"countries.{side}"), p=numerals.percent(entry["p"], lang)
            ),
            numerals.percent(entry["flip"]["p"], lang),
            _lead(texts, lead),
            "–"
            if users is None
            else numerals.quantity(float(numerals.significant(users, 2)), "people", lang),
            _deals(texts, entry["deals"]),
        )
    console.print(table)
    told(texts.text("countries.note"), console, 0, "dim")
    told(texts.text("group.naming"), console, 0, "dim")


def _lead(texts: Catalogue, lead: Mapping[str, float]) -> str:
    return texts.text(
        "country.spread", middle=_points(lead["mean"]), low=_points(lead["q05"]), high=_points(lead["q95"])
    )


def _points(share: float) -> str:
    """Whole points, with a sign."""
    shown = numerals.rounded(share * 100)
    return ("+" if shown > 0 else "") + numerals.plain(shown)


def _deals(texts: Catalogue, deals: Mapping[str, Mapping[str, float]]) -> str:
    """How many deals are on record by stack: US, Chinese."""
    return "/".join(
        numerals.count(deals[s]["on_record"], texts.lang) if s in deals else "–" for s in ("us", "cn")
    )


def _finding(texts: Catalogue, document: Mapping[str, Any]) -> str:
    lang, counts = texts.lang, document["counts"]
    shown = {}
    for side in SIDES:
        entry = counts[side]["economies"]
        shown[side] = texts.text(
            "countries.count",
            count=numerals.decimal(entry["mean"], lang, 0),
            range=f"{numerals.decimal(entry['q05'], lang, 0)}–{numerals.decimal(entry['q95'], lang, 0)}",
        )
    first = document["economies"][0]
    return texts.text(
        "countries.finding",
        all=numerals.count(len(document["economies"]), lang),
        horizon=numerals.date(document["horizon"], lang),
        us=shown["us"],
        cn=shown["cn"],
        own=shown["own"],
        mixed=shown["mixed"],
        name=texts.name(first["name"]),
        p=numerals.percent(first["flip"]["p"], lang),
    )
