"""What a terminal shows of a negotiation: the country's options, both sides' offers, room for agreement, what holds up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as
from fourfutures.report.money import interval, million
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

OFFERS = ("usual", "for_partner", "for_provider")
SHOWN_TERMS = 4
MONEY_TERMS = ("fund_provider_usd",)


def print_negotiation(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a negotiation."""
    texts = catalogue(lang)
    country = texts.name(document["country"]["name"])
    title = texts.text(
        "negotiation.title",
        country=country,
        size=numerals.power(document["capacity_mw"], lang),
        month=numerals.month(document["signed"], lang),
    )
    console.print(Text(title, style="bold"))
    as_of = numerals.date(document["as_of"], lang)
    told(texts.text("deal.run", as_of=as_of, **read_as(texts, document)), console, 0)
    told(_finding(texts, document, country), console, 0)
    _options(texts, document, console)
    for side, entry in document["sides"].items():
        _side(texts, document, side, entry, console)
    _lenses(texts, document, console)
    rule(console, texts.text("screen.notes"))
    sizes = {f"{side}_size": numerals.power(size, lang) for side, size in document["template_mw"].items()}
    told(texts.text("negotiation.note_size", **sizes), console, 0, "dim")
    for key in ("worth", "limits"):
        told(texts.text(f"negotiation.note_{key}"), console, 0, "dim")
    for note in document["notes"]:
        told("! " + texts.name(note), console, 0, "yellow")
    console.print()
    console.print(Text(texts.text("negotiation.more"), style="dim"))


def _finding(texts: Catalogue, document: Mapping[str, Any], country: str) -> str:
    """Which option is worth most, in how many members, and which one misses the best by least."""
    best = max(document["options"], key=lambda entry: entry["utility"]["now"]["mean"])["option"]
    rows = {row["option"]: row for row in document["robust"]["rows"]}
    robust = document["robust"]["least_regret"]
    key = "negotiation.finding" if robust in (None, best) else "negotiation.finding_other"
    return texts.text(
        key,
        country=country,
        best=texts.text(f"negotiation.option.{best}"),
        first=numerals.percent(rows[best]["first"], texts.lang),
        robust=texts.text(f"negotiation.option.{robust or best}"),
    )


def _options(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, rows = texts.lang, {row["option"]: row for row in document["robust"]["rows"]}
    accepted = document["lenses"][document["lens"]]["accepted"]
    rule(console, texts.text("negotiation.options"))
    table = plain_table()
    table.add_column(texts.text("negotiation.option"), overflow="fold")
    for name in ("worth", "range", "taken", "first", "regret"):
        table.add_column(texts.text(f"negotiation.{name}"), justify="right", no_wrap=True)
    for entry in document["options"]:
        name = entry["option"]
        regret = rows[name]["greatest_regret"]
        nothing = name == "none"
        table.add_row(
            texts.text(f"negotiation.option.{name}"),
            "–" if nothing else million(entry["money"]["mean"], lang),
            "–" if nothing else interval(entry["money"], lang),
            "–" if nothing else numerals.percent(accepted[name], lang),
            numerals.percent(rows[name]["first"], lang),
            "–" if regret is None else numerals.decimal(regret, lang, 1),
        )
    console.print(table)


def _side(
    texts: Catalogue, document: Mapping[str, Any], side: str, entry: Mapping[str, Any], console: Console
) -> None:
    """One side's offers, the room they leave, and the terms that matter."""
    lang, names = texts.lang, document["term_names"]
    rule(console, texts.text(f"negotiation.side.{side}"))
    usual = entry["usual"]["terms"]
    for kind in OFFERS:
        offer = entry[kind]
        if offer is None:
            told(texts.text(f"negotiation.{kind}_none"), console, 0)
            continue
        changed = [
            texts.text("negotiation.term", name=texts.name(names[name]), value=_value(texts, name, value))
            for name, value in offer["terms"].items()
            if name != "capacity_mw" and (kind == "usual" or value != usual[name])
        ]
        told(
            texts.text(
                "negotiation.offer",
                kind=texts.text(f"negotiation.{kind}"),
                partner=million(offer["partner"]["mean"], lang),
                provider=million(offer["provider"]["mean"], lang),
                loses=numerals.percent(offer["provider"]["p_loses"], lang),
                taken=numerals.percent(offer["accepted"]["now"], lang),
            ),
            console,
            0,
        )
        if changed:
            told(texts.text("list.wide").join(changed), console, 2, "dim")
    told(_room(texts, entry["room"]), console, 0)
    for term in entry["terms"][:SHOWN_TERMS]:
        told(_term(texts, names, term), console, 2)


def _room(texts: Catalogue, room: Mapping[str, Any]) -> str:
    lang = texts.lang
    against = texts.text(f"negotiation.option.{room['alternative']}")
    if room["limit"] is not None:
        return texts.text(f"negotiation.no_room_{room['limit']}", alternative=against)
    low, high = room["provider"]
    return texts.text(
        "negotiation.room",
        share=numerals.percent(room["agreed"] / room["offers"], lang),
        alternative=against,
        low=million(low, lang),
        high=million(high, lang),
    )


def _term(texts: Catalogue, names: Mapping[str, Any], term: Mapping[str, Any]) -> str:
    lang, name = texts.lang, term["term"]
    low, high = (_value(texts, name, value) for value in (term["values"][0], term["values"][-1]))
    line = texts.text(
        "negotiation.moves",
        name=texts.name(names[name]),
        low=low,
        high=high,
        before=numerals.percent(term["accepted"][0], lang),
        after=numerals.percent(term["accepted"][-1], lang),
        cost_before=million(term["provider"][0], lang),
        cost_after=million(term["provider"][-1], lang),
    )
    if term["agreed"] is None:
        return line
    ends = [_value(texts, name, value) for value in term["agreed"]]
    return line + texts.text("negotiation.both_sign", low=ends[0], high=ends[1])


def _value(texts: Catalogue, name: str, value: float) -> str:
    """A term's value: money in millions, shares in per cent, the rest as it stands."""
    if name in MONEY_TERMS:
        return texts.text("negotiation.musd", amount=million(value / 1e6, texts.lang))
    if name in ("reciprocal_ratio", "remote_control", "exclusivity"):
        return numerals.decimal(value, texts.lang)
    return f"{numerals.rounded(100.0 * value)}%"


def _lenses(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("negotiation.lenses"))
    table = plain_table()
    table.add_column(texts.text("negotiation.lens"), overflow="fold")
    for name in ("best", "least_regret"):
        table.add_column(texts.text(f"negotiation.{name}"), overflow="fold")
    for side in ("us", "cn"):
        table.add_column(texts.text(f"negotiation.taken_{side}"), justify="right", no_wrap=True)
    for lens, entry in document["lenses"].items():
        robust = entry["least_regret"]
        table.add_row(
            texts.text(f"lens.{lens}"),
            texts.text(f"negotiation.option.{entry['best']}"),
            "–" if robust is None else texts.text(f"negotiation.option.{robust}"),
            *(numerals.percent(entry["accepted"][side], lang) for side in ("us", "cn")),
        )
    console.print(table)
