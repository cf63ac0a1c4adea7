"""The viewpoint edition: the same evidence through one lens beside the neutral one, labelled as a viewpoint throughout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fourfutures.report.editions.ending import method, moment
from fourfutures.report.editions.record import DOCUMENT as D
from fourfutures.report.pen import Pen
from fourfutures.report.plan import Plan
from fourfutures.report.standing import WIDE, sure
from fourfutures.report.tabulation import table
from fourfutures.report.titles import Writer, fitted

READINGS = ("source", "strict")
SHOWN = 2  # changes named in a sentence
NEUTRAL = "neutral"


def _document(pen: Pen) -> Any:
    return pen.look(*D)


def _at(pen: Pen, lens: str) -> int:
    """Place of a lens in the document."""
    return [entry["lens"] for entry in _document(pen)["lenses"]].index(lens)


def _own(pen: Pen) -> tuple[object, ...]:
    return (*D, "lenses", _at(pen, pen.record.about))


def _odds(pen: Pen, lens: str, reading: str) -> Any:
    return _document(pen)["lenses"][_at(pen, lens)]["futures"][reading]


def _first(pen: Pen, lens: str, reading: str) -> str:
    odds = _odds(pen, lens, reading)
    return str(max(odds, key=lambda future: odds[future]["p"]))


def _ranked(pen: Pen, lens: str, reading: str) -> str:
    """The name of the future that comes first through a lens, as a claim."""
    return pen.rank("future", _first(pen, lens, reading), *D, "lenses", _at(pen, lens), "futures", reading)


def _shown(pen: Pen, lens: str, reading: str, future: str) -> str:
    """Odds with their range, which is left out where it reads like the odds themselves."""
    path = (*D, "lenses", _at(pen, lens), "futures", reading, future)
    p = pen.value("percent", *path, "p", unit="share")
    if pen.narrow((*path, "p"), path):
        return p
    return pen.text("odds.ranged", p=p, range=pen.pair("range", *path))


def _lens(pen: Pen) -> str:
    return pen.text(f"lens.{pen.record.about}")


def title(pen: Pen) -> str:
    """Whether the lens changes which future comes first."""
    return fitted(pen, _candidates(pen))


def _candidates(pen: Pen) -> Iterator[Writer]:
    same = [_first(pen, pen.record.about, reading) == _first(pen, NEUTRAL, reading) for reading in READINGS]
    shape = "wide" if any(_wide(pen)) else "same" if all(same) else "other"
    yield lambda hand: hand.text(f"title.lens.{shape}", lens=_lens(hand))


def _wide(pen: Pen) -> list[bool]:
    """Whether the range of the first future is too wide to rank, by reading."""
    lens = pen.record.about
    tops = [_odds(pen, lens, reading)[_first(pen, lens, reading)] for reading in READINGS]
    return [top["high"] - top["low"] > WIDE for top in tops]


def summary(pen: Pen) -> str:
    """One sentence for lists of briefs, with both readings."""
    hand = pen.elsewhere("summary")
    values = {}
    for reading in READINGS:
        first = _first(hand, hand.record.about, reading)
        path = (*_own(hand), "futures", reading, first, "p")
        values[reading] = _ranked(hand, hand.record.about, reading)
        values[f"{reading}_p"] = hand.value("percent", *path, unit="share")
    return hand.text("summary.lens", lens=_lens(hand), as_of=pen.date(pen.record.summary["as_of"]), **values)


def opening(pen: Pen) -> list[str]:
    """The label, and on whose numbers."""
    given = moment(pen)
    return [
        pen.text("opening.lens", lens=_lens(pen)),
        pen.text(
            "opening.lens_run",
            horizon=given["horizon"],
            as_of=given["as_of"],
            members=pen.value("count", *D, "members"),
        ),
    ]


def short_version(pen: Pen) -> list[str]:
    """Three sentences: what it sees, how that differs from the neutral lens, and why."""
    lens, values = pen.record.about, {}
    for reading in READINGS:
        first = _first(pen, lens, reading)
        values[reading] = _ranked(pen, lens, reading)
        values[f"{reading}_odds"] = _shown(pen, lens, reading, first)
    wide = [reading for reading, found in zip(READINGS, _wide(pen), strict=True) if found]
    if wide:
        ends = [
            (*_own(pen), "futures", reading, _first(pen, lens, reading), end)
            for reading in wide
            for end in ("low", "high")
        ]
        values["wide"] = pen.compared("wide", *ends)
    sees = pen.text("lens.tldr.wide" if wide else "lens.tldr.sees", lens=_lens(pen), **values)
    reading = _document(pen)["dials"]["reading"]
    changed = sure({future: entry["change"] for future, entry in _odds(pen, lens, reading).items()})[:SHOWN]
    if changed:
        parts = [
            pen.text(
                "levers.part",
                future=pen.future(future),
                change=_change(pen, reading, future),
                range=pen.pair("points.fine.range", *_own(pen), "futures", reading, future, "change"),
            )
            for future in changed
        ]
        differs = pen.text(
            "lens.tldr.differs",
            parts=pen.text("list.clauses").join(parts),
            reading=pen.text(f"reading.{reading}"),
        )
    else:
        differs = pen.text("lens.tldr.alike", reading=pen.text(f"reading.{reading}"))
    why = pen.text("lens.tldr.why", note=pen.quoted(*_own(pen), "note"))
    return [pen.join([sees, differs, why])]


def _change(pen: Pen, reading: str, future: str) -> str:
    return pen.value(
        "points.fine", *_own(pen), "futures", reading, future, "change", "p", kind="change", unit="share"
    )


def odds(pen: Pen) -> list[str]:
    """Odds through the lens beside the neutral ones, both readings."""
    lens = pen.record.about
    rows = []
    for future in pen.record.futures:
        row = [pen.future_name(future)]
        for reading in READINGS:
            row += [_shown(pen, NEUTRAL, reading, future), _shown(pen, lens, reading, future)]
        rows.append(row)
    head = [pen.text("odds.col.future")]
    for reading in READINGS:
        label = pen.text(f"odds.col.{reading}")
        head += [
            pen.text("lens.col", reading=label, lens=pen.text(f"lens.{name}")) for name in (NEUTRAL, lens)
        ]
    return [table(head, rows), pen.text("odds.rounding")]


def changes(pen: Pen) -> list[str]:
    """Every prior and definition that the lens changes, with the study's reason."""
    entry, own = _document(pen)["lenses"][_at(pen, pen.record.about)], _own(pen)
    rows = []
    for at, prior in enumerate(entry["priors"]):
        path = (*own, "priors", at)
        name = pen.name(*path, "name")
        if prior["side"]:
            name = pen.text("lens.side", name=name, side=pen.text(f"screen.{prior['side']}"))
        rows.append(
            [
                name,
                pen.value("decimal", *path, "before"),
                pen.value("decimal", *path, "after"),
                pen.quoted(*path, "reason"),
            ]
        )
    for at in range(len(entry["definitions"])):
        path = (*own, "definitions", at)
        rows.append(
            [
                pen.name(*path, "name"),
                pen.value("decimal", *path, "neutral"),
                pen.value("decimal", *path, "value"),
                pen.text("lens.definition"),
            ]
        )
    head = [pen.text(f"lens.change.{name}") for name in ("what", "neutral", "here", "reason")]
    return [pen.text("lens.changes"), table(head, rows)]


