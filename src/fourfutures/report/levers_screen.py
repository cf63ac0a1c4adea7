"""What a terminal shows of levers: each alone, by dose, begun later, together, by actor, and the economies they move."""

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
SHOWN_PAIRS = SHOWN_LATER = 8
SHOWN_ECONOMIES = SHOWN_FUTURES = 3
LEAST_FLIPS = 0.05  # economies, below which a lever is not said to move any
LEAST_POINT = 0.005  # of a probability
LEAST_BEND = 0.05  # of the whole effect, by which the first half of a pull differs from a half


def print_levers(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what levers change."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    told(texts.text("pull.title", month=numerals.date(document["first_month"], lang), **days), console, 0)
    told(texts.text("pull.run", **read_as(texts, document)), console, 0)
    book = _Book(texts, document)
    _alone(book, console)
    _dose(book, console)
    _later(book, console)
    _pairs(book, console)
    _portfolios(book, console)
    _economies(book, console)
    warnings(texts, document, console)
    console.print()
    told(texts.text("pull.judged"), console, 0, "dim")
    told(texts.text("pull.more"), console, 0, "dim")


class _Book:
    """Rows of a document by what they are about, in the chosen reading."""

    def __init__(self, texts: Catalogue, document: Mapping[str, Any]) -> None:
        self.texts, self.document = texts, document
        self.reading = document["dials"]["reading"]
        self.futures = list(document["futures"][self.reading])
        self._names = {card["lever"]: card["name"] for card in document["levers"]}
        self._directions = {(p["lever"], p["value"]): p["direction"] for p in document["pulls"]}
        self._rows: dict[tuple[Any, ...], dict[str, Row]] = {}
        for row in document["rows"]:
            if row["reading"] == self.reading:
                pull = (
                    row["kind"],
                    row["lever"],
                    row["value"],
                    row["with_lever"],
                    row["with_value"],
                    row["start"],
                )
                self._rows.setdefault(pull, {})[row["outcome"]] = row

    def about(self, kind: str) -> list[tuple[tuple[Any, ...], dict[str, Row]]]:
        """Rows of a kind, pull by pull."""
        return [(pull, rows) for pull, rows in self._rows.items() if pull[0] == kind]

    def most(self, rows: Mapping[str, Row]) -> Row | None:
        """The future that is moved furthest, of those that are moved at all."""
        moved = [rows[future] for future in self.futures if self.moves(rows[future])]
        return max(moved, key=lambda row: abs(row["change"]), default=None)

    def moves(self, row: Row) -> bool:
        """Whether a change is worth a line: half a point or more, and beyond chance."""
        return abs(row["change"]) >= LEAST_POINT and beyond(row)

    def label(self, lever: str, value: float) -> str:
        """A lever with what its direction means."""
        end = next(at for name, at in self._directions if name == lever and (at > 0.0) == (value > 0.0))
        return self.texts.text(
            "pull.label",
            name=self.texts.name(self._names[lever]),
            direction=self.texts.name(self._directions[lever, end]),
        )

    def future(self, name: str) -> str:
        """A future's short name."""
        return self.texts.text(f"screen.short.{name}")

    def change(self, row: Row) -> str:
        """A change in points with its interval."""
        points = numerals.points_fine(row["change"], self.texts.lang)
        return self.texts.text("pull.change", change=points, range=self.span(row))

    def span(self, row: Row) -> str:
        """An interval in points, without the unit."""
        ends = {end: numerals.points_bare(row[end]) for end in ("low", "high")}
        return self.texts.text("pull.span", **ends)

    def moved(self, row: Row) -> str:
        """A future and how far it is moved."""
        points = numerals.points_bare(row["change"])
        return self.texts.text(
            "pull.moved", future=self.future(row["outcome"]), points=points, range=self.span(row)
        )


def beyond(row: Row) -> bool:
    """Whether an interval leaves zero out."""
    return bool(row["low"] > 0.0 or row["high"] < 0.0)


def _alone(book: _Book, console: Console) -> None:
    texts = book.texts
    rule(console, texts.text("pull.alone"))
    found = [(pull, rows, book.most(rows)) for pull, rows in book.about("alone")]
    moving = [(pull, rows, most) for pull, rows, most in found if most is not None]
    moving.sort(key=lambda item: -abs(item[2]["change"]))
    if moving:
        pull, _, most = moving[0]
        sentence = texts.text(
            "pull.strongest", lever=book.label(pull[1], pull[2]), future=book.future(most["outcome"]),
            change=book.change(most),
        )  # fmt: skip
        told(sentence, console, 0)
        for pull, rows, _ in moving:
            console.print(Text(book.label(pull[1], pull[2]), style="bold"))
            own = sorted(
                (rows[f] for f in book.futures if book.moves(rows[f])), key=lambda row: -abs(row["change"])
            )
            told(texts.text("list.wide").join(book.moved(row) for row in own[:SHOWN_FUTURES]), console)
        told(texts.text("pull.table"), console, 0, "dim")
    idle = [book.label(pull[1], pull[2]) for pull, _, most in found if most is None]
    if idle:
        told(texts.text("pull.nothing", names=texts.text("list.wide").join(idle)), console, 0, "dim")


def _dose(book: _Book, console: Console) -> None:
    """Whether the second half of a pull does less than the first, on the index that the lever moves most."""
    texts, lang = book.texts, book.texts.lang
    alone = {(pull[1], pull[2]): rows for pull, rows in book.about("alone")}
    told_by: dict[str, list[str]] = {"less": [], "more": [], "even": []}
    for pull, rows in book.about("bend"):
        moved = [row for axis in AXES if beyond(row := alone[pull[1], pull[2]][axis])]
        if not moved:
            continue
        most = max(moved, key=lambda row: abs(row["change"]))
        bend = rows[most["outcome"]]
        first = 0.5 * (bend["change"] + most["change"]) / most["change"]
        plain = not beyond(bend) or abs(first - 0.5) < LEAST_BEND
        verdict = "even" if plain else "less" if bend["change"] * most["change"] > 0.0 else "more"
        share = numerals.percent(first, lang)
        told_by[verdict].append(texts.text("pull.half", lever=book.label(pull[1], pull[2]), share=share))
    if not any(told_by.values()):
        return
    rule(console, texts.text("pull.dose"))
    for verdict, names in told_by.items():
        if names:
            listed = {} if verdict == "even" else {"names": texts.text("list.wide").join(names)}
            told(texts.text(f"pull.half_{verdict}", **listed), console, 0)


def _later(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.texts.lang
    starts = list(dict.fromkeys(pull[5] for pull, _ in book.about("start")))
    moving = {
        (pull[1], pull[2]): row for pull, rows in book.about("alone") if (row := book.most(rows)) is not None
    }
    if not starts or not moving:
        return
    rule(console, texts.text("pull.later"))
    first = book.document["first_month"]
    table = plain_table()
    table.add_column(texts.text("pull.lever"), overflow="fold")
    table.add_column(texts.text("pull.moves"), overflow="fold")
    for start in (first, *starts):
        table.add_column(start, justify="right", no_wrap=True)
    later = {(pull[1], pull[2], pull[5]): rows for pull, rows in book.about("start")}
    for (lever, value), row in sorted(moving.items(), key=lambda item: -abs(item[1]["change"]))[:SHOWN_LATER]:
        changes = [row["change"], *(later[lever, value, start][row["outcome"]]["change"] for start in starts)]
        cells = [numerals.points_bare(change) for change in changes]
        table.add_row(book.label(lever, value), book.future(row["outcome"]), *cells)
    console.print(table)
    told(texts.text("pull.later_note", month=numerals.date(first, lang)), console, 0, "dim")


def _pairs(book: _Book, console: Console) -> None:
    texts = book.texts
    found = book.about("interaction")
    if not found:
        return
    rule(console, texts.text("pull.pairs"))
    moving = [(pull, row) for pull, rows in found if (row := book.most(rows)) is not None]
    moving.sort(key=lambda item: -abs(item[1]["change"]))
    if not moving:
        told(texts.text("pull.pairs_none"), console, 0)
    for pull, row in moving[:SHOWN_PAIRS]:
        line = texts.text(
            "pull.pair", one=book.label(pull[1], pull[2]), two=book.label(pull[3], pull[4]),
            future=book.future(row["outcome"]), change=book.change(row),
        )  # fmt: skip
        told(line, console, 0)
    rest = numerals.count(len(found) - len(moving[:SHOWN_PAIRS]), texts.lang)
    told(texts.text("pull.pairs_rest", n=rest), console, 0, "dim")


def _portfolios(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.texts.lang
    rule(console, texts.text("pull.portfolios"))
    told(texts.text("pull.portfolios_note"), console, 0, "dim")
    for entry in book.document["portfolios"]:
        words = {
            "actor": texts.text(f"pull.actor.{entry['actor']}"),
            "aim": texts.text(f"pull.aim.{entry['aim']}"),
        }
        console.print(Text(texts.text("pull.portfolio", **words), style="bold"))
        if entry["total"] is None:
            told(texts.text("pull.portfolio_none"), console)
        else:
            before, after = (
                numerals.percent(value, lang)
                for value in (entry["before"], entry["before"] + entry["total"]["change"])
            )
            told(
                texts.text("pull.total", before=before, after=after, change=book.change(entry["total"])),
                console,
            )
            for number, step in enumerate(entry["settings"], start=1):
                gain = numerals.points_fine(step["gain"]["change"], lang)
                line = texts.text(
                    "pull.step", n=number, lever=book.label(step["lever"], step["value"]), gain=gain
                )
                told(line, console)


def _economies(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.texts.lang
    pulls: Sequence[Row] = [p for p in book.document["pulls"] if p["flips"] >= LEAST_FLIPS or p["turned"]]
    rule(console, texts.text("pull.economies"))
    if not pulls:
        told(texts.text("pull.economies_none"), console, 0)
        return
    for pull in sorted(pulls, key=lambda p: -p["flips"]):
        console.print(Text(book.label(pull["lever"], pull["value"]), style="bold"))
        most = texts.text("list.wide").join(
            texts.text(
                "pull.flip", name=texts.name(e["name"]), p=numerals.percent(e["p"], lang), to=texts.text(f"alignment.{e['to']}")
            )
            for e in pull["most_flipped"][:SHOWN_ECONOMIES]
        )  # fmt: skip
        if pull["flips"] >= LEAST_FLIPS:
            number = f"{numerals.rounded(pull['flips'], 1):f}"
            told(texts.text("pull.flips", n=number, most=most), console)
        for turned in pull["turned"]:
            sides = {side: texts.text(f"alignment.{turned[side]}") for side in ("from", "to")}
            line = texts.text(
                "pull.turned", name=texts.name(turned["name"]), before=sides["from"], after=sides["to"]
            )
            told(line, console)
    told(texts.text("pull.economies_note"), console, 0, "dim")
