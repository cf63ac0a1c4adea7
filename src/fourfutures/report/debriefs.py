"""The debrief of a workshop as a page of Markdown: what the room thought, what it played, what that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.tabulation import table

ALL = "all"


def debrief_page(document: Mapping[str, Any], lang: str) -> str:
    """The page in a language."""
    texts = catalogue(lang)
    day = numerals.date(document["as_of"], lang)
    parts = [
        f"# {texts.text('debrief.title')}",
        texts.text(
            "debrief.setting", code=document["code"], as_of=day, members=numerals.count(document["members"], lang),
            lens=texts.text(f"lens.{document['lens']}"), reading=texts.text(f"reading.{document['reading']}"),
        ),
        f"## {texts.text('debrief.thought')}",
        *_thought(document, texts),
        f"## {texts.text('debrief.played')}",
        *_played(document, texts),
        f"## {texts.text('debrief.behind')}",
        texts.text("debrief.limits"),
        f"    {document['command']}",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _thought(document: Mapping[str, Any], texts: Catalogue) -> list[str]:
    lang, ballots, odds = texts.lang, document["ballots"], document["odds"]
    whole = ballots[ALL]
    if not whole["n"]:
        return [texts.text("debrief.no_ballots")]
    widest = max(document["futures"], key=lambda name: abs(document["gap"][name]))
    finding = texts.text(
        "debrief.gap" if abs(document["gap"][widest]) >= 0.005 else "debrief.no_gap",
        n=whole["n"], future=_name(document, widest, texts), room=numerals.percent(whole["mean"][widest], lang),
        model=numerals.percent(odds[widest], lang),
    )  # fmt: skip
    head = [texts.text(f"debrief.{key}") for key in ("future", "model", "room", "spread")]
    rows = [
        [
            _name(document, name, texts),
            numerals.percent(odds[name], lang),
            numerals.percent(whole["mean"][name], lang),
            numerals.percent_range(whole["least"][name], whole["most"][name], lang),
        ]
        for name in document["futures"]
    ]
    lines = [finding, table(head, rows)]
    teams = [name for name in ballots if name != ALL]
    if len(teams) > 1:
        head = [texts.text("debrief.future"), *(_team(team, texts, ballots) for team in teams)]
        rows = [
            [
                _name(document, name, texts),
                *(numerals.percent(ballots[team]["mean"][name], lang) for team in teams),
            ]
            for name in document["futures"]
        ]
        lines.append(table(head, rows))
    if whole["disagreement_bits"] is not None:
        lines.append(
            texts.text("debrief.apart", bits=numerals.decimal(whole["disagreement_bits"], lang))
        )  # fmt: skip
    return lines


def _played(document: Mapping[str, Any], texts: Catalogue) -> list[str]:
    moves, end, lang = document["moves"], document["end"], texts.lang
    if not moves:
        return [texts.text("debrief.no_moves")]
    ahead = max(document["futures"], key=lambda name: abs(end[name]["change"]))
    change = end[ahead]
    known = change["low"] > 0.0 or change["high"] < 0.0
    finding = texts.text(
        "debrief.change" if known else "debrief.still",
        n=len(moves), future=_name(document, ahead, texts), before=numerals.percent(document["odds"][ahead], lang),
        after=numerals.percent(change["p"], lang), low=numerals.points_bare(change["low"]), high=numerals.points_bare(change["high"]),
    )  # fmt: skip
    shown = _largest(document)
    head = [
        texts.text("debrief.number"), texts.text("debrief.team"), texts.text("debrief.move"),
        *(_name(document, name, texts) for name in shown),
    ]  # fmt: skip
    rows = [
        [
            str(move["number"]), texts.text(f"debrief.team.{move['team']}"),
            f"{texts.name(document['names'][move['lever']])} {move['value']:+g}",
            *(numerals.points_bare(move["step"][name]) for name in shown),
        ]
        for move in moves
    ]  # fmt: skip
    lines = [finding, texts.text("debrief.steps"), table(head, rows)]
    rest = max(document["futures"], key=lambda name: abs(document["interaction"][name]))
    if abs(document["interaction"][rest]) >= 0.005:
        lines.append(
            texts.text(
                "debrief.together", future=_name(document, rest, texts),
                change=numerals.points_fine(document["interaction"][rest], lang),
            )
        )  # fmt: skip
    return lines


def _largest(document: Mapping[str, Any]) -> Sequence[str]:
    """The three futures that moved most, in the order of the frame."""
    order = sorted(document["futures"], key=lambda name: -abs(document["end"][name]["change"]))[:3]
    return [name for name in document["futures"] if name in order]


def _name(document: Mapping[str, Any], future: str, texts: Catalogue) -> str:
    return texts.name(document["names"][future])


def _team(team: str, texts: Catalogue, ballots: Mapping[str, Any]) -> str:
    return texts.text("debrief.voters", team=texts.text(f"debrief.team.{team}"), n=ballots[team]["n"])
