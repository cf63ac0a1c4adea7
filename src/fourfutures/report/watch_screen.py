"""What a terminal shows of a watch list: signposts by area, lines crossed, what to read next, regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as, warnings
from fourfutures.report.quoting import cite, figure, named, told
from fourfutures.report.screen import NAME, bar, ends, plain_table, rule

SHOWN = 4  # signposts of an area
SHOWN_UNMEASURED = 3
CATEGORIES = ("category",)  # units whose line is a category, not a number
BITS = 3  # decimals
LEAST_BITS = 0.0005  # of the lower end, below which a signpost is only named
NAMED = 2  # futures named with their odds, those that move furthest
LOWEST, HIGHEST = 0.0, 2.0  # ends of a category


def print_watch(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a watch list."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    console.print(Text(texts.text("watch.title", **days)))
    console.print(Text(texts.text("watch.run", **read_as(texts, document))))
    console.print()
    _odds(texts, document, console)
    for area in document["areas"]:
        _area(texts, document, area, console)
    _alarms(texts, document, console)
    _read_next(texts, document, console)
    _regions(texts, document, console)
    _unmeasured(texts, document, console)
    warnings(texts, document, console)
    console.print()
    console.print(Text(texts.text("watch.more"), style="dim"))


def _odds(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    table = plain_table()
    table.add_column(texts.text("screen.future"), width=NAME, overflow="fold")
    table.add_column("")
    for key in ("today", "before"):
        table.add_column(texts.text(f"watch.{key}"), justify="right", no_wrap=True)
    for future, entry in document["futures"].items():
        p, before = entry["p"], numerals.percent(entry["before_data"], lang)
        table.add_row(
            texts.text(f"screen.short.{future}"), bar(p, p, p), Text(numerals.percent(p, lang), style="bold"), before
        )  # fmt: skip
    console.print(table)
    bits = numerals.decimal(document["entropy_bits"], lang)
    told(texts.text("watch.entropy", bits=bits), console, 0, "dim")
    told(texts.text("watch.order"), console, 0, "dim")


def _area(texts: Catalogue, document: Mapping[str, Any], area: Mapping[str, Any], console: Console) -> None:
    rule(console, texts.text("watch.area", number=area["number"], name=texts.name(area["name"])))
    own = [s for s in document["signposts"] if s["area"] == area["id"] and s["crossed"] is None]
    telling = [s for s in own if s["voi_low"] >= LEAST_BITS and s["threshold"] is not None]
    for signpost in telling[:SHOWN]:
        _signpost(texts, document, signpost, own, console)
    if not telling:
        told(texts.text("watch.none"), console, 0)
    quiet = [named(texts, s, own) for s in own if s not in telling[:SHOWN]]
    if quiet:
        names = texts.text("list.wide").join(dict.fromkeys(quiet))
        told(texts.text("watch.silent", names=names), console, 0, "dim")
    if area["gaps"]:
        console.print(Text(texts.text("watch.gaps")))
        for gap in area["gaps"]:
            told(texts.text("watch.gap", text=texts.name(gap)), console)


def _signpost(
    texts: Catalogue,
    document: Mapping[str, Any],
    signpost: Mapping[str, Any],
    own: Sequence[Mapping[str, Any]],
    console: Console,
) -> None:
    lang = texts.lang
    console.print(Text(named(texts, signpost, own), style="bold"))
    period, date = (numerals.date(signpost[name], lang) for name in ("period_end", "first_date"))
    told(texts.text("watch.line", line=line(texts, signpost), period=period, date=date), console)
    value = texts.text(
        "watch.value",
        bits=bits(signpost["voi_bits"]),
        low=bits(signpost["voi_low"]),
        p=numerals.percent(signpost["p"], lang),
    )
    told(value, console)
    told(texts.text("watch.in_futures", list=_percents(texts, signpost["p_crossed"].values())), console)
    today = {future: entry["p"] for future, entry in document["futures"].items()}
    after = signpost["if_crossed"]
    furthest = sorted(today, key=lambda future: -abs(after[future] - today[future]))[:NAMED]
    moves = [
        texts.text(
            "watch.move",
            future=texts.text(f"screen.short.{future}"),
            before=numerals.percent(today[future], lang),
            after=numerals.percent(after[future], lang),
        )
        for future in furthest
    ]
    told(texts.text("watch.then", moves=texts.text("list.wide").join(moves)), console)
    last = signpost["last"]
    if last is None:
        told(texts.text("watch.no_last"), console)
    else:
        told(
            texts.text(
                "watch.last",
                figure=figure(texts, last["value"], signpost["unit"]),
                period=numerals.date(last["period_end"], lang),
            ),
            console,
        )
    cite(texts, signpost["source_ids"], document["sources"], console)


def line(texts: Catalogue, item: Mapping[str, Any]) -> str:
    """The line that a figure may cross, in words."""
    shown, below = figure(texts, item["threshold"], item["unit"], item["basis"]), item["direction"] == "below"
    if item["unit"] in CATEGORIES:
        if item["threshold"] == (LOWEST if below else HIGHEST):
            return texts.text("watch.category", figure=shown)
        return texts.text("watch.category_below" if below else "watch.category_above", figure=shown)
    return texts.text("watch.below" if below else "watch.above", figure=shown)


def bits(value: float) -> str:
    """Bits to three decimals, trailing zeros kept, so that a column lines up."""
    return f"{numerals.rounded(value, BITS):f}"


def _alarms(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("watch.alarms"))
    if not document["alarms"]:
        console.print(Text(texts.text("watch.no_alarms")))
        return
    told(texts.text("watch.alarms_note"), console, 0, "dim")
    for alarm in document["alarms"]:
        console.print(Text(named(texts, alarm, document["alarms"]), style="bold"))
        crossed = texts.text(
            "watch.crossed",
            figure=figure(texts, alarm["last"]["value"], alarm["unit"]),
            line=line(texts, alarm),
            period=numerals.date(alarm["period_end"], lang),
            date=numerals.date(alarm["crossed"], lang),
            p=numerals.percent(alarm["p"], lang),
        )
        told(crossed, console)
        if alarm["tells"]:
            furthest = sorted(alarm["shift"], key=lambda future: -abs(alarm["shift"][future]))[:NAMED]
            shifts = [
                texts.text(
                    "watch.shift",
                    future=texts.text(f"screen.short.{future}"),
                    points=numerals.points_fine(alarm["shift"][future], lang),
                )
                for future in furthest
            ]
            told(texts.text("watch.effect", list=texts.text("list.wide").join(shifts)), console)
        else:
            told(texts.text("watch.effect_none"), console)
        cite(texts, alarm["source_ids"], document["sources"], console)


def _read_next(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("watch.read_next"))
    for entry in document["read_next"]:
        name = texts.text(f"screen.short.{entry['future']}")
        shown = Text(name, style="bold") + Text(f"  {numerals.percent(entry['p'], lang)}", style="not bold")
        console.print(shown)
        if not entry["observations"]:
            told(texts.text("watch.read_nothing"), console)
        elif not entry["ten_points"]:
            told(texts.text("watch.read_none"), console)
        for item in entry["observations"]:
            read = texts.text(
                "watch.read",
                name=named(texts, item, document["signposts"]),
                line=line(texts, item),
                date=numerals.date(item["first_date"], lang),
                before=numerals.percent(entry["p"], lang),
                after=numerals.percent(item["p_if_crossed"], lang),
                p=numerals.percent(item["p_crossed"], lang),
            )
            told(read, console)
            cite(texts, item["source_ids"], document["sources"], console)


def _regions(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("watch.regions"))
    table = plain_table()
    table.add_column(texts.text("watch.region"), overflow="fold")
    for side in ("us", "cn", "own"):
        table.add_column(texts.text(f"screen.{side}"), no_wrap=True)
    table.add_column(texts.text("watch.bits"), justify="right", no_wrap=True)
    for region in document["regions"]:
        cells = [region["horizon"][side] for side in ("us", "cn", "own")]
        key = f"region.{region['region']}"
        table.add_row(
            texts.text(key) if texts.has(key) else region["region"],
            *(f"{numerals.percent(c['q50'], lang)} ({ends(c['q10'], c['q90'], lang)})" for c in cells),
            bits(region["voi_bits"]),
        )
    console.print(table)
    told(texts.text("watch.regions_note"), console, 0, "dim")


def _unmeasured(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    shown: Sequence[Mapping[str, Any]] = [u for u in document["unmeasured"] if u["voi_low"] > 0.0]
    if not shown:
        return
    rule(console, texts.text("watch.unmeasured"))
    for item in shown[:SHOWN_UNMEASURED]:
        text = texts.text(
            "watch.unmeasured_item",
            name=texts.text(f"observable.{item['observable']}"),
            bits=bits(item["voi_bits"]),
            low=bits(item["voi_low"]),
        )
        told(text, console)


def _percents(texts: Catalogue, shares: Iterable[float | None]) -> str:
    """Percentages in a row; a dash for a future that no member is in."""
    return texts.text("list.bar").join(
        "–" if share is None else numerals.percent(share, texts.lang) for share in shares
    )
