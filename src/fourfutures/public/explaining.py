"""What moved the odds between two days."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import AnalysisError, Request, rows_in_force
from fourfutures.analysis import explain as explained
from fourfutures.errors import Both
from fourfutures.public.dates import day
from fourfutures.public.document import Document
from fourfutures.public.options import Between, asked_of, offered, workshop_of
from fourfutures.study import Study, load_study


@offered()
def explain(
    study: Study | str | Path = "ai-2027",
    *,
    from_date: date | str,
    to_date: date | str | None = None,
    without: str | None = None,
    **options: Unpack[Between],
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
            return asked_of(loaded, options, as_of=day(given, option))
        except AnalysisError as error:
            if not str(error.where).startswith("--as-of"):
                raise
            raise AnalysisError(where=f"{option} {given}", what=error.what, remedy=error.remedy) from None

    first, last = asked("--from", from_date), asked("--to", to_date)
    with workshop_of(options) as workshop:
        return Document(explained(first, last, without, *workshop), "contributions", ("delta",))


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
