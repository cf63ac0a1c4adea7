"""Blocks of the summary about evidence: what moved the odds, which rows were in force, where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fourfutures.analysis.weighing import World
from fourfutures.assimilation import Mover, movers

Reals = NDArray[np.float64]


def moves(world: World) -> list[Mover]:
    """Movers of a weighed world; each change holds the classes of every reading, one reading after another."""
    if not world.rows:
        return []
    classes = len(world.study.frame.ids)

    def summary(mass: Reals) -> Reals:
        parts = [np.bincount(codes, weights=mass, minlength=classes) for codes in world.codes.values()]
        return np.concatenate([part / part.sum() for part in parts])

    start = np.where(world.pool.track.failed > 0.0, -np.inf, 0.0)
    return movers(world.rows, world.pool.likelihoods, summary, start)


def mover_items(world: World, found: Iterable[Mover], reading: str) -> list[dict[str, Any]]:
    """Movers as the contract has them, changes in the chosen reading."""
    ids, at = world.study.frame.ids, list(world.codes).index(reading)
    items = []
    for row, delta in found:
        part = delta[at * len(ids) : (at + 1) * len(ids)]
        items.append(
            {
                "id": row.id,
                "kind": "event" if row.observable in ("regime", "deal_share_us") else "indicator",
                "name": world.study.indicators[row.indicator].name.model_dump(),
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


def rows_block(world: World) -> dict[str, Any]:
    """How many rows were in force, and how recent."""
    return {
        "in_force": len(world.rows),
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
