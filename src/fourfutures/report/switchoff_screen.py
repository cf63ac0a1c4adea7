"""What a terminal shows of a test of withheld supply: partners by dependency, or one curve; always the supplier's own cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.quoting import cite, told
from fourfutures.report.screen import bar, ends, plain_table, rule

WEEKS = (0, 1, 4, 13, 26, 52)
WEEKS_OF_ALL = (0, 4, 26, 52)
NAME = 20  # columns of a name
BILLION = 1e9
OPTIONS = ("us", "cn", "own")


def print_switchoff(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print a test: a table of all economies, or one of them week by week."""
    texts = catalogue(lang)
    told(heading(texts, document), console, 0, "bold")
    run = {
        "lens": texts.text(f"lens.{document['lens']}"),
        "members": numerals.count(document["members"], lang),
        "month": numerals.month(document["month"], lang),
    }
    console.print(Text(texts.text("withheld.run", **run)))
    told(texts.name(document["caveats"][0]), console, 0, "yellow")
    if len(document["countries"]) == 1:
        for item in document["countries"].values():
            _one(texts, document, item, console)
    else:
        _all(texts, document, console)
    _cost(texts, document, console)
    rule(console, texts.text("withheld.limits"))
    for caveat in document["caveats"][1:]:
        told("- " + texts.name(caveat), console, 0)
    count = document["judgement_count"]
    total = len(document["assumptions"]) + len(document["exposure"])
    shown = {"n": numerals.count(count, lang), "total": numerals.count(total, lang)}
    told("- " + texts.text("withheld.judgements", **shown), console, 0)
    for note in document["notes"]:
        told("! " + texts.name(note), console, 0, "yellow")
    console.print()
    console.print(Text(texts.text("withheld.more"), style="dim"))


def heading(texts: Catalogue, document: Mapping[str, Any]) -> str:
    """What is withheld, by whom, as known when."""
    return texts.text(
        "withheld.title",
        supplier=texts.text(f"withheld.of.{document['supplier'].lower()}"),
        layers=layers(texts, document),
        as_of=numerals.date(document["as_of"], texts.lang),
    )


def layers(texts: Catalogue, document: Mapping[str, Any]) -> str:
    """The layers withheld, with the severity of those that are withheld in part."""
    named = []
    for name, severity in document["severity"].items():
        layer = texts.text(f"withheld.layer.{name}")
        if severity < 1.0:
            layer = texts.text("withheld.in_part", layer=layer, share=numerals.percent(severity, texts.lang))
        named.append(layer)
    if len(named) < 2:
        return "".join(named)
    return texts.text("withheld.and", first=texts.text("withheld.comma").join(named[:-1]), last=named[-1])


def _all(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("withheld.table"))
    told(texts.text("withheld.table_note"), console, 0, "dim")
    table = plain_table()
    table.add_column(texts.text("withheld.economy"), width=NAME, overflow="fold")
    table.add_column(texts.text("withheld.index"), no_wrap=True)
    for week in WEEKS_OF_ALL:
        table.add_column(texts.text("withheld.week_short", week=week), justify="right", no_wrap=True)
    table.add_column(texts.text("withheld.half_short"), justify="right")
    table.add_column(texts.text("withheld.risk_short"), justify="right")
    for item in sorted(document["countries"].values(), key=lambda item: -item["dependency_index"]):
        span = item["ranges"]["dependency_index"]
        table.add_row(
            texts.name(item["name"]) + (texts.text("withheld.imputed_mark") if item["imputed"] else ""),
            f"{numerals.percent(item['dependency_index'], lang)} ({ends(span['q10'], span['q90'], lang)})",
            *(_share(item["loss_by_week"][week], lang) for week in WEEKS_OF_ALL),
            _weeks(texts, item["weeks_to_half"]),
            _billions(item["gdp_at_risk_usd"], lang),
        )
    console.print(table)
    told(texts.text("withheld.imputed_note"), console, 0, "dim")


def _one(texts: Catalogue, document: Mapping[str, Any], item: Mapping[str, Any], console: Console) -> None:
    lang, offer = texts.lang, document["offer"]
    rule(console, texts.name(item["name"]))
    if item["imputed"]:
        told(texts.text("withheld.imputed"), console, 0, "yellow")
    span, exposures = item["ranges"]["dependency_index"], item["index_if_exposures"]
    told(
        texts.text(
            "withheld.index_line",
            index=numerals.percent(item["dependency_index"], lang),
            span=ends(span["q10"], span["q90"], lang),
            moved=ends(exposures["low"], exposures["high"], lang),
        ),
        console, 0,
    )  # fmt: skip
    _curve(texts, item, offer, console)
    _measures(texts, item, console)
    _layers(texts, item, console)
    moved = item["substitution"]
    to = {option: numerals.percent(moved["to"][option], lang) for option in OPTIONS}
    same = document["supplier"].lower()
    other = "cn" if same == "us" else "us"
    told(
        texts.text(
            "withheld.moved",
            replaced=numerals.percent(moved["replaced"], lang),
            own=to["own"], other=to[other], same=to[same],
            rival_name=texts.text(f"screen.{other}"),
        ),
        console, 0,
    )  # fmt: skip
    place = item["on_site"]
    told(
        texts.text(
            f"withheld.on_site.{place['basis']}",
            share=numerals.percent(place["share"]["mean"], lang),
            n=numerals.count(len(place["deals"]), lang),
            control=numerals.decimal(place["remote_control"], lang),
        ),
        console, 0,
    )  # fmt: skip
    if offer is not None:
        _offer(texts, offer, console)
    for name in document["sources"]:
        cite(texts, [name], document["sources"], console)


