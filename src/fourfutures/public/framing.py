"""The same members told in other frames."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import AnalysisError, Pools, kept_pools
from fourfutures.analysis import frames as told_otherwise
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study, suggestion


def frames(
    study: Study | str | Path = "ai-2027",
    *,
    frame: str | Sequence[str] = (),
    as_of: date | str | None = None,
    members: int | None = None,
    seed: int | None = None,
    prior: bool = False,
    lens: str = "neutral",
    dials: str = "source",
    start: str = "best_estimate",
    evidence: EVIDENCE = True,
    no_evidence: bool = False,
    guide: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    pools: Pools | None = None,
    progress: Progress | None = None,
) -> Document:
    """Odds of the same members in other frames of the study, all if none is named, and how both tellings meet.

    The frame of the document has one line for each outcome of the frames and reading.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = request(
        study, members=members, seed=seed, as_of=as_of, prior=prior, lens=lens, dials=dials, start=start,
        evidence=evidence, no_evidence=no_evidence, guide=guide,
    )  # fmt: skip
    known = list(asked.study.frames)
    if not known:
        raise AnalysisError(
            where=asked.study.meta.files.frames,
            what=Both("the study has no other frame", "本研究没有其他框架"),
            remedy=Both("add a file to that folder of the study", "请在研究的该目录中补上文件"),
        )
    chosen = list(dict.fromkeys((frame,) if isinstance(frame, str) else frame)) or known
    for name in chosen:
        if name not in known:
            raise AnalysisError(
                where=f"--frame {name}",
                what=Both(f"there is no frame called {name}", f"没有名为{name}的框架"),
                remedy=suggestion(name, known),
            )
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = told_otherwise(asked, chosen, working, pools or kept_pools(), told)
    rows = [
        {"frame": name, "reading": reading, "outcome": outcome, **values}
        for name, entry in content["frames"].items()
        for reading, by_outcome in entry["odds"].items()
        for outcome, values in by_outcome.items()
    ]
    return Document({**content, "rows": rows}, "rows", ())
