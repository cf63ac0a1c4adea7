"""What a terminal shows of one economy: a finding, alignment, use and shares, deals, both offers, what would turn it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.country_facts import print_facts, print_observed
from fourfutures.report.country_tipping import print_offers, print_tipping
from fourfutures.report.fan_text import fan, scale
from fourfutures.report.quoting import told
from fourfutures.report.screen import ends, plain_table, rule

SHOWN_SOURCES = 6
SIDES = ("us", "cn", "own", "mixed")
STACKS = {"us": "screen.us", "cn": "screen.cn", "own": "screen.own"}
PRECISION = {"day": 10, "month": 7, "year": 4}  # characters of a date that are known
VARIABLES = ("adoption", "share_us", "share_cn", "share_own")
UNEXPLAINED = ("start", "momentum")  # where an economy starts, and what no measured factor explains
SETTLED = 0.5  # below it no alignment is named as the one to expect
SMALL = 0.01  # a share below it is not worth a word


def print_country(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print one economy."""
    texts = catalogue(lang)
    as_of = numerals.date(document["as_of"], lang)
    told(_finding(texts, document), console, 0, "bold")
    console.print(
        Text(texts.text("screen.country", name=texts.name(document["name"]), as_of=as_of), style="dim")
    )
    if document.get("imputed"):
        told(texts.text("screen.imputed"), console, 0, "yellow")
    if document["start"]["filled"]:
        told(texts.text("country.filled", columns=texts.text("list.comma").join(
            texts.text(f"filled.{column}") for column in document["start"]["filled"])), console, 0, "yellow")  # fmt: skip
    _alignment(texts, document, console)
    _series(texts, document, console)
    print_observed(texts, document, console)
    print_deals(texts, document["deals"], document["deals_total"], console)
    print_offers(texts, document, console)
    print_tipping(texts, document, console)
    print_facts(texts, document, console)
    print_sources(texts, document, console)


