"""Forecasts of known pasts, scored beside simple rivals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fourfutures.analysis import hindcast_document
from fourfutures.public.asking import verify_data
from fourfutures.public.working import Progress, threads_of
from fourfutures.study import Study, load_study


def hindcast(
    study: Study | str | Path = "ai-2027",
    targets: Sequence[str] = (),
    *,
    members: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """What the model would have said of known pasts, and how it scored: the document of `fourfutures hindcast --json`.

    `targets` names some of the study's, all if left out. The same request gives the same document on any number of
    `workers`. Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    threads = threads_of(workers)
    loaded = study if isinstance(study, Study) else load_study(study)
    verify_data(loaded)
    return hindcast_document(loaded, targets, members=members, seed=seed, workers=threads, progress=progress)
