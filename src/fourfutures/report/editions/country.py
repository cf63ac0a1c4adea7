"""The note on one economy: where it stands, how it uses AI, what would turn it, its deals, a test of withheld supply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fourfutures.report.editions.ending import method, moment
from fourfutures.report.editions.record import DOCUMENT as D
from fourfutures.report.pen import Pen
from fourfutures.report.plan import Plan
from fourfutures.report.tabulation import table
from fourfutures.report.titles import Writer, fitted

SIDES = ("us", "cn", "own", "mixed")
SERIES = ("adoption", "share_us", "share_cn", "share_own")
START = "start"  # the factor that nobody can change any more
UNEXPLAINED = (START, "momentum")
SHOWN_FACTORS = 4
WEEK, YEAR = 4, 52
PRECISION = {"day": 10, "month": 7}
STACKS = ("us", "cn")


def _document(pen: Pen) -> Any:
    return pen.look(*D)


def _now(pen: Pen) -> int:
    """Place of the as-of month in the path of alignments."""
    document = _document(pen)
    months = [step["month"] for step in document["alignment_path"]]
    return months.index(document["as_of_month"])


def _first(alignment: dict[str, float]) -> str:
    return max(SIDES, key=lambda side: alignment[side])


def _standing(pen: Pen, *path: object) -> tuple[str, float]:
    """The likeliest alignment of a block, and its probability."""
    block = pen.look(*path)
    side = _first(block)
    return side, block[side]


def title(pen: Pen) -> str:
    """Whether the economy stays where it is, turns, or is open."""
    return fitted(pen, _candidates(pen))


def _candidates(pen: Pen) -> Iterator[Writer]:
    now, _ = _standing(pen, *D, "alignment_path", _now(pen))
    then, p = _standing(pen, *D, "alignment")
    shape = "open" if p < 0.8 else "stays" if now == then else "turns"

    def write(hand: Pen) -> str:
        values = {"name": hand.name(*D, "name"), "side": hand.text(f"standing.{then}")}
        if shape != "turns":
            values["how"] = hand.compared("open" if shape == "open" else "firm", (*D, "alignment", then))
        return hand.text(f"title.country.{shape}", **values)

    yield write
    yield lambda hand: hand.text("title.country.plain", name=hand.name(*D, "name"))


def summary(pen: Pen) -> str:
    """One sentence for lists of briefs."""
    hand = pen.elsewhere("summary")
    side, _ = _standing(pen, *D, "alignment")
    return hand.text(
        "summary.country",
        name=hand.name(*D, "name"),
        as_of=pen.date(pen.record.summary["as_of"]),
        horizon=pen.date(pen.record.summary["horizon"]),
        side=hand.text(f"standing.{side}"),
        p=hand.chance(*D, "alignment", side),
    )


def cover(pen: Pen) -> str:
    """The fans' text reading: users and shares at the horizon."""
    hand = pen.elsewhere("alt")
    at = _ends(pen)
    return hand.text(
        "alt.country",
        name=hand.name(*D, "name"),
        horizon=pen.date(pen.record.summary["horizon"]),
        **{name: hand.share(*D, "series", at[name][1], "mean") for name in SERIES},
    )


def opening(pen: Pen) -> list[str]:
    """What the note is about, and whose it is."""
    lines = [
        pen.text(
            "opening.country", name=pen.name(*D, "name"), members=pen.value("count", "members"), **moment(pen)
        )
    ]
    if _document(pen)["imputed"]:
        lines.append(pen.text("country.note.imputed"))
    return lines


def short_version(pen: Pen) -> list[str]:
    """Three sentences: where it stands and goes, what moves it, what to watch."""
    (now, _), (then, _) = _standing(pen, *D, "alignment_path", _now(pen)), _standing(pen, *D, "alignment")
    at = _ends(pen)
    shares = {
        name: pen.spread("percent", *D, "series", at[f"share_{name}"][1]) for name in ("us", "cn", "own")
    }
    stand = pen.text(
        "country.tldr.stays" if now == then else "country.tldr.turns",
        name=pen.name(*D, "name"),
        now=pen.text(f"standing.{now}"),
        **({} if now == then else {"then": pen.text(f"standing.{then}")}),
        horizon=pen.date(pen.record.summary["horizon"]),
        likely=pen.likely(*D, "alignment", then),
        **shares,
    )
    return [pen.join([stand, _moves(pen), _watch(pen)])]


def _moves(pen: Pen) -> str:
    """What the lead moves with, and how likely a lasting change is."""
    flip = pen.likely(*D, "flip", "p")
    factors = _factors(pen)[:2]
    if len(factors) < 2:
        return pen.text("country.tldr.flip", flip=flip)
    first, second = factors
    return pen.text(
        "country.tldr.moves",
        first=pen.text(f"factor.{_factor(pen, first)['factor']}"),
        first_effect=_effect(pen, first),
        second=pen.text(f"factor.{_factor(pen, second)['factor']}"),
        second_effect=_effect(pen, second),
        flip=flip,
    )


