"""What a terminal shows of a run, within 80 columns and with more detail in wider ones, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.formats import prose_name
from fourfutures.report.quoting import entity
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import POINT, READINGS, Standing

BAR, WIDE_BAR = 12, 20  # cells of a bar
WIDE = 100  # columns from which a future takes one line
NAME, WIDE_NAME = 22, 38
SHOWN_MOVERS = 8
SOURCE_WIDTH = 26
PAGES = ("brief.en.md", "brief.zh.md")
# Hue follows who leads adoption, as in the charts; the terminal's own palette keeps it legible on any ground.
HUES = {"us": "bright_blue", "cn": "yellow", None: "bright_black"}


def print_run(summary: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a run's summary: odds of both readings as bars, what moved them, outcomes, diagnostics, warnings, files."""
    texts, record = catalogue(lang), RunRecord(summary)
    standing = Standing(record)
    _heading(texts, summary, console)
    _odds(texts, record, standing, console)
    _difference(texts, record, console)
    _movers(texts, record, standing, console)
    _outcomes(texts, summary, console)
    _diagnostics(texts, summary, console)
    if summary.get("notes"):
        rule(console, texts.text("screen.notes"))
        for note in summary["notes"]:
            console.print(Text("! " + texts.name(note), style="yellow"))
    if summary.get("folder"):
        console.print()
        console.print(Text(texts.text("screen.folder", folder=summary["folder"])), soft_wrap=True)
        console.print(Text(texts.text("screen.pages", pages="  ".join(PAGES))), soft_wrap=True)


def bar(low: float, p: float, high: float, cells: int = BAR) -> str:
    """A bar: solid to the low end, medium to the probability, light to the high end, dots on to certainty.

    A high end of one in a hundred or more shows, however short the bar.
    """
    ends = [round(value * cells) for value in (low, p, high)]
    ends[2] = max(ends[2], 1 if high >= POINT else 0)
    solid, medium, light = ends[0], max(0, ends[1] - ends[0]), max(0, ends[2] - max(ends[1], ends[0]))
    return ("█" * solid + "▓" * medium + "░" * light).ljust(cells, "·")


def plain_table(header: bool = True) -> Table:
    """A table without lines."""
    return Table(box=None, pad_edge=False, show_header=header, header_style="bold", padding=(0, 1, 0, 0))


def rule(console: Console, title: str) -> None:
    """A blank line and a heading."""
    console.print()
    console.print(Text(title, style="bold cyan"))


def ends(low: float, high: float, lang: str) -> str:
    """A range of shares, as a table in this language writes it."""
    return numerals.percent_range(low, high, lang)


