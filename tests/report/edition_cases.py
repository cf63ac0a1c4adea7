"""Records of editions that say something else than the documents they come from: the cases a page has words for."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from country_pages import INDIA, OPEN, OWN, TURNING
from digests import CARDS, cases

from fourfutures.report import EDITION_SCHEMA, EditionRecord, RunRecord

Document = dict[str, Any]
CARD = {
    "title": "T", "publisher": "P", "url": "https://example.org/p", "published": "2026-01-02",
    "accessed": "2026-11-22", "grade": "C3",
}  # fmt: skip


def record_of(
    run: RunRecord,
    kind: str,
    about: str,
    document: Document,
    sources: Any = None,
    request: Document | None = None,
) -> EditionRecord:
    """An edition of a run around a document."""
    given = sources if sources is not None else document.get("sources") or {}
    cards = given if isinstance(given, Mapping) else {card["id"]: card for card in given}
    content = {
        "schema": EDITION_SCHEMA, "edition": kind, "about": about, "run_id": run.summary["run_id"],
        "sources": cards, "document": document, "request": request or {},
    }  # fmt: skip
    return EditionRecord(run, content)


def countries(test: Document) -> list[Document]:
    """As they are, with a test of both sides; without one; with a register in which something runs; nothing told apart."""
    block = test["countries"]["IND"]
    dependency = {"us": block, "cn": {**block, "dependency_index": 0.05, "weeks_to_half": None}}
    chinese = {"us": {**block, "dependency_index": 0.01}, "cn": block}
    running = copy.deepcopy(INDIA["deals_total"])
    running["us"]["running_mw"] = 20.0
    still = copy.deepcopy(TURNING)
    for row in still["tipping"]["effects"]:
        row["effect"] = None
    long = {
        "en": "An economy whose name is a little too long",
        "zh": "名称稍长的某一经济体",
    }
    return [
        {**INDIA, "entity": "IND", "dependency": dependency},
        {**INDIA, "entity": "IND", "dependency": chinese, "deals_total": running, "name": long},
        {**TURNING, "entity": "IND", "dependency": dependency},
        {**TURNING, "entity": "IND", "dependency": None, "alignment": {"us": 0.1, "cn": 0.85, "own": 0.0, "mixed": 0.05}},
        {**OWN, "entity": "IND", "dependency": chinese},
        {**OPEN, "entity": "IND", "dependency": dependency},
        {**still, "entity": "IND", "dependency": None},
    ]  # fmt: skip


def moved(document: Document, size: float, error: float = 0.001) -> Document:
    """The document with the first two futures moved by a size in opposite directions."""
    made = copy.deepcopy(document)
    first, second = list(made["move"])[:2]
    move = dict.fromkeys(made["move"], 0.0) | {first: size, second: -size}
    made["move"] = move
    for block in made["readings"].values():
        block["move"] = move
    for entry in made["to"].values():
        entry["mc_se"] = error
    return made


def changes(document: Document) -> list[Document]:
    """As it is; two futures moved; one alone; within error; nothing; no item; every item loud; one start; a note."""
    one = moved(document, 0.0)
    one["move"][next(iter(one["move"]))] = 0.04
    none = {**moved(document, 0.0), "contributions": []}
    loud = moved(document, 0.05)
    for item in loud["contributions"]:
        item["delta"] = dict.fromkeys(item["delta"], 0.02)
    quiet = moved(document, 0.05)
    for item in quiet["contributions"]:
        item["delta"] = dict.fromkeys(item["delta"], 0.0)
    same = moved(document, 0.05)
    for item in same["contributions"]:
        item["name"] = same["contributions"][0]["name"]
    same["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    same["starts"] = {"from": "best_estimate", "to": "best_estimate"}
    return [
        document,
        moved(document, 0.05),
        one,
        moved(document, 0.05, 0.1),
        moved(document, 0.0),
        none,
        loud,
        quiet,
        same,
    ]


def deals(document: Document, test: Document) -> list[Document]:
    """As it is; Chinese; at a loss to both, with terms that stand open, joint keys and a note; unsimulated and open accounts."""
    dealt = copy.deepcopy(document)
    dealt["country"] = {**dealt["country"], "entity": "IND"}
    chinese = copy.deepcopy(dealt)
    chinese["offer"]["stack"] = "cn"
    hard = copy.deepcopy(dealt)
    hard["partner"]["p_loses"] = hard["parties"]["provider"]["p_loses"] = 0.6
    hard["offer"]["key_custody"]["value"] = "joint"
    hard["offer"]["weights_in_country"]["value"] = False
    hard["counterfactuals"]["own_build"] = None
    change = {"p": 0.03, "low": 0.01, "high": 0.05}
    hard["futures_effect"] = {
        name: dict.fromkeys(block, change) for name, block in hard["futures_effect"].items()
    }
    hard["offer"]["name"] = {
        "en": "An offer whose name is too long for any title",
        "zh": "名称长得放不进标题的合作方案" * 2,
    }
    hard["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    still = copy.deepcopy(dealt)
    still["futures_effect"] = {
        name: {future: {"p": 0.0, "low": 0.0, "high": 0.0} for future in block}
        for name, block in still["futures_effect"].items()
    }
    for term in still["offer"].values():
        if isinstance(term, dict) and term.get("origin") in ("open", "template"):
            term["origin"] = "sheet"
    still["assumptions"] = {}
    open_ = {**copy.deepcopy(dealt), "closure_error": 1e-3, "country_effect": None, "futures_effect": None}
    east = {**test, "supplier": "CN"}
    return [
        {"deal": dealt, "withdrawal": test},
        {"deal": chinese, "withdrawal": east},
        {"deal": hard, "withdrawal": test},
        {"deal": still, "withdrawal": test},
        {"deal": open_, "withdrawal": test},
    ]


def viewpoints(document: Document) -> list[Document]:
    """As it is; alike; with another first future; with ranges that can be ranked; apart by priors rather than definitions."""
    narrow = copy.deepcopy(document)
    for entry in narrow["lenses"]:
        for block in entry["futures"].values():
            for odds in block.values():
                odds |= {
                    "low": odds["p"],
                    "high": odds["p"],
                    "change": {"p": 0.0, "low": -0.01, "high": 0.01},
                }
    other = copy.deepcopy(narrow)
    for block in other["lenses"][1]["futures"].values():
        for future, odds in block.items():
            p = 0.6 if future == "us_standard" else 0.1
            odds |= {"p": p, "low": p, "high": p}
            odds["change"] = {"p": 0.2, "low": 0.1, "high": 0.3}
    wide = copy.deepcopy(narrow)
    for block in wide["lenses"][1]["futures"].values():
        first = max(block, key=lambda future: block[future]["p"])
        block[first] |= {"low": 0.1, "high": 0.9}
    for part in wide["disagreement"].values():
        part["definitions"] = part["bits"] * 0.9
    return [document, narrow, other, wide]


def digests(run: RunRecord) -> list[EditionRecord]:
    """Every case of a digest."""
    return [record_of(run, "digest", "x", made, CARDS, asked) for asked, made in cases()]


def editions(
    run: RunRecord, explanation: Document, dealt: Document, test: Document, lenses: Document
) -> list[EditionRecord]:
    """Every case of every edition."""
    cards = {f"s{number}": CARD for number in range(9)}
    return [
        *(record_of(run, "country", "IND", made, cards) for made in countries(test)),
        *(record_of(run, "change", "2026-01-31", made) for made in changes(explanation)),
        *(record_of(run, "deal", "x", made, made["deal"]["sources"]) for made in deals(dealt, test)),
        *(record_of(run, "lens", "us", made) for made in viewpoints(lenses)),
        *digests(run),
    ]
