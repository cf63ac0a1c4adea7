"""A digest of accepted evidence: what the desk decided over some days, in whose words, and what that did to the odds."""

from __future__ import annotations

from collections.abc import Iterator

from fourfutures.report.editions.decisions import (
    R,
    accepted,
    days,
    desk,
    expiring,
    labels,
    others,
    quote,
    told,
)
from fourfutures.report.editions.ending import method, moment
from fourfutures.report.editions.record import DOCUMENT
from fourfutures.report.pen import Pen
from fourfutures.report.plan import Plan
from fourfutures.report.tabulation import table
from fourfutures.report.titles import Writer, fitted
from fourfutures.report.wording import COMPARISONS

D, L = (*DOCUMENT, "digest"), (*DOCUMENT, "languages")
READINGS = ("source", "strict")
POINT = 0.01
QUIET = 0.0005  # less than half a tenth of a point shows in no table
SIDES = ("none", "en", "zh", "all")


def _reading(pen: Pen) -> str:
    return str(pen.look(*D, "reading"))


def _other(pen: Pen) -> str:
    return "source" if _reading(pen) == "strict" else "strict"


def _moved(pen: Pen) -> list[str]:
    """Futures by the size of their move in the run's reading, the largest first."""
    move = pen.look(*D, "move")[_reading(pen)]
    return sorted(move, key=lambda future: -abs(move[future]))


def _idle(pen: Pen) -> bool:
    """Whether nothing that counts came or went."""
    return not pen.look(*DOCUMENT, "shown")


def _span(pen: Pen, future: str) -> tuple[object, ...]:
    return (*D, "change", _reading(pen), future)


def _verdict(pen: Pen, future: str) -> str:
    """Whether the change of a future is told apart from none by sampling, as a claim."""
    path = _span(pen, future)
    ends = pen.look(*path)
    word = "apart" if COMPARISONS["apart"]([ends["low"], ends["high"]]) else "alike"
    return pen.compared(word, (*path, "low"), (*path, "high"))


def _alike(pen: Pen, future: str) -> bool:
    ends = pen.look(*_span(pen, future))
    return COMPARISONS["alike"]([ends["low"], ends["high"]])


def _p(pen: Pen, end: str, reading: str, future: str) -> str:
    return pen.value("percent", *D, end, reading, future, unit="share")


def title(pen: Pen) -> str:
    """Which future gained and which one lost on the evidence, or that it did nothing."""
    return fitted(pen, _candidates(pen))


def _candidates(pen: Pen) -> Iterator[Writer]:
    move = pen.look(*D, "move")[_reading(pen)]
    first = _moved(pen)[0]
    if not desk(pen)["decided"]:
        yield lambda hand: hand.text("title.digest.none")
    elif _idle(pen):
        yield lambda hand: hand.text("title.digest.idle")
    elif _alike(pen, first):
        yield lambda hand: hand.text("title.digest.noise")
    elif abs(move[first]) < POINT:
        yield lambda hand: hand.text("title.digest.calm")
    else:
        up, down = max(move, key=move.__getitem__), min(move, key=move.__getitem__)

        def word(hand: Pen, name: str, future: str) -> str:
            return hand.compared(name, (*D, "move", _reading(hand), future))

        def both(hand: Pen) -> str:
            return hand.text(
                "title.digest.both",
                up=_start(hand, up),
                down=hand.future(down),
                gained=word(hand, "up", up),
                lost=word(hand, "down", down),
            )

        def one(hand: Pen) -> str:
            moved = word(hand, "up" if move[first] > 0 else "down", first)
            return hand.text("title.digest.one", future=_start(hand, first), moved=moved)

        if COMPARISONS["up"]([move[up]]) and COMPARISONS["down"]([move[down]]):
            yield both
        yield one


