"""What `discover` gives: boxes of each future with their ways, trees, and the reasons check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.discovery.box import Aim, Box, Fill, fill
from fourfutures.analysis.discovery.chance import drawn_again, effective, interval, quasi_p
from fourfutures.analysis.discovery.covering import Found, Search, cover
from fourfutures.analysis.discovery.inputs import COARSE, LEVELS, Each, Inputs, Ranked
from fourfutures.analysis.discovery.measuring import (
    Described,
    Speaking,
    columns_of,
    described,
)
from fourfutures.analysis.discovery.peeling import boxes as boxes_of
from fourfutures.analysis.discovery.ready import Ready, ready, under_levers
from fourfutures.analysis.discovery.reasons import reasons
from fourfutures.analysis.discovery.sentence import bound_phrase, box_sentence, future_name, future_sentence
from fourfutures.analysis.discovery.tree import Leaf, grow
from fourfutures.analysis.discovery.trimming import Bounds, Members
from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands
from fourfutures.study import Study

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
SCHEMA = "fourfutures/discover/1"
SAMPLES = 20  # drawn again
LEVERS_DRAWN = {
    "en": "Levers are drawn evenly over their ranges, so the odds here are of all these choices taken together and no "
    "forecast. Reasons are checked without levers.",
    "zh": "各项杠杆在其范围内均匀抽取，因此这里的概率是把各种选择一并计入的结果，不是预测。条件核对在不拉动杠杆时进行。",
}


class Discovery(NamedTuple):
    """What is looked for: some futures, in words of a kind, with a density to reach or none."""

    futures: tuple[str, ...]
    speaking: Speaking = "all"
    threshold: float | None = None
    samples: int = SAMPLES
    levers: bool = False  # drawn over their ranges, and inputs of boxes


class Ground(NamedTuple):
    """What boxes stand on."""

    study: Study
    inputs: Inputs
    coarse: Inputs
    weights: Reals
    again: tuple[Reals, ...]
    names: dict[str, Described]
    each: Each = map


def discover(
    request: Request,
    asked: Discovery,
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract. The same request gives the same numbers on any number of hands."""
    if asked.speaking == "levers":
        asked = asked._replace(levers=True)
    if asked.levers:
        request.require_month_left()
    world = weigh(request, request.lens, hands, pools, progress)
    study, reading = world.study, request.reading
    members = ready(world, reading, hands)
    if asked.levers:
        members = under_levers(members, world, request, hands)
    return {
        **head(SCHEMA, request),
        **read_as(request, world.dials[reading]),
        "assimilated": request.assimilate,
        "name": study.meta.name.model_dump(),
        "speaking": asked.speaking,
        "threshold": asked.threshold,
        "samples": asked.samples,
        "levers": sorted(members.pulls or ()),
        "first_month": study.month_name(request.lever_month) if members.pulls else None,
        **discovered(members, asked, request.seed, hands.here.each),
        "notes": [*request.notes, *([LEVERS_DRAWN] if members.pulls else [])],
    }


def discovered(members: Ready, asked: Discovery, seed: int, each: Each = map) -> dict[str, Any]:
    """Boxes, ways, trees and reasons of members that are ready; `each` works on many samples at a time."""
    study, ids, weights = members.study, members.ids, members.weights
    columns = columns_of(study, members.drawn, members.seen, asked.speaking, members.pulls)
    ranked = list(each(Ranked.of, columns))
    ground = Ground(
        study,
        Inputs.cut(ranked, weights, LEVELS, each),
        Inputs.cut(ranked, weights, COARSE, each),
        weights,
        tuple(drawn_again(ids, weights, seed, n) for n in range(asked.samples)),
        described(study, sorted(column.name for column in columns)),
        each,
    )
    search = Search(Aim(asked.threshold))
    found = [
        of_future(ground, future, members.codes == study.frame.ids.index(future), search)
        for future in asked.futures
    ]
    # What a text states is of the world as announced, so its reasons are checked without levers.
    codes, seen = members.plain or (members.codes, members.seen)
    values = {**members.drawn, **seen}
    return {
        "effective": effective(weights),
        "inputs": [entry.item() for entry in ground.names.values()],
        "futures": {name: part["future"] for name, part in zip(asked.futures, found, strict=True)},
        "rows": [row for part in found for row in part["rows"]],
        "ways": [way for part in found for way in part["ways"]],
        "trees": {name: part["tree"] for name, part in zip(asked.futures, found, strict=True)},
        "reasons": reasons(study, codes, weights, values, list(asked.futures)),
    }


def of_future(ground: Ground, future: str, hit: Flags, search: Search) -> dict[str, Any]:
    """Boxes, ways and tree of one future; nothing depends on what the future is called."""
    members = Members(ground.inputs, hit, ground.weights)
    name, base = future_name(ground.study, future), float(ground.weights[hit].sum())
    rows, ways = [], []
    left = np.ones(hit.shape[0], dtype=bool)
    if 0.0 < base < 1.0 - 1e-12:
        for number, found in enumerate(
            cover(members, ground.coarse, ground.again, search, ground.each), start=1
        ):
            rows.append(_row(ground, members, future, number, found, left))
            ways.append(_way(ground, future, number, found, base))
            left &= ~found.box.holds(ground.inputs)
    held = float(ground.weights[hit & ~left].sum()) / base if base > 0.0 else 0.0
    return {
        "future": {
            "name": {"en": str(name), "zh": name.zh},
            "p": base,
            "effective": effective(ground.weights[hit]),
            "boxes": len(rows),
            "coverage": held,
            "sentence": future_sentence(name, base, len(rows), held),
        },
        "rows": rows,
        "ways": ways,
        "tree": _tree(ground, members),
    }