def shown_months(document: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The first month, the as-of day's, the last."""
    months = sorted({row["month"] for row in rows})
    return list(dict.fromkeys([months[0], document["as_of_month"], months[-1]]))


def likeliest(odds: Mapping[str, float]) -> str:
    """The alignment with the highest odds."""
    return max(odds, key=lambda side: odds[side])


def _finding(texts: Catalogue, document: Mapping[str, Any]) -> str:
    lang, flip = texts.lang, document["flip"]
    now, then = likeliest(flip["held"]), likeliest(document["alignment"])
    last = document["series"][-1]["month"]
    key = max(("us", "cn", "own"), key=lambda side: _at(document, f"share_{side}", last)["mean"])
    share = _at(document, f"share_{key}", last)
    moving = [row["factor"] for row in document["tipping"]["effects"] if row["effect"] is not None]
    first, second = [factor for factor in moving if factor not in UNEXPLAINED][:2]
    open_end = document["alignment"][then] < SETTLED
    ranked = sorted(document["alignment"], key=lambda side: -float(document["alignment"][side]))
    return texts.text(
        "country.finding_open" if open_end else "country.finding" if now == then else "country.finding_turn",
        list=texts.text("list.comma").join(
            texts.text(
                "country.flip_to",
                side=texts.text(f"alignment.{side}"),
                p=numerals.percent(document["alignment"][side], lang),
            )
            for side in ranked
            if document["alignment"][side] >= SMALL
        ),
        name=texts.name(document["name"]),
        now=texts.text(f"alignment.{now}"),
        p_now=numerals.percent(flip["held"][now], lang),
        then=texts.text(f"alignment.{then}"),
        p_then=numerals.percent(document["alignment"][then], lang),
        month=numerals.month(last, lang),
        stack=texts.text(f"country.stack_{key}"),
        share=numerals.percent(share["mean"], lang),
        range=ends(share["q05"], share["q95"], lang),
        flip=numerals.percent(flip["p"], lang),
        first=texts.text(f"factor.{first}"),
        second=texts.text(f"factor.{second}"),
    )


def _at(document: Mapping[str, Any], variable: str, month: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(
        row for row in document["series"] if row["variable"] == variable and row["month"] == month
    )
    return found


def _alignment(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, path, flip = texts.lang, document["alignment_path"], document["flip"]
    rule(console, texts.text("country.alignment"))
    table = plain_table()
    table.add_column(texts.text("screen.month"))
    for side in SIDES:
        table.add_column(texts.text(f"alignment.{side}"), justify="right", overflow="fold")
    for month in shown_months(document, path):
        row = next(entry for entry in path if entry["month"] == month)
        table.add_row(numerals.month(month, lang), *(numerals.percent(row[side], lang) for side in SIDES))
    console.print(table)
    worst = max(document["alignment_se"].values())
    told(
        texts.text(
            "country.error",
            points=numerals.points_fine(worst, lang).removeprefix("+"),
            ess=numerals.count(document["ess"], lang),
            members=numerals.count(document["members"], lang),
        ),
        console, 0, "dim",
    )  # fmt: skip
    to = [side for side in SIDES if flip["to"][side] >= SMALL]
    text = texts.text(
        "country.flip",
        p=numerals.percent(flip["p"], lang),
        error=numerals.points_fine(flip["mc_se"], lang).removeprefix("+"),
        months=flip["months"],
        month=numerals.month(flip["from"], lang),
    )
    if to:
        listed = texts.text("list.wide").join(
            texts.text("country.flip_to", side=texts.text(f"alignment.{side}"), p=numerals.percent(flip["to"][side], lang))
            for side in to
        )  # fmt: skip
        text += texts.text("country.flip_where", list=listed)
    told(text, console, 0)
    last, score = document["series"][-1], document["score"]
    told(
        texts.text(
            "country.score",
            mean=numerals.decimal(score["mean"], lang),
            low=numerals.decimal(last["q05"], lang),
            high=numerals.decimal(last["q95"], lang),
            least=numerals.decimal(score["low"], lang),
            most=numerals.decimal(score["high"], lang),
        ),
        console, 0,
    )  # fmt: skip


def _series(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("screen.series"))
    table = plain_table()
    table.add_column("")
    table.add_column("")
    table.add_column(Text(scale(), style="dim"), no_wrap=True)
    table.add_column("", no_wrap=True)
    months = shown_months(document, document["series"])
    for variable in VARIABLES:
        key = "screen.adoption_short" if variable == "adoption" else f"screen.{variable}"
        for number, month in enumerate(months):
            row = _at(document, variable, month)
            shown = f"{numerals.percent(row['mean'], lang)} ({ends(row['q05'], row['q95'], lang)})"
            table.add_row(texts.text(key) if number == 0 else "", month, fan(row), shown)
    console.print(table)
    told(texts.text("country.fan_note"), console, 0, "dim")


def print_deals(
    texts: Catalogue,
    deals: Sequence[Mapping[str, Any]],
    totals: Mapping[str, Mapping[str, Any]],
    console: Console,
) -> None:
    """The register, and what of it counts; no record is not no deal."""
    lang = texts.lang
    rule(console, texts.text("screen.deals"))
    if not totals:
        console.print(Text(texts.text("screen.no_deals")))
        return
    if deals:
        table = plain_table()
        for key in ("deal", "status", "firm", "capacity", "announced"):
            table.add_column(texts.text(f"screen.{key}"), overflow="fold", no_wrap=key in ("status", "firm"))
        for deal in sorted(deals, key=lambda deal: str(deal["announced"])):
            megawatt = deal["capacity_mw"]
            size = texts.text("screen.unstated") if megawatt is None else numerals.power(megawatt, lang)
            stack = texts.text(STACKS[deal["stack"]]) if deal["stack"] in STACKS else "-"
            firm = (
                numerals.percent(deal["firm_share"], lang)
                if deal["counts"]
                else texts.text("country.overlap")
            )
            table.add_row(
                f"{deal['provider']} ({stack})",
                texts.text(f"rung.{deal['status']}"),
                firm,
                size,
                numerals.date(str(deal["announced"])[: PRECISION[deal["precision"]]], lang),
            )
        console.print(table)
    for stack, total in totals.items():
        name, count = texts.text(f"country.deals_{stack}"), numerals.count(total["on_record"], lang)
        if total["stated_mw"] is None:
            told(texts.text("country.deals_unsized", stack=name, count=count), console, 0)
            continue
        sizes = {part: numerals.power(total[f"{part}_mw"], lang) for part in ("stated", "firm", "running")}
        sized = numerals.count(total["sized"], lang)
        told(texts.text("country.deals_total", stack=name, count=count, sized=sized, **sizes), console, 0)
    told(texts.text("country.deals_note"), console, 0, "dim")


def print_sources(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """The first sources; all with --json."""
    rule(console, texts.text("screen.sources"))
    for card in document["sources"][:SHOWN_SOURCES]:
        line = f"{card['publisher']}: {card['title']} ({card['grade']}) {card['url'] or ''}"
        console.print(Text(line.rstrip()), soft_wrap=True)
    more = len(document["sources"]) - SHOWN_SOURCES
    if more > 0:
        console.print(
            Text(texts.text("screen.sources_more", n=numerals.count(more, texts.lang)), style="dim")
        )
