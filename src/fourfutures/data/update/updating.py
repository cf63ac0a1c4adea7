"""Updating one file: fetch it, check its shape, compare it, keep it; the vintage before stays whatever happens."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fourfutures.data.errors import DataError
from fourfutures.data.update.comparison import Comparison, compare
from fourfutures.data.update.connector import Connector
from fourfutures.data.update.sheet import read_sheet
from fourfutures.data.update.vintages import CHANGES, PROVENANCE, Vintage, keep, latest
from fourfutures.download import MEGABYTE, Document, Limits, fetch
from fourfutures.errors import FourFuturesError, Problem
from fourfutures.files import alone


class Update(NamedTuple):
    """What became of one connector."""

    connector: Connector
    status: Literal["first", "new", "unchanged", "refused"]
    previous: str | None  # name of the vintage before
    vintage: str | None  # name of the one that now is the last
    folder: Path | None
    sha256: str | None
    bytes: int | None
    rows: int | None
    comparison: Comparison | None
    problems: tuple[Problem, ...]


def new_vintage(connector: Connector, into: Path, limits: Limits, now: datetime) -> Update:
    """Fetch a file and keep it as a new vintage below `into`, unless it is the one already there.

    Never raises for what a server or a file does wrong: that is a refusal, with its problems.
    """
    home = into / connector.id
    previous: Vintage | None = None
    try:
        with alone(home, lambda: None, needed=True):
            previous = latest(home)
            return _fetched(connector, home, previous, limits, now)
    except FourFuturesError as error:
        problems = tuple(getattr(error, "problems", (error.problem,)))
        name, folder = (previous.name, previous.folder) if previous else (None, None)
        return Update(connector, "refused", name, name, folder, None, None, None, None, problems)


def _fetched(
    connector: Connector, home: Path, previous: Vintage | None, limits: Limits, now: datetime
) -> Update:
    bounds = limits._replace(size=min(limits.size, int(connector.megabytes * MEGABYTE)))
    document = fetch(connector.url, bounds)
    sheet = read_sheet(connector, document.content)
    digest, size = hashlib.sha256(document.content).hexdigest(), len(document.content)
    if previous is not None and previous.provenance["sha256"] == digest:
        previous.content()
        return Update(
            connector, "unchanged", previous.name, previous.name, previous.folder, digest, size,
            len(sheet.rows), None, (),
        )  # fmt: skip
    comparison = None
    if previous is not None:
        before = previous.content()
        with suppress(
            DataError
        ):  # one fetched by another connector may have another shape: nothing to compare
            comparison = compare(connector, read_sheet(connector, before), sheet)
    moment = now.astimezone(UTC)
    name = moment.strftime("%Y-%m-%dT%H%M%SZ")
    provenance = _provenance(connector, document, digest, len(sheet.rows), moment)
    provenance["previous"] = previous.name if previous else None
    files = {connector.file: document.content, PROVENANCE: _json(provenance)}
    if comparison is not None:
        files[CHANGES] = _json(changes_document(comparison))
    folder = keep(home, name, files)
    return Update(
        connector, "new" if previous else "first", previous.name if previous else None, folder.name, folder,
        digest, size, len(sheet.rows), comparison, (),
    )  # fmt: skip


def changes_document(comparison: Comparison) -> dict[str, Any]:
    """A comparison as JSON has it."""
    return {
        "added": comparison.count("added"),
        "removed": comparison.count("removed"),
        "changed": comparison.count("changed"),
        "touched": comparison.touched,
        "same": comparison.same,
        "columns_added": list(comparison.columns_added),
        "columns_removed": list(comparison.columns_removed),
        "changes": [
            {
                "change": change.kind,
                "key": dict(change.key),
                "nth": change.nth,
                "cells": {name: list(pair) for name, pair in change.cells.items()},
            }
            for change in comparison.changes
        ],
    }


def _provenance(
    connector: Connector, document: Document, digest: str, rows: int, moment: datetime
) -> dict[str, Any]:
    return {
        "schema": "fourfutures/provenance/1",
        "connector": connector.id,
        "file": connector.file,
        "url": connector.url,
        "final_url": document.url,
        "fetched": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sha256": digest,
        "bytes": len(document.content),
        "rows": rows,
        "media_type": document.media_type,
        "last_modified": document.modified,
        "etag": document.tag,
        "licence": connector.licence,
        "source_id": connector.source,
        "unit": connector.unit,
        "feeds": list(connector.feeds),
    }


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
