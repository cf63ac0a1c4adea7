"""What a terminal shows of documents just read: what each is, what a careful reader would question, what may be evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.screen import rule

SHOWN_PROPOSALS = 12  # of one document; --json has all


def print_evidence_added(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print documents, their defects and proposals."""
    texts = catalogue(lang)
    for one in document["documents"]:
        proposals = [each for each in document["proposals"] if each["document_id"] == one["id"]]
        rule(console, one["title"] or texts.text("intake.untitled", source=one["source"]))
        _head(texts, one, console)
        _defects(texts, one, console)
        _proposals(texts, proposals, document["indicators"], console)
    console.print()
    if document["model"]:
        for line in _model(texts, document["model"]):
            console.print(Text(line))
    console.print(Text(_outcome(texts, document), style="dim"), soft_wrap=True)


def _head(texts: Catalogue, one: Mapping[str, Any], console: Console) -> None:
    script = one["script"] if one["lang"] == "zh" else "en"
    parts = [
        texts.text(f"intake.language_{script.lower()}"),
        numerals.date(one["published"], texts.lang) if one["published"] else texts.text("intake.no_date"),
        one["publisher"] or texts.text("intake.no_publisher"),
        *([one["author"]] if one["author"] else []),
    ]
    console.print(Text(texts.text("list.wide").join(parts)), soft_wrap=True)
    if one["url"]:
        console.print(Text(one["url"]), soft_wrap=True)
    if one["footnotes"]:
        claims = sum(len(note["claims"]) for note in one["footnotes"])
        said = texts.text(
            "intake.footnotes",
            n=numerals.count(len(one["footnotes"]), texts.lang),
            claims=numerals.count(claims, texts.lang),
        )
        console.print(Text(said))
    if one["same_as"]:
        console.print(Text(texts.text("intake.copy", original=one["same_as"])), soft_wrap=True)


def _defects(texts: Catalogue, one: Mapping[str, Any], console: Console) -> None:
    """Defects; those of one kind in several references share a line."""
    if not one["defects"]:
        return
    console.print(Text(texts.text("intake.defects"), style="bold"))
    told: dict[str, list[str]] = {}
    for defect in one["defects"]:
        told.setdefault(defect[texts.lang], []).append(_place(texts, defect["where"]))
    for said, where in told.items():
        line = texts.text("intake.defect", where=texts.text("list.comma").join(where), said=said)
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _place(texts: Catalogue, where: str) -> str:
    """Where a defect lies: parts of a document by their names, fields and footnotes as they are written."""
    key = f"intake.where_{where}"
    return texts.text(key) if texts.has(key) else where


def _proposals(
    texts: Catalogue,
    proposals: list[Mapping[str, Any]],
    names: Mapping[str, Mapping[str, str]],
    console: Console,
) -> None:
    if not proposals:
        console.print(Text(texts.text("intake.none")))
        return
    console.print(
        Text(texts.text("intake.proposals", n=numerals.count(len(proposals), texts.lang)), style="bold")
    )
    why = proposals[0]["grade_reason"]
    if why:
        key = "intake.grade" if why["judgement"] else "intake.grade_given"
        said = texts.text(key, grade=proposals[0]["grade"], reason=texts.name(why))
        console.print(Padding(Text(said, style="dim"), (0, 0, 0, 2)))
    surest = sorted(proposals, key=lambda each: -each["confidence"])[:SHOWN_PROPOSALS]
    for each in proposals:
        if each not in surest:
            continue
        name = texts.name(names[each["indicator"]]) if each["indicator"] in names else each["indicator"]
        values = {
            "indicator": name,
            "actor": each["actor"],
            "side": texts.text(f"intake.side_{each['direction'].lower()}"),
            "strength": each["strength"],
            "confidence": numerals.percent(each["confidence"], texts.lang),
        }
        console.print(Padding(Text(texts.text("intake.proposal", **values), style="cyan"), (0, 0, 0, 2)))
        console.print(Padding(Text(texts.text("intake.quote", sentence=each["sentence"])), (0, 0, 0, 4)))
        stated = [
            text
            for text in (
                _quantity(texts, each),
                each["date_text"] and _dated(texts, each),
                _proposer(texts, each),
            )
            if text
        ]
        if stated:
            console.print(Padding(Text(texts.text("list.wide").join(stated), style="dim"), (0, 0, 0, 4)))
    if len(proposals) > len(surest):
        more = numerals.count(len(proposals) - len(surest), texts.lang)
        console.print(Padding(Text(texts.text("intake.more", n=more), style="dim"), (0, 0, 0, 2)))


def _proposer(texts: Catalogue, each: Mapping[str, Any]) -> str | None:
    """Whose proposal it is, where a model had a part in it."""
    if not each["model"]:
        return None
    key = "intake.by_both" if "rules" in each["proposed_by"] else "intake.by_model"
    return texts.text(key, name=each["model"]["name"])


def _model(texts: Catalogue, model: Mapping[str, Any]) -> list[str]:
    """What a model was asked, what held, and what did not."""
    lang = texts.lang
    counted = {name: numerals.count(model[name], lang) for name in ("questions", "proposals", "agreed")}
    said = [
        texts.text("intake.model", **{name: model[name] for name in ("name", "host", "prompt")}, **counted)
    ]
    parts = [
        texts.text(f"intake.dropped_{kind}", n=numerals.count(n, lang))
        for kind, n in model["dropped"].items()
    ]
    return [*said, texts.text("intake.dropped", list=texts.text("list.wide").join(parts))] if parts else said


def _quantity(texts: Catalogue, each: Mapping[str, Any]) -> str | None:
    if each["quantity"] is None:
        return None
    return texts.text("intake.quantity", quantity=each["quantity"], unit=each["unit"] or "").strip()


def _dated(texts: Catalogue, each: Mapping[str, Any]) -> str:
    if each["date"] is None:
        return texts.text("intake.stated_date", stated=each["date_text"])
    return texts.text("intake.date", stated=each["date_text"], day=numerals.date(each["date"], texts.lang))


def _outcome(texts: Catalogue, document: Mapping[str, Any]) -> str:
    counts = {
        "documents": numerals.count(len(document["documents"]), texts.lang),
        "proposals": numerals.count(len(document["proposals"]), texts.lang),
    }
    if document["added"] is None:
        return texts.text("intake.dry", **counts)
    taken = {
        f"new_{name}": numerals.count(document["added"][name], texts.lang)
        for name in ("documents", "proposals")
    }
    return texts.text(
        "intake.added",
        **taken,
        known=numerals.count(document["added"]["known"], texts.lang),
        ledger=document["ledger"],
    )
