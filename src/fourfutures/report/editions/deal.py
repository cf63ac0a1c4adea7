"""The note on one deal: who pays and gains, against what else, what it changes, how dependent it makes, what is left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fourfutures.report.editions.ending import method, moment
from fourfutures.report.editions.record import DOCUMENT
from fourfutures.report.formats import listed
from fourfutures.report.pen import Pen
from fourfutures.report.plan import Plan
from fourfutures.report.tabulation import table
from fourfutures.report.term_sheet import IDENTITY
from fourfutures.report.titles import Writer, fitted

D = (*DOCUMENT, "deal")
W = (*DOCUMENT, "withdrawal")
PARTIES = (
    "provider", "us_government", "us_economy", "partner_government", "partner_firms", "third_party", "world",
)  # fmt: skip
HELD = ("partner_government", "partner_firms")  # the country's own parties
LEAST = 0.5  # million US$ of value below which a party stands aside
LARGEST_GAP = 1e-6  # of closing
POINT = 0.01
RISK = 0.20  # of losing, from which on a side risks a loss
WEEK = 4


def _deal(pen: Pen) -> Any:
    return pen.look(*D)


def _names(pen: Pen) -> dict[str, str]:
    return {"offer": pen.name(*D, "offer", "name"), "country": pen.name(*D, "country", "name")}


def _outcome(pen: Pen, *path: object) -> str:
    """Whether a side gains or risks a loss, as a claim about how often it loses."""
    loses = pen.look(*path)
    return pen.compared("risks" if loses > RISK else "gains", path)


def title(pen: Pen) -> str:
    """Whether the country gains, and whether the provider does."""
    return fitted(pen, _candidates())


def _candidates() -> Iterator[Writer]:
    def full(hand: Pen) -> str:
        return hand.text("title.deal", **_names(hand), **_outcomes(hand))

    def short(hand: Pen) -> str:
        return hand.text("title.deal.short", country=hand.name(*D, "country", "name"), **_outcomes(hand))

    yield full
    yield short


def _outcomes(pen: Pen) -> dict[str, str]:
    return {
        "partner": _outcome(pen, *D, "partner", "p_loses"),
        "provider": _outcome(pen, *D, "parties", "provider", "p_loses"),
    }


def summary(pen: Pen) -> str:
    """One sentence for lists of briefs."""
    hand = pen.elsewhere("summary")
    return hand.text(
        "summary.deal",
        **_names(hand),
        value=hand.value("money", *D, "partner", "mean", unit="million US$"),
        loses=hand.share(*D, "partner", "p_loses"),
    )


def opening(pen: Pen) -> list[str]:
    """Which offer, to whom, from when, on whose numbers."""
    given = moment(pen)
    return [
        pen.text(
            "opening.deal_note",
            month=pen.date(_deal(pen)["offer"]["signed"]),
            draws=pen.value("count", *D, "members"),
            as_of=given["as_of"],
            lens=given["lens"],
            **_names(pen),
        )
    ]


def short_version(pen: Pen) -> list[str]:
    """Three sentences: who gains, against what, at what dependency."""
    deal = _deal(pen)
    gains = pen.text(
        "deal.tldr.gains",
        country=pen.name(*D, "country", "name"),
        partner=pen.spread("money", *D, "partner"),
        loses=pen.share(*D, "partner", "p_loses"),
        provider=pen.spread("money", *D, "parties", "provider", "npv"),
        provider_loses=pen.share(*D, "parties", "provider", "p_loses"),
    )
    own = deal["counterfactuals"].get("own_build")
    against = pen.text(
        "deal.tldr.against" if own else "deal.tldr.against_none",
        better=pen.share(*D, "counterfactuals", "own_build", "difference", "partner", "p_better")
        if own
        else "",
        effect=_first_effect(pen),
    )
    watch = pen.text(
        f"deal.tldr.watch.{_supplier(pen)}",
        index=pen.share(*W, "countries", deal["country"]["entity"], "dependency_index"),
        after=pen.share(*W, "offer", "with_offer", "dependency_index"),
        open=pen.text("deal.tldr.open" if _open(pen) else "deal.tldr.none_open"),
    )
    return [pen.join([gains, against, watch])]


def _supplier(pen: Pen) -> str:
    return "cn" if pen.look(*W, "supplier") == "CN" else "us"


def _first_effect(pen: Pen) -> str:
    """The odds that the deal moves furthest, if any beyond half a point."""
    reading = pen.record.reading
    effect = (_deal(pen)["futures_effect"] or {}).get(reading)
    if not effect:
        return pen.text("deal.effect.unknown")
    first = max(effect, key=lambda future: abs(effect[future]["p"]))
    if abs(effect[first]["p"]) < POINT:
        return pen.text("deal.effect.none")
    change = pen.value("points.fine", *D, "futures_effect", reading, first, "p", kind="change", unit="share")
    return pen.text("deal.effect.some", future=pen.future(first), change=change)


def gains(pen: Pen) -> list[str]:
    """Every party's value at signing, whether the accounts close, and the claim that is made of such deals."""
    deal = _deal(pen)
    rows, aside = [], []
    for party in PARTIES:
        npv = deal["parties"][party]["npv"]
        if max(abs(npv[part]) for part in ("mean", "q05", "q95")) < LEAST:
            aside.append(pen.text(f"party.{party}"))
            continue
        path = (*D, "parties", party)
        rows.append(
            [
                pen.text(f"party.{party}"),
                pen.value("money", *path, "npv", "mean", unit="million US$"),
                pen.pair("money.range", *path, "npv", fields=("q05", "q95")),
                pen.share(*path, "p_loses"),
            ]
        )
    head = [pen.text(f"deal.col.{name}") for name in ("party", "value", "interval", "loses")]
    closes = deal["closure_error"] <= LARGEST_GAP
    said = [pen.text("deal.closes" if closes else "deal.stands_open", created=_created(pen))]
    if aside:
        said.append(pen.text("deal.aside", parties=listed(aside, pen.texts)))
    return [pen.text("deal.values_basis"), table(head, rows), pen.join([*said, *_verdict(pen)])]


