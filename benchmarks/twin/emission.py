"""The passes of the kernel in C: the same recorded arithmetic, one plain loop over the lanes for each pass."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from fourfutures.ensemble.kernel import lanes
from fourfutures.ensemble.kernel.emission import INFIX, Pass, behind, identifier
from fourfutures.ensemble.kernel.layout import LANES, TABLE
from fourfutures.ensemble.kernel.passes import passes
from fourfutures.ensemble.kernel.source import settings
from fourfutures.ensemble.kernel.tracing import Node

HERE = Path(__file__).resolve().parent
CALLS = {"exp": "own_exp", "log": "own_log", "minimum": "minimum", "maximum": "maximum", "where": "where"}
TRUTHS = frozenset({"less", "greater", "less_equal", "greater_equal", "both", "either"})
ARRAYS = {name: f"const float *restrict {name}" for name in ("constants", "clock", "groups", "table")}
ROWS = {name: f"float *restrict {name}" for name in ("tile", "partner", "country")}
ARGUMENTS = {**ARRAYS, **ROWS, "c": "int64_t c"}


def twin_source() -> str:
    """The whole program, one file."""
    plans, rows = passes()
    numbers = {"LANES": LANES, **settings(rows)}
    return "\n".join(
        [
            "/* Members of the model. Generated from the equations, as the kernel is. */",
            '#define SIMD _Pragma("omp simd")',
            *(f"#define {name} {value}" for name, value in {**numbers, **_lane_constants()}.items()),
            (HERE / "lanes.h").read_text(encoding="utf-8"),
            *(_function(plan) for plan in plans),
            (HERE / "loops.c").read_text(encoding="utf-8"),
        ]
    )


def _lane_constants() -> dict[str, str]:
    """Numbers of the kernel's lane arithmetic, by name."""
    found = {}
    for name, value in vars(lanes).items():
        if not name.isupper() or isinstance(value, dict):
            continue
        if isinstance(value, np.uint32):
            found[name] = f"UINT32_C({value})"
        elif isinstance(value, np.float32):
            found[name] = single(value)
        elif isinstance(value, (int, float)):
            found[name] = repr(value)
    return found


def _function(plan: Pass) -> str:
    nodes = plan.graph.nodes
    names: dict[int, str] = {}
    head, body = [], []
    for number in sorted(behind(nodes, [output.value.number for output in plan.outputs], plan.ready)):
        node = nodes[number]
        names[number] = f"t{number}"
        if number in plan.ready:
            body.append(f"const float t{number} = {plan.ready[number]}; /* {node.place} */")
        elif node.kind == "constant":
            names[number] = single(np.float32(node.value or 0.0))
        elif node.kind == "input":
            source, name = str(node.value), identifier(str(node.value))
            names[number] = name
            if source in plan.scalars:
                head.append(f"const float {name}_ = {_index(plan.scalars[source])};")
                names[number] = f"{name}_"
            else:
                body.append(f"const float {name} = {plan.lanes[source]};")
        else:
            kind = "bool" if node.kind in TRUTHS else "float"
            body.append(f"const {kind} t{number} = {_expression(node, names)}; /* {node.place} */")
    for output in plan.outputs:
        sign = "+=" if output.adds else "="
        body.append(f"{output.target} {sign} {names[output.value.number]};")
    arguments = ", ".join(ARGUMENTS.get(name, f"float {name}") for name in plan.arguments)
    return "\n".join(
        [
            f"\n/* {plan.doc} */",
            f"static void {plan.name}({arguments})",
            "{",
            *(f"    {line}" for line in head),
            "    SIMD for (int lane = 0; lane < LANES; lane++) {",
            *(f"        {line}" for line in body),
            "    }",
            "}",
        ]
    )


def _expression(node: Node, names: dict[int, str]) -> str:
    parts = [names[part] for part in node.parts]
    if node.kind == "negative":
        return f"-{parts[0]}"
    if node.kind in INFIX:
        return f"{parts[0]} {INFIX[node.kind]} {parts[1]}"
    return f"{CALLS[node.kind]}({', '.join(parts)})"


def single(value: np.float32) -> str:
    """A literal that reads back as the same number."""
    return '__builtin_nanf("")' if np.isnan(value) else f"{value!s}f"


def _index(place: str) -> str:
    """A place in a table of partners, which lies flat in C."""
    return re.sub(r"table\[c, (\d+)\]", rf"table[c * {len(TABLE)} + \1]", place)
