"""The odds as they looked on several days, read off the pools that runs are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fourfutures.analysis.code import code_version
from fourfutures.analysis.pooling import Pools
from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import weigh
from fourfutures.ensemble import Hands
from fourfutures.futures import odds

SCHEMA = "fourfutures/history/1"


def dated_odds(
    requests: Sequence[Request], hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
) -> dict[str, Any]:
    """The document for requests that differ in their day alone, in the order of their days.

    The odds of a day are those of a run of that day, to the last digit. Progress: stage `days`.
    """
    days: list[dict[str, Any]] = []
    last = requests[-1]
    for number, request in enumerate(requests):
        progress("days", number, len(requests))
        world = weigh(request, request.lens, hands, pools, progress, whole=True)
        ids = world.study.frame.ids
        found = {
            reading: odds(codes, world.posterior.mass, len(ids)).p.tolist()
            for reading, codes in world.codes.items()
        }
        days.append(
            {
                "as_of": request.as_of.isoformat(),
                "start": request.start,
                "rows": len(world.rows),
                "readings": {
                    reading: dict(zip(ids, values, strict=True)) for reading, values in found.items()
                },
            }
        )
    return {
        "schema": SCHEMA,
        "study": last.study.meta.id,
        "study_hash": last.study.hash,
        "code_version": code_version(),
        "as_of": last.as_of.isoformat(),
        "seed": last.seed,
        "members": last.members,
        "lens": last.lens,
        "reading": last.reading,
        "days": days,
    }
