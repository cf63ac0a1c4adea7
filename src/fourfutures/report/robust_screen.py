"""What a terminal shows of policies that hold up: who is first by what, with how few levers, in which states; answers; waiting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.margins import read_as, warnings
from fourfutures.report.quoting import cite, named, told
from fourfutures.report.screen import plain_table, rule
from fourfutures.report.watch_screen import line

ANNOUNCED = "as_announced"
SHOWN_PLANS, SHOWN_FRONT = 3, 4
TENTHS = ("p10", "p90")
POINTS = ("regret_worst", "regret_mean", "regret_hindsight")
SURE = 0.9  # how often a policy is first over resampled members, from which it is said to be so plainly


def print_robust(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print an answer."""
    texts = catalogue(lang)
    console.print(Text(texts.name(document["name"]), style="bold"))
    days = {name: numerals.date(document[name], lang) for name in ("as_of", "horizon")}
    actor = texts.text(f"pull.actor.{document['actor']}")
    month = numerals.date(document["first_month"], lang)
    told(texts.text("hold.title", actor=actor, month=month, **days), console, 0)
    told(texts.text("pull.run", **read_as(texts, document)), console, 0)
    told(texts.text("hold.aim", aim=texts.name(document["aim"]["name"])), console, 0, "dim")
    book = _Book(texts, document)
    _first(book, console)
    _fewest(book, console)
    _states(book, console)
    _contest(book, console)
    _plans(book, console)
    _front(book, console)
    warnings(texts, document, console)
    console.print()
    told(texts.text("hold.free"), console, 0, "dim")
    told(texts.text("hold.intervals", n=numerals.count(document["replicas"], lang)), console, 0, "dim")
    told(texts.text("hold.more"), console, 0, "dim")


class _Book:
    """A document and how its policies and numbers are said."""

    def __init__(self, texts: Catalogue, document: Mapping[str, Any]) -> None:
        self.texts, self.document, self.lang = texts, document, texts.lang
        self._policies = {entry["policy"]: entry["settings"] for entry in document["policies"]}
        self._numbers: dict[str, int] = {}

    def number_of(self, name: str) -> int:
        """The number under which a policy is known on this page."""
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def knows(self, name: str) -> bool:
        """Whether a policy has been spoken of."""
        return name in self._numbers

    def policy(self, name: str) -> str:
        """A policy in words with its number when it is first spoken of, and by its number from then on."""
        if name == ANNOUNCED:
            return self.full(name)
        if name in self._numbers:
            return self.texts.text("hold.again", n=self._numbers[name])
        return self.texts.text("hold.known_as", policy=self.full(name), n=self.number_of(name))

    def full(self, name: str) -> str:
        """A policy in words."""
        settings = self._policies[name]
        if not settings:
            return self.texts.text("hold.announced")
        return self.texts.text("hold.and").join(self._setting(setting) for setting in settings)

    def _setting(self, setting: Mapping[str, Any]) -> str:
        texts = self.texts
        name = texts.name(self.document["lever_names"][setting["lever"]])
        if setting["economy"]:
            name = texts.text("hold.in_economy", name=name, economy=setting["economy"])
        said = texts.text(
            "hold.setting", name=name, direction=texts.name(setting["direction"]),
            value=numerals.decimal(abs(setting["value"]), self.lang),
        )  # fmt: skip
        if setting["start"]:
            return texts.text("hold.from", setting=said, month=numerals.date(setting["start"], self.lang))
        return said

    def number(self, value: float, criterion: str = "mean") -> str:
        """A value of the aim or of a criterion, with its unit."""
        if criterion in TENTHS and self.document["aim"]["margin_unit"] == "log":
            return numerals.log_ratio(value, self.lang)
        if criterion in POINTS:
            return self.points(value)
        return numerals.percent(value, self.lang)

    def points(self, value: float) -> str:
        """A loss in points, without a sign."""
        return self.texts.text("hold.points", n=numerals.points_bare(value).lstrip("+"))

    def span(self, entry: Mapping[str, Any], criterion: str = "mean") -> str:
        """A number with its interval, the unit said once."""
        if criterion in POINTS:
            low, high = (numerals.points_bare(entry[end]).lstrip("+") for end in ("low", "high"))
        elif criterion in TENTHS and self.document["aim"]["margin_unit"] == "log":
            low, high = (numerals.plain(numerals.rounded(entry[end], 1)) for end in ("low", "high"))
        else:
            low, high = (self.number(entry[end], criterion) for end in ("low", "high"))
        return self.texts.text("hold.span", value=self.number(entry["value"], criterion), low=low, high=high)

    def threshold(self) -> str:
        """The value of the aim from which a member is satisfied, which may be certainty."""
        return f"{numerals.plain(numerals.rounded(100.0 * self.document['aim']['threshold'], 1))}%"

    def change(self, entry: Mapping[str, Any]) -> str:
        """A difference in points with its interval."""
        low, high = (numerals.points_bare(entry[end]) for end in ("low", "high"))
        value = numerals.points_fine(entry["value"], self.lang)
        return self.texts.text("hold.span", value=value, low=low, high=high)


