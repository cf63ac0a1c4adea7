"""Passes on whole arrays: the recorded arithmetic of the equations, in the words of an array library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fourfutures.ensemble.kernel.emission import Pass
from fourfutures.ensemble.kernel.layout import APART, REGIONS, place

NAMES = {
    place(region, name): f"{region}.{name}"
    for region, names in {**REGIONS, **APART}.items()
    for name in names
}
_WORDS = {"both": "logical_and", "either": "logical_or"}  # the others are called in libraries as in graphs
PARTNERS = -2  # axis of the partners; members come last


def evaluate(plan: Pass, given: Mapping[str, Any], library: Any, real: Any) -> dict[str, Any]:
    """What a pass leaves, by region and name, from its inputs by name.

    `library` is NumPy or a module that speaks like it, `real` the type of the constants. Inputs are numbers, arrays of
    shape (members,) or, where they differ by partner, (partners, members) or (partners, 1). What a pass adds to a sum
    is summed over partners here.
    """
    found: list[Any] = []
    for node in plan.graph.nodes:
        if node.kind == "input":
            found.append(given[str(node.value)])
        elif node.kind == "constant":
            found.append(real(node.value))
        else:
            operation = getattr(library, _WORDS.get(node.kind, node.kind))
            found.append(operation(*(found[part] for part in node.parts)))
    return {
        NAMES[output.target]: library.sum(found[output.value.number], axis=PARTNERS)
        if output.adds
        else found[output.value.number]
        for output in plan.outputs
    }
