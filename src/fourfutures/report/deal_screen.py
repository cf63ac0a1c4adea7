"""What a terminal shows of a deal: terms with origins, a year that closes, values, verdict, break-evens, alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as
from fourfutures.report.money import interval, million, table_money
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule
from fourfutures.report.term_sheet import print_term_sheet
from fourfutures.report.terms import term_value

PARTIES = (
    "provider", "us_government", "us_economy", "partner_government", "partner_firms", "third_party", "world",
)  # fmt: skip
LEAST_SHOWN = 0.005  # million US$; less is nothing
LARGEST_GAP = 1e-6  # of closing, beyond which a year is not shown
HALF_A_POINT = 0.005
LEAST_CHANGE = 0.0005  # of a probability, that a tenth of a point shows
READING = "source"  # of the odds that are shown
NAMED_SIDES = ("partner", "provider", "third_party")


def print_deal(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a deal."""
    texts = catalogue(lang)
    offer, country = document["offer"], document["country"]
    title = texts.text(
        "deal.title",
        offer=texts.name(offer["name"]),
        country=texts.name(country["name"]),
        month=numerals.month(offer["signed"], lang),
    )
    console.print(Text(title, style="bold"))
    as_of = numerals.date(document["as_of"], lang)
    told(texts.text("deal.run", as_of=as_of, **read_as(texts, document)), console, 0)
    print_term_sheet(document, texts, console)
    _year(texts, document, console)
    _values(texts, document, console)
    _verdict(texts, document, console)
    _break_evens(texts, document["break_evens"], console)
    _alternatives(texts, document["counterfactuals"], console)
    _division(texts, document["division"], console)
    _effects(texts, document, console)
    rule(console, texts.text("screen.notes"))
    for key in ("taxes", "price", "control"):
        told(texts.text(f"deal.note_{key}"), console, 0, "dim")
    for note in document["notes"]:
        told("! " + texts.name(note), console, 0, "yellow")
    console.print()
    console.print(Text(texts.text("deal.more"), style="dim"))