def beside(pen: Pen) -> list[str]:
    """What every lens says of each future, so that a reader sees how much is viewpoint."""
    lenses = [entry["lens"] for entry in _document(pen)["lenses"]]
    reading = _document(pen)["dials"]["reading"]
    rows = [
        [
            pen.future_name(future),
            *(
                pen.value(
                    "percent", *D, "lenses", _at(pen, lens), "futures", reading, future, "p", unit="share"
                )
                for lens in lenses
            ),
        ]
        for future in pen.record.futures
    ]
    head = [pen.text("odds.col.future"), *(pen.text(f"lens.{lens}") for lens in lenses)]
    path = (*D, "disagreement", reading)
    apart = pen.text(
        "lens.apart",
        bits=pen.value("decimal", *path, "bits"),
        most=pen.value("decimal", *path, "most"),
        definitions=pen.value("decimal", *path, "definitions"),
    )
    if pen.look(*path, "definitions") > pen.look(*path, "bits") / 2:
        apart = pen.join([apart, pen.text("lens.over_definitions")])
    return [pen.text("lens.beside", reading=pen.text(f"reading.{reading}")), table(head, rows), apart]


def limits(pen: Pen) -> list[str]:
    """What a lens may change and what not, and the run behind it."""
    return [pen.text("lens.limits", scope=pen.footnotes.note("note.china_scope")), *method(pen)]


LENS = Plan(
    title,
    summary,
    lambda pen: "",
    opening,
    (
        ("tldr", short_version),
        ("lens.odds", odds),
        ("lens.changes", changes),
        ("lens.beside", beside),
        ("limits", limits),
    ),
)