def _first(book: _Book, console: Console) -> None:
    """Who is first by each criterion, those that agree together."""
    texts, lang = book.texts, book.lang
    rule(console, texts.text("hold.first"))
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for winner in book.document["winners"]:
        groups.setdefault(winner["policy"], []).append(winner)
    if len(groups) == 1:
        told(texts.text("hold.one", policy=book.policy(next(iter(groups)))), console, 0)
    for policy, won in groups.items():
        if len(groups) > 1:
            console.print()
            told(book.policy(policy), console, 0, "bold")
        table = plain_table()
        table.add_column(texts.text("hold.criterion"), overflow="fold")
        table.add_column(texts.text("hold.value"), overflow="fold")
        table.add_column(texts.text("hold.announced_short"), justify="right", overflow="fold")
        table.add_column(texts.text("hold.firm"), justify="right", no_wrap=True)
        for winner in won:
            name = winner["criterion"]
            words = {"threshold": book.threshold()}
            table.add_row(
                texts.text(f"hold.by.{name}", **(words if name.startswith("satisficing") else {})),
                book.span(winner, name),
                book.number(winner["announced"], name),
                numerals.percent(winner["first"], lang),
            )
        console.print(table)
    told(texts.text("hold.firm_note"), console, 0, "dim")


def _fewest(book: _Book, console: Console) -> None:
    texts = book.texts
    rule(console, texts.text("hold.fewest"))
    for entry in book.document["fewest"]:
        words = {"mean": book.span(entry["mean"]), "regret": book.span(entry["regret"], "regret_worst")}
        told(book.policy(entry["policy"]), console, 0, "bold")
        told(texts.text("hold.few", **words), console)


def _states(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.lang
    rule(console, texts.text("hold.states"))
    table = plain_table()
    for key in ("state", "share", "announced_short", "reached"):
        table.add_column(
            texts.text(f"hold.{key}"), justify="left" if key == "state" else "right", overflow="fold"
        )
    table.add_column(texts.text("hold.best"), overflow="fold")
    fresh = []
    for state in book.document["states"]:
        if state["best"] != ANNOUNCED and not book.knows(state["best"]):
            fresh.append(state["best"])
        best = book.full(ANNOUNCED) if state["best"] == ANNOUNCED else str(book.number_of(state["best"]))
        words = {name: texts.text(f"hold.{name}.{state[name]}") for name in ("regime", "trust", "compute")}
        table.add_row(
            texts.text("hold.state_line", **words), numerals.percent(state["share"], lang),
            book.number(state["announced"]), book.number(state["value"]), best,
        )  # fmt: skip
    console.print(table)
    for policy in fresh:
        told(texts.text("hold.known_as", policy=book.full(policy), n=book.number_of(policy)), console, 0)
    left_out = numerals.percent(book.document["states_left_out"], lang)
    told(texts.text("hold.states_note", share=left_out), console, 0, "dim")


def _contest(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.lang
    block = book.document["adversary"]
    if block is None:
        return
    rule(console, texts.text("hold.contest"))
    for entry in block["orders"]:
        at_once = entry["order"] == "at_once"
        words = {
            "policy": book.policy(entry["policy"]),
            "answer": book.full(entry["answer"]),
            "value": book.span(entry, "regret_worst" if at_once else "mean"),
        }
        told(texts.text(f"hold.order.{entry['order']}", **words), console, 0)
        if entry["firm"] < SURE:
            told(texts.text("hold.unsure", share=numerals.percent(entry["firm"], lang)), console, 2, "dim")
    told(texts.text("hold.contest_note"), console, 0, "dim")


def _plans(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.lang
    block = book.document["plan"]
    if block is None:
        return
    rule(console, texts.text("hold.plans"))
    tried = numerals.count(block["tried"], lang)
    clear = [plan for plan in block["plans"] if plan["clear"]]
    if not clear:
        told(texts.text("hold.no_gain", n=tried), console, 0)
        block = {**block, "plans": sorted(block["plans"], key=lambda plan: -plan["worth"]["value"])}
        clear = [plan for plan in block["plans"] if plan["worth_clear"]]
        if clear:
            told(texts.text("hold.worth"), console, 0)
    for plan in clear[:SHOWN_PLANS]:
        words = {
            "name": named(texts, plan, block["plans"]),
            "line": line(texts, plan),
            "date": numerals.date(plan["first_date"], lang),
            "policy": book.policy(plan["policy"]),
            "p": numerals.percent(plan["p_crossed"], lang),
            "month": numerals.date(plan["start"], lang),
        }
        told(texts.text(f"hold.plan.{plan['pull']}", **words), console, 0, "bold")
        ways = {name: book.number(plan[name]) for name in ("never", "now", "later", "waited")}
        told(texts.text("hold.ways", gain=book.change(plan["gain"]), **ways), console)
        cite(texts, plan["source_ids"], book.document["sources"], console)
    if block["clear"]:
        told(texts.text("hold.tried", n=tried, clear=numerals.count(block["clear"], lang)), console, 0, "dim")


def _front(book: _Book, console: Console) -> None:
    texts, lang = book.texts, book.lang
    block = book.document["search"]
    if block is None:
        return
    rule(console, texts.text("hold.search"))
    first, last = (numerals.percent(block["trace"][at]["hypervolume"], lang) for at in (0, -1))
    words = {
        "n": numerals.count(block["evaluations"], lang),
        "front": numerals.count(len(block["front"]), lang),
    }
    told(texts.text("hold.found", first=first, last=last, **words), console, 0)
    numbers: dict[str, dict[str, Any]] = {}
    for row in book.document["rows"]:
        if row["kind"] == "front":
            numbers.setdefault(row["policy"], {})[row["criterion"]] = row
    front = block["front"]
    step = max(1, -(-len(front) // SHOWN_FRONT))
    for policy in front[::step]:  # from the most that is expected to the least effort
        own = numbers[policy]
        told(book.full(policy), console, 0, "bold")
        told(
            texts.text(
                "hold.front", mean=book.span(own["mean"]), worst=book.span(own["worst"]),
                low=book.span(own["p10"], "p10"), effort=numerals.decimal(own["effort"]["value"], lang),
            ),
            console,
        )  # fmt: skip
