"""The page: one table of figures with their targets, the machine, then each part's own tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.figures import FIGURES
from benchmarks.findings import digits

HEAD = """\
# Benchmarks

<!-- Written by `make bench`. Run it again instead of editing this page. -->

Measured side by side in one run on one machine; ratios travel better than seconds. In brackets stands the middle half of
the repetitions. A figure that could not be measured is `none`, with its reason below.
"""
HOW = """\
## Run it again

```
make bench                                        # everything, some fifteen minutes on two cores
.venv/bin/python -m benchmarks --only speed,bits  # single parts; the others stay as they were
.venv/bin/python -m benchmarks --quick            # small sizes, two minutes, nothing written
```

The twin needs a compiler for C (`gcc` or `clang`), the peers the extra `bench`, JAX the extra `gpu`. Numbers with their
reasons and tables stand in `benchmarks/results.json`. Measure on a machine that does nothing else.
"""


def page(content: dict[str, Any]) -> str:
    """The document as Markdown."""
    return "\n".join(_blocks(content))


def summary(content: dict[str, Any]) -> str:
    """The table of figures alone, those not measured left out."""
    known = [key for key in FIGURES if content["figures"][key]["reason"] != "not measured"]
    return "\n".join(_figures(content["figures"], known))


def _blocks(content: dict[str, Any]) -> Iterator[str]:
    figures, parts = content["figures"], content["parts"]
    yield HEAD
    yield "## Figures\n"
    yield from _figures(figures, list(FIGURES))
    yield ""
    yield from _reasons(figures)
    yield from _machine(content["machine"])
    for part in parts.values():
        for table in part["tables"]:
            yield f"## {table['title']}\n"
            yield from _table(table["columns"], table["rows"])
            yield f"\n{table['note']}\n" if table["note"] else ""
    yield "## The parts\n"
    rows = [
        (name, f"{part['seconds']:.0f}", f"{part['busy']:.0%}", part["code"]) for name, part in parts.items()
    ]
    yield from _table(("part", "seconds", "other work on the cores before it", "code"), rows)
    if len({part["code"] for part in parts.values()}) > 1:
        yield "\nNot all parts were measured with the same state of the code."
    yield ""
    yield HOW


def _figures(figures: dict[str, Any], keys: Sequence[str]) -> Iterator[str]:
    rows = []
    for key in keys:
        own = figures[key]
        met = "" if own["target"] is None else {None: "unknown", True: "met", False: "**missed**"}[own["met"]]
        rows.append((f"`{key}`", _value(own), own["unit"], own["target"] or "", met, FIGURES[key].how))
    yield from _table(("key", "value", "unit", "target", "", "how measured"), rows)


def _value(own: dict[str, Any]) -> str:
    value = own["value"]
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = digits(value)
    return text if own["low"] is None else f"{text} ({digits(own['low'])} to {digits(own['high'])})"


def _reasons(figures: dict[str, Any]) -> Iterator[str]:
    unknown = [(key, own["reason"]) for key, own in figures.items() if own["value"] is None]
    if unknown:
        yield "Why there is no number:\n"
        yield from (f"- `{key}`: {reason}" for key, reason in unknown)
        yield ""


def _machine(machine: dict[str, Any]) -> Iterator[str]:
    yield "## The machine\n"
    rows = [
        ("processor", f"{machine['processor']} ({machine['compiler_target']} to the compiler)"),
        ("cores", str(machine["cores"])),
        ("vectors", ", ".join(machine["vectors"])),
        ("memory", f"{machine['memory_gb']} GB"),
        ("system, Python", f"{machine['system']}, {machine['python']}"),
        ("packages", ", ".join(f"{name} {version}" for name, version in machine["packages"].items())),
    ]
    yield from _table(("what", "which"), rows)
    yield ""


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(columns)
    yield "|" + "---|" * len(columns)
    yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
