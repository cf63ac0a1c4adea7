"""From recorded arithmetic to a readable function over the lanes of a tile."""

from __future__ import annotations

import keyword
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from fourfutures.ensemble.kernel.tracing import Graph, Node, Symbol

INFIX = {
    "add": "+", "subtract": "-", "multiply": "*", "divide": "/",
    "less": "<", "greater": ">", "less_equal": "<=", "greater_equal": ">=", "both": "&", "either": "|",
}  # fmt: skip
_CALL = {"exp": "exp", "log": "log", "minimum": "minimum", "maximum": "maximum", "where": "where"}
_INDENT = "    "


class Output(NamedTuple):
    """A number to be written: into an array's row, or added to it."""

    target: str  # place in an array, such as state[3, lane]
    value: Symbol
    adds: bool = False


class Pass(NamedTuple):
    """One function over the lanes: its arguments, the arithmetic, what it reads and what it writes."""

    name: str
    doc: str
    arguments: Sequence[str]
    graph: Graph
    lanes: Mapping[str, str]  # input -> what is read in every lane, such as state[3, lane]
    scalars: Mapping[str, str]  # input -> what is read once, such as constants[5]
    outputs: Sequence[Output]
    ready: Mapping[int, str] = {}  # nodes that an earlier pass has left in the tile


def emit(plan: Pass, constants: dict[float, str]) -> str:
    """Source of the pass; `constants` collects the literals, which the module types to its working precision."""
    nodes = plan.graph.nodes
    needed = behind(nodes, [output.value.number for output in plan.outputs], plan.ready)
    names: dict[int, str] = {}
    head, body = [], []
    place = ""
    for number in sorted(needed):
        node = nodes[number]
        if number in plan.ready:
            names[number] = f"ready{number}"
            body.append(f"ready{number} = {plan.ready[number]}  # {node.place}")
        elif node.kind == "constant":
            names[number] = constants.setdefault(float(node.value or 0.0), f"C{len(constants)}")
        elif node.kind == "input":
            name = identifier(str(node.value))
            names[number] = name
            if str(node.value) in plan.scalars:
                head.append(f"{name} = {plan.scalars[str(node.value)]}")
            else:
                body.append(f"{name} = {plan.lanes[str(node.value)]}")
        else:
            if node.place != place:
                place = node.place
                body.append(f"# {place}")
            names[number] = f"t{number}"
            body.append(f"t{number} = {_expression(node, names)}")
    body.append("# what the pass leaves")
    for output in plan.outputs:
        sign = "+=" if output.adds else "="
        body.append(f"{output.target} {sign} {names[output.value.number]}")
    lines = [
        "@njit(**LANES_OPTIONS)",
        f"def {plan.name}({', '.join(plan.arguments)}):",
        f'{_INDENT}"""{plan.doc}"""',
        *(_INDENT + line for line in head),
        f"{_INDENT}for lane in range(LANES):",
        *(2 * _INDENT + line for line in body),
    ]
    return "\n".join(lines) + "\n"


def split(plan: Pass, inner: Collection[str], rows: int) -> tuple[Pass, Pass, int]:
    """A pass in two: what does not depend on the inputs `inner` is worked out once, in rows from number `rows` on.

    Returns the outer pass, the inner pass and the number of rows after it.
    """
    nodes = plan.graph.nodes
    depends: list[bool] = []
    for node in nodes:
        own = node.kind == "input" and any(str(node.value).startswith(name) for name in inner)
        depends.append(own or any(depends[part] for part in node.parts))
    needed = behind(nodes, [output.value.number for output in plan.outputs])
    wanted = [output.value.number for output in plan.outputs]
    borders = [part for number in needed if depends[number] for part in nodes[number].parts] + wanted
    kept = sorted(
        {
            number
            for number in borders
            if not depends[number] and nodes[number].kind not in ("constant", "input")
        }
    )
    places = {number: f"tile[{rows + k} * LANES + lane]" for k, number in enumerate(kept)}
    outer = plan._replace(
        name=f"before_{plan.name}",
        doc=f"What `{plan.name}` needs and every partner shares.",
        arguments=[name for name in plan.arguments if name not in ("c", "table", "partner", "country")],
        outputs=[Output(places[number], Symbol(plan.graph, number)) for number in kept],
    )
    return outer, plan._replace(ready=places), rows + len(kept)


def behind(nodes: Sequence[Node], wanted: Sequence[int], ready: Collection[int] = ()) -> set[int]:
    """Nodes that the wanted ones rest on; behind those that are `ready` nothing more."""
    found: set[int] = set()
    waiting = list(wanted)
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            if number not in ready:
                waiting.extend(nodes[number].parts)
    return found


def _expression(node: Node, names: Mapping[int, str]) -> str:
    parts = [names[part] for part in node.parts]
    if node.kind == "negative":
        return f"-{parts[0]}"
    if node.kind in INFIX:
        return f"{parts[0]} {INFIX[node.kind]} {parts[1]}"
    return f"{_CALL[node.kind]}({', '.join(parts)})"


def identifier(name: str) -> str:
    """The name of an input as a variable."""
    text = name.replace(".", "_")
    return text + "_" if keyword.iskeyword(text) else text
