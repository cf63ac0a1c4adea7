"""What stands at the top of a document: of which study and day, for how many members, and how they are read."""

from __future__ import annotations

from typing import Any

from fourfutures.analysis.code import code_version
from fourfutures.analysis.request import Request
from fourfutures.futures import Dials


def head(schema: str, request: Request) -> dict[str, Any]:
    """The first fields of a document that answers a request."""
    study = request.study
    return {
        "schema": schema,
        "study": study.meta.id,
        "study_hash": study.hash,
        "code_version": code_version(),
        "as_of": request.as_of.isoformat(),
        "horizon": study.meta.horizon.isoformat(),
        "seed": request.seed,
        "members": request.members,
    }


def read_as(request: Request, dials: Dials) -> dict[str, Any]:
    """The lens, the reading with its definitions, and the start."""
    return {
        "lens": request.lens,
        "dials": {"reading": request.reading, **dials._asdict()},
        "start": request.start,
    }
