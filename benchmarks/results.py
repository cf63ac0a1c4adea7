"""Results on disk: one JSON document, figures at its top, parts measured again taking the place of older ones."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.figures import FIGURES
from benchmarks.findings import Findings, Unmeasured, missing
from benchmarks.machine import busy_before, facts
from benchmarks.parts import PARTS
from fourfutures.analysis import code_version

SCHEMA = "fourfutures/benchmarks/1"


def measured(names: Iterable[str], quick: bool) -> dict[str, Any]:
    """Measure parts one after another, saying which on stderr; what fails gives no number but its reason."""
    parts = {}
    for name in names:
        print(f"{name} ...", file=sys.stderr, end=" ", flush=True)
        busy = busy_before()
        begin = time.perf_counter()
        try:
            found = PARTS[name].measure(quick)
        except Unmeasured as why:
            found = missing(PARTS[name].keys, str(why))
        except Exception as error:  # one broken part must not take the others' figures along
            traceback.print_exc()
            found = missing(PARTS[name].keys, f"failed: {type(error).__name__}")
        seconds = time.perf_counter() - begin
        print(f"{seconds:.0f} s", file=sys.stderr)
        parts[name] = {**_part(name, found), "seconds": round(seconds, 1), "busy": busy}
    return parts


def _part(name: str, found: Findings) -> dict[str, Any]:
    if set(found.figures) != set(PARTS[name].keys):
        raise ValueError(f"{name} gives {sorted(found.figures)}, and declares {sorted(PARTS[name].keys)}")
    figures = {key: finding._asdict() for key, finding in found.figures.items()}
    tables = [table._asdict() for table in found.tables]
    return {"code": code_version(), "figures": figures, "tables": tables}


def document(parts: dict[str, Any], quick: bool) -> dict[str, Any]:
    """The document: every figure at the top, null where there is none; then targets, reasons, tables, the machine."""
    found = {key: figure for part in parts.values() for key, figure in part["figures"].items()}
    detail = {}
    for key, figure in FIGURES.items():
        own = found.get(key, {"value": None, "low": None, "high": None, "reason": "not measured"})
        target, value = figure.target, own["value"]
        met = None if target is None or value is None else target.met(value)
        detail[key] = {
            **own,
            "unit": figure.unit,
            "target": None if target is None else str(target),
            "met": met,
        }
    return {
        "schema": SCHEMA,
        **{key: own["value"] for key, own in detail.items()},
        "quick": quick,
        "machine": facts(),
        "figures": detail,
        "parts": {name: parts[name] for name in PARTS if name in parts},
    }


def earlier(path: Path) -> dict[str, Any]:
    """Parts measured before on the same machine with the same packages; those of another say nothing here."""
    try:
        old = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if old.get("schema") != SCHEMA or old.get("machine") != facts() or old.get("quick"):
        return {}
    parts: dict[str, Any] = old["parts"]
    return {name: part for name, part in parts.items() if set(part["figures"]) == set(PARTS[name].keys)}


def write(path: Path, content: dict[str, Any]) -> None:
    """Write the document, null where something is unknown."""
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8"
    )
