"""Forecasts of known pasts, scored beside simple rivals."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fourfutures.analysis import AnalysisError, hindcast_document
from fourfutures.errors import Both
from fourfutures.public.asking import verify_data
from fourfutures.study import Study, load_study


def hindcast(
    study: Study | str | Path = "ai-2027",
    targets: Sequence[str] = (),
    *,
    members: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Any]:
    """What the model would have said of known pasts, and how it scored: the document of `fourfutures hindcast --json`.

    `targets` names some of the study's, all if left out. The same request gives the same document on any number of
    `workers`. Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    threads = (os.cpu_count() or 1) if workers is None else workers
    if threads < 1:
        raise AnalysisError(
            where="--workers",
            what=Both(f"{threads} threads cannot run anything", f"{threads}个线程无法运行"),
            remedy=Both("give a whole number from 1", "请给出不小于1的整数"),
        )
    loaded = study if isinstance(study, Study) else load_study(study)
    verify_data(loaded)
    return hindcast_document(loaded, targets, members=members, seed=seed, workers=threads, progress=progress)
