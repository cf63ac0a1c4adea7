"""What a terminal shows of a sensitivity analysis: the split at large, policy and luck, the inputs that count, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as, warnings
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

Row = Mapping[str, Any]
AXES = ("compute", "adoption")
GROUPS = ("measured", "judgement", "luck", "definitions")
TOGETHER = ("levers", "uncertainties", "luck")
SHOWN = 8  # inputs of an outcome
TELLING = 0.01  # share of the spread below which an input is not listed
SCARCE = 0.05  # futures rarer than this are left to the JSON


def print_sensitivity(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what drives the outcomes."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    told(texts.text("drive.title", **days), console, 0)
    told(texts.text("drive.run", **read_as(texts, document)), console, 0)
    told(texts.text("drive.share"), console, 0, "dim")
    shares = _Shares(texts, document)
    _split(shares, console)
    _together(shares, console)
    for axis in AXES:
        _inputs(shares, axis, console)
    _after_data(shares, console)
    _over_time(shares, console)
    _meters(shares, console)
    warnings(texts, document, console)
    console.print()
    told(texts.text("drive.more"), console, 0, "dim")


class _Shares:
    """Rows of a document by measure, input, outcome and month, in the chosen reading."""

    def __init__(self, texts: Catalogue, document: Mapping[str, Any]) -> None:
        self.texts, self.document = texts, document
        self.reading, self.last = document["dials"]["reading"], document["months"][-1]
        self._cards = {card["input"]: card for card in document["inputs"]}
        self._rows = {
            (row["measure"], row["input"], row["outcome"], row["month"]): row
            for row in document["rows"]
            if row["reading"] in (self.reading, None)
        }

    def at(self, measure: str, name: str, outcome: str, month: str | None = None) -> Row | None:
        """A row, at the horizon unless a month is named."""
        return self._rows.get((measure, name, outcome, month or self.last))

    def ranked(self, measure: str, outcome: str) -> list[Row]:
        """Single inputs by share, the largest first, with an interval above zero."""
        rows = [
            row for (kind, _, name, month), row in self._rows.items()
            if (kind, name, month) == (measure, outcome, self.last) and row["kind"] in ("lever", "uncertainty")
        ]  # fmt: skip
        telling = [row for row in rows if row["low"] > 0.0 and row["value"] >= TELLING]
        return sorted(telling, key=lambda row: (-row["value"], row["input"]))

    def outcomes(self) -> list[str]:
        """Both indices and the futures that are not rare."""
        return [*AXES, *(name for name, p in self.document["odds"].items() if SCARCE <= p <= 1.0 - SCARCE)]

    def name(self, name: str) -> str:
        """What an input is called, with the side it is about or who pulls it."""
        card = self._cards[name]
        if card["name"] is None:
            return self.texts.text(f"drive.input.{name}")
        label = self.texts.name(card["name"])
        if card["side"]:
            label = self.texts.text("drive.side", name=label, side=self.texts.text(f"screen.{card['side']}"))
        return self.texts.text("drive.lever", name=label) if card["kind"] == "lever" else label

    def outcome(self, name: str) -> str:
        """What an outcome is called."""
        key = f"drive.outcome.{name}"
        return self.texts.text(key if self.texts.has(key) else f"screen.short.{name}")

    def percent(self, row: Row | None) -> str:
        """A share in per cent; a dash where the outcome never varies."""
        return "–" if row is None else numerals.percent(max(0.0, row["value"]), self.texts.lang)

    def span(self, row: Row) -> str:
        """Its interval, as far as it lies between nothing and all."""
        low, high = (min(1.0, max(0.0, row[end])) for end in ("low", "high"))
        return numerals.percent_range(low, high, self.texts.lang)

    def cell(self, row: Row | None) -> str:
        """A share with its interval below it."""
        return "–" if row is None else f"{self.percent(row)}\n{self.span(row)}"


def _grid(
    shares: _Shares, measure: str, names: Sequence[str], outcomes: Sequence[str], console: Console
) -> None:
    table = plain_table()
    table.add_column("", overflow="fold")
    for outcome in outcomes:
        table.add_column(shares.outcome(outcome), justify="right", overflow="fold")
    for name in names:
        table.add_row(shares.name(name), *(shares.cell(shares.at(measure, name, o)) for o in outcomes))
    console.print(table)


def _split(shares: _Shares, console: Console) -> None:
    texts = shares.texts
    rule(console, texts.text("drive.split"))
    for axis in AXES:
        rows = [row for group in GROUPS if (row := shares.at("split_first", group, axis)) is not None]
        if len(rows) < 2:
            continue
        first, second, *_ = sorted(rows, key=lambda row: -row["value"])
        values = {
            "outcome": shares.outcome(axis), "group": shares.name(first["input"]), "share": shares.percent(first),
            "range": shares.span(first),
        }  # fmt: skip
        if second["high"] > first["low"]:
            other = {"other": shares.name(second["input"]), "second": shares.percent(second)}
            sentence = texts.text("drive.level", **values, **other)
        else:
            sentence = texts.text("drive.largest", **values)
        told(sentence, console, 0)
    _grid(shares, "split_first", GROUPS, shares.outcomes(), console)
    told(texts.text("drive.split_note"), console, 0, "dim")


def _together(shares: _Shares, console: Console) -> None:
    texts = shares.texts
    rule(console, texts.text("drive.together"))
    policy, luck = (shares.at("total", name, "compute") for name in ("levers", "luck"))
    held = shares.at("total_luck_held", "levers", "compute")
    if policy is not None and luck is not None and held is not None:
        sentence = texts.text(
            "drive.policy", outcome=shares.outcome("compute"), policy=shares.percent(policy),
            luck=shares.percent(luck), held=shares.percent(held),
        )  # fmt: skip
        told(sentence, console, 0)
    _grid(shares, "total", TOGETHER, shares.outcomes(), console)
    told(texts.text("drive.together_note"), console, 0, "dim")


def _inputs(shares: _Shares, axis: str, console: Console) -> None:
    texts = shares.texts
    rule(console, texts.text("drive.inputs", outcome=shares.outcome(axis)))
    ranked = shares.ranked("total", axis)
    if not ranked:
        told(texts.text("drive.none"), console, 0)
        return
    table = plain_table()
    table.add_column(texts.text("drive.input"), overflow="fold")
    for key in ("drive.total", "drive.interval", "drive.held"):
        table.add_column(texts.text(key), justify="right", overflow="fold")
    for row in ranked[:SHOWN]:
        held = shares.at("total_luck_held", row["input"], axis)
        table.add_row(shares.name(row["input"]), shares.percent(row), shares.span(row), shares.percent(held))
    console.print(table)


def _after_data(shares: _Shares, console: Console) -> None:
    texts = shares.texts
    rule(console, texts.text("drive.after"))
    table = plain_table()
    for key in ("drive.input", "drive.towards"):
        table.add_column(texts.text(key), overflow="fold")
    for key in ("drive.alone", "drive.interval"):
        table.add_column(texts.text(key), justify="right", overflow="fold")
    shown = 0
    for axis in AXES:
        for row in shares.ranked("first_after_data", axis)[: SHOWN // 2]:
            side = "us" if (row["correlation"] or 0.0) > 0.0 else "cn"
            towards = texts.text("drive.way", outcome=shares.outcome(axis), side=texts.text(f"screen.{side}"))
            table.add_row(shares.name(row["input"]), towards, shares.percent(row), shares.span(row))
            shown += 1
    if shown:
        console.print(table)
    told(texts.text("drive.after_note" if shown else "drive.none"), console, 0, "dim")


def _over_time(shares: _Shares, console: Console) -> None:
    texts, months = shares.texts, shares.document["months"]
    rule(console, texts.text("drive.time"))
    table = plain_table()
    table.add_column("", overflow="fold")
    table.add_column("", overflow="fold")
    for month in months:
        table.add_column(month, justify="right", no_wrap=True)
    for axis in AXES:
        for at, name in enumerate(TOGETHER):
            cells = [shares.percent(shares.at("total", name, axis, month)) for month in months]
            table.add_row("" if at else shares.outcome(axis), shares.name(name), *cells)
    console.print(table)


def _meters(shares: _Shares, console: Console) -> None:
    texts, lang = shares.texts, shares.texts.lang
    rule(console, texts.text("drive.meters"))
    for entry in shares.document["meters"]:
        values = {
            "block": texts.text(f"drive.block.{entry['block']}"),
            "rows": numerals.count(entry["rows"], lang),
            "widest": "–"
            if entry["widest"] is None
            else numerals.points(entry["widest"], lang, signed=False),
        }
        if entry["verdict"] == "enough":
            told(texts.text("drive.enough", **values), console, 0)
        else:
            told(texts.text("drive.again", factor=entry["factor"], **values), console, 0, "yellow")
