"""Operations of the kernel's passes, counted on the recorded equations."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections import Counter
from collections.abc import Iterable

from fourfutures.ensemble.kernel import lanes
from fourfutures.ensemble.kernel.emission import Pass, behind
from fourfutures.ensemble.kernel.passes import passes

ADDING = ("add", "subtract", "negative")
CHOOSING = ("minimum", "maximum", "where", "less", "greater", "less_equal", "greater_equal", "both", "either")
FUNCTIONS = ("exp", "log")
KINDS = ("add", "multiply", "divide", "exp", "log", "choose")


def mix(plan: Pass) -> Counter[str]:
    """How often a pass adds, multiplies, divides, chooses and calls `exp` and `log`, for one member."""
    found: Counter[str] = Counter()
    for number in behind(plan.graph.nodes, [output.value.number for output in plan.outputs], plan.ready):
        kind = plan.graph.nodes[number].kind
        if number in plan.ready or kind in ("input", "constant"):
            continue
        found["add" if kind in ADDING else "choose" if kind in CHOOSING else kind] += 1
    found["add"] += sum(output.adds for output in plan.outputs)
    return found


def polynomial(name: str) -> Counter[str]:
    """Operations of `exp` or `log`, read off the text of the lane arithmetic; work on the bits is left out."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(getattr(lanes, name).py_func)))
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, (ast.BinOp, ast.UnaryOp)):
            found["multiply" if isinstance(getattr(node, "op", None), ast.Mult) else "add"] += 1
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("minimum", "maximum", "select"):
            found["choose"] += 1
    return found


def flops(counted: Counter[str]) -> int:
    """Sums, products and quotients, those inside `exp` and `log` included; choices are not counted."""
    own = counted["add"] + counted["multiply"] + counted["divide"]
    inside = sum(
        counted[name] * (steps["add"] + steps["multiply"])
        for name, steps in ((name, polynomial(name)) for name in FUNCTIONS)
    )
    return own + inside


def member_flops(months: int, partners: int, weighings: int, ends: int) -> int:
    """Of a whole member, random words, parameters and normals left out."""
    by_name = {plan.name: flops(mix(plan)) for plan in passes()[0]}
    monthly = by_name["month_of_blocs"] + by_name["before_month_of_country"] + by_name["reading"]
    partner = by_name["partner_at_origin"] + months * by_name["month_of_country"]
    partner += ends * weighings * by_name["weighted_use"]
    return by_name["start"] + by_name["reading"] + months * monthly + partners * partner


def by_pass(names: Iterable[str]) -> dict[str, Counter[str]]:
    """The mix of some passes."""
    plans = {plan.name: plan for plan in passes()[0]}
    return {name: mix(plans[name]) for name in names}