def _curve(
    texts: Catalogue, item: Mapping[str, Any], offer: Mapping[str, Any] | None, console: Console
) -> None:
    lang = texts.lang
    console.print()
    table = plain_table()
    table.add_column(texts.text("withheld.week"), justify="right")
    table.add_column(texts.text("withheld.lost"))
    table.add_column("", justify="right", no_wrap=True)
    table.add_column(texts.text("withheld.span"), no_wrap=True)
    if offer is not None:
        table.add_column(texts.text("withheld.with"), justify="right")
        table.add_column(texts.text("withheld.span"), no_wrap=True)
    for week in WEEKS:
        low, mean, high = (item[name][week] for name in ("loss_low", "loss_by_week", "loss_high"))
        row = [str(week), bar(low, mean, high), _share(mean, lang), ends(low, high, lang)]
        if offer is not None:
            changed = offer["with_offer"]
            row += [_share(changed["loss_by_week"][week], lang)]
            row += [ends(changed["loss_low"][week], changed["loss_high"][week], lang)]
        table.add_row(*row)
    console.print(table)


def _measures(texts: Catalogue, item: Mapping[str, Any], console: Console) -> None:
    lang, ranges = texts.lang, item["ranges"]
    half, area, risk = ranges["weeks_to_half"], ranges["area_52w"], ranges["gdp_at_risk_usd"]
    console.print()
    if half is None:
        told(texts.text("withheld.nothing"), console, 0)
        return
    told(texts.text("withheld.half", **_triple(half, lambda value: numerals.many(value, lang))), console, 0)
    told(texts.text("withheld.area", **_triple(area, lambda value: numerals.many(value, lang))), console, 0)
    told(
        texts.text("withheld.risk", **_triple(risk, lambda value: numerals.dollars(value / BILLION, lang))),
        console, 0,
    )  # fmt: skip


def _layers(texts: Catalogue, item: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    console.print()
    table = plain_table()
    for key in ("layer", "exposed", "left", "severity", "half_recovery", "bites"):
        table.add_column(texts.text(f"withheld.part.{key}"), overflow="fold")
    for name, part in item["layers"].items():
        table.add_row(
            texts.text(f"withheld.layer.{name}"),
            _share(part["exposed"], lang),
            _share(part["left"], lang),
            _share(part["severity"], lang),
            numerals.many(part["half_recovery_weeks"], lang),
            texts.text("withheld.at_once" if part["at_once"] else "withheld.slowly"),
        )
    console.print(table)


def _offer(texts: Catalogue, offer: Mapping[str, Any], console: Console) -> None:
    lang = texts.lang
    rule(console, texts.text("withheld.offer", name=texts.name(offer["name"])))
    change = offer["change"]["dependency_index"]
    told(
        texts.text(
            "withheld.change",
            change=numerals.points(change["mean"], lang),
            span=numerals.points_range(change["q10"], change["q90"], lang),
        ),
        console, 0,
    )  # fmt: skip
    left = offer["sovereignty"]
    told(texts.text("withheld.score", score=numerals.decimal(left["score"], lang)), console, 0)
    table = plain_table(header=False)
    for part in left["parts"]:
        value = part["value"]
        table.add_row(texts.name(part["name"]), bar(value, value, value), numerals.decimal(value, lang))
    console.print(table)
    if left["residency_over_control"] > 0.0:
        told(texts.text("withheld.residency"), console, 0)


def _cost(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """The supplier's own cost, beside what its partners lose."""
    rule(console, texts.text("withheld.cost_title"))
    for line in cost_lines(texts, document):
        told(line, console, 0)


def cost_lines(texts: Catalogue, document: Mapping[str, Any]) -> list[str]:
    """Sentences on what the test costs the partners and the supplier."""
    lang = texts.lang
    supplier = texts.text(f"screen.{document['supplier'].lower()}")

    def money(value: float) -> str:
        return numerals.dollars(value / BILLION, lang)

    trust, cost, only = document["trust"], document["supplier_cost"], list(document["countries"].values())
    lost = only[0]["ranges"]["share_lost"] if len(only) == 1 else trust["share_lost"]
    return [
        texts.text("withheld.partners", **_triple(document["total"]["gdp_at_risk_usd"], money)),
        texts.text(
            "withheld.supplier",
            supplier=supplier,
            own=money(cost["own_users_usd"]["mean"]),
            **_triple(cost["withdrawal_usd"], money),
        ),
        texts.text(
            "withheld.trust_here" if len(only) == 1 else "withheld.trust",
            supplier=supplier,
            share=numerals.percent(lost["mean"], lang),
            span=ends(lost["q10"], lost["q90"], lang),
            months=trust["months_after"],
            money=money(cost["trust_usd_per_year"]["mean"]),
        ),
    ]


def _triple(part: Mapping[str, float], shown: Any) -> dict[str, str]:
    return {"mean": shown(part["mean"]), "low": shown(part["q10"]), "high": shown(part["q90"])}


def _share(value: float, lang: str) -> str:
    """A share, with none and all of it as such."""
    return {0.0: "0%", 1.0: "100%"}.get(round(value, 9), numerals.percent(value, lang))


def _weeks(texts: Catalogue, value: float | None) -> str:
    return texts.text("withheld.none") if value is None else numerals.many(value, texts.lang)


def _billions(usd: float, lang: str) -> str:
    """US dollars in the unit of the table's head: billions in English, hundreds of millions in Chinese."""
    return numerals.many(usd / BILLION if lang == "en" else usd / BILLION * 10.0, lang)