def _year(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """A year at full capacity, unless its accounts do not close."""
    rule(console, texts.text("deal.year"))
    if document["closure_error"] > LARGEST_GAP:
        told(texts.text("deal.open", error=f"{document['closure_error']:.1e}"), console, 0, "yellow")
        return
    year = document["full_year"]
    shown = [p for p in PARTIES if any(abs(line[p]) >= LEAST_SHOWN for line in year["lines"].values())]
    if not shown:
        told(texts.text("deal.no_year"), console, 0)
        return
    table = plain_table()
    table.add_column(texts.text("deal.entry"), overflow="fold")
    for party in shown:
        table.add_column(texts.text(f"party.short.{party}"), justify="right", overflow="fold")
    table.add_column(texts.text("deal.sum"), justify="right", no_wrap=True)
    for name, line in year["lines"].items():
        total = sum(line.values())
        cells = [_cell(line[party], texts.lang) for party in shown]
        table.add_row(texts.text(f"entry.{name}"), *cells, _cell(total, texts.lang))
    totals = [table_money(year["totals"][party], texts.lang) for party in shown]
    created = table_money(year["created"], texts.lang)
    table.add_row(texts.text("deal.total"), *totals, created, style="bold")
    console.print(table)
    told(texts.text("deal.year_note"), console, 0, "dim")
    jobs = {name: numerals.count(job["mean"], texts.lang) for name, job in document["jobs"].items()}
    if document["jobs"]["running"]["mean"] > 0.0:
        told(texts.text("deal.jobs", **jobs), console, 0)


def _cell(value: float, lang: str) -> str:
    return table_money(value, lang) if abs(value) >= LEAST_SHOWN else ""


def _values(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("deal.values"))
    table = plain_table()
    table.add_column(texts.text("deal.party"), overflow="fold")
    for key in ("value", "range", "rate", "loses"):
        table.add_column(texts.text(f"deal.{key}"), justify="right", no_wrap=True)
    for party in PARTIES:
        entry = document["parties"][party]
        npv = entry["npv"]
        nothing = max(abs(npv[part]) for part in ("mean", "q05", "q95")) < LEAST_SHOWN
        table.add_row(
            texts.text(f"party.{party}"),
            texts.text("deal.nothing") if nothing else million(npv["mean"], lang),
            "" if nothing else interval(npv, lang),
            numerals.quantity(entry["rate"], "share", lang),
            "" if nothing else numerals.percent(entry["p_loses"], lang),
        )
    console.print(table)
    told(texts.text("deal.values_note"), console, 0, "dim")
    partner = document["partner"]
    together = texts.text(
        "deal.together", value=million(partner["mean"], lang), range=interval(partner, lang)
    )
    if partner["share_of_gdp"] is not None:
        share = numerals.quantity(partner["share_of_gdp"], "share", lang)
        together += texts.text("deal.of_gdp", share=share)
    told(together, console, 0)
    net = document["gains_and_losses"]
    if net["gains"] is not None and net["loses"] >= HALF_A_POINT:
        gains, loses = (numerals.rounded(net[part] * 100) for part in ("gains", "loses"))
        told(texts.text("deal.net", gains=f"{gains:f}", loses=f"{loses:f}"), console, 0)


def _verdict(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang, found = texts.lang, document["verdict"]
    rule(console, texts.text("deal.claim"))
    told(
        texts.text("deal.holds" if found["holds"] else "deal.fails", leader=_party(texts, found["leader"])),
        console,
        0,
    )
    for key, end in (("all", ""), ("governments", "_of_governments")):
        line = texts.text(
            f"deal.of_{key}",
            p=numerals.percent(found[f"p{end}"], lang),
            span=numerals.percent_range(found[f"low{end}"], found[f"high{end}"], lang),
        )
        told(line, console, 0)
    if document["offer"]["stack"] == "cn":
        told(texts.text("deal.chinese"), console, 0, "dim")
        return
    ranks = [
        texts.text("deal.rank", rank=rank, p=numerals.percent(p, lang))
        for rank, p in enumerate(found["ranks"], start=1)
        if p >= HALF_A_POINT
    ]
    told(texts.text("deal.ranks", list=texts.text("list.comma").join(ranks)), console, 0)
    if found["decides"]:
        told(texts.text("deal.decides"), console, 0)
    for move in found["decides"]:
        effect = "flips" if move["flips"] else "flips_governments" if move["flips_governments"] else "moves"
        line = texts.text(
            f"deal.{effect}",
            name=texts.name(move["name"]),
            value=term_value(texts, move["value"], move["unit"]),
            p=numerals.percent(move["p"], lang),
            governments=numerals.percent(move["p_of_governments"], lang),
            leader=_party(texts, move["leader"]),
        )
        told(line, console)
    if found["thresholds"]:
        told(texts.text("deal.thresholds"), console, 0)
    for threshold in found["thresholds"]:
        term = document["offer"][threshold["term"]]
        most = term_value(texts, threshold["range"][1], term["unit"])
        places = {
            place: texts.text("deal.up_to", value=most)
            if threshold[name] is None
            else texts.text("deal.from", value=term_value(texts, threshold[name], term["unit"]))
            for place, name in (("all", "value"), ("governments", "value_of_governments"))
        }
        told(texts.text("deal.threshold", term=texts.name(term["name"]), **places), console)


def _party(texts: Catalogue, party: str | None) -> str:
    return texts.text("deal.nobody") if party is None else texts.text(f"party.{party}")


def _break_evens(texts: Catalogue, entries: Sequence[Mapping[str, Any]], console: Console) -> None:
    shown = [entry for entry in entries if entry["side"] in NAMED_SIDES]
    if not shown:
        return
    rule(console, texts.text("deal.break_evens"))
    table = plain_table()
    table.add_column(texts.text("deal.term"), overflow="fold")
    table.add_column(texts.text("deal.side"), overflow="fold")
    for key in ("now", "even"):
        table.add_column(texts.text(f"deal.{key}"), justify="right", overflow="fold")
    for entry in shown:
        even = entry["value"]
        key = {"never": "never_loses"}.get(entry["loses"], entry["loses"])
        place = {} if even is None else {"value": term_value(texts, even, entry["unit"])}
        where = texts.text(f"deal.{key}", **place)
        table.add_row(
            texts.text(f"axis.{entry['term']}"),
            texts.text(f"side.{entry['side']}"),
            term_value(texts, entry["now"], entry["unit"]),
            where,
        )
    console.print(table)
    told(texts.text("deal.break_evens_note"), console, 0, "dim")


def _alternatives(texts: Catalogue, blocks: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("deal.alternatives"))
    table = plain_table()
    table.add_column(texts.text("deal.alternative"), overflow="fold")
    for key in ("worth", "better"):
        table.add_column(texts.text(f"deal.{key}"), justify="right", overflow="fold")
    table.add_column(texts.text("deal.in_members"), justify="right", no_wrap=True)
    for name, block in blocks.items():
        if block is None:
            continue
        label = texts.text(f"alternative.{name}")
        if name.startswith("other"):
            label = texts.text(
                "deal.their",
                label=label,
                name=texts.name(block["name"]),
                size=numerals.power(block["capacity_mw"], lang),
            )
        gap = block["difference"]["partner"]
        table.add_row(
            label,
            million(block["partner"]["mean"], lang),
            f"{million(gap['mean'], lang)} ({interval(gap, lang)})",
            numerals.percent(gap["p_better"], lang),
        )
    console.print(table)
    told(texts.text("deal.alternatives_note"), console, 0, "dim")


def _division(texts: Catalogue, block: Mapping[str, Any], console: Console) -> None:
    rule(console, texts.text("deal.division"))
    table = plain_table()
    table.add_column(texts.text("deal.side"), overflow="fold")
    for key in ("cash", "adds"):
        table.add_column(texts.text(f"deal.{key}"), justify="right", no_wrap=True)
    for side in ("provider", "partner", "third_party"):
        spreads = [block[part][side] for part in ("cash", "shapley")]
        if any(abs(end) >= LEAST_SHOWN for spread in spreads for end in spread.values()):
            cells = [f"{million(s['mean'], texts.lang)} ({interval(s, texts.lang)})" for s in spreads]
            table.add_row(texts.text(f"side.{side}_all"), *cells)
    console.print(table)
    told(texts.text("deal.division_note"), console, 0, "dim")


def _effects(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """What the deal changes in the world, where that is simulated: the odds, and the country at the horizon."""
    futures, country = document["futures_effect"], document["country_effect"]
    if futures is None or country is None:
        return
    lang = texts.lang
    rule(console, texts.text("deal.effects"))
    wide = texts.text("list.wide")
    changes = [
        texts.text(
            "deal.change",
            name=texts.text(f"screen.short.{future}"),
            points=numerals.points_bare(change["p"]),
            low=numerals.points_bare(change["low"]),
            high=numerals.points_bare(change["high"]),
        )
        for future, change in futures[READING].items()
        if max(abs(change["low"]), abs(change["high"])) >= LEAST_CHANGE
    ]
    odds = wide.join(changes) if changes else texts.text("deal.no_change")
    told(texts.text("deal.odds", list=odds), console, 0)
    last = max(row["month"] for row in country["series"])
    moved = [
        texts.text(
            "deal.change",
            name=texts.text(
                "screen.adoption_short" if row["variable"] == "adoption" else f"screen.{row['variable']}"
            ),
            points=numerals.points_bare(row["change"]["mean"]),
            low=numerals.points_bare(row["change"]["low"]),
            high=numerals.points_bare(row["change"]["high"]),
        )
        for row in country["series"]
        if row["month"] == last
    ]
    place = texts.name(document["country"]["name"])
    told(
        texts.text("deal.place", place=place, month=numerals.month(last, lang), list=wide.join(moved)),
        console,
        0,
    )
    told(texts.text("deal.effects_note"), console, 0, "dim")
