"""What a terminal shows of a group of economies: use by people and by output, sides, spread between members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.country_screen import SIDES, likeliest, print_deals, print_sources, shown_months
from fourfutures.report.fan_text import fan, scale
from fourfutures.report.quoting import told
from fourfutures.report.screen import ends, plain_table, rule

VARIABLES = ("adoption", "share_us", "share_cn", "share_own")
SHOWN = 12  # members of a group


def print_group(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a group."""
    texts = catalogue(lang)
    told(_finding(texts, document), console, 0, "bold")
    as_of = numerals.date(document["as_of"], lang)
    console.print(
        Text(texts.text("screen.country", name=texts.name(document["name"]), as_of=as_of), style="dim")
    )
    _coverage(texts, document, console)
    for weighing in ("people", "gdp"):
        _series(texts, document, weighing, console)
    told(texts.text("country.fan_note"), console, 0, "dim")
    _sides(texts, document, console)
    _members(texts, document, console)
    print_deals(texts, (), document["deals_total"], console)
    print_sources(texts, document, console)
    console.print()
    told(texts.text("group.weights"), console, 0, "dim")
    told(texts.text("group.naming"), console, 0, "dim")


def _finding(texts: Catalogue, document: Mapping[str, Any]) -> str:
    lang, last = texts.lang, document["series"][-1]["month"]
    rows = {(row["weighing"], row["variable"]): row for row in document["series"] if row["month"] == last}
    key = max(("us", "cn", "own"), key=lambda side: float(rows["people", f"share_{side}"]["mean"]))
    people, money = rows["people", f"share_{key}"], rows["gdp", f"share_{key}"]
    counts = {side: document["alignment"][side]["economies"]["mean"] for side in SIDES}
    side = likeliest(counts)
    return texts.text(
        "group.finding",
        name=texts.name(document["name"]),
        month=numerals.month(last, lang),
        stack=texts.text(f"country.stack_{key}"),
        people=numerals.percent(people["mean"], lang),
        range=ends(people["q05"], people["q95"], lang),
        gdp=numerals.percent(money["mean"], lang),
        count=numerals.decimal(counts[side], lang, 1),
        all=numerals.count(document["coverage"]["economies"], lang),
        side=texts.text(f"alignment.{side}"),
    )


def _coverage(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, coverage = texts.lang, document["coverage"]
    if document["note"]:
        told(texts.name(document["note"]), console, 0, "dim")
    if coverage["left_out"]:
        if coverage["people"] is None:
            text = texts.text(
                "group.left_out_unknown", codes=texts.text("list.comma").join(coverage["left_out"])
            )
        else:
            text = texts.text(
                "group.left_out",
                codes=texts.text("list.comma").join(coverage["left_out"]),
                people=numerals.percent(coverage["people"], lang),
                gdp=numerals.percent(coverage["gdp"], lang),
            )
        told(text, console, 0, "yellow")
    if coverage["home"]:
        told(
            texts.text("group.home", codes=texts.text("list.comma").join(coverage["home"])),
            console,
            0,
            "yellow",
        )
    if document["imputed_people"] > 0.0:
        share = numerals.percent(document["imputed_people"], lang)
        told(texts.text("group.imputed", p=share), console, 0, "yellow")


def _series(texts: Catalogue, document: Mapping[str, Any], weighing: str, console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text(f"group.series_{weighing}"))
    table = plain_table()
    table.add_column("")
    table.add_column("")
    table.add_column(Text(scale(), style="dim"), no_wrap=True)
    table.add_column("", no_wrap=True)
    rows = {(row["variable"], row["month"]): row for row in document["series"] if row["weighing"] == weighing}
    for variable in VARIABLES:
        key = "screen.adoption_short" if variable == "adoption" else f"screen.{variable}"
        for number, month in enumerate(shown_months(document, document["series"])):
            row = rows[variable, month]
            shown = f"{numerals.percent(row['mean'], lang)} ({ends(row['q05'], row['q95'], lang)})"
            table.add_row(texts.text(key) if number == 0 else "", month, fan(row), shown)
    console.print(table)


def _sides(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("group.sides"))
    table = plain_table()
    table.add_column("")
    for key in ("economies", "people"):
        table.add_column(texts.text(f"group.{key}"), no_wrap=True)
    for side in SIDES:
        counts, people = document["alignment"][side]["economies"], document["alignment"][side]["people"]
        shown = [numerals.decimal(counts[level], lang, 1) for level in ("mean", "q05", "q95")]
        table.add_row(
            texts.text(f"alignment.{side}"),
            texts.text("country.spread", middle=shown[0], low=shown[1], high=shown[2]),
            f"{numerals.percent(people['mean'], lang)} ({ends(people['q05'], people['q95'], lang)})",
        )
    console.print(table)


def _members(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("group.members"))
    table = plain_table()
    for key in ("economy", "users"):
        table.add_column(
            texts.text(f"group.{key}"), overflow="fold", justify="right" if key == "users" else "left"
        )
    for option in ("us", "cn", "own"):
        table.add_column(texts.text(f"screen.share_{option}"), justify="right")
    for entry in document["economies"][:SHOWN]:
        users = entry["users"]
        table.add_row(
            f"{texts.name(entry['name'])} ({entry['entity']})",
            texts.text("not_measured") if users is None else numerals.quantity(users, "people", lang),
            *(numerals.percent(entry[f"share_{option}"], lang) for option in ("us", "cn", "own")),
        )
    console.print(table)
    more = len(document["economies"]) - SHOWN
    if more > 0:
        console.print(Text(texts.text("screen.sources_more", n=numerals.count(more, lang)), style="dim"))
    spread = document["between"]["us"]
    text = texts.text(
        "group.between",
        low=numerals.percent(spread["lowest"], lang),
        high=numerals.percent(spread["highest"], lang),
        sd=numerals.points_fine(spread["sd"], lang).removeprefix("+"),
    )
    told(text, console, 0)
