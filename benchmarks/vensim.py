"""The bloc model as a Vensim file, written from the same recorded equations."""

from __future__ import annotations

from collections import Counter

from benchmarks.bloc_model import BLOCS, MONTHS, STOCK, YEAR, constants, plans
from fourfutures.ensemble.kernel.arrays import NAMES
from fourfutures.ensemble.kernel.emission import Pass, behind
from fourfutures.ensemble.kernel.layout import REGIONS

INFIX = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "less": "<", "greater": ">", "less_equal": "<=",
         "greater_equal": ">=", "both": ":AND:", "either": ":OR:"}  # fmt: skip
CALLS = {"exp": "EXP", "log": "LN", "minimum": "MIN", "maximum": "MAX", "where": "IF THEN ELSE"}
TRUTHS = ("less", "greater", "less_equal", "greater_equal", "both", "either")
DEEPEST = 4  # operations inside one another in one equation
STATE = tuple(f"state.{name}" for name in REGIONS["state"])


def name_of(dotted: str) -> str:
    """A number's name in the file."""
    return dotted.replace(".", "_")


def vensim_text(given: dict[str, float]) -> str:
    """The model with the parameters of one member; one step is one month."""
    start, month = plans()
    at_origin, first = _equations(start, "origin")
    monthly, after = _equations(month, "month")
    known = {**constants(), **given}
    lines = ["{UTF-8}"]
    lines += [f"{name_of(name)} = {value!r}" for name, value in known.items()]
    lines += ["clock_years = (Time + 1)/12", "clock_back = MIN(0, clock_years - 1)"]
    for bloc in BLOCS:
        stock = name_of(STOCK.format(bloc))
        log = f"log_stock_{bloc}"
        lines += [f"{log} = LN({stock})", f"year_ago_{bloc} = DELAY FIXED({log}, {YEAR - 1}, {log})"]
    lines += [*at_origin, *monthly]
    for name in STATE:
        lines.append(f"{name_of(name)} = INTEG ({after[name]} - {name_of(name)}, {first[name]})")
    lines += ["INITIAL TIME = 0", f"FINAL TIME = {MONTHS}", "TIME STEP = 1", "SAVEPER = TIME STEP"]
    return "\n".join(f"{line}\n\t~\t\n\t~\t\n\t|\n" for line in lines[1:]).join([lines[0] + "\n", ""])


def _equations(plan: Pass, prefix: str) -> tuple[list[str], dict[str, str]]:
    """Equations of the shared numbers of a pass, and for each state the expression that it becomes."""
    nodes = plan.graph.nodes
    outputs = {NAMES[output.target]: output.value.number for output in plan.outputs}
    wanted = [outputs[name] for name in STATE]
    needed = sorted(behind(nodes, wanted))
    users = Counter(part for number in needed for part in nodes[number].parts)
    text: dict[int, str] = {}
    depth: dict[int, int] = {}
    lines = []
    for number in needed:
        node = nodes[number]
        parts = [text[part] for part in node.parts]
        depth[number] = 1 + max((depth[part] for part in node.parts), default=-1)
        if node.kind == "constant":
            text[number] = repr(node.value)
        elif node.kind == "input":
            text[number] = name_of(str(node.value))
        elif node.kind == "negative":
            text[number] = f"(-{parts[0]})"
        elif node.kind in INFIX:
            text[number] = f"({parts[0]} {INFIX[node.kind]} {parts[1]})"
        else:
            text[number] = f"{CALLS[node.kind]}({', '.join(parts)})"
        if node.parts and node.kind not in TRUTHS and (users[number] > 1 or depth[number] >= DEEPEST):
            lines.append(f"{prefix}_{number} = {text[number]}")
            text[number], depth[number] = f"{prefix}_{number}", 0
    return lines, {name: text[number] for name, number in outputs.items() if name in STATE}