def _row(
    ground: Ground, members: Members, future: str, number: int, found: Found, left: Flags
) -> dict[str, Any]:
    """A box: what it holds beyond earlier boxes, its bounds, and how far chance goes."""
    flags = found.box.holds(ground.inputs)
    own, alone = (fill(f, members.hit, ground.weights) for f in (flags & left, flags))
    mass = float(ground.weights[left].sum())
    rest = replace(members, weights=np.where(left, ground.weights, 0.0) / mass)
    bounds = Bounds(rest, found.box)
    worth = effective(ground.weights[flags & left])
    chances = {
        bound: quasi_p(bounds.now, lifted, worth)
        for bound, lifted in zip(bounds.bounds, bounds.lifted(), strict=True)
    }
    box = []
    for item in _bounds(ground.inputs, found.box):
        at = ground.inputs.names.index(item["name"])
        mine = [bound for bound in chances if bound.input == at]
        box.append(
            {
                **item,
                "label": ground.names[item["name"]].label,
                "unit": ground.names[item["name"]].unit,
                "quasi_p": max(chances[bound] for bound in mine),
                "frequency": min(found.frequency[bound] for bound in mine) if found.frequency else None,
            }
        )
    low, high = interval(own.density, worth)
    covered = interval(own.coverage, effective(ground.weights[members.hit]))
    phrases = [bound_phrase(item, ground.names[item["name"]], ground.study) for item in box]
    row: dict[str, Any] = {
        "future": future,
        "number": number,
        "box": box,
        "base": own.base,
        "mass": own.mass,
        "density": own.density,
        "density_low": low,
        "density_high": high,
        "coverage": own.coverage,
        "coverage_low": covered[0],
        "coverage_high": covered[1],
        "lift": own.lift,
        "alone": _filled(alone),
        "stability": found.jaccard,
        "held_out": None if found.outside is None else _filled(found.outside),
        "reached": None if found.threshold is None else own.density >= found.threshold - 1e-12,
    }
    return row | {"sentence": box_sentence(future_name(ground.study, future), row, phrases)}


def _way(ground: Ground, future: str, number: int, found: Found, base: float) -> dict[str, Any]:
    """The peels that led to a box, of its own inputs, among what earlier boxes left."""
    few = ground.inputs.only(found.inputs)
    steps = []
    for step, (peel, box) in enumerate(zip(found.way, boxes_of(found.way, few), strict=True), start=1):
        low, high = box.ends(peel.input, few)
        category = peel.side == "values"
        steps.append(
            {
                "step": step,
                "input": few.names[peel.input],
                "side": peel.side,
                "value": float(few.lowest[peel.input, peel.level])
                if category
                else low
                if peel.side == "low"
                else high,
                "mass": peel.fill.mass,
                "coverage": peel.fill.coverage,
                "density": peel.fill.density,
            }
        )
    return {"future": future, "number": number, "steps": steps}


def _tree(ground: Ground, members: Members) -> dict[str, Any]:
    """Leaves of the tree, and how often trees of half the samples drawn again ask about the same inputs and say the same."""
    leaves = grow(members)
    asked = sorted({at for leaf in leaves for at in leaf.inputs})
    counts, agreements = dict.fromkeys(asked, 0), []
    likely = _likely(members, leaves)
    again_too = [
        replace(members, inputs=ground.coarse, weights=weights)
        for weights in ground.again[: -(-len(ground.again) // 2)]
    ]
    for other, again in zip(again_too, ground.each(grow, again_too), strict=True):
        for at in {at for leaf in again for at in leaf.inputs} & set(asked):
            counts[at] += 1
        agreements.append(float(ground.weights[_likely(other, again) == likely].sum()))
    samples = len(again_too)
    return {
        "leaves": [
            {
                "box": _bounds(ground.inputs, leaf.box),
                **_filled(fill(leaf.box.holds(ground.inputs), members.hit, ground.weights)),
            }
            for leaf in leaves
        ],
        "asked": {ground.inputs.names[at]: counts[at] / samples if samples else None for at in asked},
        "agreement": float(np.mean(agreements)) if agreements else None,
    }


def _likely(members: Members, leaves: Sequence[Leaf]) -> Flags:
    """Members in a leaf in which the future is likelier than over all."""
    found = np.zeros(members.hit.shape[0], dtype=bool)
    for leaf in leaves:
        weights, hit = members.weights[leaf.members], members.hit[leaf.members]
        if weights[hit].sum() > weights.sum() * members.base:
            found |= leaf.box.holds(members.inputs)
    return found


def _bounds(inputs: Inputs, box: Box) -> list[dict[str, Any]]:
    """Bounds of a box by input, in the unit of each; an open end is None."""
    sides: dict[int, set[str]] = {}
    for bound in box.bounds(inputs):
        sides.setdefault(bound.input, set()).add(bound.side)
    found = []
    for at, ends in sides.items():
        low, high = box.ends(at, inputs)
        found.append(
            {
                "name": inputs.names[at],
                "low": low if "low" in ends else None,
                "high": high if "high" in ends else None,
                "values": box.values(at, inputs) if "values" in ends else None,
            }
        )
    return found


def _filled(found: Fill) -> dict[str, float]:
    return {"mass": found.mass, "density": found.density, "coverage": found.coverage}