def _watch(pen: Pen) -> str:
    """Deals, and the exposure they meet."""
    document = _document(pen)
    deals = (
        pen.text("country.tldr.deals", n=pen.count(*D, "deals"))
        if document["deals"]
        else pen.text("country.tldr.no_deals")
    )
    tested = {side: block for side in STACKS if (block := (document["dependency"] or {}).get(side))}
    if not tested:
        return pen.text("country.tldr.watch", deals=deals)
    supplier = max(tested, key=lambda side: float(tested[side]["dependency_index"]))
    loss = pen.share(*D, "dependency", supplier, "loss_by_week", WEEK)
    return pen.text(f"country.tldr.watch.{supplier}", deals=deals, loss=loss)


def position(pen: Pen) -> list[str]:
    """Alignment today and at the horizon, and the chance of a lasting change."""
    document, now = _document(pen), _now(pen)
    rows = [
        [
            pen.text(f"alignment.{side}"),
            pen.chance(*D, "alignment_path", now, side),
            pen.chance(*D, "alignment", side),
        ]
        for side in SIDES
    ]
    head = [
        pen.text("country.col.alignment"),
        pen.date(document["as_of_month"]),
        pen.date(document["series"][-1]["month"]),
    ]
    flip = pen.text(
        "country.note.flip",
        months=pen.value("count", *D, "flip", "months"),
        p=pen.likely(*D, "flip", "p"),
        error=pen.value("error", *D, "flip", "mc_se", unit="share"),
    )
    score = pen.text(
        "country.note.score",
        mean=pen.value("decimal", *D, "score", "mean"),
        low=pen.value("decimal", *D, "score", "low"),
        high=pen.value("decimal", *D, "score", "high"),
    )
    return [pen.text("country.note.alignment"), table(head, rows), pen.join([flip, score])]


def _ends(pen: Pen) -> dict[str, tuple[int, int]]:
    """Places of the as-of month and of the last one, by series."""
    document = _document(pen)
    last = document["series"][-1]["month"]
    places = {(row["variable"], row["month"]): at for at, row in enumerate(document["series"])}
    return {name: (places[name, document["as_of_month"]], places[name, last]) for name in SERIES}


def use(pen: Pen) -> list[str]:
    """Users and shares today and at the horizon, the chart, and the figures that were published."""
    document, at = _document(pen), _ends(pen)
    rows = []
    for name in SERIES:
        key = "screen.adoption_short" if name == "adoption" else f"screen.{name}"
        rows.append([pen.text(key), *(pen.spread("percent", *D, "series", place) for place in at[name])])
    head = [
        pen.text("country.col.series"),
        pen.date(document["as_of_month"]),
        pen.date(document["series"][-1]["month"]),
    ]
    parts = [pen.text("country.note.series"), table(head, rows), _picture(pen)]
    points = [
        row for row in enumerate(document["observed"]) if row[1]["indicator"] == "ai_user_share_working_age"
    ]
    known = [(at, row) for at, row in points if pen.footnotes.citable(row["source_id"])]
    if known:
        place, row = known[-1]
        parts.append(
            pen.text(
                "country.note.published",
                value=pen.value("percent", *D, "observed", place, "value", unit="share"),
                month=pen.date(row["period_end"][:7]),
                note=pen.footnotes.call(row["source_id"]),
            )
        )
    else:
        parts.append(pen.text("country.note.unpublished"))
    return parts


def _picture(pen: Pen) -> str:
    return (
        f"![{cover(pen)}](charts/{pen.record.cover}.{pen.texts.lang}.svg) {pen.text('country.note.caption')}"
    )


def _factor(pen: Pen, at: int) -> Any:
    return _document(pen)["tipping"]["effects"][at]


def _factors(pen: Pen) -> list[int]:
    """Places of the factors that move the lead, the largest effect first, without those that lie in the past."""
    effects = _document(pen)["tipping"]["effects"]
    found = [
        at for at, row in enumerate(effects) if row["effect"] is not None and row["factor"] not in UNEXPLAINED
    ]
    return sorted(found, key=lambda at: -abs(effects[at]["effect"]))


def _effect(pen: Pen, at: int) -> str:
    return pen.value("points.fine", *D, "tipping", "effects", at, "effect", kind="change", unit="share")


def turning(pen: Pen) -> list[str]:
    """What moves the lead, and whether it could turn by the horizon."""
    rows = []
    for at in _factors(pen)[:SHOWN_FACTORS]:
        path = (*D, "tipping", "effects", at)
        rows.append(
            [
                pen.text(f"factor.{_factor(pen, at)['factor']}"),
                _effect(pen, at),
                pen.pair("points.fine.range", *path),
            ]
        )
    if not rows:
        return [pen.text("country.note.no_factor")]
    head = [pen.text(f"country.col.{name}") for name in ("factor", "effect", "interval")]
    renewal = _document(pen)["tipping"]["renewal"]
    turn = pen.text(
        f"country.note.renewal.{renewal['all_to']}",
        afresh=pen.share(*D, "tipping", "renewal", "chosen_afresh", "mean"),
        p=pen.share(*D, "tipping", "renewal", "p_turns"),
    )
    explained = pen.text("country.note.fit", explained=pen.share(*D, "tipping", "explained"))
    return [pen.text("country.note.turning"), table(head, rows), pen.join([turn, explained])]


