"""Blocks of the summary about evidence: what moved the odds, which rows were in force, where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.weighing import World
from fourfutures.assimilation import DEALS, REGIME, Mover, Row, movers, psis
from fourfutures.ensemble import Threads
from fourfutures.futures import odds, strata
from fourfutures.study import EvidenceIndicator, Indicator

Reals = NDArray[np.float64]
EVIDENCE: Literal["evidence"] = "evidence"
LIKELIHOOD_RATIO = "likelihood ratio"  # unit of what an item of evidence says


def moves(world: World, crew: Threads) -> list[Mover]:
    """Movers of a weighed world; each change holds the classes of every reading, one reading after another."""
    if not world.rows and not world.weighed.claims:
        return []
    classes = len(world.study.frame.ids)
    kinds, of = np.unique(strata(list(world.codes.values()), classes), return_inverse=True)
    # one count of joint classes serves every reading
    places = [kinds // classes ** (len(world.codes) - 1 - r) % classes for r in range(len(world.codes))]

    def summary(mass: Reals) -> Reals:
        joint = np.bincount(of, weights=mass, minlength=kinds.shape[0])
        parts = [np.bincount(place, weights=joint, minlength=classes) for place in places]
        return np.concatenate([part / part.sum() for part in parts])

    columns = world.pool.likelihoods[: len(world.rows)]
    if world.weighed.claims:
        columns = np.concatenate([columns, world.weighed.said.astype(np.float32)])
    rows = (*world.rows, *_heard(world))
    return movers(rows, columns.T, summary, world.start, crew.each)


def _heard(world: World) -> list[Row]:
    """Evidence in force as rows, in the order in which its columns stand."""
    return [
        Row(
            id=item.id, indicator=item.indicator, block=EVIDENCE, entity=item.actor, observable="", months=(),
            change=False, value=0.0, error_sd=0.0, bias_sd=0.0, slope=0.0, slope_sd=0.0,
            known_on=item.accepted_on or item.dated, source_id=item.source_id, period_end=item.dated,
            observed=item.ratio, unit=LIKELIHOOD_RATIO, kind=EVIDENCE,
        )
        for item in (claim.item for claim in world.weighed.claims)
    ]  # fmt: skip


def mover_items(world: World, found: Iterable[Mover], reading: str) -> list[dict[str, Any]]:
    """Movers as the contract has them, changes in the chosen reading."""
    ids, at = world.study.frame.ids, list(world.codes).index(reading)
    items = []
    for row, delta in found:
        part = delta[at * len(ids) : (at + 1) * len(ids)]
        items.append(
            {
                "id": row.id,
                "kind": row.kind,
                "name": _about(world, row).name.model_dump(),
                "observed": row.observed,
                "unit": row.unit,
                "entity": row.entity,
                "period_end": row.period_end.isoformat(),
                "delta": {name: float(value) for name, value in zip(ids, part, strict=True)},
                "source_id": row.source_id,
                "date": row.known_on.isoformat(),
            }
        )
    return items


def _about(world: World, row: Row) -> Indicator | EvidenceIndicator:
    if row.kind == EVIDENCE:
        return world.study.evidence[row.indicator]
    return world.study.indicators[row.indicator]


def movers_table(world: World, found: Iterable[Mover]) -> pd.DataFrame:
    """One line a row, reading and future."""
    ids = world.study.frame.ids
    lines = []
    for row, delta in found:
        for r, reading in enumerate(world.codes):
            for c, future in enumerate(ids):
                lines.append(
                    (row.id, row.indicator, row.entity, row.period_end.isoformat(), row.known_on.isoformat(),
                     row.source_id, reading, future, float(delta[r * len(ids) + c]))
                )  # fmt: skip
    names = ["id", "indicator", "entity", "period_end", "known_on", "source_id", "reading", "future", "delta"]
    frame = pd.DataFrame(lines, columns=names)
    return frame.astype({"delta": "float64"})


def left_out(world: World, crew: Threads) -> list[dict[str, Any]]:
    """For each block of rows the odds that the data would give without it, in the order in which blocks became known.

    A level that no earlier row turns into a change rests on the spread of its source's bias, which is a judgement, so a
    reader must be able to see the odds without it. Odds are those before any lever, to compare with `data_p`.
    """
    rows, ids = world.rows, world.study.frame.ids
    if not rows:
        return []
    whole = world.start + world.pool.log_likelihood(range(len(rows)))

    def without(block: str) -> tuple[str, float, dict[str, Reals]]:
        inside = [at for at, row in enumerate(rows) if row.block == block]
        weights = psis(whole - world.pool.log_likelihood(inside))
        p = {reading: odds(codes, weights.mass, len(ids)).p for reading, codes in world.codes.items()}
        return block, weights.ess, p

    found = []
    for block, ess, left in crew.each(without, dict.fromkeys(row.block for row in rows)):
        inside = [row for row in rows if row.block == block]
        names = list(dict.fromkeys(row.indicator for row in inside))
        found.append(
            {
                "block": block,
                "indicators": names,
                "names": [world.study.indicators[name].name.model_dump() for name in names],
                "basis": basis(inside[0]),
                "rows": len(inside),
                "source_ids": list(dict.fromkeys(row.source_id for row in inside)),
                "ess": ess,
                "futures": {
                    reading: {name: float(value) for name, value in zip(ids, p, strict=True)}
                    for reading, p in left.items()
                },
            }
        )
    return found


def basis(row: Row) -> str:
    """How a block enters: as a change since a row before the origin, as a level with a bias, or as categories."""
    if row.observable in (REGIME, DEALS):
        return "category"
    return "change" if row.change else "level"


def rows_block(world: World) -> dict[str, Any]:
    """How many rows were in force, and how recent."""
    return {
        "in_force": len(world.rows),
        "about_economies": len(world.local_rows),
        "latest_known_on": max((row.known_on.isoformat() for row in world.rows), default=None),
        "latest_period_end": max((row.period_end.isoformat() for row in world.rows), default=None),
    }


def source_cards(world: World, names: Iterable[str]) -> dict[str, Any]:
    """Cards of some sources by id; ids without a card are left out."""
    cards = {}
    for name in sorted(set(names)):
        card = world.study.sources.get(name)
        if card is not None:
            cards[name] = {
                key: None if value is None else str(value)
                for key, value in card.model_dump().items()
                if key != "source_id"
            }
    return cards
