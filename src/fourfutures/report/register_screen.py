"""What a terminal shows of the register of deals, and of the network that it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

STACKS = {"us": "screen.us", "cn": "screen.cn", "other": "deals.other"}
PRECISION = {"day": 10, "month": 7, "year": 4}  # characters of a date that are known
BLOCS = ("USA", "CHN")
OTHERS = 3  # economies shown beside the two blocs
Entry = Mapping[str, Any]


def print_deals(document: Entry, lang: str, console: Console) -> None:
    """Print the register: by economy, then totals; one economy with terms and sources."""
    texts = catalogue(lang)
    as_of = numerals.date(document["as_of"], lang)
    console.print(Text(texts.text("deals.title", as_of=as_of), style="bold"))
    told(texts.name(document["notes"][0]), console, 0, "yellow")
    steps = {step["id"]: texts.name(step["name"]) for step in document["ladder"]}
    if not document["rows"]:
        told(texts.text("deals.none"), console, 0)
        return
    for economy in document["economies"]:
        name = texts.name(economy["name"])
        rule(console, texts.text("deals.economy", name=name, code=economy["entity"]))
        rows = [row for row in document["rows"] if row["entity"] == economy["entity"]]
        if document["economy"] is None:
            _table(texts, rows, steps, console)
        else:
            for row in rows:
                _deal(texts, row, steps, console)
    rule(console, texts.text("deals.totals"))
    _totals(texts, document["totals"], steps, console)
    told(texts.name(document["notes"][1]), console, 0, "dim")
    if document["economy"] is None:
        told(texts.text("deals.more"), console, 0, "dim")


def print_deal_network(document: Entry, lang: str, console: Console) -> None:
    """Print how central the two blocs and a few others are, without and with flows back to the US."""
    texts = catalogue(lang)
    count = numerals.count(document["deals"], lang)
    as_of = numerals.date(document["as_of"], lang)
    console.print(Text(texts.text("network.title", as_of=as_of, deals=count), style="bold"))
    left = {name: numerals.count(number, lang) for name, number in document["left_out"].items()}
    told(texts.text("network.left_out", **left), console, 0)
    for weighting in dict.fromkeys(row["weighting"] for row in document["rows"]):
        rule(console, texts.text(f"network.by.{weighting}"))
        rows = [row for row in document["rows"] if row["weighting"] == weighting]
        plain = {row["entity"]: row for row in rows if not row["reciprocal"]}
        back = {row["entity"]: row for row in rows if row["reciprocal"]}
        shown = [code for code in BLOCS if code in back]
        rest = [code for code in back if code not in BLOCS]
        shown += sorted(rest, key=lambda code: -max(back[code]["supplied"], back[code]["received"]))[:OTHERS]
        table = plain_table()
        table.add_column(texts.text("network.economy"))
        for key in ("supplied", "received", "eigenvector", "pagerank"):
            table.add_column(texts.text(f"network.{key}"), justify="right", no_wrap=True)
        for code in shown:
            pair = (plain.get(code), back[code])
            cells = [_pair(pair, key, lang) for key in ("supplied", "received", "eigenvector", "pagerank")]
            table.add_row(texts.name(back[code]["name"]), *cells)
        console.print(table)
    told(texts.text("network.arrow"), console, 0, "dim")
    for note in document["notes"]:
        told(texts.name(note), console, 0, "dim")


def _pair(pair: Sequence[Entry | None], key: str, lang: str) -> str:
    """A measure without and with flows back."""
    shown = []
    for row in pair:
        value = None if row is None else row[key]
        if value is None:
            shown.append("-")
        elif key in ("supplied", "received"):
            shown.append(numerals.percent(value, lang) if value else "0%")
        else:
            shown.append(f"{numerals.rounded(value, 2):f}")
    return " → ".join(shown)


def _table(texts: Catalogue, rows: Iterable[Entry], steps: Mapping[str, str], console: Console) -> None:
    """One line a deal."""
    table = plain_table()
    for key in ("deal", "status", "capacity", "announced"):
        table.add_column(texts.text(f"screen.{key}"), overflow="fold", no_wrap=key == "status")
    for row in rows:
        standing = steps[row["standing"]]
        if not row["counts"]:
            standing = texts.text("deals.uncounted", standing=standing)
        table.add_row(_title(texts, row), standing, _size(texts, row), _day(row, texts.lang))
    console.print(table)


def _deal(texts: Catalogue, row: Entry, steps: Mapping[str, str], console: Console) -> None:
    """A deal with every term that is public, and its sources."""
    lang = texts.lang
    console.print(Text(_title(texts, row), style="bold"))
    standing = steps[row["standing"]]
    if row["set_back_on"] is not None:
        since = numerals.date(row["set_back_on"][:7], lang)
        standing = texts.text("deals.since", standing=standing, since=since, rung=steps[row["rung"]])
    told(texts.text("deals.line", standing=standing, size=_size(texts, row), day=_day(row, lang)), console, 2)
    for line in _terms(texts, row):
        told(line, console, 2)
    sources = list(
        dict.fromkeys([*row["source_id"], *(n for names in row["sources"].values() for n in names)])
    )
    told(texts.text("deals.sources", names=texts.text("list.comma").join(sources)), console, 2, "dim")


def _terms(texts: Catalogue, row: Entry) -> Iterable[str]:
    """The public terms of a deal, one sentence each."""
    lang, comma = texts.lang, texts.text("list.comma")

    def read(figure: str, line: str) -> str:
        return texts.text("deals.judged", line=line) if figure in row["judged"] else line

    if row["overlap"] is not None:
        yield texts.text(f"deals.overlap.{row['overlap']['kind']}", deal=row["overlap"]["deal"])
    if not row["counts"]:
        holders = comma.join(row["counted_in"])
        yield texts.text("deals.not_counted", deals=holders) if holders else texts.text("deals.outside")
    if row["value"] is not None:
        money = numerals.dollars(row["value"]["usd"] / 1e9, lang)
        yield texts.text(f"deals.scope.{row['value']['scope']}", money=money)
    if row["capex_musd_per_mw"] is not None:
        yield texts.text("deals.capex", money=numerals.dollars(row["capex_musd_per_mw"] / 1e3, lang))
    if row["chips"] is not None:
        yield _chips(texts, row["chips"])
    for key in ("owner", "operator"):
        if row[key]:
            yield read(key, texts.text(f"deals.{key}", names=comma.join(row[key])))
    if row["partner_share"] is not None:
        share = numerals.percent(row["partner_share"], lang) if row["partner_share"] < 1 else "100%"
        yield read("partner_share", texts.text("deals.partner_share", share=share))
    if row["ownership"]:
        parts = [
            texts.text("deals.owned", party=texts.text(f"deals.party.{party}"), share=f"{share * 100:g}%")
            for party, share in row["ownership"].items()
        ]
        yield texts.text("deals.ownership", parts=comma.join(parts))
    if row["offtake_share"] is not None:
        yield texts.text("deals.offtake", share=numerals.percent(row["offtake_share"], lang))
    if row["access_users"] is not None:
        yield texts.text("deals.access", people=numerals.count(row["access_users"], lang))
    if row["reciprocal"] is not None:
        yield _reciprocal(texts, row["reciprocal"])
    if row["security"]:
        names = [texts.name(entry["name"]) for entry in row["security"]]
        yield texts.text("deals.security", conditions=texts.text("list.wide").join(names))


def _chips(texts: Catalogue, chips: Entry) -> str:
    if chips["number"] is None:
        return texts.text("deals.chips.unnumbered", type=chips["type"])
    number = numerals.count(chips["number"], texts.lang)
    bare = texts.text("deals.chips.bare", number=number)
    name = texts.text("deals.chips.name", number=number, type=chips["type"]) if chips["type"] else bare
    return texts.text(f"deals.chips.{chips['scope']}", chips=name)


def _reciprocal(texts: Catalogue, back: Entry) -> str:
    if back["usd"] is not None:
        return texts.text("deals.back.usd", money=numerals.dollars(back["usd"] / 1e9, texts.lang))
    if back["ratio"] is not None:
        return texts.text("deals.back.ratio", ratio=numerals.decimal(back["ratio"], texts.lang))
    return texts.text("deals.back.unstated")


def _totals(texts: Catalogue, totals: Iterable[Entry], steps: Mapping[str, str], console: Console) -> None:
    """Counted rows by stack and rung."""
    lang = texts.lang
    table = plain_table()
    for key in ("stack", "standing", "number", "megawatts", "money"):
        table.add_column(texts.text(f"deals.column.{key}"), justify="right" if key == "number" else "left")
    for total in totals:
        size = numerals.power(total["capacity_mw"], lang)
        money = numerals.dollars(total["value_usd"] / 1e9, lang)
        shown = []
        for stated, unstated in ((size, total["capacity_unstated"]), (money, total["value_unstated"])):
            if unstated == total["deals"]:
                shown.append(texts.text("screen.unstated"))
            elif unstated:
                shown.append(texts.text("deals.partly", stated=stated, n=numerals.count(unstated, lang)))
            else:
                shown.append(stated)
        count = numerals.count(total["deals"], lang)
        table.add_row(texts.text(STACKS[total["stack"]]), steps[total["standing"]], count, *shown)
    console.print(table)


def _title(texts: Catalogue, row: Entry) -> str:
    stack = texts.text(STACKS[row["stack"]])
    return texts.text("deals.who", id=row["id"], provider=texts.name(row["provider"]), stack=stack)


def _size(texts: Catalogue, row: Entry) -> str:
    if row["capacity_mw"] is None:
        return texts.text("screen.unstated")
    return numerals.power(row["capacity_mw"], texts.lang)


def _day(row: Entry, lang: str) -> str:
    return numerals.date(str(row["announced"])[: PRECISION[row["precision"]]], lang)