def summary(pen: Pen) -> str:
    """One sentence for lists of briefs, with both readings."""
    hand = pen.elsewhere("summary")
    future = _moved(pen)[0]
    ends = {f"{name}_to": _p(hand, "to", name, future) for name in READINGS}
    if _idle(pen):
        key = "summary.digest.idle" if desk(pen)["decided"] else "summary.digest.none"
        return hand.text(key, future=hand.future(future), **days(pen), **ends)
    ends |= {f"{name}_from": _p(hand, "from", name, future) for name in READINGS}
    return hand.text("summary.digest.moved", future=hand.future(future), **days(pen), **ends)


def opening(pen: Pen) -> list[str]:
    """Which days are told of, and on whose numbers."""
    given = moment(pen)
    members = pen.value("count", "members")
    return [pen.text("opening.digest", members=members, **given, **days(pen))]


def short_version(pen: Pen) -> list[str]:
    """Three sentences: what was decided, what it did, how sure that is and what ends next."""
    held = desk(pen)
    came = pen.value("count", *R, "arrived", "documents")
    waiting = pen.value("count", *R, "waiting")
    if held["decided"]:
        counted = {name: pen.count(*R, name) for name in ("accepted", "rejected", "undone")}
        decided = pen.text("digest.tldr.counts", documents=came, waiting=waiting, **counted)
    else:
        decided = pen.text("digest.tldr.none", documents=came, waiting=waiting, **days(pen))
    names = {
        "reading": pen.text(f"reading.{_reading(pen)}"),
        "other": pen.text(f"reading.{_other(pen)}"),
    }
    expires = held["expiring"][0]["expires"] if held["expiring"] else None
    ending = "none" if expires is None else "expires"
    until = {} if expires is None else {"date": pen.date(expires)}
    if _idle(pen):
        path = (*D, "to", _reading(pen))
        odds = pen.look(*path)
        first = max(odds, key=odds.__getitem__)
        did = pen.text(
            "digest.tldr.idle",
            as_of=moment(pen)["as_of"],
            future=pen.rank("future", first, *path),
            to=_p(pen, "to", _reading(pen), first),
            also_to=_p(pen, "to", _other(pen), first),
            **names,
        )
        return [pen.join([decided, did, pen.text(f"digest.tldr.next.{ending}", **until)])]
    future = _moved(pen)[0]
    did = pen.text(
        "digest.tldr.moved",
        future=_start(pen, future),
        change=pen.value("points.fine", *D, "move", _reading(pen), future, kind="change", unit="share"),
        **{end: _p(pen, end, _reading(pen), future) for end in ("from", "to")},
        **{f"also_{end}": _p(pen, end, _other(pen), future) for end in ("from", "to")},
        **names,
    )
    span = pen.pair("points.fine.range", *_span(pen, future))
    sure = pen.text(
        f"digest.tldr.sure.{ending}",
        verdict=_verdict(pen, future),
        range=span,
        reading=names["reading"],
        **until,
    )
    return [pen.join([decided, did, sure])]


def _start(pen: Pen, future: str) -> str:
    """A future's name at the beginning of a sentence."""
    name = pen.future(future)
    return name[:1].upper() + name[1:]


def effects(pen: Pen) -> list[str]:
    """Odds before and after, a table a reading; then the effect of each decision on each future."""
    if _idle(pen):
        parts = [pen.text("digest.no_effect", as_of=moment(pen)["as_of"])]
        return [*parts, *_own(pen)]
    tables = [_odds(pen, reading) for reading in READINGS]
    caption = pen.text("digest.effects", reading=pen.text(f"reading.{_reading(pen)}"))
    return [*tables, caption, _parts(pen), pen.join(_sums(pen)), *_own(pen)]


def _odds(pen: Pen, reading: str) -> str:
    rows = [
        [
            pen.future_name(future),
            _p(pen, "from", reading, future),
            _p(pen, "to", reading, future),
            pen.value("points.fine", *D, "move", reading, future, kind="change", unit="share"),
            pen.pair("points.fine.range", *D, "change", reading, future),
        ]
        for future in pen.record.futures
    ]
    head = [pen.text("change.col.future", reading=pen.text(f"odds.col.{reading}"))]
    head += [pen.text(f"digest.col.{name}") for name in ("before", "after", "move", "range")]
    return table(head, rows)


