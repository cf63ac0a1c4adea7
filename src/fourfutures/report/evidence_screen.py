"""What a terminal shows of the evidence desk: the queue, an item, a decision, what came in, whether the ledger holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue, catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import plain_table, rule

SHOWN = 20  # items of a queue
ALONE = 1  # reviewers


def print_evidence_queue(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print the queue."""
    texts = catalogue(lang)
    _heading(texts, document, console)
    if document["reviewers"] > ALONE:
        console.print(Text(texts.text("desk.two")))
    rows = document["rows"]
    if not rows:
        console.print()
        console.print(Text(texts.text("desk.none")))
    for row in rows[:SHOWN]:
        console.print()
        item_lines(texts, row, console)
    if len(rows) > SHOWN:
        console.print(Text(texts.text("desk.more", n=len(rows) - SHOWN), style="dim"))
    if document["decisions"]:
        rule(console, texts.text("desk.decisions"))
        decision_lines(texts, document["decisions"], console)


def print_evidence_item(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print one item with its document and its decisions."""
    texts, item, source = catalogue(lang), document["item"], document["text"]
    item_lines(texts, item, console)
    model = item["model"]
    if model:
        read = {
            "actor": actor(texts, model["actor"]),
            "direction": texts.text(f"desk.direction.{model['direction']}"),
        }
        said = texts.text("desk.model", quote=model["quote"], strength=model["strength"], **read)
        told(said, console, style="dim")
    if item["acceptance"]:
        rule(console, texts.text("desk.acceptance"))
        _terms(texts, item["acceptance"], console)
    if item["same_event"]:
        told(texts.text("desk.same_event", ids=texts.text("list.comma").join(item["same_event"])), console, 0)
    if source is not None:
        rule(console, texts.text("desk.document"))
        told(_source(texts, item["document"]), console, 0)
        if source["url"]:
            console.print(Text(source["url"], style="dim"), soft_wrap=True)
        for defect in source["defects"]:
            told("! " + texts.name({"en": defect["en"], "zh": defect["zh"]}), console, 0, "yellow")
    if item["decisions"]:
        rule(console, texts.text("desk.decisions"))
        decision_lines(texts, item["decisions"], console)


def print_evidence_decision(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what a decision did."""
    texts, made = catalogue(lang), document["decision"]
    said = texts.text(f"desk.done.{made['kind']}", entry=made["entry"], n=document["reviewers"])
    told(said, console, 0)
    for item in document["items"]:
        console.print()
        item_lines(texts, item, console)
        if item["acceptance"]:
            _terms(texts, item["acceptance"], console)
    told(texts.text("log.digest", digest=document["head"]), console, 0, "dim")


def print_evidence_import(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print what an import brought."""
    texts = catalogue(lang)
    key = "desk.imported_whole" if document["whole"] else "desk.imported"
    counted = {"added": len(document["added"]), "known": len(document["known"])}
    told(texts.text(key, file=document["file"], **counted), console, 0)
    _heading(texts, document, console)


def print_evidence_check(document: Mapping[str, Any], lang: str, console: Console) -> None:
    """Print whether the ledger holds."""
    texts = catalogue(lang)
    _heading(texts, document, console)
    console.print(Text(texts.text("desk.holds" if document["ok"] else "desk.broken", n=document["entries"])))
    console.print(Text(texts.text("desk.head", digest=document["head"])), soft_wrap=True)


def item_lines(texts: Catalogue, item: Mapping[str, Any], console: Console) -> None:
    """An item in a few lines: its id and standing, the sentence, what it is read as, where it stands."""
    console.print(
        Text(item["id"], style="bold")
        + Text("  " + texts.text(f"desk.status.{item['status']}"), "not bold cyan")
    )
    if item["sentence"]:
        told(texts.text("desk.quote", sentence=item["sentence"]), console)
    name = item["indicator"] if item["name"] is None else texts.name(item["name"])
    read = texts.text(
        "desk.read",
        name=name,
        actor=actor(texts, item["actor"]),
        direction=texts.text(f"desk.direction.{item['direction']}"),
        strength=item["strength"],
        grade=item["grade"],
    )
    told(read, console)
    for line in _reasons(texts, item):
        told(line, console, style="dim")
    if item["document"] is not None:
        told(_source(texts, item["document"]), console, style="dim")


def _reasons(texts: Catalogue, item: Mapping[str, Any]) -> list[str]:
    """Why its source is graded so, and whose proposal it is where a model had a part in it."""
    said = []
    why, model = item["grade_reason"], item["model"]
    if why:
        key = "desk.grade" if why["judgement"] else "desk.grade_given"
        said.append(texts.text(key, grade=item["grade"], reason=texts.name(why)))
    if model:
        who = "both" if "rules" in item["proposed_by"] else "model"
        when = "open" if item["status"] in ("proposed", "waiting") else "decided"
        named = {name: model[name] for name in ("name", "host", "prompt")}
        said.append(texts.text(f"desk.by.{who}.{when}", **named))
    return said


def decision_lines(texts: Catalogue, decisions: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Decisions, one a line."""
    table = plain_table(header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for made in decisions:
        said = texts.text(
            "desk.decision",
            kind=texts.text(f"desk.kind.{made['kind']}"),
            by=made["by"],
            reason=made["reason"],
            about=texts.text("list.comma").join(made["about"]),
        )
        if made["undone_by"]:
            said += texts.text("desk.undone_by", entry=made["undone_by"])
        table.add_row(f"#{made['entry']}", made["written"][:10], said)
    console.print(table)


def actor(texts: Catalogue, code: str) -> str:
    """An actor's name where there is one, else its code."""
    key = f"entity.{code}"
    return texts.text(key) if texts.has(key) else code


def _heading(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    console.print(Text(texts.text("desk.ledger", ledger=document["ledger"]), style="bold"), soft_wrap=True)
    if "counts" in document:
        counted = {name: document["counts"][name] for name in ("proposed", "waiting", "accepted", "rejected")}
        told(texts.text("desk.counts", documents=document["documents"], **counted), console, 0)


def _terms(texts: Catalogue, acceptance: Mapping[str, Any], console: Console) -> None:
    lang, ratio = texts.lang, acceptance["likelihood_ratio"]
    if ratio is None:
        told(texts.text("desk.by_strength"), console)
    else:
        told(
            texts.text(
                "desk.ratio", ratio=numerals.decimal(ratio, lang), words=texts.name(acceptance["anchor"])
            ),
            console,
        )
    given = acceptance["predicate"]
    if given:
        key = f"desk.claim.{given['comparison']}"
        values = {
            "variable": given["variable"],
            "threshold": given["threshold"],
            "by": numerals.date(given["by"], lang),
        }
        told(texts.text(key, **values), console)
    days = {name: numerals.date(acceptance[name], lang) for name in ("on", "expires")}
    told(texts.text("desk.counts_from", **days), console)


def _source(texts: Catalogue, document: Mapping[str, Any]) -> str:
    published = document["published"]
    return texts.text(
        "desk.source",
        title=document["title"] or document["id"],
        publisher=document["publisher"] or texts.text("desk.no_publisher"),
        date=numerals.date(published, texts.lang) if published else texts.text("desk.no_date"),
        lang=texts.text(f"desk.lang.{document['lang']}"),
    )