def _created(pen: Pen) -> str:
    return pen.spread("money", *D, "division", "created")


def _verdict(pen: Pen) -> list[str]:
    """The claim that the US government gains more than any other party: only of US offers."""
    deal = _deal(pen)
    if deal["offer"]["stack"] != "us":
        return []
    return [
        pen.text(
            "deal.claim_of_all",
            p=pen.share(*D, "verdict", "p"),
            range=pen.pair("range", *D, "verdict"),
            governments=pen.share(*D, "verdict", "p_of_governments"),
            governments_range=pen.pair(
                "range", *D, "verdict", fields=("low_of_governments", "high_of_governments")
            ),
        )
    ]


def alternatives(pen: Pen) -> list[str]:
    """What else the country could do, and how often the deal is better."""
    rows = []
    for name, block in _deal(pen)["counterfactuals"].items():
        if block is None:
            continue
        path = (*D, "counterfactuals", name)
        label = pen.text(f"alternative.{name}")
        if name.startswith("other"):
            label = pen.text(
                "deal.their",
                label=label,
                name=pen.name(*path, "name"),
                size=pen.value("power", *path, "capacity_mw", unit="MW"),
            )
        rows.append(
            [
                label,
                pen.spread("money", *path, "partner"),
                pen.share(*path, "difference", "partner", "p_better"),
                pen.share(*path, "difference", "partner_government", "p_better"),
            ]
        )
    head = [pen.text(f"deal.col.{name}") for name in ("alternative", "worth", "better", "better_government")]
    return [table(head, rows), pen.text("deal.alternatives_basis")]


def effects(pen: Pen) -> list[str]:
    """What the deal changes in the country and in the odds, on paired members."""
    deal, reading = _deal(pen), pen.record.reading
    if deal["futures_effect"] is None or deal["country_effect"] is None:
        return [pen.text("deal.effect.unknown_section")]
    rows = [
        [
            pen.future_name(future),
            pen.value("points.fine", *D, "futures_effect", reading, future, "p", kind="change", unit="share"),
            pen.pair("points.fine.range", *D, "futures_effect", reading, future),
        ]
        for future in pen.record.futures
        if max(abs(deal["futures_effect"][reading][future][end]) for end in ("low", "high")) >= 0.0005
    ]
    parts = []
    if rows:
        head = [pen.text("odds.col.future"), pen.text("deal.col.change"), pen.text("deal.col.interval")]
        parts += [pen.text("deal.effect.odds", reading=pen.text(f"reading.{reading}")), table(head, rows)]
    else:
        parts.append(pen.text("deal.effect.nothing", reading=pen.text(f"reading.{reading}")))
    series = deal["country_effect"]["series"]
    last = max(row["month"] for row in series)
    moved = []
    for at, row in enumerate(series):
        if row["month"] == last:
            key = "screen.adoption_short" if row["variable"] == "adoption" else f"screen.{row['variable']}"
            path = (*D, "country_effect", "series", at)
            moved.append(
                [
                    pen.text(key),
                    pen.share(*path, "without"),
                    pen.share(*path, "with"),
                    pen.value("points.fine", *path, "change", "mean", kind="change", unit="share"),
                ]
            )
    head = [
        pen.text("deal.col.measure"),
        *(pen.text(f"deal.col.{name}") for name in ("without", "with", "change")),
    ]
    parts += [
        pen.text("deal.effect.country", country=pen.name(*D, "country", "name"), month=pen.date(last)),
        table(head, moved),
    ]
    return parts


