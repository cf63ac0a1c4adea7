"""What moved the odds between two days."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from fourfutures.analysis import AnalysisError, Pools, Request, kept_pools, rows_in_force
from fourfutures.analysis import explain as explained
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.public.asking import EVIDENCE, request
from fourfutures.public.dates import day
from fourfutures.public.document import Document
from fourfutures.public.running import Progress, threads_of
from fourfutures.study import Study, load_study


def explain(
    study: Study | str | Path = "ai-2027",
    *,
    from_date: date | str,
    to_date: date | str | None = None,
    without: str | None = None,
    members: int | None = None,
    seed: int | None = None,
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
    """What moved the odds from one day to another, item by item, summing to the move.

    Both days read the same pool, so nothing but what became known lies between them. `to_date` is the day the study's
    data were assembled if left out; an earlier day than `from_date` turns the signs. `without` names a source: the odds
    of both days without it are given beside. The frame has one line an item, with `delta.FUTURE` for each future.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    loaded = study if isinstance(study, Study) else load_study(study)
    if without is not None and without not in loaded.sources:
        raise _no_such_source(loaded, without)

    def asked(option: str, given: date | str | None) -> Request:
        try:
            return request(
                loaded, members=members, seed=seed, as_of=day(given, option), lens=lens, dials=dials, start=start,
                evidence=evidence, no_evidence=no_evidence, guide=guide,
            )  # fmt: skip
        except AnalysisError as error:
            if not str(error.where).startswith("--as-of"):
                raise
            raise AnalysisError(where=f"{option} {given}", what=error.what, remedy=error.remedy) from None

    first, last = asked("--from", from_date), asked("--to", to_date)
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers), scheduler)) as working:
        content = explained(first, last, without, working, pools or kept_pools(), told)
    return Document(content, "contributions", ("delta",))


def _no_such_source(study: Study, name: str) -> AnalysisError:
    cited = [source for row in rows_in_force(study, date.max) for source in row.sources]
    near = get_close_matches(name, cited, n=1, cutoff=0.5) or get_close_matches(
        name, list(study.sources), n=1
    )
    return AnalysisError(
        where=f"--without {name}",
        what=Both(
            f"the study has no source called {name or 'nothing'}", f"研究中没有名为{name or '空白'}的来源"
        ),
        remedy=Both(f"did you mean {near[0]}?", f"是否指{near[0]}？")
        if near
        else Both(
            "take one from the `source_ids` that the command gives with --json",
            "请从该命令加 --json 后给出的 `source_ids` 中选用",
        ),
    )