def _heading(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    console.print(Text(texts.name(summary["name"]), style="bold"))
    dates = {name: numerals.date(summary[name], lang) for name in ("horizon", "as_of")}
    console.print(Text(texts.text("screen.dates", **dates)))
    line = texts.text(
        "screen.run",
        lens=texts.text(f"lens.{summary['lens']}"),
        members=numerals.count(summary["members"], lang),
        run_id=summary["run_id"],
    )
    console.print(Text(line))
    wide = texts.text("list.wide")
    if summary.get("levers"):
        listed = wide.join(_lever(texts, summary, name) for name in summary["levers"])
        console.print(Text(texts.text("screen.levers", levers=listed)))
    if summary.get("deals"):
        listed = wide.join(
            texts.text(
                "opening.deal",
                name=texts.name(deal["name"]),
                economy=texts.name(deal["country_name"]),
                start=numerals.date(deal["signed"], lang),
            )
            for deal in summary["deals"]
        )
        console.print(Text(texts.text("screen.imposed", deals=listed)))
    if summary.get("dials_by_hand"):
        listed = wide.join(
            texts.text("opening.dial", name=texts.name(d["name"]), value=numerals.decimal(d["value"], lang))
            for d in summary["dials_by_hand"]
        )
        console.print(Text(texts.text("screen.dials", dials=listed)))
    console.print()


def _lever(texts: Catalogue, summary: Mapping[str, Any], name: str) -> str:
    label = texts.name(summary["lever_names"][name])
    places = summary.get("lever_economies") or {}
    if name in places:
        label = texts.text("opening.in_economy", name=label, economy=texts.name(places[name]))
    value = summary["levers"][name]
    shown = ("+" if value > 0 else "") + numerals.decimal(value, texts.lang)
    meaning = (summary.get("lever_directions") or {}).get(name)
    if meaning:
        shown = texts.text("lever.setting", direction=texts.name(meaning), value=shown)
    start = numerals.date(summary["lever_starts"][name], texts.lang)
    return texts.text("opening.lever", name=label, value=shown, start=start)


def _odds(texts: Catalogue, record: RunRecord, standing: Standing, console: Console) -> None:
    lang, coarse, wide = texts.lang, bool(standing.coarse), console.width >= WIDE
    hues = {entry["id"]: HUES[entry["adoption"]] for entry in record.summary["frame"]["futures"]}
    cells = WIDE_BAR if wide else BAR
    table = plain_table()
    table.add_column(texts.text("screen.future"), width=WIDE_NAME if wide else NAME, overflow="fold")
    for reading in READINGS:
        table.add_column(reading, width=cells)
        table.add_column("", justify="right", no_wrap=True)
        if wide:
            table.add_column("", justify="left", no_wrap=True)
    for future in record.futures:
        row: list[Text] = [Text(texts.text(f"screen.short.{future}"))]
        for reading in READINGS:
            entry = record.odds(reading)[future]
            shown = numerals.percent(entry["p"], lang, coarse)
            span = numerals.percent_range(entry["low"], entry["high"], lang, coarse)
            span = "" if span == shown else span
            row.append(Text(bar(entry["low"], entry["p"], entry["high"], cells), style=hues[future]))
            if wide:
                row += [Text(shown, style="bold"), Text(span)]
            else:
                row.append(Text(f"{shown}\n", style="bold") + Text(span, style="not bold"))
        table.add_row(*row)
    console.print(table)
    notes = [texts.text("screen.bar_note")]
    source = record.summary["definitions"]["source"]
    if source["tau"]:
        notes.append(texts.text("screen.reading_source", ratio=numerals.decimal(source["rho_c"], lang)))
    notes.append(texts.text("screen.reading_strict"))
    if coarse:
        notes.append(texts.text("screen.weak"))
    for note in notes:
        console.print(Text(note, style="dim"))


def _difference(texts: Catalogue, record: RunRecord, console: Console) -> None:
    if "difference" not in record.summary:
        return
    table = plain_table(header=False)
    for future in record.futures:
        change = record.summary["difference"][future]
        table.add_row(
            texts.text(f"screen.short.{future}"),
            numerals.points(change["p"], texts.lang),
            numerals.points_range(change["low"], change["high"], texts.lang),
        )
    against = "screen.difference.deals" if record.summary.get("deals") else "screen.difference"
    rule(console, texts.text(against, reading=record.reading))
    console.print(table)


def _movers(texts: Catalogue, record: RunRecord, standing: Standing, console: Console) -> None:
    lang, movers = texts.lang, record.summary["movers"]
    rule(console, texts.text("screen.movers"))
    if not movers:
        console.print(Text(texts.text("screen.no_movers")))
        return
    names = {entry["id"]: entry["name"] for entry in record.summary["frame"]["futures"]}
    focus = prose_name(standing.focus, texts, names)
    effect = texts.text("screen.movers_effect", future=focus, reading=record.reading)
    console.print(Text(effect, style="dim"))
    table = plain_table()
    table.add_column(texts.text("screen.movers_item"), overflow="fold")
    table.add_column(texts.text("screen.movers_date"), no_wrap=True)
    table.add_column("", no_wrap=True, justify="right")
    spare = max(0, console.width - 80)
    table.add_column(
        texts.text("screen.movers_source"),
        max_width=SOURCE_WIDTH + spare // 2,
        overflow="ellipsis",
        no_wrap=True,
    )
    cards = record.summary.get("sources") or {}
    for at in standing.movers[:SHOWN_MOVERS]:
        item = movers[at]
        card = cards.get(item["source_id"])
        place = entity(item, movers)
        about = f"{place}, {item['period_end'][:7]}" if place else item["period_end"][:7]
        table.add_row(
            f"{texts.name(item['name'])} ({about})",
            item["date"],
            numerals.points_bare(item["delta"][standing.focus]),
            item["source_id"] if card is None else f"{card['grade']} {card['publisher']}",
        )
    console.print(table)
    if len(movers) > SHOWN_MOVERS:
        more = numerals.count(len(movers) - SHOWN_MOVERS, lang)
        console.print(Text(texts.text("screen.movers_more", n=more), style="dim"))


def _outcomes(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    outcomes, lang = summary["outcomes"], texts.lang
    rule(console, texts.text("screen.outcomes"))
    table = plain_table(header=False)
    us, cn, own = (texts.text(f"screen.{side}") for side in ("us", "cn", "own"))
    stock = [_stock(outcomes[f"compute_stock_{side}"], lang) for side in ("us", "cn")]
    table.add_row(texts.text("screen.stock"), f"{us} {stock[0]}", f"{cn} {stock[1]}")
    ratio = [numerals.many(outcomes["compute_ratio"][part], lang) for part in ("q50", "q10", "q90")]
    table.add_row(texts.text("screen.ratio"), f"{ratio[0]} ({ratio[1]}–{ratio[2]})", "")
    use = [_shares(outcomes[f"adoption_{side}"], lang) for side in ("us", "cn")]
    table.add_row(texts.text("screen.adoption"), f"{us} {use[0]}", f"{cn} {use[1]}")
    share = {side: _shares(outcomes[f"share_{side}"], lang) for side in ("us", "cn", "own")}
    table.add_row(texts.text("screen.shares"), f"{us} {share['us']}", f"{cn} {share['cn']}")
    table.add_row("", f"{own} {share['own']}", "")
    console.print(table)


def _diagnostics(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    found, lang = summary["diagnostics"], texts.lang
    parts = [
        texts.text(
            "screen.ess",
            ess=numerals.count(found["ess"], lang),
            members=numerals.count(summary["members"], lang),
        ),
        texts.text("screen.pool", pool=numerals.count(found["pool"], lang)),
    ]
    if found.get("pareto_k") is not None:
        parts.append(texts.text("screen.k", k=numerals.decimal(found["pareto_k"], lang)))
    parts.append(texts.text("screen.failed", n=found["failed_members"]))
    rule(console, texts.text("screen.diagnostics"))
    console.print(Text(texts.text("list.wide").join(parts)))


def _stock(outcome: Mapping[str, float], lang: str) -> str:
    middle, low, high = (numerals.stock_bare(outcome[part], lang) for part in ("q50", "q10", "q90"))
    return f"{middle} ({low.removesuffix(' million')}–{high.removesuffix(' million')})"


def _shares(outcome: Mapping[str, float], lang: str) -> str:
    return f"{numerals.percent(outcome['q50'], lang)} ({ends(outcome['q10'], outcome['q90'], lang)})"