def dependency(pen: Pen) -> list[str]:
    """A stop of supply with and without the deal, and how much say the terms leave the country."""
    deal = _deal(pen)
    without, with_it = (*W, "countries", deal["country"]["entity"]), (*W, "offer", "with_offer")
    measures: tuple[tuple[str, Callable[[tuple[object, ...]], str]], ...] = (
        ("index", lambda path: pen.share(*path, "dependency_index")),
        ("week", lambda path: pen.share(*path, "loss_by_week", WEEK)),
        ("half", lambda path: pen.value("weeks", *path, "weeks_to_half")),
        ("risk", lambda path: pen.value("dollars", *path, "gdp_at_risk_usd", unit="US$")),
        ("sender", lambda path: pen.value("dollars", *path, "supplier_cost_usd", unit="US$")),
    )
    rows = [[pen.text(f"withheld.row.{name}"), read(without), read(with_it)] for name, read in measures]
    head = [pen.text(f"deal.col.{name}") for name in ("measure", "without", "with")]
    said = pen.text(
        f"deal.dependency.{_supplier(pen)}",
        score=pen.share(*W, "offer", "sovereignty", "score"),
        scope=pen.footnotes.note("note.china_scope"),
    )
    return [pen.text(f"deal.test.{_supplier(pen)}"), table(head, rows), said]


def _terms(pen: Pen) -> dict[str, Any]:
    offer = _deal(pen)["offer"]
    return {name: term for name, term in offer.items() if name not in IDENTITY}


def _open(pen: Pen) -> list[str]:
    return [name for name, term in _terms(pen).items() if term["origin"] == "open"]


def terms(pen: Pen) -> list[str]:
    """What is on the table, where each term comes from, and what nobody has stated."""
    rows = []
    deal = _deal(pen)
    for name, term in _terms(pen).items():
        if term["origin"] == "open":
            continue
        path = (*D, "offer", name)
        sources = [key for key in term["source_ids"] if pen.footnotes.citable(key)]
        origin = pen.text(f"origin.{term['origin']}")
        if sources:
            origin += pen.footnotes.call(sources[0])
        elif term["judgement"]:
            origin = pen.text("deal.judged", origin=origin)
        rows.append([pen.name(*path, "name"), _value(pen, path, term), origin])
    head = [pen.text(f"deal.col.{name}") for name in ("term", "given", "origin")]
    parts = [table(head, rows)]
    left = _open(pen)
    if left:
        names = listed([pen.name(*D, "offer", name, "name") for name in left], pen.texts)
        parts.append(pen.text("deal.open_terms", names=names))
    flags = [deal["offer"][name]["origin"] == "template" for name in _terms(pen)]
    if any(flags):
        parts.append(pen.text("deal.from_template"))
    return parts


def _value(pen: Pen, path: tuple[object, ...], term: dict[str, Any]) -> str:
    """A term's value; one drawn for each member as a mean with its interval."""
    value, unit = term["value"], term["unit"]
    if value is None:
        mean = pen.value("term", *path, "drawn", "mean", unit=unit)
        ends = [pen.value("term", *path, "drawn", end, unit=unit) for end in ("q05", "q95")]
        return pen.text("deal.drawn_from", mean=mean, low=ends[0], high=ends[1])
    if isinstance(value, bool):
        return pen.text("deal.yes" if value else "deal.no")
    if isinstance(value, str):
        return pen.text(f"custody.{value}")
    return pen.value("term", *path, "value", unit=unit)


def limits(pen: Pen) -> list[str]:
    """What the accounts assume, and the run behind them."""
    judged = [entry for entry in _deal(pen)["assumptions"].values() if entry["judgement"]]
    own = (
        [pen.text("deal.assumed"), pen.text("deal.control_unpriced")]
        if judged
        else [pen.text("deal.control_unpriced")]
    )
    for at in range(len(_deal(pen)["notes"])):
        own.append(pen.quoted(*D, "notes", at))
    return [pen.join(own), *method(pen)]


DEAL = Plan(
    title,
    summary,
    lambda pen: "",
    opening,
    (
        ("tldr", short_version),
        ("deal.gains", gains),
        ("deal.alternatives", alternatives),
        ("deal.effects", effects),
        ("deal.dependency", dependency),
        ("deal.terms", terms),
        ("limits", limits),
    ),
)
