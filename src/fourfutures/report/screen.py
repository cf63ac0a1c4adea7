"""What a terminal shows: a run and an economy, within 80 columns, in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import READINGS, Standing

BAR = 12  # cells of a bar
SHOWN_MOVERS = 8
SHOWN_SOURCES = 6
SOURCE_WIDTH = 26
SHOWN_MONTHS = (0, 12, 24)
PAGES = ("brief.en.md", "brief.zh.md")
STACKS = {"us": "screen.us", "cn": "screen.cn", "own": "screen.own"}


def print_run(summary: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a run's summary: odds of both readings as bars, what moved them, outcomes, diagnostics, warnings, files."""
    texts, record = catalogue(lang), RunRecord(summary)
    standing = Standing(record)
    _heading(texts, summary, console)
    _odds(texts, record, standing, console)
    _movers(texts, record, standing, console)
    _outcomes(texts, summary, console)
    _diagnostics(texts, summary, console)
    if summary.get("notes"):
        _rule(console, texts.text("screen.notes"))
        for note in summary["notes"]:
            console.print(Text("! " + note[lang], style="yellow"))
    if summary.get("folder"):
        console.print()
        console.print(Text(texts.text("screen.folder", folder=summary["folder"])), soft_wrap=True)
        console.print(Text(texts.text("screen.pages", pages="  ".join(PAGES))), soft_wrap=True)


