"""What the screens of documents share above and below their bodies: how the members are read, and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.quoting import told
from fourfutures.report.screen import rule


def read_as(texts: Catalogue, document: Mapping[str, Any]) -> dict[str, str]:
    """The lens, the reading, the members and how many they count as, where the document has them, in words."""
    found = {"lens": texts.text(f"lens.{document['lens']}")}
    if "dials" in document:
        found["reading"] = texts.text(f"reading.{document['dials']['reading']}")
    counts = ("members", "effective", "samples")
    return found | {
        name: numerals.count(document[name], texts.lang) for name in counts if document.get(name) is not None
    }


def warnings(texts: Catalogue, document: Mapping[str, Any], console: Console) -> None:
    """The notes of a document below a heading of their own, if there are any."""
    if document["notes"]:
        rule(console, texts.text("screen.notes"))
        for note in document["notes"]:
            told("! " + texts.name(note), console, 0, "yellow")
