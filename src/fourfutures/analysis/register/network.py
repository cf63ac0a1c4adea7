"""The network of deals as of a day: who supplies whom, what flows back to the US, and how central the two blocs are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from fourfutures.analysis.register.centrality import Weights, eigenvector, in_shares, out_shares, pagerank
from fourfutures.analysis.register.contract import NetworkDocument
from fourfutures.analysis.register.listing import known_figures
from fourfutures.study import DealRow, Names, Setback, Study

HOME = "USA"  # where reciprocal investment goes
WEIGHTINGS = ("deals", "rung", "capacity")
NOTES = (
    Names(
        en=(
            "An edge is a deal on record that counts and is not set back, from each economy on the offering side to the "
            "host; several suppliers share it. It weighs 1, or how firm its rung is, or its megawatts times that."
        ),
        zh=(
            "每条边是一项计入且未受挫的协议，由提供方所在经济体指向承接国；有几个提供方则平分。"
            "权重为1，或按进展阶段的确定程度，或再乘以兆瓦数。"
        ),
    ),
    Names(
        en=(
            "Reciprocal flows are investments in the US that a source states with a deal. Few counted rows state one, "
            "and most without a dollar amount; by capacity they weigh only where a ratio and megawatts are stated."
        ),
        zh=(
            "回流指来源写明的、随协议对美国的投资。计入的各行中只有少数写明，金额大多未公布；"
            "按容量加权时，只计写明比例和兆瓦数的。"
        ),
    ),
    Names(
        en=(
            "The register cannot support more: it lists what was findable, misses deals that nobody published, and says "
            "nothing of trade, use or power over a partner. Read differences between settings, not levels."
        ),
        zh=(
            "登记册只能说明这些：它只收能找到的协议，未公布的不在其中；它不反映贸易、使用情况，也不反映对伙伴的影响力。"
            "请看各种设定之间的差别，不看绝对高低。"
        ),
    ),
)


def network_document(study: Study, as_of: date) -> dict[str, Any]:
    """The network as of a day: edges, and each economy's centrality by weighting, without and with reciprocal flows."""
    known = [known_figures(deal, study, as_of) for deal in study.known_by(as_of).deals]
    used = [deal for deal in known if deal.counts and not isinstance(deal.standing(as_of), Setback)]
    supply = supply_edges(used)
    back = reciprocal_edges(used)
    places = {entity.code: Names(en=entity.name_en, zh=entity.name_zh) for entity in study.entities}
    rows = []
    for weighting in WEIGHTINGS:
        for reciprocal in (False, True):
            weights = weights_of({**supply, **back} if reciprocal else supply, weighting)
            rows += _rows(weights, weighting, reciprocal, places)
    document = {
        "schema": "fourfutures/deal-network/1",
        "study": study.meta.id,
        "study_hash": study.hash,
        "seed": study.meta.seed,
        "as_of": as_of.isoformat(),
        "deals": len(used),
        "left_out": {
            "overlapping": sum(not deal.counts for deal in known),
            "set_back": sum(deal.counts and isinstance(deal.standing(as_of), Setback) for deal in known),
            "without_supplier": sum(not deal.suppliers and deal.direction == "inbound" for deal in used),
            "without_capacity": sum(deal.capacity_mw is None for deal in used),
        },
        "edges": [
            {
                "source": source,
                "target": target,
                "reciprocal": is_back,
                "deals": [part.deal.deal_id for part in parts],
                "weights": {name: _weight(parts, name) for name in WEIGHTINGS},
            }
            for (source, target, is_back), parts in sorted({**supply, **back}.items())
        ],
        "rows": rows,
        "notes": [note.model_dump() for note in NOTES],
    }
    NetworkDocument.model_validate(document)
    return document


class Part(NamedTuple):
    """A deal on an edge: how much of it runs there, and whether that much of its capacity is stated."""

    deal: DealRow
    share: float
    sized: bool


# An edge is named by its ends and by whether it is a flow back.
Edges = dict[tuple[str, str, bool], list[Part]]


def supply_edges(deals: Iterable[DealRow]) -> Edges:
    """From each supplier to the host; suppliers of one deal share it."""
    edges: Edges = {}
    for deal in deals:
        if deal.direction != "inbound":
            continue
        for supplier in deal.suppliers:
            if supplier != deal.country:
                part = Part(deal, 1.0 / len(deal.suppliers), True)
                edges.setdefault((supplier, deal.country, False), []).append(part)
    return edges


def reciprocal_edges(deals: Iterable[DealRow]) -> Edges:
    """From the host to the US, where investment there is stated: the stated ratio, else one to one and without a size."""
    edges: Edges = {}
    for deal in deals:
        stated = deal.reciprocal or deal.reciprocal_ratio or deal.reciprocal_us_investment_usd
        if stated and deal.country != HOME:
            ratio = deal.reciprocal_ratio
            part = Part(deal, 1.0 if ratio is None else ratio, ratio is not None)
            edges.setdefault((deal.country, HOME, True), []).append(part)
    return edges


def weights_of(edges: Edges, weighting: str) -> dict[tuple[str, str], float]:
    """Weight of each pair of economies with one; supply and flows back between the same two add up."""
    found: dict[tuple[str, str], float] = {}
    for (source, target, _), parts in edges.items():
        weight = _weight(parts, weighting)
        if weight > 0.0:
            found[source, target] = found.get((source, target), 0.0) + weight
    return found


def _weight(parts: list[Part], weighting: str) -> float:
    """Weight of an edge: each deal as 1, as how firm it is, or as its megawatts times that."""
    return math.fsum(
        part.share
        * (1.0 if weighting == "deals" else part.deal.firm_share)
        * ((part.deal.capacity_mw or 0.0) * part.sized if weighting == "capacity" else 1.0)
        for part in parts
    )


def _rows(
    weights: Weights, weighting: str, reciprocal: bool, places: Mapping[str, Names]
) -> list[dict[str, Any]]:
    """Centrality of every economy in the network, the most central first by the dependence walk."""
    if not weights:
        return []
    out, into, central = out_shares(weights), in_shares(weights), eigenvector(weights)
    # The walk follows dependence: from who receives to who supplies.
    walk = pagerank({(target, source): weight for (source, target), weight in weights.items()})
    order = sorted(walk, key=lambda code: (-walk[code], code))
    return [
        {
            "entity": code,
            "name": places.get(code, Names(en=code, zh=code)).model_dump(),
            "weighting": weighting,
            "reciprocal": reciprocal,
            "supplied": out[code],
            "received": into[code],
            "eigenvector": None if central is None else central[code],
            "pagerank": walk[code],
            "rank": rank,
        }
        for rank, code in enumerate(order, start=1)
    ]