def print_country(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print one economy: alignment, use and shares over time, deals, sources."""
    texts = catalogue(lang)
    as_of = numerals.date(document["as_of"], lang)
    console.print(Text(texts.text("screen.country", name=document["name"][lang], as_of=as_of), style="bold"))
    if document.get("imputed"):
        console.print(Text(texts.text("screen.imputed"), style="yellow"))
    _rule(console, texts.text("screen.alignment"))
    table = _table()
    for name, p in document["alignment"].items():
        table.add_row(texts.text(f"alignment.{name}"), bar(0.0, p, p), numerals.percent(p, lang))
    console.print(table)
    _series(texts, document["series"], console)
    _rule(console, texts.text("screen.deals"))
    deals = _table()
    for key in ("screen.deal", "screen.status", "screen.capacity", "screen.starts"):
        deals.add_column(texts.text(key), overflow="fold")
    for deal in document["deals"]:
        megawatt = deal["capacity_mw"]
        size = "" if megawatt is None else numerals.quantity(megawatt, "MW", lang)
        day = numerals.date(
            str(deal["announced"])[: {"day": 10, "month": 7, "year": 4}[deal["precision"]]], lang
        )
        stack = texts.text(STACKS[deal["stack"]]) if deal["stack"] in STACKS else "-"
        deals.add_row(f"{deal['provider']} ({stack})", texts.text(f"rung.{deal['status']}"), size, day)
    console.print(deals if document["deals"] else Text(texts.text("screen.no_deals")))
    _rule(console, texts.text("screen.sources"))
    for card in document["sources"][:SHOWN_SOURCES]:
        console.print(
            Text(f"{card['publisher']}: {card['title']} ({card['grade']}) {card['url'] or ''}"),
            soft_wrap=True,
        )


def bar(low: float, p: float, high: float, cells: int = BAR) -> str:
    """A bar: solid to the low end, medium to the probability, light to the high end."""
    ends = [round(value * cells) for value in (low, p, high)]
    solid, medium, light = ends[0], max(0, ends[1] - ends[0]), max(0, ends[2] - max(ends[1], ends[0]))
    return ("█" * solid + "▓" * medium + "░" * light).ljust(cells)


def _heading(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    console.print(Text(texts.name(summary["name"]), style="bold"))
    line = texts.text(
        "screen.run",
        horizon=numerals.date(summary["horizon"], lang),
        as_of=numerals.date(summary["as_of"], lang),
        lens=texts.text(f"lens.{summary['lens']}"),
        members=numerals.count(summary["members"], lang),
        run_id=summary["run_id"],
    )
    console.print(Text(line))
    if summary.get("levers"):
        starts = summary.get("lever_starts", {})
        listed = ", ".join(
            f"{name}={value:g} @{starts.get(name, '')}" for name, value in summary["levers"].items()
        )
        console.print(Text(texts.text("screen.levers", levers=listed)))
    console.print()


def _odds(texts: Catalogue, record: RunRecord, standing: Standing, console: Console) -> None:
    lang, coarse = texts.lang, standing.flagged
    table = _table()
    table.add_column(texts.text("screen.future"), width=22, overflow="fold")
    for reading in READINGS:
        table.add_column(reading, width=BAR)
        table.add_column("", justify="right", no_wrap=True)
    for future in record.futures:
        cells: list[str] = []
        for reading in READINGS:
            entry = record.odds(reading)[future]
            shown = numerals.percent(entry["p"], lang, coarse)
            span = numerals.percent_range(entry["low"], entry["high"], lang, coarse)
            cells += [bar(entry["low"], entry["p"], entry["high"]), f"{shown}\n{span}"]
        table.add_row(texts.text(f"screen.short.{future}"), *cells)
    console.print(table)
    console.print(Text(texts.text("screen.bar_note"), style="dim"))
    console.print(Text(texts.text("screen.reading_note"), style="dim"))
    if "difference" in record.summary:
        changes = record.summary["difference"]
        difference = _table()
        for future in record.futures:
            change = changes[future]
            difference.add_row(
                texts.text(f"screen.short.{future}"),
                numerals.points(change["p"], lang),
                numerals.points_range(change["low"], change["high"], lang),
            )
        _rule(console, texts.text("screen.difference", reading=record.reading))
        console.print(difference)


def _movers(texts: Catalogue, record: RunRecord, standing: Standing, console: Console) -> None:
    lang, movers = texts.lang, record.summary.get("movers") or []
    _rule(console, texts.text("screen.movers"))
    if not movers:
        console.print(Text(texts.text("screen.no_movers")))
        return
    focus = (
        texts.text(f"future.{standing.focus}") if texts.has(f"future.{standing.focus}") else standing.focus
    )
    effect = texts.text("screen.movers_effect", future=focus, reading=record.reading)
    console.print(Text(effect, style="dim"))
    table = _table()
    table.add_column(texts.text("screen.movers_item"), ratio=3, overflow="fold")
    table.add_column(texts.text("screen.movers_date"), no_wrap=True)
    table.add_column("", no_wrap=True, justify="right")
    table.add_column(
        texts.text("screen.movers_source"), max_width=SOURCE_WIDTH, overflow="ellipsis", no_wrap=True
    )
    cards = record.summary.get("sources") or {}
    for at in standing.movers[:SHOWN_MOVERS]:
        item = movers[at]
        card = cards.get(item["source_id"])
        table.add_row(
            f"{texts.name(item['name'])} ({item['entity'].split('-D')[0]}, {item['period_end'][:7]})",
            item["date"],
            _fine(item["delta"][standing.focus], lang),
            item["source_id"] if card is None else f"{card['grade']} {card['publisher']}",
        )
    console.print(table)
    if len(movers) > SHOWN_MOVERS:
        more = numerals.count(len(movers) - SHOWN_MOVERS, lang)
        console.print(Text(texts.text("screen.movers_more", n=more), style="dim"))


def _fine(change: float, lang: str) -> str:
    shown = numerals.rounded(change * 100, 1)
    return ("+" if shown > 0 else "") + f"{shown:f}".replace("-", numerals.MINUS)


def _outcomes(texts: Catalogue, summary: Mapping[str, Any], console: Console) -> None:
    outcomes, lang = summary["outcomes"], texts.lang
    _rule(console, texts.text("screen.outcomes"))
    table = _table()
    scale = 1.0 if lang == "en" else 100.0  # millions, or 万
    stock = [_span(outcomes[f"compute_stock_{side}"], scale, lang) for side in ("us", "cn")]
    table.add_row(
        texts.text("screen.stock"),
        f"{texts.text('screen.us')} {stock[0]}",
        f"{texts.text('screen.cn')} {stock[1]}",
    )
    table.add_row(texts.text("screen.ratio"), _span(outcomes["compute_ratio"], 1.0, lang), "")
    use = [_shares(outcomes[f"adoption_{side}"]) for side in ("us", "cn")]
    table.add_row(
        texts.text("screen.adoption"),
        f"{texts.text('screen.us')} {use[0]}",
        f"{texts.text('screen.cn')} {use[1]}",
    )
    share = {side: _shares(outcomes[f"share_{side}"]) for side in ("us", "cn", "own")}
    table.add_row(
        texts.text("screen.shares"),
        f"{texts.text('screen.us')} {share['us']}",
        f"{texts.text('screen.cn')} {share['cn']}",
    )
    table.add_row("", f"{texts.text('screen.own')} {share['own']}", "")
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
    _rule(console, texts.text("screen.diagnostics"))
    console.print(Text("  ".join(["ESS:", *parts] if lang == "en" else parts)))


def _series(texts: Catalogue, rows: Sequence[Mapping[str, Any]], console: Console) -> None:
    months = sorted({row["month"] for row in rows})
    by_key = {(row["variable"], row["month"]): row for row in rows}
    _rule(console, texts.text("screen.series"))
    table = _table()
    table.add_column(texts.text("screen.month"))
    variables = ("adoption", "share_us", "share_cn", "share_own")
    for variable in variables:
        key = "screen.adoption_short" if variable == "adoption" else f"screen.{variable}"
        table.add_column(texts.text(key), no_wrap=True)
    for at in SHOWN_MONTHS:
        if at < len(months):
            cells = [by_key[variable, months[at]] for variable in variables]
            table.add_row(
                numerals.month(months[at], texts.lang),
                *(f"{numerals.percent(c['mean'], texts.lang)} ({_ends(c['q05'], c['q95'])})" for c in cells),
            )
    console.print(table)


def _ends(low: float, high: float) -> str:
    return f"{numerals.rounded(low * 100):f}–{numerals.rounded(high * 100):f}%"


def _span(outcome: Mapping[str, float], scale: float, lang: str) -> str:
    middle, low, high = (numerals.many(outcome[name] * scale, lang) for name in ("q50", "q10", "q90"))
    return f"{middle} ({low}–{high})"


def _shares(outcome: Mapping[str, float]) -> str:
    return f"{numerals.rounded(outcome['q50'] * 100):f}% ({_ends(outcome['q10'], outcome['q90'])})"


def _table() -> Table:
    return Table(box=None, pad_edge=False, show_header=True, header_style="bold", padding=(0, 1, 0, 0))


def _rule(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold cyan"))
