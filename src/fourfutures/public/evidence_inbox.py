"""The documents of the desk: what was read, what a careful reader would question, what was proposed from each; and who may write."""

from __future__ import annotations

import os
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fourfutures.errors import Both
from fourfutures.evidence import Document, ReviewError, Standing, heading, item_block
from fourfutures.public.desk import LEDGER, STUDY, ledger_at, loaded, names, read_from, standing

READERS = {"html": "trafilatura", "feed": "feedparser"}  # formats that need a package of the extra `evidence`


def evidence_documents(*, ledger: LEDGER = None) -> dict[str, Any]:
    """Every document on the desk in the order in which it came, with its defects and how its items stand."""
    at = read_from(ledger)
    read, review = standing(at)
    came = {entry.content["document"]["id"]: entry.day for entry in read.entries if entry.kind == "document"}
    found = Counter((one.candidate.document_id, one.status) for one in review.items.values())
    return {
        **heading(at, read, "fourfutures/evidence-documents/1"),
        "rows": [
            {
                **_short(document),
                "came": came[document.id],
                "items": {status: n for (name, status), n in found.items() if name == document.id},
            }
            for document in review.documents.values()
        ],
        "imported": sum(n for (name, _), n in found.items() if name is None),
    }


def evidence_document(document: str, *, study: STUDY = "ai-2027", ledger: LEDGER = None) -> dict[str, Any]:
    """One document with its text and everything proposed from it, in the order of the text. Raises ReviewError."""
    at = read_from(ledger)
    read, review = standing(at)
    found = review.documents.get(document)
    if found is None:
        raise ReviewError(
            where=document,
            what=Both("is no document of the desk", "不在证据台的文献中"),
            remedy=Both("take an id from the list of documents", "请从文献列表中选用编号"),
        )
    name = names(loaded(study))
    items = [one for one in review.items.values() if one.candidate.document_id == found.id]
    return {
        **heading(at, read, "fourfutures/evidence-document/1"),
        "document": found.model_dump(mode="json"),
        "items": [
            item_block(one, review, name) for one in sorted(items, key=lambda one: _stands(one, found))
        ],
    }


def evidence_desk(
    *, read_only: bool = False, study: STUDY = "ai-2027", ledger: LEDGER = None
) -> dict[str, Any]:
    """Whether anything can be written into the ledger, why not, which formats can be read here, and the study's indicators."""
    at, subject = ledger_at(ledger), loaded(study)
    why = None
    if read_only:
        why = Both("the server was started with --read-only", "服务器以 --read-only 启动")
    elif at.place.file is not None and not _writable(at.place.file):
        why = Both("the ledger’s file cannot be written by this server", "服务器无权写入台账文件")
    return {
        "schema": "fourfutures/evidence-desk/1",
        "ledger": at.place.shown,
        "writes": why is None,
        "why": None if why is None else {"en": str(why), "zh": why.zh},
        "reads": {form: find_spec(package) is not None for form, package in READERS.items()},
        "indicators": {
            name: {
                **one.model_dump(mode="json", include={"area", "note"}),
                "name": one.name.model_dump(),
            }
            for name, one in subject.evidence.items()
        },
    }


def _short(document: Document) -> dict[str, Any]:
    shown = ("id", "title", "lang", "published", "publisher", "url", "format", "same_as", "source", "defects")
    return document.model_dump(mode="json", include=set(shown))


def _stands(one: Standing, document: Document) -> tuple[int, int]:
    """Where an item's sentence begins; what was split off stands with what it was split from."""
    at = document.text.find(one.candidate.sentence)
    return (len(document.text) if at < 0 else at, one.candidate.entry)


def _writable(file: Path) -> bool:
    """Whether a file may be written, or made where it is not there yet."""
    if file.exists():
        return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    there = next((folder for folder in file.parents if folder.exists()), file.parent)
    return os.access(there, os.W_OK)