def _parts(pen: Pen) -> str:
    """A column a decision with an effect, one for all others, one for the total."""
    letters, reading = labels(pen), _reading(pen)
    shown = pen.look(*DOCUMENT, "shown")
    order = sorted(range(len(shown)), key=lambda at: letters[shown[at]["id"]])
    paths: list[tuple[object, ...]] = [(*DOCUMENT, "shown", at, "delta", reading) for at in order]
    head = [pen.text("odds.col.future"), *(letters[shown[at]["id"]] for at in order)]
    if pen.look(*DOCUMENT, "rest") is not None:
        paths.append((*DOCUMENT, "rest", reading))
        head.append(pen.text("digest.col.rest"))
    paths.append((*D, "move", reading))
    head.append(pen.text("digest.col.total"))
    rows = [
        [
            pen.future_name(future),
            *(pen.value("points.bare", *path, future, kind="change", unit="share") for path in paths),
        ]
        for future in pen.record.futures
    ]
    return table(head, rows)


def _sums(pen: Pen) -> list[str]:
    """What the columns are, and that they add up."""
    full = {desk(pen)["accepted"][at]["id"] for at in told(pen)}
    after = {item["id"] for item in desk(pen)["after"]}
    own = [
        pen.text(
            "digest.anew" if name in after else "digest.gone",
            label=label,
            quote=quote(pen, *R, "known", name),
        )
        for name, label in labels(pen).items()
        if name not in full
    ]
    if pen.look(*DOCUMENT, "rest") is not None:
        own.append(pen.text("digest.rest", n=pen.count(*DOCUMENT, "others")))
    own.append(pen.text("digest.sum"))
    if pen.look(*D, "unexplained") >= QUIET:
        error = pen.value("error", *D, "unexplained", unit="share")
        own.append(pen.text("digest.unexplained", error=error))
    return own


def _own(pen: Pen) -> list[str]:
    """That the run itself counts other evidence, where it does."""
    return [] if pen.look(*DOCUMENT, "as_run") else [pen.text("digest.not_as_run", **days(pen))]


def languages(pen: Pen) -> list[str]:
    """Odds without evidence, with that of each language and with all of it."""
    document, reading = pen.look(*L), _reading(pen)
    as_of = moment(pen)["as_of"]
    if document is None:
        return [pen.text("digest.no_languages", as_of=as_of)]
    counts = {name: pen.value("count", *L, "counts", name) for name in ("all", "en", "zh", "unknown")}
    rows = [
        [
            pen.future_name(future),
            *(pen.value("percent", *L, "odds", side, reading, future, unit="share") for side in SIDES),
        ]
        for future in pen.record.futures
    ]
    head = [pen.text("change.col.future", reading=pen.text(f"odds.col.{reading}"))]
    head += [pen.text(f"desk.by.{side}") for side in SIDES]
    widest = document["widest"]["future"]
    gap = pen.text(
        "digest.gap",
        future=pen.future(widest),
        gap=pen.value("points.fine", *L, "gap", reading, widest, kind="change", unit="share"),
    )
    return [pen.text("digest.languages", as_of=as_of, **counts), table(head, rows), gap]


def limits(pen: Pen) -> list[str]:
    """Whose words and judgements these are, and the run behind them."""
    own = [pen.text("digest.limits")]
    own += [pen.quoted(*D, "notes", at) for at in range(len(pen.look(*D, "notes")))]
    return [pen.join(own), *method(pen)]


DIGEST = Plan(
    title,
    summary,
    lambda pen: "",
    opening,
    (
        ("tldr", short_version),
        ("digest.accepted", accepted),
        ("digest.effects", effects),
        ("digest.others", others),
        ("digest.languages", languages),
        ("digest.expiring", expiring),
        ("limits", limits),
    ),
)
