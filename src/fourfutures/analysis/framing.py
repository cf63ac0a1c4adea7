"""Other frames: the odds of the same members in another telling, and how the two tellings meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from pydantic import Field

from fourfutures.analysis.contract import Future, Leader, Odds, Part, ReadDocument, Reading, described
from fourfutures.analysis.head import head, read_as
from fourfutures.analysis.labelling import FUTURES, key
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.ranging import ranged
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World, weigh
from fourfutures.ensemble import Hands
from fourfutures.futures import odds
from fourfutures.study import CELLS, Frame, OtherFrame

SCHEMA = "fourfutures/frames/1"
Text = dict[Literal["en", "zh"], str]


class OutcomeEntry(Part):
    """An outcome of another frame and its cells."""

    id: str
    name: Text
    what: Text
    cells: list[tuple[Leader, Leader]]


class MappingEntry(Part):
    """One cell: who leads each axis, the study's own future there, and the outcome of the other frame."""

    compute: Leader
    adoption: Leader
    future: Future
    outcome: str


class OutcomeOdds(Odds):
    """A probability with its sampling error, its range, and what it was before and after data."""


class FrameEntry(Part):
    """Another frame: outcomes, mapping, odds by reading, and weights of future and outcome together."""

    name: Text
    what: Text
    judgement: bool
    note: str
    outcomes: list[OutcomeEntry]
    mapping: list[MappingEntry]
    odds: dict[Reading, dict[str, OutcomeOdds]]
    together: dict[Reading, dict[Future, dict[str, float]]]


class FramesDocument(ReadDocument):
    """`frames --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/frames/1"] = Field(alias="schema")
    assimilated: bool
    futures: dict[Reading, dict[Future, float]]
    frames: dict[str, FrameEntry]
    notes: list[dict[str, str]]


def frames_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(FramesDocument)


def frames(
    request: Request,
    chosen: Sequence[str],
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> dict[str, Any]:
    """The document of the contract. Members and weights are those of a run of the same request."""
    world = weigh(request, request.lens, hands, pools, progress)
    study, mass = world.study, world.posterior.mass
    return {
        **head(SCHEMA, request),
        **read_as(request, world.dials[request.reading]),
        "assimilated": request.assimilate,
        "name": study.meta.name.model_dump(),
        "futures": {
            reading: dict(
                zip(study.frame.ids, odds(codes, mass, len(study.frame.ids)).p.tolist(), strict=True)
            )
            for reading, codes in world.codes.items()
        },
        "frames": {name: _entry(world, study.frames[name]) for name in chosen},
        "notes": list(request.notes),
    }


def _entry(world: World, frame: OtherFrame) -> dict[str, Any]:
    told, own = world.told_as(frame), world.study.frame
    found = ranged(told, None, {}, frozenset())
    by_reading, together = {}, {}
    for reading, codes in world.codes.items():
        labels, entry = told.labels[key(reading, FUTURES)], found[key(reading, FUTURES)]
        before, data = (odds(labels.codes, w.mass, labels.classes).p for w in (world.prior, world.data))
        by_reading[reading] = {
            name: {
                "p": float(entry.odds.p[n]),
                "mc_se": float(entry.odds.mc_se[n]),
                "low": float(entry.low[n]),
                "high": float(entry.high[n]),
                "prior_p": float(before[n]),
                "data_p": float(data[n]),
            }
            for n, name in enumerate(frame.ids)
        }
        joint = odds(
            codes.astype(np.int64) * labels.classes + labels.codes,
            world.posterior.mass,
            len(own.ids) * labels.classes,
        )
        table = joint.p.reshape(len(own.ids), labels.classes)
        together[reading] = {
            future: dict(zip(frame.ids, row.tolist(), strict=True))
            for future, row in zip(own.ids, table, strict=True)
        }
    return {
        "name": frame.name.model_dump(),
        "what": frame.what.model_dump(),
        "judgement": frame.judgement,
        "note": frame.note,
        "outcomes": [
            {
                "id": outcome.id,
                "name": outcome.name.model_dump(),
                "what": outcome.what.model_dump(),
                "cells": [list(cell) for cell in outcome.cells],
            }
            for outcome in frame.outcomes
        ],
        "mapping": [
            {
                "compute": compute,
                "adoption": adoption,
                "future": _future(own, compute, adoption),
                "outcome": frame.ids[frame.owner((compute, adoption))],
            }
            for compute, adoption in CELLS
        ],
        "odds": by_reading,
        "together": together,
    }


def _future(frame: Frame, compute: str, adoption: str) -> str:
    """The study's own future where these sides lead."""
    for future in frame.futures:
        if future.compute in (None, compute) and future.adoption in (None, adoption):
            return future.id
    return frame.contested.id
