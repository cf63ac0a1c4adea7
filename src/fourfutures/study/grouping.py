"""Which partner economies a group holds: whole economies, whole remainders, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fourfutures.study.covariate import WorldRow
from fourfutures.study.group import Group, Membership
from fourfutures.study.row import Entity


def membership(group: Group, partners: Sequence[Entity], world: Sequence[WorldRow]) -> Membership:
    """What of a group the study holds.

    A group by regions holds the partners of those regions. A group by list holds a partner where every economy of the
    world that stands in it is on the list; what is on the list beyond that is left out, or stands in a home market.
    """
    if not group.members:
        entities = tuple(
            entity.code
            for entity in partners
            if entity.region in group.regions and entity.code not in group.without
        )
        return Membership(entities=entities, people_covered=1.0, gdp_covered=1.0)
    listed = set(group.members)
    holds = {entity.code: {row.iso3 for row in world if row.entity == entity.code} for entity in partners}
    for entity in partners:
        if entity.kind == "partner" and not holds[entity.code]:  # a study without a table of the world
            holds[entity.code] = {entity.code}
    entities = tuple(code for code, inside in holds.items() if inside and inside <= listed)
    counted = set().union(*(holds[code] for code in entities)) if entities else set()
    abroad = set().union(*holds.values())
    home = tuple(code for code in group.members if code not in abroad)
    left = tuple(code for code in group.members if code in abroad - counted)
    return Membership(
        entities=entities,
        left_out=left,
        home=home,
        people_covered=_covered(world, counted, left, lambda row: row.population),
        gdp_covered=_covered(world, counted, left, lambda row: row.gdp_usd),
    )


def _covered(
    world: Sequence[WorldRow],
    counted: set[str],
    left: Sequence[str],
    size: Callable[[WorldRow], float | None],
) -> float | None:
    """Share of what is counted in what is counted or left out; None where a size is unknown."""
    if not left:
        return 1.0
    sizes = {row.iso3: size(row) for row in world if row.iso3 in counted or row.iso3 in left}
    known = {code: value for code, value in sizes.items() if value is not None}
    if len(known) < len(counted) + len(left):
        return None
    inside = sum(value for code, value in known.items() if code in counted)
    return inside / sum(known.values())