def deals(pen: Pen) -> list[str]:
    """The register: what is on record, how firm it is, with its sources."""
    document = _document(pen)
    if not document["deals"]:
        return [pen.text("country.note.no_deals")]
    rows = []
    order = sorted(range(len(document["deals"])), key=lambda at: str(document["deals"][at]["announced"]))
    for at in order:
        deal = document["deals"][at]
        sources = [name for name in deal["source_id"] if pen.footnotes.citable(name)]
        call = pen.footnotes.call(sources[0]) if sources else ""
        size = (
            pen.text("screen.unstated")
            if deal["capacity_mw"] is None
            else pen.value("power", *D, "deals", at, "capacity_mw", unit="MW")
        )
        firm = pen.share(*D, "deals", at, "firm_share") if deal["counts"] else pen.text("country.overlap")
        stack = pen.text(f"screen.{deal['stack']}") if deal["stack"] in (*STACKS, "own") else "–"
        rows.append(
            [
                pen.value("plain", *D, "deals", at, "provider") + call,
                stack,
                pen.text(f"rung.{deal['status']}"),
                firm,
                size,
                _announced(pen, at),
            ]
        )
    head = [
        pen.text(f"country.col.{name}") for name in ("deal", "stack", "status", "firm", "size", "announced")
    ]
    totals = [
        pen.text(
            "country.note.total",
            stack=pen.text(f"country.deals_{stack}"),
            stated=pen.value("power", *D, "deals_total", stack, "stated_mw", unit="MW"),
            firm=pen.value("power", *D, "deals_total", stack, "firm_mw", unit="MW"),
            running=_running(pen, stack),
        )
        for stack, total in document["deals_total"].items()
        if total["stated_mw"] is not None and stack in STACKS
    ]
    return [table(head, rows), pen.join([*totals, pen.text("country.note.register")])]


def _running(pen: Pen, stack: str) -> str:
    if not _document(pen)["deals_total"][stack]["running_mw"]:
        return pen.text("country.note.idle")
    power = pen.value("power", *D, "deals_total", stack, "running_mw", unit="MW")
    return pen.text("country.note.running", power=power)


def _announced(pen: Pen, at: int) -> str:
    """When a deal was announced, as exactly as is known; a bare year is a number and so a claim."""
    deal = _document(pen)["deals"][at]
    length = PRECISION.get(deal["precision"])
    if length is None:
        return pen.value("year", *D, "deals", at, "announced")
    return pen.date(str(deal["announced"])[:length])


def withheld(pen: Pen) -> list[str]:
    """What a stop of supply from either side would cost, week by week and in money; a test, not a forecast."""
    if not _document(pen)["dependency"]:
        return [pen.text("country.note.untested")]
    return [pen.text("country.note.test"), withdrawal_table(pen, (*D, "dependency"))]


def withdrawal_table(pen: Pen, path: tuple[object, ...]) -> str:
    """One line a measure, one column a supplier."""
    block = pen.look(*path)
    sides = [side for side in STACKS if block.get(side)]

    def ranged(form: str, name: str, side: str) -> str:
        if pen.look(*path, side, name) is None:
            return pen.text("not_measured")
        inner = (*path, side, "ranges", name)
        return pen.text(
            "odds.ranged",
            p=pen.value(form, *path, side, name),
            range=pen.pair(f"{form}.range", *inner, fields=("q05", "q95")),
        )

    measures: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("week", lambda side: pen.share(*path, side, "loss_by_week", WEEK)),
        ("year", lambda side: pen.share(*path, side, "loss_by_week", YEAR)),
        ("half", lambda side: ranged("weeks", "weeks_to_half", side)),
        ("risk", lambda side: ranged("dollars", "gdp_at_risk_usd", side)),
        ("sender", lambda side: ranged("dollars", "supplier_cost_usd", side)),
    )
    rows = [[pen.text(f"withheld.row.{name}"), *(read(side) for side in sides)] for name, read in measures]
    return table([pen.text("withheld.col"), *(pen.text(f"withheld.col.{side}") for side in sides)], rows)


def limits(pen: Pen) -> list[str]:
    """How the numbers came about and what they leave out."""
    filled = _document(pen)["start"]["filled"]
    own = [
        pen.text(
            "country.note.members",
            ess=pen.value("count", *D, "ess"),
            members=pen.value("count", *D, "members"),
        )
    ]
    if filled:
        own.append(pen.text("country.note.filled", n=pen.count(*D, "start", "filled")))
    own.append(pen.text("country.note.judgement", scope=pen.footnotes.note("note.china_scope")))
    return [pen.join(own), *method(pen)]


COUNTRY = Plan(
    title,
    summary,
    cover,
    opening,
    (
        ("tldr", short_version),
        ("country.position", position),
        ("country.use", use),
        ("country.turning", turning),
        ("country.deals", deals),
        ("country.withheld", withheld),
        ("limits", limits),
    ),
)
